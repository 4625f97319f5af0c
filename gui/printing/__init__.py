"""Printing: reports and feedback sheets laid out on A4 pages, for paper, PDF and preview alike."""
