"""The help: its pages, its pictures, its search, and that it says only what is true."""

import re

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import QWidget

from core.findings import Severity, State
from core.forms import newest
from gui.grid.view import FILL_DOWN, FILL_RIGHT
from gui.help import HelpDialog
from gui.help_pages import FOLDER, ORDER, PLACES, pages, place_of
from gui.help_text import HelpText
from gui.main_window import MainWindow
from gui.services import Services

OF_EDITORS = {"Ctrl+C", "Ctrl+V", FILL_DOWN.toString(), FILL_RIGHT.toString()}
"""Keys that the tables and texts know themselves."""


@pytest.fixture
def window(qtbot, tmp_path):
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Services(lambda *_: (), lambda *_: (), lambda *_: None), settings, tmp_path)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot):
    made = HelpDialog("open")
    qtbot.addWidget(made)
    made.show()
    return made


def titles(dialog) -> list[str]:
    return [dialog.contents.item(row).text() for row in range(dialog.contents.count())]


def test_every_page_stands_in_the_contents_and_no_file_beside_it():
    assert sorted(path.stem for path in FOLDER.glob("*.html")) == sorted(ORDER)
    assert [page.key for page in pages()] == list(ORDER)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.key)
def test_every_picture_is_there_and_has_words_for_those_who_do_not_see_it(page):
    html = page.path.read_text(encoding="utf-8")
    pictures = re.findall(r"<img ([^>]+)>", html)
    for attributes in pictures:
        source = re.search(r'src="([^"]+)"', attributes)
        assert (FOLDER / source[1]).is_file()
        assert "icons/" in source[1] or re.search(r'alt="[^"]+"', attributes)
    assert f"<h2>{page.title}</h2>" in html


def widths(page: HelpText) -> list[float]:
    return [shown.width() for _place, shown in page._pictures() if "pictures/" in shown.name()]


@pytest.mark.parametrize("key", ["open", "marks", "correct"])
def test_pictures_are_as_wide_as_the_page_wants_them_or_as_there_is_room(qtbot, key):
    page = HelpText()
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    page.turn_to(QUrl.fromLocalFile(str(FOLDER / f"{key}.html")))
    natural = {"open": [660], "marks": [660, 660], "correct": [340, 660]}[key]
    assert widths(page) == natural
    tall = page.document().size().height()
    page.resize(400, 500)
    assert widths(page) == [min(width, page.room) for width in natural]
    assert page.room < 400
    assert page.document().idealWidth() <= page.viewport().width()
    assert page.horizontalScrollBar().maximum() == 0
    page.resize(900, 500)
    assert widths(page) == natural
    assert page.document().size().height() == tall


def test_a_picture_is_scaled_in_both_directions_and_icons_stay(qtbot):
    page = HelpText()
    qtbot.addWidget(page)
    page.resize(360, 500)
    page.turn_to(QUrl.fromLocalFile(str(FOLDER / "marks.html")))
    url = QUrl.fromLocalFile(str(FOLDER / "pictures" / "marks.png"))
    image = page.document().resource(QTextDocument.ResourceType.ImageResource, url)
    assert image.width() == round(page.room * page.devicePixelRatioF())
    assert image.height() == pytest.approx(image.width() * 373 / 660, abs=1)
    icons = [shown for _place, shown in page._pictures() if "icons/" in shown.name()]
    assert {(shown.width(), shown.height()) for shown in icons} == {(18, 18)}


def test_icons_are_drawn_for_a_fine_screen(qtbot, monkeypatch):
    monkeypatch.setattr(HelpText, "devicePixelRatioF", lambda _page: 2.0)
    page = HelpText()
    qtbot.addWidget(page)
    page.turn_to(QUrl.fromLocalFile(str(FOLDER / "marks.html")))
    icon = page.document().resource(QTextDocument.ResourceType.ImageResource, QUrl("../icons/error.svg"))
    assert (icon.width(), icon.devicePixelRatio()) == (36, 2)


def test_no_picture_is_left_over():
    shown = {name for page in pages() for name in re.findall(r"pictures/([^\"]+)", page.path.read_text(encoding="utf-8"))}
    assert {path.name for path in (FOLDER / "pictures").iterdir()} == shown


def test_the_help_names_keys_that_work(window):
    window.review.desk  # noqa: B018  # built when first asked for
    actions = [held for held in vars(window.actions_).values() if isinstance(held, QAction)]
    actions += [dock.toggleViewAction() for dock in window.review.panes.drawers]
    keys = {key.toString() for action in actions for key in action.shortcuts()}
    named = {key for page in pages() for key in re.findall(r"(?:Ctrl\+|Shift\+)+[A-Z]\b|(?:Shift\+)?F\d|Alt\+Home", page.words)}
    assert {"F8", "Shift+F8", "Ctrl+Z", "Ctrl+Shift+E", "F6", "Alt+Home"} <= named
    assert named - OF_EDITORS - {"F2"} <= keys


def test_every_line_of_a_menu_that_the_help_names_is_there(window):
    lines = {re.sub(r"\(&.\)|…", "", action.text()) for action in vars(window.actions_).values() if isinstance(action, QAction)}
    lines |= {"与上年比对"}
    named = {
        name
        for page in pages()
        for names in re.findall(r"菜单的((?:“[^”]+”)+)", page.words)
        for name in re.findall("“([^”]+)”", names)
    }
    assert named
    assert named <= lines


def test_the_terms_are_those_of_the_program():
    words = {page.key: page.words for page in pages()}["terms"]
    for term in (*(severity.label for severity in Severity), "通过", "不符", "未核", "搁置", "建议", "口径", "校对单"):
        assert term in words
    for section in newest().sections[1:3]:
        assert section.title in words
    assert len(State) == 3


def test_a_search_lists_the_pages_that_say_it_and_marks_the_words(dialog):
    dialog.search.setText("留底")
    assert titles(dialog) == ["保存与恢复", "术语"]
    marks = [mark.cursor.selectedText() for mark in dialog.page.extraSelections()]
    assert set(marks) == {"留底"}
    dialog.search.setText("留底 断电")
    assert titles(dialog) == ["术语"]
    dialog.search.setText("")
    assert len(titles(dialog)) == len(ORDER)
    assert dialog.page.extraSelections() == []


def test_a_search_without_an_answer_says_so(dialog):
    dialog.search.setText("量子")
    assert titles(dialog) == []
    assert dialog.none.isVisible()
    dialog.search.clear()
    assert not dialog.none.isVisible()


@pytest.mark.parametrize("topic", ORDER)
def test_it_opens_at_a_page(dialog, topic):
    dialog.search.setText("留底")
    dialog.show_topic(topic)
    assert dialog.page.source().fileName() == f"{topic}.html"
    assert dialog.contents.currentItem().text() == dialog.page.documentTitle()


def test_the_page_fits_the_place(window, qtbot):
    window.show()
    qtbot.waitUntil(lambda: "review" in vars(window))
    review = window.review
    places = {"open": window.start_page.drop_area.button, "tally": review.tally.list, "correct": review.findings.list}
    places |= {"marks": review.source.words, "keys": review.search_bar.field}
    assert {key: place_of(widget) for key, widget in places.items()} == {key: key for key in places}
    assert place_of(None) == "open"


def test_every_place_with_a_page_is_a_part_of_the_window(window):
    from gui import facts_page, section_page

    assert window.review.desk.documents == ()
    known = {type(widget).__name__ for widget in window.findChildren(QWidget)}
    known |= {facts_page.FactsPage.__name__, section_page.SectionPage.__name__}
    assert set(PLACES) <= known
    assert set(PLACES.values()) <= set(ORDER)


def test_f1_opens_the_help_once_and_turns_it_to_the_place(window, qtbot):
    window.show()
    qtbot.waitUntil(lambda: "review" in vars(window))
    window.actions_.help.trigger()
    [dialog] = window.findChildren(HelpDialog)
    dialog.show_topic("terms")
    window.activateWindow()
    window.start_page.drop_area.button.setFocus()
    window.actions_.help.trigger()
    assert window.findChildren(HelpDialog) == [dialog]
    assert dialog.page.source().fileName() == "open.html"
    assert not dialog.isModal()
