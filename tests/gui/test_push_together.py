"""Several edits as one step of the undo stack: one re-check, one undo, one record."""

import random

import pytest

from core.checks import check
from core.edits import put_aside, type_cells
from core.forms import CellRef
from core.records import Work, packed, unpacked
from gui.document import OpenReport
from tests.builders.reports import random_report

ONE, TWO = CellRef("requests", "granted", "person"), CellRef("requests", "granted", "business")


@pytest.fixture
def document(qapp):
    return OpenReport(random_report(random.Random(1), "2021"))


def edits(document: OpenReport):
    """The second edit is made on what the first one leaves."""
    return [type_cells(document.report, "改", {ONE: "7"}), type_cells(document.report, "改", {ONE: "8", TWO: "9"})]


def values(document: OpenReport):
    return document.report.value(ONE), document.report.value(TWO)


def test_they_are_one_step_with_one_check(document):
    before, told = values(document), []
    document.changed.connect(lambda _edit: told.append(values(document)))
    document.push_together("改两处", edits(document), "核实")
    assert (document.undo_stack.count(), document.undo_stack.undoText()) == (1, "改两处")
    document.undo_stack.undo()
    document.undo_stack.redo()
    assert told == [(8, 9), before, (8, 9)]
    assert document.verdict.findings == check(document.report).findings


def test_the_change_log_has_each_of_them_with_its_inverse(document):
    before = values(document)
    document.push_together("改两处", edits(document), "核实")
    first, second = document.changes()
    assert (first.why, second.why) == ("核实", "核实")
    assert first.inverse.cells[ONE].value == before[0]
    assert (second.inverse.cells[ONE].value, second.inverse.cells[TWO].value) == (7, before[1])


def test_what_is_kept_of_them_comes_back_as_one_step(document):
    document.push_together("改两处", edits(document), "核实")
    work = Work(document.loaded, (document.step(0),), 1)
    loaded, steps, previous = packed(work)
    again = OpenReport.of_work(unpacked(loaded, steps, 1, previous), -1)
    assert (again.report, again.step(0)) == (document.report, document.step(0))
    again.undo_stack.undo()
    assert again.report == document.loaded


def test_many_findings_are_set_aside_with_one_check(document, monkeypatch):
    document.push(type_cells(document.report, "改", {ref: "１" for ref, _ in document.report.cells()}))
    findings = document.verdict.findings
    assert len(findings) > 200
    checks = []
    monkeypatch.setattr("gui.document.check", lambda *reports: checks.append(1) or check(*reports))
    document.push_together("搁置", [put_aside(one, "搁置", "口径不同") for one in findings], "口径不同")
    assert (len(checks), document.verdict.findings, len(document.verdict.aside)) == (1, (), len(findings))
    document.undo_stack.undo()
    assert (len(checks), document.verdict.findings) == (2, findings)
