"""Open an exported workbook with openpyxl, which shares no code with the writer."""

import io
import random

import openpyxl
from openpyxl.workbook import Workbook

from core.checks import check
from core.export.workbook import Entry, workbook_bytes
from core.report import Report
from tests.builders.reports import random_report


def exported(*reports: Report) -> bytes:
    """The workbook of some reports with their verdicts."""
    return workbook_bytes([Entry(report, check(report)) for report in reports])


def opened(data: bytes, *, results: bool = False) -> Workbook:
    """The workbook with its formulas, or with their cached results."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=results)


def saved(book: Workbook) -> bytes:
    """The workbook as another program writes it again."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def a_report(seed: int = 1, form_key: str = "2021", **how: float | bool) -> Report:
    """A random report, the same for the same seed."""
    return random_report(random.Random(seed), form_key, **how)
