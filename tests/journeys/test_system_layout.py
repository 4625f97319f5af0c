"""The window, its panes and the parts of its pages come back as they were left; and can be put back as they first were."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLineEdit

from gui.arrangement import fitted
from gui.main_window import MainWindow
from gui.services import Services
from tests.journeys.conftest import TOTAL, give_up_changes


@pytest.fixture
def again(qtbot, core, settings, tmp_path):
    """Closes the window and starts the program anew, with a report open."""

    def start(window, path):
        window.close()
        made = MainWindow(Services(core.load, core.load_clipboard, core.export, core.members), settings, tmp_path / "library")
        qtbot.addWidget(made, before_close_func=give_up_changes)
        made.show()
        with qtbot.waitSignal(made.review.opening.ended):
            made.open_paths([path])
        return made

    return start


def test_panes_come_back_as_wide_as_they_were(window, qtbot, open_files, file, again):
    path = file("甲.html", "bad 1")
    open_files(path)
    left, right = window.review.panes.sides
    window.resizeDocks([left, right], [200, 260], Qt.Orientation.Horizontal)
    right.hide()
    qtbot.wait(20)
    width = left.width()
    second = again(window, path)
    left, right = second.review.panes.sides
    assert (left.width(), right.isVisible()) == (width, False)


def test_the_panes_stay_wide_enough_for_words_in_a_small_window_and_after_it(window, qtbot, open_files, file):
    open_files(file("甲.html", "bad 1"))
    left, right = window.review.panes.sides
    least = 12 * window.fontMetrics().horizontalAdvance("国")
    for width, height in ((300, 300), (1360, 860)):
        window.resize(width, height)
        qtbot.wait(20)
        assert left.width() >= least
        assert right.width() >= least


def test_panes_have_their_width_again_when_a_small_window_grows(window, qtbot, open_files, file):
    open_files(file("甲.html", "bad 1"))
    sides = window.review.panes.sides
    window.resize(1360, 860)
    qtbot.wait(20)
    window.resizeDocks(sides, [310, 330], Qt.Orientation.Horizontal)
    qtbot.wait(20)
    wide = [dock.width() for dock in sides]
    for width in (1100, 700, 300):
        window.resize(width, 600)
        qtbot.wait(20)
    assert sides[0].width() < wide[0]
    for width in (900, 1360):
        window.resize(width, 860)
        qtbot.wait(20)
    assert [dock.width() for dock in sides] == pytest.approx(wide, abs=2)


def test_a_pane_drawn_narrower_in_a_small_window_stays_so(window, qtbot, open_files, file):
    open_files(file("甲.html", "bad 1"))
    sides = window.review.panes.sides
    window.resize(1360, 860)
    qtbot.wait(20)
    window.resizeDocks(sides, [310, 330], Qt.Orientation.Horizontal)
    qtbot.wait(20)
    window.resize(800, 600)
    qtbot.wait(20)
    window.resizeDocks(sides[:1], [180], Qt.Orientation.Horizontal)
    qtbot.wait(20)
    by_hand = sides[0].width()
    window.resize(1360, 860)
    qtbot.wait(20)
    assert sides[0].width() == pytest.approx(by_hand, abs=2)


def test_panes_closed_with_the_last_report_come_back_with_the_next(window, open_files, file):
    path = file("甲.html", "bad 1")
    open_files(path)
    window.review.panes.tally.toggleViewAction().trigger()
    window.actions_.close.trigger()
    assert not any(dock.isVisible() for dock in window.findChildren(QDockWidget))
    open_files(path)
    assert window.review.panes.tally.isVisible()


def test_a_divided_page_stays_divided_for_other_reports_and_other_days(window, open_files, file, again):
    first, second = file("甲.html", "bad 1"), file("乙.html", "good 2")
    open_files(first)
    parts = window.review.workspace.show_section(window.review.desk.current, 3).parts
    before = parts.sizes()
    parts.moveSplitter(before[0] + 60, 2)
    parts.splitterMoved.emit(before[0] + 60, 2)
    moved = parts.sizes()
    assert moved != before
    started = again(window, second)
    page = started.review.workspace.show_section(started.review.desk.current, 3)
    assert page.parts.sizes()[0] == pytest.approx(moved[0], abs=2)


def test_the_plain_layout_brings_everything_back(window, qtbot, open_files, file):
    open_files(file("甲.html", "bad 1"))
    plain = [dock.width() for dock in window.review.panes.sides]
    left, right = window.review.panes.sides
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, left)
    right.hide()
    window.review.panes.source.show()
    page = window.review.workspace.show_section(window.review.desk.current, 3)
    before = page.parts.sizes()
    page.parts.moveSplitter(before[0] + 60, 2)
    window.actions_.plain_layout.trigger()
    qtbot.wait(20)
    assert window.dockWidgetArea(left) is Qt.DockWidgetArea.LeftDockWidgetArea
    assert [dock.width() for dock in window.review.panes.sides] == plain
    assert not window.review.panes.source.isVisible()
    assert page.parts.sizes()[0] == pytest.approx(before[0], abs=2)


SCREEN = QRect(0, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("wanted", "screens", "answer"),
    [
        (QRect(100, 80, 1360, 860), [SCREEN], QRect(100, 80, 1360, 860)),
        (QRect(2000, 80, 1360, 860), [SCREEN], QRect(560, 80, 1360, 860)),
        (QRect(2000, 80, 1360, 860), [SCREEN, QRect(1920, 0, 2560, 1400)], QRect(2000, 80, 1360, 860)),
        (QRect(0, 0, 3800, 2100), [SCREEN], QRect(0, 0, 1920, 1040)),
        (QRect(100, -500, 1360, 860), [SCREEN], QRect(100, 0, 1360, 860)),
        (QRect(1900, 200, 800, 600), [SCREEN], QRect(1120, 200, 800, 600)),
    ],
)
def test_a_window_stands_where_it_can_be_reached(wanted, screens, answer):
    assert fitted(wanted, screens) == answer


def test_a_first_window_leaves_its_place_to_the_system_and_room_for_its_frame(window):
    room = window.screen().availableSize()
    assert not window.testAttribute(Qt.WidgetAttribute.WA_Moved)
    assert window.testAttribute(Qt.WidgetAttribute.WA_Resized)
    least = window.minimumSizeHint()
    assert window.width() <= max(round(room.width() * 0.9), least.width())
    assert window.height() <= max(round(room.height() * 0.9), least.height())


def test_a_window_of_a_larger_screen_fits_the_one_at_hand(window, qtbot, core, settings, tmp_path):
    window.setGeometry(QRect(4000, 3000, 3000, 2000))
    window.close()
    second = MainWindow(Services(core.load, core.load_clipboard, core.export), settings, tmp_path)
    qtbot.addWidget(second)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(second.geometry())


def test_neither_finding_nor_waiting_makes_the_window_wider_than_a_small_screen(window, open_files, file):
    open_files(file("一个名字特别长的乡镇人民政府的年报文件.html", "bad 1"))
    window.actions_.find.trigger()
    window.progress_strip.show()
    assert window.minimumSizeHint().width() <= 800


def test_the_table_stays_where_it_is_when_the_first_cell_is_selected(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    window.resize(1280, 800)
    view = window.review.workspace.show_section(document, 3).tables[0][1].view
    QTest.qWait(500)
    before = view.geometry()
    for ref in (view.grid.sheet.refs[0], TOTAL):
        view.go_to(ref)
        QTest.qWait(50)
        assert view.geometry() == before


def test_what_is_known_of_the_file_stands_below_what_is_known_of_the_report(window, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    page = window.review.workspace.show_section(document, 0)
    lines = [edit for edit in page.findChildren(QLineEdit) if edit.accessibleName() in {"标题", "来源文件", "适用格式"}]
    QApplication.processEvents()
    assert len(lines) == 3
    assert len({line.mapTo(page, QPoint()).x() for line in lines}) == 1
