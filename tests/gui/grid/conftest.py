"""Reports in the window, one table at a time."""

import random
from collections.abc import Callable

import pytest

from core.document import Place
from core.forms import CellRef, forms
from core.layout import layout_of
from core.numbers import parse_figure
from core.report import Cell, Origin, Reading, Report
from gui.document import OpenReport
from gui.grid.panel import GridPanel
from gui.grid.sheet import Sheet
from tests.builders.reports import random_report

_FORM = forms()["2021"]
REQUESTS = Sheet(layout_of(_FORM, _FORM.tables[1], {}))
PanelOf = Callable[..., GridPanel]


@pytest.fixture
def report() -> Report:
    """A report of the form in force in which every sum holds; its figures are those of one seed."""
    return random_report(random.Random(11), "2021")


@pytest.fixture
def document(report) -> OpenReport:
    return OpenReport(report)


@pytest.fixture
def panel(document, qtbot) -> PanelOf:
    """Builds the shown panel of a table of the open report."""

    def build(key: str = "requests", opened: OpenReport = document) -> GridPanel:
        table = next(table for table in opened.report.form.tables if table.key == key)
        widget = GridPanel(opened, table)
        qtbot.addWidget(widget)
        widget.resize(760, 640)
        widget.show()
        widget.view.setFocus()
        return widget

    return build


def ref(row: str, column: str, grid: str = "requests") -> CellRef:
    return CellRef(grid, row, column)


def put(report: Report, where: CellRef, text: str, reading: Reading = Reading.PLAIN, why: str = "") -> None:
    """Let the source have said something else."""
    report.grids[where.grid].cells[where] = Cell(parse_figure(text), Origin(text, Place(line=123), reading, why))
