"""Readers: bytes of a file become a Document, whatever kind of file it is."""
