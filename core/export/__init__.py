"""Exports: a report with its findings becomes a workbook or JSON."""
