"""Only what changed is painted anew: what is on the screen is always what painting all of it would show."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from gui.grid.panel import GridPanel

KEYS = (
    Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Return,
)  # fmt: skip


def on_screen(grid: GridPanel) -> QImage:
    """The screen as it stands, without painting anything."""
    place = grid.view.viewport().mapToGlobal(grid.view.viewport().rect().topLeft())
    size = grid.view.viewport().size()
    return QGuiApplication.primaryScreen().grabWindow(0, place.x(), place.y(), size.width(), size.height()).toImage()


@pytest.mark.parametrize("seed", range(4))
def test_the_screen_is_what_painting_all_of_it_shows(panel, qtbot, seed):
    rng = random.Random(seed)
    grid = panel("requests")
    grid.move(0, 0)
    qtbot.waitExposed(grid)
    blank = on_screen(grid)
    grid.view.choose([rng.choice(grid.view.grid.sheet.refs)], grid.view.grid.sheet.refs[0])
    for _ in range(25):
        shift = Qt.KeyboardModifier.ShiftModifier if rng.random() < 0.3 else Qt.KeyboardModifier.NoModifier
        if rng.random() < 0.2:
            qtbot.keyClicks(grid.view, str(rng.randrange(10)))
            qtbot.keyClick(grid.view.focusWidget(), Qt.Key.Key_Return)
        else:
            qtbot.keyClick(grid.view, rng.choice(KEYS), shift)
        qtbot.wait(1)
    grid.view._flash.stop()
    qtbot.wait(30)
    seen = on_screen(grid)
    grid.view.viewport().update()
    qtbot.wait(30)
    assert seen == on_screen(grid)
    assert seen != blank
