"""Workbooks of every kind: cells on sheets become the tables and lines that lie there."""
