"""Opening by argument, dialogue, drop, paste and folder; bad files among good ones; files opened before."""

import threading

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from core.document import Unreadable
from core.edits import type_cells
from core.forms import CellRef
from gui.dialogs import FailuresDialog


def drop(widget, paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, mime, left, none))


def failures(window):
    return [dialog for dialog in window.findChildren(FailuresDialog) if dialog.isVisible()]


def test_a_file_named_on_the_command_line_is_shown(window, open_files, file):
    [document] = open_files(file("云溪 年报.html", "bad 1"))
    assert window.review.desk.current is document
    assert window.pages.currentWidget() is window.review.workspace
    assert document.title in window.windowTitle()
    assert window.review.status.equations.text() == "核 42 项：通过 40，不符 2，未核 0"
    status = window.review.status
    assert (status.file.text(), status.encoding.text()) == ("网页", "GB18030")


def test_files_chosen_in_the_dialogue_are_opened(window, qtbot, file, monkeypatch):
    names = [str(file(f"{number}.html", f"good {number}")) for number in (1, 2)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    with qtbot.waitSignal(window.review.opening.ended):
        window.actions_.open.trigger()
    assert [str(document.path) for document in window.review.desk.documents] == names
    assert window.review.desk.current is window.review.desk.documents[0]


def test_files_and_folders_dropped_anywhere_are_opened(window, qtbot, file, tmp_path):
    file("下发/一/甲.html", "good 1")
    file("下发/二/乙.txt", "bad 2")
    file("下发/二/照片.png", "not a report")
    file("下发/.藏/丙.txt", "good 3")
    file("下发/~$甲.xlsx", "lock")
    with qtbot.waitSignal(window.review.opening.ended):
        drop(window, [tmp_path / "下发", file("丁.unknown", "good 4")])
    assert [document.path.name for document in window.review.desk.documents] == ["甲.html", "乙.txt", "丁.unknown"]
    assert not failures(window)


def test_a_drop_over_an_editor_or_a_table_is_the_windows(window, qtbot, open_files, file):
    [document] = open_files(file("a.html", "good 1"))
    page = window.review.workspace.show_section(document, 3)
    facts = window.review.workspace.show_section(document, 0)
    for number, target in enumerate((page.editor.viewport(), page.tables[0][1].view.viewport(), facts._edits["title"])):
        window.review.outline.section_chosen.emit(document, 0 if number == 2 else 3)
        with qtbot.waitSignal(window.review.opening.ended):
            drop(target, [file(f"{number}.html", f"good {number + 5}")])
        window.review.desk.bring_forward(document)
    assert len(window.review.desk.documents) == 4
    assert not document.unsaved


def test_a_file_is_never_taken_for_words(window, open_files, file):
    [document] = open_files(file("a.html", "good 1"))
    editor = window.review.workspace.show_section(document, 1).editor
    before = editor.text()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file("b.html", "good 2")))])
    assert not editor.canInsertFromMimeData(mime)
    editor.insertFromMimeData(mime)
    assert editor.text() == before


def test_an_empty_folder_is_said_to_be_empty(window, qtbot, tmp_path):
    with qtbot.waitSignal(window.messages.posted) as said:
        window.open_paths([tmp_path])
    assert "没有找到" in said.args[0].text
    assert window.message_strip.isVisible()


def test_text_pasted_on_the_start_page_becomes_a_report(window, qtbot):
    QGuiApplication.clipboard().setText("bad 7")
    with qtbot.waitSignal(window.review.opening.ended):
        qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    [document] = window.review.desk.documents
    assert document.path is None
    assert document.verdict.worst is not None
    assert window.actions_.paste_report.shortcut().toString() == "Ctrl+Shift+V"


def test_a_page_pasted_on_the_start_page_is_passed_on_with_its_text(window, qtbot, monkeypatch):
    given = []
    monkeypatch.setattr(window.review.opening, "open_clipboard", lambda page, text: given.append((page, text)))
    mime = QMimeData()
    mime.setHtml("<table><tr><td>收到</td></tr></table>")
    mime.setText("收到")
    QGuiApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert given == [("<table><tr><td>收到</td></tr></table>", "收到")]


def test_another_encoding_reads_the_file_again(window, qtbot, open_files, file):
    [document] = open_files(file("a.html", "good 1"))
    button = window.review.status.encoding
    assert button.text() == "GB18030"
    choose_encoding(window, qtbot, "big5")
    [again] = window.review.desk.documents
    assert (again is document, button.text()) == (False, "Big5")


def test_edits_are_not_lost_to_another_encoding(window, qtbot, open_files, file):
    [document] = open_files(file("a.html", "good 1"))
    document.push(type_cells(document.report, "改数", {CellRef("requests", "received", "person"): "5"}))
    with qtbot.waitSignal(window.messages.posted) as said:
        choose_encoding(window, qtbot, "big5")
    assert "未保存的修改" in said.args[0].text
    assert list(window.review.desk.documents) == [document]


def choose_encoding(window, qtbot, codec):
    [action] = [one for one in window.review.status.encoding.menu().actions() if one.data() == codec]
    with qtbot.waitSignal(window.review.opening.ended):
        action.trigger()


def test_a_bad_file_among_good_ones_becomes_one_row(window, open_files, file, tmp_path):
    documents = open_files(file("甲.html", "good 1"), file("坏.html", "\x00"), tmp_path / "没有.html", file("乙.html", "good 2"))
    assert [document.path.name for document in documents] == ["甲.html", "乙.html"]
    [dialog] = failures(window)
    rows = [(item.text(0), item.text(1)) for item in map(dialog.list.topLevelItem, range(dialog.list.topLevelItemCount()))]
    assert rows == [("坏.html", "这不是年报文件。"), ("没有.html", "找不到这个文件。")]
    assert "坏.html：这不是年报文件。 no words" in dialog.text()
    dialog.close()
    window.actions_.failures.trigger()
    assert len(failures(window)) == 1


def test_a_fault_of_the_program_is_one_row_too_and_shows_no_traceback(window, open_files, file, core, monkeypatch, caplog):
    good = file("好.html", "good 1")

    def broken(*_):
        raise ZeroDivisionError("inside")

    real = core.load
    fault = file("错.html", "good 2")
    either = window.services._replace(load=lambda item, *more: (broken if item.path == fault else real)(item, *more))
    monkeypatch.setattr(window.review.opening, "_services", either)
    open_files(good, fault)
    [dialog] = failures(window)
    assert dialog.list.topLevelItem(0).text(1) == "读这个文件时程序出了错，没有打开。"
    assert "ZeroDivisionError" in dialog.text()
    assert "reading" in caplog.text
    assert len(window.review.desk.documents) == 1


def test_a_fault_while_showing_one_report_does_not_hide_how_the_others_went(window, qtbot, open_files, file, monkeypatch):
    add = window.review.desk.add

    def broken(document):
        if document.path.name == "错.html":
            raise ZeroDivisionError("inside")
        add(document)

    monkeypatch.setattr(window.review.desk, "add", broken)
    with qtbot.capture_exceptions() as caught:
        documents = open_files(file("坏.html", "\x00"), file("好.html", "good 1"), file("错.html", "good 2"))
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert [document.path.name for document in documents] == ["好.html"]
    [dialog] = failures(window)
    assert dialog.list.topLevelItem(0).text(0) == "坏.html"
    assert not window.background.busy


def test_the_same_file_is_not_opened_twice(window, open_files, file):
    first, second = file("甲.html", "good 1"), file("乙.html", "good 2")
    documents = open_files(first, second)
    open_files(second)
    assert window.review.desk.documents == documents
    assert window.review.desk.current is documents[1]


def test_a_file_that_changed_on_disk_is_read_anew(window, open_files, qtbot, file):
    path = file("甲.html", "good 1")
    [before] = open_files(path)
    path.write_text("bad 1", encoding="utf-8")
    with qtbot.waitSignal(window.messages.posted) as said:
        open_files(path)
    assert "内容和上次打开时不一样" in said.args[0].text
    assert before not in window.review.desk.documents
    assert len(window.review.desk.documents) == 1


def test_a_changed_file_does_not_replace_unsaved_work(window, open_files, qtbot, file):
    path = file("甲.html", "good 1")
    [document] = open_files(path)
    document.push(type_cells(document.report, "改", {CellRef("requests", "granted", "total"): "5"}))
    path.write_text("bad 1", encoding="utf-8")
    with qtbot.waitSignal(window.messages.posted) as said:
        open_files(path)
    assert window.review.desk.documents == (document,)
    assert "没有重新读入" in said.args[0].text


def test_a_file_opened_again_shows_the_edited_report_and_says_so(window, open_files, qtbot, file):
    path = file("甲.html", "good 1")
    [document] = open_files(path)
    document.push(type_cells(document.report, "改", {CellRef("requests", "granted", "total"): "5"}))
    with qtbot.waitSignal(window.messages.posted) as said:
        open_files(path)
    assert said.args[0].text == "“甲.html”已经打开了，显示的是您改过的那一份。"
    assert window.review.desk.documents == (document,)


def test_the_outline_shows_the_lines_of_the_report_in_front(window, open_files, qtbot, file):
    files = [file(f"{name}.html", f"good {seed}") for seed, name in enumerate("甲乙丙丁戊己")]
    for path in files:
        open_files(path)
    outline = window.review.outline
    window.resize(1000, 420)
    for path, document in zip([*files, files[-1]], [*window.review.desk.documents, window.review.desk.documents[-1]], strict=True):
        outline.verticalScrollBar().setValue(0 if document is window.review.desk.documents[-1] else 10_000)
        open_files(path)
        assert window.review.desk.current is document
        place = outline.visualRect(outline.currentIndex())
        assert outline.model().document(outline.currentIndex()) is document
        assert outline.viewport().rect().contains(place)


def test_the_outline_marks_what_is_shown_after_a_report_above_is_closed(window, open_files, qtbot, file):
    documents = open_files(*(file(f"{name}.html", f"good {seed}") for seed, name in enumerate("甲乙丙丁")))
    outline, model, desk = window.review.outline, window.review.outline.model(), window.review.desk
    for document in documents:
        window.review.desk.bring_forward(document)
        window.review.workspace.show_section(document, 3)
    for document in (documents[1], documents[3], documents[0]):
        desk.bring_forward(document)
        desk.remove(document)
        assert model.document(outline.currentIndex()) is desk.current
        assert model.section(outline.currentIndex()) == 3
        assert outline.selectedIndexes() == [outline.currentIndex()]
    assert desk.current is documents[2]


def test_a_click_on_the_current_line_of_the_outline_shows_it(window, open_files, qtbot, file):
    [document] = open_files(file("甲.html", "good 1"))
    outline, review = window.review.outline, window.review
    review.workspace.show_section(document, 3)
    window.show_start_page()
    place = outline.visualRect(outline.currentIndex()).center()
    qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.pages.currentWidget() is review.workspace


def test_a_click_on_a_report_in_the_outline_leads_to_the_line_that_is_shown(window, open_files, qtbot, file):
    documents = open_files(file("甲.html", "good 1"), file("乙.html", "good 2"))
    outline, model, review = window.review.outline, window.review.outline.model(), window.review
    review.workspace.remember(documents[1], 4)
    place = outline.visualRect(model.top(documents[1])).center()
    qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert review.desk.current is documents[1]
    assert outline.currentIndex() == model.index_of(documents[1], 4)


def test_what_was_opened_stands_in_the_list_and_greys_when_gone(window, open_files, qtbot, file):
    kept, gone = file("甲.html", "good 1"), file("乙.html", "good 2")
    open_files(kept, gone)
    gone.unlink()
    window.actions_.start_page.trigger()
    recent = window.start_page.recent
    qtbot.waitUntil(lambda: recent.files[0].faded)
    assert [file.text().endswith("（文件已不在）") for file in recent.files] == [True, False]
    titles = {document.title.replace(" ", "　") for document in window.review.desk.documents}
    assert {file.text().removesuffix("（文件已不在）") for file in recent.files} == titles
    assert [action.text().split("　")[0] for action in window.recents.menu.actions()] == ["&1 乙.html", "&2 甲.html"]


def test_a_file_that_vanished_from_the_list_is_said_to_be_gone(window, open_files, qtbot, file):
    gone = file("乙.html", "good 2")
    open_files(gone)
    window.review.closing.close_current()
    gone.unlink()
    with qtbot.waitSignal(window.review.opening.failed) as said:
        qtbot.mouseClick(window.start_page.recent.files[0], Qt.MouseButton.LeftButton)
    assert said.args[0][0].reason == "找不到这个文件。"


def test_samples_are_not_put_into_the_list(window, qtbot, file, library):
    with qtbot.waitSignal(window.review.opening.ended):
        window.start_page.sample_chosen.emit(file("示例.html", "good 1"))
    assert library.recent() == ()


def test_very_many_files_are_opened_only_after_asking(window, qtbot, file, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("gui.opening.ask_many", lambda _window, count: asked.append(count))
    for number in range(51):
        file(f"多/{number}.txt", "good 1")
    window.open_paths([tmp_path / "多"])
    qtbot.waitUntil(lambda: asked == [51])
    assert window.review.desk.documents == ()


def test_cancelling_stops_a_batch_and_says_how_far_it_came(window, qtbot, file, core, monkeypatch):
    real, all_given = core.load, threading.Event()
    submit = window.background.submit

    def giving(title, *answers):
        submit(title, *answers)
        if "4/4" in title:
            all_given.set()

    def stopping(*arguments):
        loaded = real(*arguments)
        assert all_given.wait(10)
        window.background.cancel_all()
        return loaded

    monkeypatch.setattr(window.background, "submit", giving)
    monkeypatch.setattr(window.review.opening, "_services", window.services._replace(load=stopping))
    with qtbot.waitSignal(window.review.opening.ended):
        window.open_paths([file(f"{number}.html", f"good {number}") for number in range(4)])
    assert len(window.review.desk.documents) == 1
    assert window.message_strip.message.text == "已取消，只打开了 1 份报告。"
    assert not failures(window)


ARCHIVE = "archive\n甲.html: good 1\n乡镇/乙.html: bad 2\n乡镇/丙.html: \x00\n"


def test_every_report_in_an_archive_opens_and_a_bad_one_is_one_row(window, open_files, file):
    path = file("下发.zip", ARCHIVE)
    documents = open_files(file("前.html", "good 5"), path, file("后.html", "good 6"))
    assert [document.report.source.name for document in documents] == ["前.html", "甲.html", "乙.html", "后.html"]
    assert {document.path for document in documents[1:3]} == {path}
    [dialog] = failures(window)
    assert dialog.list.topLevelItem(0).text(0) == "丙.html"
    assert dialog.list.topLevelItem(0).toolTip(0).endswith("下发.zip/乡镇/丙.html")
    top = window.review.outline.model().index(2, 0)
    name, where = top.data(Qt.ItemDataRole.ToolTipRole).splitlines()
    assert (name, where) == (documents[2].title, f"{path} › 乡镇/乙.html")


def test_an_archive_dropped_again_opens_only_what_changed(window, open_files, qtbot, file):
    path = file("下发.zip", ARCHIVE.replace("\n乡镇/丙.html: \x00", ""))
    [first, second] = open_files(path)
    assert open_files(path) == (first, second)
    path.write_text(path.read_text("utf-8").replace("good 1", "good 9"), encoding="utf-8")
    documents = open_files(path)
    assert len(documents) == 2
    assert second in documents
    assert first not in documents


def test_an_archive_stands_in_the_list_under_its_own_name(window, open_files, file, library):
    open_files(file("下发.zip", ARCHIVE))
    [recent] = library.recent()
    assert (recent.path.name, recent.organ, recent.year) == ("下发.zip", None, None)


def test_very_many_files_in_an_archive_are_opened_only_after_asking(window, qtbot, file, monkeypatch):
    asked = []
    monkeypatch.setattr("gui.opening.ask_many", lambda _window, count: asked.append(count))
    window.open_paths([file("下发.zip", "archive\n" + "".join(f"{number}.html: good 1\n" for number in range(51)))])
    qtbot.waitUntil(lambda: asked == [51])
    assert window.review.desk.documents == ()


def test_an_archive_that_cannot_be_looked_into_is_one_row(window, open_files, file, monkeypatch):
    def broken(_path, _progress):
        raise Unreadable("archive_damaged", "解不开。")

    monkeypatch.setattr(window.review.opening, "_services", window.services._replace(members=broken))
    open_files(file("下发.zip", "\x00"), file("好.html", "good 1"))
    [dialog] = failures(window)
    assert (dialog.list.topLevelItemCount(), dialog.list.topLevelItem(0).text(0)) == (1, "下发.zip")
    assert len(window.review.desk.documents) == 1


def test_a_fault_in_the_process_that_reads_goes_to_the_log(window, open_files, file, monkeypatch, caplog):
    def faulty(*_):
        raise Unreadable("fault", "读“错.html”时本程序出了错。", "ZeroDivisionError: inside")

    monkeypatch.setattr(window.review.opening, "_services", window.services._replace(load=faulty))
    open_files(file("错.html", "good 1"))
    [dialog] = failures(window)
    assert "ZeroDivisionError" in dialog.text()
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("keys", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_chosen_file_of_the_list(window, open_files, qtbot, file, keys):
    open_files(file("甲.html", "good 1"))
    window.review.closing.close_current()
    with qtbot.waitSignal(window.review.opening.ended):
        qtbot.keyClick(window.start_page.recent.files[0], keys)
    assert len(window.review.desk.documents) == 1
