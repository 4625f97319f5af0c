"""Zoom: steps, what is remembered, and headers that stay over their columns at every size."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.grid.zoom import PLAIN, STEPS, Zoom, scaled
from tests.gui.grid.conftest import ref

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def settings(tmp_path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_steps_end_at_both_ends_and_0_goes_back(settings):
    zoom = Zoom(settings)
    zoom.step(1)
    assert zoom.percent == 110
    zoom.step(100)
    assert zoom.percent == STEPS[-1] == 300
    zoom.step(-100)
    assert zoom.percent == STEPS[0] == 50
    zoom.step(0)
    assert zoom.percent == PLAIN


def test_the_zoom_is_remembered(settings):
    Zoom(settings).step(2)
    settings.sync()
    assert Zoom(QSettings(settings.fileName(), QSettings.Format.IniFormat)).percent == 125


@pytest.mark.parametrize("kept", ["", "gross", "99", "-5"])
def test_a_zoom_that_makes_no_sense_is_the_plain_one(settings, kept):
    settings.setValue("zoom", kept)
    assert Zoom(settings).percent == PLAIN


def test_the_font_grows_with_the_zoom(qapp):
    system = QApplication.font()
    assert scaled(system, 200).pointSizeF() == pytest.approx(2 * system.pointSizeF())


@pytest.mark.parametrize("percent", [50, 100, 150, 300])
@pytest.mark.parametrize("share", [0, 1])
def test_headers_stay_over_their_columns_and_beside_their_rows(panel, percent, share):
    view = panel("requests").view
    view.show_zoom(percent)
    for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
        bar.setValue(round(share * bar.maximum()))
    columns = {cell.text: rect for cell, rect in view.columns._places()}
    rows = {cell.text: rect for cell, rect in view.rows._places()}
    for column, row in (("自然人", "一、本年新收政府信息公开申请数量"), ("总计", "四、结转下年度继续办理")):
        names = {"自然人": "person", "总计": "total"}, {"一": "received", "四": "carried_out"}
        place = view.place(ref(names[1][row[0]], names[0][column]))
        assert (columns[column].left(), columns[column].width()) == (place.left(), place.width())
        assert (rows[row].top(), rows[row].height()) == (place.top(), place.height())
    corner = view.corner.geometry()
    assert (corner.width(), corner.height()) == (view.viewport().x(), view.viewport().y())


def test_zooming_keeps_the_place(panel):
    view = panel("requests").view
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.show_zoom(200)
    assert bar.value() == bar.maximum() > 0


@pytest.mark.parametrize(("row", "column"), [("received", "total"), ("carried_out", "person"), ("carried_out", "total")])
def test_zooming_keeps_the_cell_of_the_cursor_in_sight(panel, row, column):
    view = panel("requests").view
    here = ref(row, column)
    view.go_to(here)
    for percent in (150, 200, 300, 100):
        view.show_zoom(percent)
        place, room = view.place(here), view.viewport().rect()
        assert room.intersects(place)
        assert (place.left(), place.top()) >= (0, 0)
        assert place.right() <= room.right() or place.left() == 0


def test_zooming_leaves_a_cell_of_the_cursor_that_was_scrolled_away(panel):
    view = panel("requests").view
    view.go_to(ref("received", "person"))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.show_zoom(200)
    assert bar.value() == bar.maximum()


def turn(view, delta: int, keys: Qt.KeyboardModifier) -> None:
    middle = QPointF(view.viewport().rect().center())
    place, turned, phase = view.viewport().mapToGlobal(middle), QPoint(0, delta), Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(middle, place, QPoint(), turned, Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_with_ctrl_asks_for_a_step_for_each_notch(panel, qtbot):
    view = panel("requests").view
    heard = []
    view.zoom_requested.connect(heard.append)
    turn(view, 120, CTRL)
    turn(view, -240, CTRL)
    for _ in range(3):
        turn(view, 40, CTRL)
    assert heard == [1, -2, 1]


def test_the_wheel_alone_scrolls(panel):
    view = panel("requests").view
    heard = []
    view.zoom_requested.connect(heard.append)
    turn(view, -120, NONE)
    assert view.verticalScrollBar().value() > 0
    assert heard == []
