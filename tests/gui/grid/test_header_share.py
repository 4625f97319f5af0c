"""However large the words and however small the pane: headers leave room for cells, and say in full what they cut."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontInfo, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from core.forms import CellRef
from gui.grid.model import GridModel
from gui.grid.view import GridView
from tests.gui.grid.conftest import ref


@pytest.fixture
def words_of():
    """Makes the words of the whole program larger, for one test."""
    font = QApplication.font()

    def enlarge(share: float) -> None:
        larger = QApplication.font()
        larger.setPointSizeF(font.pointSizeF() * share)
        QApplication.setFont(larger)

    yield enlarge
    QApplication.setFont(font)


@pytest.fixture
def shown(document, qtbot):
    """Makes the view of the table with most columns, of a size, at a zoom."""

    def make(percent: int, size: QSize) -> GridView:
        form = document.report.form
        table = next(table for table in form.tables if table.key == "requests")
        view = GridView(GridModel(document, form, table))
        qtbot.addWidget(view)
        view.resize(size)
        view.show()
        view.show_zoom(percent)
        QApplication.processEvents()
        return view

    return make


def touched(view) -> list[CellRef]:
    """The cells of which a part is seen."""
    room = view.viewport().rect()
    return [one for line in view.grid.sheet.lines for one in line if room.intersects(view.place(one))]


def whole_cells(view) -> list[CellRef]:
    """The cells that are seen entirely."""
    return [one for one in touched(view) if view.viewport().rect().contains(view.place(one))]


@pytest.mark.parametrize("share", [1, 1.25, 1.5])
def test_at_the_largest_zoom_half_of_a_usual_pane_is_left_to_cells(shown, words_of, share):
    words_of(share)
    size = QSize(760, 400)
    view = shown(300, size)
    assert view.rows.width() <= size.width() * 0.55  # letters come in whole pixels
    assert view.columns.height() <= size.height() * 0.55
    assert len(whole_cells(view)) >= 2
    assert len(touched(view)) >= 6
    assert QFontInfo(view.rows.font()).pointSizeF() >= QFontInfo(QApplication.font()).pointSizeF() - 0.1
    assert QFontInfo(view.font()).pointSizeF() > 2 * QFontInfo(view.rows.font()).pointSizeF()


def test_where_there_is_room_headers_are_as_large_as_the_figures(shown):
    view = shown(150, QSize(2400, 1900))
    for header in (view.columns, view.rows, view.corner):
        assert QFontInfo(header.font()).pointSizeF() == QFontInfo(view.font()).pointSizeF()
    view.resize(760, 400)
    assert QFontInfo(view.rows.font()).pointSizeF() < QFontInfo(view.font()).pointSizeF()
    view.resize(2400, 1900)
    assert QFontInfo(view.rows.font()).pointSizeF() == QFontInfo(view.font()).pointSizeF()


def test_in_a_tiny_pane_headers_are_cut_and_their_tooltip_says_all(shown, words_of, monkeypatch):
    words_of(1.5)
    size = QSize(380, 150)
    view = shown(300, size)
    assert view.rows.width() <= size.width() * 0.7
    assert view.columns.height() <= size.height() * 0.7
    assert view.viewport().width() > 0.2 * size.width()
    assert view.corner.toolTip() == view.grid.sheet.corner.text
    group, rect = next((cell, rect) for cell, rect in view.columns._places() if cell.text == "申请人情况")
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_rest: told.append(text))
    for width in (rect.width(), view.fontMetrics().horizontalAdvance("国")):
        monkeypatch.setattr(view.columns, "_places", lambda width=width: [(group, QRect(0, 0, width, rect.height()))])
        view.columns.viewportEvent(QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(2, 2), QPoint(2, 2)))
    assert told == ["", "申请人情况"]


def test_cells_stay_wide_enough_for_four_digits_beside_small_headers(shown):
    view = shown(300, QSize(760, 400))
    for column in range(view.grid.sheet.width):
        assert view.columnWidth(column) >= view.fontMetrics().horizontalAdvance("8888")
    assert view.place(ref("received", "person")).height() >= view.fontMetrics().height()
