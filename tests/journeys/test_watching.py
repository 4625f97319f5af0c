"""The file of an open report changed, went away, or is open in another window: told once, and never written to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from core.edits import type_cells
from core.forms import CellRef
from core.journal import Journal
from core.sessions import this_session
from gui.watching import State, state_of

PERSON = CellRef("requests", "granted", "person")


@pytest.fixture
def said(window):
    """The texts of all messages from now on."""
    texts: list[str] = []
    window.messages.posted.connect(lambda message: texts.append(message.text))
    return texts


@pytest.fixture
def look(window, qtbot):
    """The window comes to the front."""
    watching = window.review.safety.watching

    def looked() -> None:
        watching._on_state(Qt.ApplicationState.ApplicationActive)
        qtbot.waitUntil(lambda: not watching._looking.busy)
        assert window.review.safety.keeping.flush(5)
        qtbot.wait(20)

    return looked


@pytest.fixture
def path(file):
    return file("甲.html", "bad 1")


@pytest.fixture
def document(open_files, path):
    [opened] = open_files(path)
    return opened


def test_nothing_is_said_of_a_file_that_is_as_it_was(document, look, said):
    look()
    look()
    assert said == []


def test_a_changed_file_is_told_once_and_can_be_read_again(window, qtbot, document, path, look, said):
    look()
    path.write_text("bad 22", encoding="utf-8")
    look()
    look()
    [text] = said
    assert "“甲.html”在磁盘上已有变化" in text
    assert [offer.label for offer in window.message_strip.message.offers] == ["重新读入"]
    with qtbot.waitSignal(window.review.opening.ended):
        window.message_strip.message.offers[0].action()
    [again] = window.review.desk.documents
    assert again is not document


def test_a_file_that_changes_twice_is_told_twice(document, path, look, said):
    for words in ("bad 22", "bad 333"):
        path.write_text(words, encoding="utf-8")
        look()
    assert len(said) == 2


def test_edited_work_is_not_offered_to_be_read_over(window, document, path, look, said):
    document.push(type_cells(document.report, "修改", {PERSON: "7"}))
    path.write_text("bad 22", encoding="utf-8")
    look()
    assert len(said) == 1
    assert window.message_strip.message.offers == ()
    assert path.read_text(encoding="utf-8") == "bad 22"


def test_a_file_that_was_only_touched_is_the_same(document, path, look, said):
    look()
    path.write_text("bad 1", encoding="utf-8")
    look()
    assert said == []


def test_a_file_that_is_gone_is_told_once(document, path, look, said):
    path.unlink()
    look()
    look()
    [text] = said
    assert "已被移动、改名或删除" in text


def test_another_window_with_the_same_file_is_told_of(window, document, path, look, said):
    other = Journal(window.data, replace(this_session(), name="other"))
    other.hold([str(path)])
    look()
    look()
    assert len(said) == 1
    assert "“甲.html”在另一个年报校核台窗口里也开着" in said[0]
    assert other.others([str(path)]) != frozenset()
    other.leave()
    other.close()


def test_a_closed_report_is_held_no_longer(window, document, path, look):
    window.actions_.close.trigger()
    assert window.review.safety.keeping.flush(5)
    other = Journal(window.data, replace(this_session(), name="other"))
    assert other.others([str(path)]) == frozenset()
    other.close()


def test_a_file_of_another_digest_is_changed(tmp_path):
    path = tmp_path / "甲"
    path.write_bytes(b"1")
    assert state_of(path, "00") is State.CHANGED
    assert state_of(path, "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b") is State.SAME
    assert state_of(tmp_path / "乙", "00") is State.GONE
    assert state_of(tmp_path / "甲" / "inner", "00") is State.SAME  # it cannot be looked at: nothing is claimed
