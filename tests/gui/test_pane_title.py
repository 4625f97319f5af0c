"""Titles and frames of panes: they follow fonts and colours, and show where the keyboard is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QDockWidget, QHBoxLayout, QLineEdit, QMainWindow, QStackedWidget, QTextEdit, QWidget

from gui import theme
from gui.appearance import plain_palette
from gui.pane_frame import PaneFrame
from gui.pane_title import PaneTitle
from gui.pane_walk import PaneWalk


def high_contrast() -> QPalette:
    """White on black, and what is selected black on white: the highlight alone would be the colour of words."""
    made = plain_palette(dark=True)
    for role, colour in {"Window": "#000000", "Base": "#000000", "Highlight": "#1a0050"}.items():
        made.setColor(QPalette.ColorRole[role], QColor(colour))
    return made


PALETTES = {"light": plain_palette(dark=False), "dark": plain_palette(dark=True), "high contrast": high_contrast()}


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setCentralWidget(QTextEdit(made))
    for area, name in ((Qt.DockWidgetArea.LeftDockWidgetArea, "目录"), (Qt.DockWidgetArea.RightDockWidgetArea, "问题")):
        dock = QDockWidget(name, made)
        dock.setTitleBarWidget(PaneTitle(dock))
        dock.setWidget(QLineEdit(dock))
        made.addDockWidget(area, dock)
    made.resize(700, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def titles(window) -> list[PaneTitle]:
    return [dock.titleBarWidget() for dock in window.findChildren(QDockWidget)]


def test_only_the_title_of_the_pane_with_the_keyboard_stands_out(window, qtbot):
    left, right = titles(window)
    for target, expected in ((left, [True, False]), (right, [False, True])):
        target.parentWidget().widget().setFocus()
        qtbot.waitUntil(lambda expected=expected: [title.emphasised for title in (left, right)] == expected)
        shown = [title.grab().toImage().pixelColor(1, 1) for title in (left, right)]
        assert [colour == window.palette().highlight().color() for colour in shown] == expected
    window.centralWidget().setFocus()
    qtbot.waitUntil(lambda: not left.emphasised and not right.emphasised)


def test_a_title_grows_with_the_font_and_its_cross_closes_the_pane(window, qtbot):
    left = titles(window)[0]
    before, font = left.height(), QApplication.font()
    try:
        larger = QApplication.font()
        larger.setPointSizeF(font.pointSizeF() * 2)
        QApplication.setFont(larger)
        qtbot.waitUntil(lambda: left.height() > before * 1.4)
        assert left.font().pointSizeF() == pytest.approx(larger.pointSizeF())
    finally:
        QApplication.setFont(font)
    left.cross.click()
    assert not left.parentWidget().isVisible()


@pytest.mark.parametrize("name", PALETTES)
def test_frame_and_title_are_seen_in_all_colours(window, qtbot, name):
    palette = PALETTES[name]
    window.setPalette(palette)
    walk = PaneWalk(window, *(dock.widget() for dock in window.findChildren(QDockWidget)))
    walk.step(1)
    assert walk.frame.isVisible()
    drawn = walk.frame.pane.grab().toImage().pixelColor(1, 1)
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        assert theme.contrast(drawn, palette.color(role)) >= 3
    assert theme.contrast(palette.highlight().color(), palette.color(QPalette.ColorRole.HighlightedText)) >= 4.5


def test_the_frame_lies_over_the_edge_only_follows_the_pane_and_goes_with_the_keyboard(window, qtbot):
    frame = PaneFrame(window)
    pane = QStackedWidget()
    held = QWidget(pane)
    row = QHBoxLayout(held)
    inside = QLineEdit(held)
    row.addWidget(inside)
    pane.addWidget(held)
    window.setCentralWidget(pane)
    inside.setFocus()
    frame.show_around(pane)
    assert frame.geometry() == pane.rect()
    assert not frame.mask().contains(pane.rect().center())
    window.resize(900, 500)
    qtbot.waitUntil(lambda: frame.geometry() == pane.rect())
    other = QTextEdit(pane)
    pane.addWidget(other)
    pane.setCurrentWidget(other)
    qtbot.waitUntil(lambda: pane.children()[-1] is frame)
    titles(window)[0].parentWidget().widget().setFocus()
    qtbot.waitUntil(lambda: not frame.isVisible())
