"""Real files of every kind through the real window: each opens, and the current cell says where it came from."""

import csv
import re
from pathlib import Path

import pytest

from core.files import SUFFIXES
from core.forms import CellRef
from gui.main_window import MainWindow
from gui.services import real_services

FIXTURES = Path(__file__).parent.parent / "fixtures"
CELL = CellRef("requests", "granted", "person")
TEXTS = [".html", ".htm", ".mht", ".mhtml", ".docx", ".docm", ".dotx", ".xml", ".doc", ".wps", ".odt", ".fodt", ".rtf"]
PLACES = {
    r"工作表“[^”]+”[A-Z]+\d+": {".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".ods", ".fods"},
    r"第\d+页，第\d+个表格第\d+行第\d+格": {".pdf"},
    r"第\d+个表格第\d+行第\d+格": {*TEXTS, ".zip"},
    r"第\d+行": {".txt", ".md", ".csv"},
}
"""How each kind of file names the place of a cell."""


@pytest.fixture(scope="module")
def services():
    return real_services()


@pytest.fixture
def window(qtbot, services, settings, tmp_path):
    made = MainWindow(services, settings, tmp_path / "library")
    qtbot.addWidget(made)
    made.show()
    return made


def printed() -> str:
    """What stands in the cell in every one of the files."""
    with (FIXTURES / "whole.csv").open(encoding="utf-8", newline="") as file:
        return next(text for grid, row, column, text in csv.reader(file) if (grid, row, column) == tuple(CELL))


def test_every_kind_of_file_has_a_place_to_show():
    assert set().union(*PLACES.values()) == set(SUFFIXES)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_current_cell_says_where_it_came_from(window, qtbot, suffix):
    with qtbot.waitSignal(window.review.opening.ended, timeout=20_000):
        window.open_paths([FIXTURES / "whole" / f"年报{suffix}"])
    document = window.review.desk.documents[0]
    page = window.review.workspace.show_section(document, 3)
    page.go_to_cell(CELL)
    panel = page.tables[0][1]
    said = panel._about._says.text()
    [place] = [pattern for pattern, suffixes in PLACES.items() if suffix in suffixes]
    assert re.search(rf"原文：“{printed()}”（在原文件的{place}）", said)
