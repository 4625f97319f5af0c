"""What is kept of a report is all of its steps, whatever was done, undone and done again since it was written last."""

import random
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QUndoGroup

from core.edits import type_cells
from core.forms import CellRef
from core.numbers import figure
from core.records import decode, encode
from core.report import Report
from gui.desk import Desk
from gui.document import OpenReport
from gui.keeping import Keeping
from gui.ledger import Ledger
from gui.messages import Messages
from tests.builders.reports import random_report

DEEDS = st.lists(st.sampled_from(["push", "undo", "redo", "write"]), max_size=25)
CELL = CellRef("requests", "granted", "person")


@given(DEEDS)
def test_a_step_is_never_kept_as_it_was_before_another_took_its_place(qapp, deeds: list[str]) -> None:
    document = OpenReport(random_report(random.Random(1), "2021"))
    ledger = Ledger(document, None)
    document.undo_stack.indexChanged.connect(lambda _index: ledger.touch())
    for number, deed in enumerate(deeds):
        match deed:
            case "push":
                document.push(type_cells(document.report, "修改", {CELL: str(number)}))
            case "undo":
                document.undo_stack.undo()
            case "redo":
                document.undo_stack.redo()
            case "write":
                ledger.entry()
    document.undo_stack.indexChanged.disconnect()
    kept = ledger.entry()
    assert kept.steps == tuple(encode(document.step(number)) for number in range(document.undo_stack.count()))
    assert kept.about.index == document.undo_stack.index()


@pytest.fixture
def desk(qtbot):
    return Desk(QUndoGroup())


@pytest.fixture
def keeping(desk, tmp_path):
    made = Keeping(desk, tmp_path, Messages())
    yield made
    made.finish()


def kept_previous(tmp_path) -> list[bytes | None]:
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as store:
        return [previous for (previous,) in store.execute("SELECT previous FROM work")]


def test_last_years_report_is_kept_as_soon_as_it_is_compared_with(desk, keeping, tmp_path):
    now, before = (OpenReport(random_report(random.Random(seed), "2021")) for seed in (1, 2))
    for document in (now, before):
        desk.add(document)
    now.push(type_cells(now.report, "修改", {CELL: "1"}))
    assert keeping.flush(5)
    assert kept_previous(tmp_path) == [None]
    now.compare(before.report)
    assert keeping.flush(5)
    assert [decode(data, Report) for data in kept_previous(tmp_path)] == [before.report]
    before.report.grids["requests"].cells[CELL] = before.report.cell(CELL).with_entry(figure(77))
    now.recheck()
    assert keeping.flush(5)
    assert [decode(data, Report).value(CELL) for data in kept_previous(tmp_path)] == [77]
    now.compare(None)
    assert keeping.flush(5)
    assert kept_previous(tmp_path) == [None]


def test_comparing_alone_is_no_work_to_be_kept(desk, keeping, tmp_path):
    document = OpenReport(random_report(random.Random(1), "2021"))
    desk.add(document)
    document.compare(random_report(random.Random(2), "2021"))
    assert keeping.flush(5)
    assert kept_previous(tmp_path) == []
