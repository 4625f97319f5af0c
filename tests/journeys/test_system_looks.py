"""The system turns dark, its font grows: what is open follows at once, and no words are cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolBar

from gui import theme
from gui.appearance import plain_palette
from gui.dialogs import Failure, FailuresDialog
from gui.offer_button import OfferButton
from gui.settings_dialog import SettingsDialog


@pytest.fixture(autouse=True)
def plain_again(qapp):
    font = QApplication.font()
    yield
    QApplication.setFont(font)
    QApplication.setPalette(QPalette())
    QApplication.processEvents()


@pytest.fixture
def page(window, open_files, file):
    window.resize(1200, 800)
    [document] = open_files(file("甲.html", "bad 1"))
    page = window.review.workspace.show_section(document, 3)
    page.go_to(document.verdict.findings[0], True)
    return page


def turn(palette: QPalette) -> None:
    QApplication.setPalette(palette)
    QApplication.processEvents()


def grow(share: float) -> None:
    font = QFont(QApplication.font())
    font.setPointSizeF(QFontInfo(font).pointSizeF() * share)
    QApplication.setFont(font)
    QApplication.processEvents()


def test_tables_lists_and_strips_turn_dark_while_they_are_open(window, page):
    dark = plain_palette(dark=True)
    turn(dark)
    [(_, grid)] = page.tables
    for widget in (grid.view, window.review.findings.list, window.review.outline, page.editor, window.review.source):
        shown = widget.grab().toImage()
        light = sum(
            shown.pixelColor(x, y).lightness() > 128 for x in range(0, shown.width(), 5) for y in range(0, shown.height(), 5)
        )
        assert light < shown.width() * shown.height() / 25 * 0.2, type(widget).__name__


def test_the_marks_of_a_text_take_the_colours_of_the_dark(window, open_files, file, page):
    document = window.review.desk.current
    from core.findings import Finding, Severity, Span

    finding = Finding("text.placeholder", Severity.ERROR, "待补", spans=(Span(3, 0, 1, "x"),))
    page.editor.show_text("xx")
    page.editor.show_marks([(finding.spans[0], finding)])
    turn(plain_palette(dark=True))
    [mark] = page.editor.extraSelections()
    assert mark.format.background().color() == theme.tint(Severity.ERROR, page.editor.palette())
    assert theme.is_dark(page.editor.palette())
    assert document is not None


def test_a_larger_font_of_the_system_reaches_every_pane(window, page):
    watched = [window.review.findings.list, window.review.outline, page.tables[0][1].view, page.editor, window.review.status]
    before = [QFontInfo(widget.font()).pixelSize() for widget in watched]
    grow(2)
    assert [QFontInfo(widget.font()).pixelSize() for widget in watched] == [pytest.approx(size * 2, abs=1) for size in before]


def cut(top) -> list[str]:
    """The words of buttons and labels that have less room than they need."""
    found = []
    for widget in top.findChildren(QAbstractButton) + top.findChildren(QLabel):
        single = isinstance(widget, QAbstractButton) or not widget.wordWrap()
        if widget.isVisible() and single and widget.text() and widget.width() < widget.minimumSizeHint().width():
            found.append(f"{widget.text()} {widget.width()} < {widget.minimumSizeHint().width()}")
        if widget.isVisible() and not single and widget.height() < widget.heightForWidth(widget.width()):
            found.append(f"{widget.text()} {widget.height()} < {widget.heightForWidth(widget.width())}")
    return found


@pytest.mark.parametrize("share", [1, 1.5, 3])
def test_nothing_is_cut_on_the_start_page_of_a_small_window(window, qtbot, share):
    grow(share)
    window.resize(900, 600)
    qtbot.wait(20)
    assert (window.width(), window.height()) == (900, 600)
    assert cut(window) == []
    for button in window.start_page.samples.files:
        assert button.height() >= 2 * button.fontMetrics().height()


def test_a_small_window_shows_a_report_without_cutting_buttons(window, qtbot, page):
    window.resize(900, 600)
    qtbot.wait(20)
    assert (window.width(), window.height()) == (900, 600)
    assert cut(window.review.findings) == []


def test_the_outline_keeps_room_for_titles_beside_their_badges(window, qtbot, page):
    window.resize(700, 500)
    qtbot.wait(20)
    outline = window.review.outline
    assert outline.width() >= 12 * outline.fontMetrics().horizontalAdvance("国")


def test_the_icons_of_the_toolbar_grow_with_the_words(window):
    [bar] = window.findChildren(QToolBar)
    before = bar.iconSize().height()
    grow(2)
    assert bar.iconSize().height() >= 1.6 * before
    picture = window.actions_.save.icon().pixmap(bar.iconSize(), 1.0)
    assert picture.height() == bar.iconSize().height()


def test_the_icons_of_buttons_are_as_high_as_their_words(window, page):
    filters = window.review.findings.filter.buttons.values()
    grow(2)
    [(_, grid)] = page.tables
    later = OfferButton(theme.icon("bulb"), "改为 38", grid)
    later.show()
    for button in (*filters, grid._about.button, later):
        if button.isVisible():
            assert button.iconSize().height() >= button.fontMetrics().height()


def test_two_lines_of_the_text_stay_in_sight_at_every_zoom(window, page):
    window.review.zoom.step(20)
    assert page.editor.height() >= 2 * page.editor.fontMetrics().lineSpacing()


def test_the_settings_are_whole_in_large_letters(window, qtbot):
    grow(2)
    dialog = SettingsDialog(window.preferences, lambda: None, window)
    dialog.show()
    qtbot.wait(20)
    assert cut(dialog) == []


def test_a_long_reason_is_shown_over_several_lines(window, qtbot, tmp_path):
    reason = "这个文件已损坏或不完整，无法打开。请重新下载，或用原来的程序打开后另存一份，再拖到这里。" * 2
    dialog = FailuresDialog([Failure(tmp_path / "甲.pdf", reason)], 0, window)
    dialog.show()
    qtbot.wait(50)
    tree = dialog.list
    room = tree.visualItemRect(tree.topLevelItem(0)).height()
    line = tree.fontMetrics().lineSpacing()
    needed = tree.fontMetrics().horizontalAdvance(reason) / tree.columnWidth(1)
    assert needed > 1
    assert room >= line * needed
    assert tree.textElideMode() is Qt.TextElideMode.ElideNone
