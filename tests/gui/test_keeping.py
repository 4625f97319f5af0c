"""What is kept of a report is all of its steps, whatever was done, undone and done again since it was written last."""

import random

from hypothesis import given
from hypothesis import strategies as st

from core.edits import type_cells
from core.forms import CellRef
from core.records import encode
from gui.document import OpenReport
from gui.keeping import _Ledger
from tests.builders.reports import random_report

DEEDS = st.lists(st.sampled_from(["push", "undo", "redo", "write"]), max_size=25)
CELL = CellRef("requests", "granted", "person")


@given(DEEDS)
def test_a_step_is_never_kept_as_it_was_before_another_took_its_place(qapp, deeds: list[str]) -> None:
    document = OpenReport(random_report(random.Random(1), "2021"))
    ledger = _Ledger(document, None)
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
    kept = ledger.entry()
    assert kept.steps == tuple(encode(document.step(number)) for number in range(document.undo_stack.count()))
    assert kept.about.index == document.undo_stack.index()
