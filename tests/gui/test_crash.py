"""The last resort saves before it speaks; two windows write one log whole."""

import logging
import re
import subprocess
import sys

from core.edits import SetGrid, set_text, type_cells
from core.forms import CellRef, forms
from core.records import Done, Step, Work
from core.report import empty_grid
from gui import crash
from gui.document import OpenReport
from tests.builders.journals import NOW
from tests.core.test_edits import report
from tests.sizes import ROOT

PERSON = CellRef("requests", "granted", "person")
WRITER = """
import logging, sys
from pathlib import Path
from gui.crash import start_log
start_log(Path(sys.argv[1]))
for number in range(400):
    logging.getLogger("nianbao").info("%s %s 完", sys.argv[2], "字" * 50)
"""


def test_what_was_changed_is_saved_before_anything_is_said(qtbot, caplog):
    order: list[str] = []
    resort = crash.LastResort(None, lambda: order.append("saved"))
    resort.caught.disconnect()
    resort.caught.connect(lambda _detail: order.append("told"))
    with caplog.at_level(logging.CRITICAL, "nianbao"):
        resort.take(ValueError, ValueError("x"), None)
    assert order == ["saved", "told"]


def test_two_windows_write_one_log_without_broken_lines(tmp_path):
    commands = [[sys.executable, "-c", WRITER, str(tmp_path), name] for name in ("甲", "乙")]
    running = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    assert [one.wait(60) for one in running] == [0, 0]
    lines = (tmp_path / "nianbao.log").read_text("utf-8").splitlines()
    whole = re.compile(r"[-\d]+ [\d:,]+ \d+ INFO (甲|乙) 字{50} 完")
    assert len(lines) == 800
    assert all(whole.fullmatch(line) for line in lines)


def test_a_log_that_another_window_holds_is_gone_on_with(tmp_path, monkeypatch):
    log = tmp_path / "nianbao.log"
    log.write_text("旧" * 300_000, encoding="utf-8")

    def held(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", held)
    crash._turn_over(log)
    assert log.exists()


def done(edit) -> Done:
    return Done(edit, NOW, "核实")


def test_work_is_opened_with_its_steps_names_times_and_clean_state():
    held = report()
    steps = (
        Step("修改", (done(type_cells(held, "修改", {PERSON: "7"})),)),
        Step("两步", (done(type_cells(held, "修改", {PERSON: "8"})), done(set_text(held, "改文字", 1, "新")))),
        Step("修改", (done(type_cells(held, "修改", {PERSON: "9"})),)),
    )
    document = OpenReport.of_work(Work(held, steps, 2), 1)
    assert document.report.value(PERSON) == 8
    assert [document.undo_stack.text(number) for number in range(3)] == ["修改", "两步", "修改"]
    assert tuple(document.step(number) for number in range(3)) == steps
    assert document.unsaved
    document.undo_stack.undo()
    assert not document.unsaved
    assert (document.report.value(PERSON), document.report.sections[0].text) == (7, held.sections[0].text)


def test_work_that_no_file_holds_any_more_is_never_clean():
    held = report()
    document = OpenReport.of_work(Work(held, (Step("修改", (done(type_cells(held, "修改", {PERSON: "7"})),)),), 1), -1)
    assert document.unsaved
    document.undo_stack.undo()
    assert document.unsaved


def test_a_new_table_stays_blank_in_its_step_whatever_is_typed_into_it():
    document = OpenReport(report())
    document.push(SetGrid("新建", "requests", empty_grid(forms()["2021"].grids["requests"])))
    document.push(type_cells(document.report, "修改", {PERSON: "7"}))
    [brought] = document.step(0).edits
    assert isinstance(brought.edit, SetGrid)
    assert brought.edit.grid.value(PERSON) is None
