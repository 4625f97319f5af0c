"""The whole way with the real readers, checks and export: open, see, correct, set aside, export, read back."""

import zipfile

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu

from core.findings import Severity, State
from core.forms import CellRef
from core.same import differences
from gui.dialogs import AsideDialog, FailuresDialog
from gui.main_window import MainWindow
from gui.services import real_services
from gui.start_page import SAMPLES
from gui.walk import section_of
from tests.core.hard_work import hang

CLEAN, MISTAKEN = SAMPLES


@pytest.fixture
def window(qtbot, settings, tmp_path):
    made = MainWindow(real_services(), settings, tmp_path / "data")
    qtbot.addWidget(made, before_close_func=lambda window: [one.undo_stack.setClean() for one in window.review.desk.documents])
    made.show()
    return made


def rejected(window):
    """The rows of the list of files that would not open."""
    [dialog] = [dialog for dialog in window.findChildren(FailuresDialog) if dialog.isVisible()]
    rows = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return {row.text(0): row.text(1) for row in rows}


def type_into(qtbot, panel, ref, text):
    panel.go_to(ref)
    qtbot.keyClicks(panel.view, text[0])
    field = panel.view.viewport().findChild(QLineEdit)
    qtbot.keyClicks(field, text[1:])
    qtbot.keyClick(field, Qt.Key.Key_Return)


def accept_first(window):
    """Accept the suggestion, or the first of several from the menu that opens."""
    window.actions_.accept.trigger()
    for menu in window.findChildren(QMenu):
        if menu.isVisible() and menu.actions():
            menu.actions()[0].trigger()
            menu.close()


def test_the_clean_sample_passes_and_the_other_does_not(open_files):
    clean, mistaken = open_files(CLEAN, MISTAKEN)
    assert (clean.verdict.count(State.PASSED), clean.verdict.findings) == (42, ())
    assert mistaken.verdict.count(State.FAILED) > 0
    assert mistaken.verdict.worst is Severity.ERROR


def test_a_report_is_corrected_set_aside_exported_and_read_back_equal(window, qtbot, open_files, monkeypatch, tmp_path):
    [document] = open_files(MISTAKEN)
    review = window.review
    failing = [found for found in document.verdict.findings if found.code == "sum.row"]
    [row_sum] = failing
    panel = review.workspace.show_section(document, 3).tables[0][1]
    total = CellRef("requests", row_sum.cells[0].row, "total")
    type_into(qtbot, panel, total, str(min(row_sum.left, row_sum.right)))
    assert row_sum.key not in {found.key for found in document.verdict.findings}
    window.actions_.undo.trigger()
    assert row_sum in document.verdict.findings
    window.actions_.redo.trigger()
    assert row_sum not in document.verdict.findings

    while (remaining := document.verdict.findings) and remaining[0].severity is not Severity.INFO:
        review.findings.select(remaining[0])
        if remaining[0].suggestions:
            accept_first(window)
            continue
        window.actions_.set_aside.trigger()
        dialog = next(dialog for dialog in window.findChildren(AsideDialog) if dialog.isVisible())
        dialog.reason_edit.setText("已向单位核实，数字无误")
        dialog.accept()
    assert document.verdict.aside
    reasons = {reason for _, reason in document.verdict.aside}
    assert reasons == {"已向单位核实，数字无误"}

    target = tmp_path / "青溪县 校核结果.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.export.trigger()
    assert not document.unsaved
    _, again = open_files(target)
    assert differences(document.report, again.report) == []
    assert {found.key for found, _ in again.verdict.aside} == {found.key for found, _ in document.verdict.aside}
    assert review.desk.current is again


def test_exporting_leaves_the_source_as_it_was(window, qtbot, open_files, monkeypatch, tmp_path):
    source = tmp_path / "年报.html"
    source.write_bytes(MISTAKEN.read_bytes())
    [document] = open_files(source)
    proposed = []

    def choose(_window, _title, proposal, _filter):
        proposed.append(proposal)
        return proposal, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.export.trigger()
    assert proposed == [str(tmp_path / f"{document.report.header.organ} 2023年 校核结果.xlsx")]
    assert source.read_bytes() == MISTAKEN.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == [f"{document.report.header.organ} 2023年 校核结果.xlsx"]


def test_every_bad_file_is_one_row_with_a_reason_and_the_good_ones_open(window, open_files, tmp_path):
    good = tmp_path / "好 年报.html"
    good.write_bytes(CLEAN.read_bytes())
    bad = {
        "空.html": b"",
        "照片.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8,
        "程序.html": b"\x7fELF" + bytes(5000),
        "假的.xlsx": b"PK\x03\x04" + b"x" * 300,
        "通知.txt": "关于召开会议的通知\n请各单位参加。\n".encode(),
        "年报.pdf": b"%PDF-1.7\n" + b"x" * 500,
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "巨大.txt").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)
    names = [*bad, "巨大.txt", "不存在.html"]
    [document] = open_files(*(tmp_path / name for name in names[:3]), good, *(tmp_path / name for name in names[3:]))
    reasons = rejected(window)
    assert list(reasons) == names
    assert all(reason.endswith("。") and "Error" not in reason and "程序出了错" not in reason for reason in reasons.values())
    assert document.path == good
    assert window.review.desk.current is document


def test_the_reports_in_an_archive_open_and_a_locked_one_does_not(window, open_files, tmp_path):
    path = tmp_path / "下发.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("坏/空.html", b"")
        file.write(CLEAN, "好/一.html")
        file.write(MISTAKEN, "好/二.html")
    first, second = open_files(path)
    assert [first.report.source.member, second.report.source.member] == ["好/一.html", "好/二.html"]
    assert list(rejected(window)) == ["空.html"]


def test_a_reader_that_was_killed_costs_one_file_at_most(window, open_files):
    open_files(CLEAN)
    worker = window.services.prepare.__self__._worker
    psutil.Process(worker.process).kill()
    assert len(open_files(MISTAKEN)) == 2
    assert not [dialog for dialog in window.findChildren(FailuresDialog) if dialog.isVisible()]


def test_cancelling_stops_a_file_that_hangs(window, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("core.tasks.load", hang)
    with qtbot.waitSignal(window.review.opening.ended, timeout=10_000):
        window.open_paths([CLEAN])
        qtbot.waitUntil(lambda: "睡" in window.background.describe, timeout=10_000)
        window.background.cancel_all()
    assert window.message_strip.message.text == "已取消打开。"
    assert window.review.desk.documents == ()


def test_pasted_text_is_recognised(window, qtbot, open_files):
    [document] = open_files(CLEAN)
    text = "\n".join([document.report.header.title, *(f"{one.title}\n{one.text}" for one in document.report.sections)])
    with qtbot.waitSignal(window.review.opening.ended):
        window.review.opening.open_clipboard("", text)
    pasted = window.review.desk.current
    assert pasted.path is None
    assert [section.number for section in pasted.report.sections] == [1, 2, 3, 4, 5, 6]
    assert window.review.status.file.text() == "纯文本"


def test_the_real_reports_open_together_and_every_page_can_be_looked_at(window, open_files, shared):
    documents = open_files(shared / "seeds")
    assert len(documents) >= 5
    assert not [dialog for dialog in window.findChildren(FailuresDialog) if dialog.isVisible()]
    for document in documents:
        for section in range(7):
            window.review.outline.section_chosen.emit(document, section)
            assert window.review.workspace.currentWidget().grab().width() > 0
        walked = []
        for _ in document.verdict.findings:
            window.actions_.next.trigger()
            walked.append(window.review.findings.current())
        assert sorted(found.key for found in walked) == sorted(found.key for found in document.verdict.findings)
        assert [section_of(document.report, found) for found in walked] == sorted(
            section_of(document.report, found) for found in walked
        )
