"""The words of the start page about the work on a file: nothing is called sound that has warnings or was not checked."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.library import Left, Recent
from gui.icons import icon
from gui.start_page import StartPage, left_as


@pytest.fixture
def page(qtbot):
    made = StartPage(icon("open"))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def opened(count):
    return [
        Recent(Path(f"/report-{number}.html"), "青溪县", 2023, "", datetime.datetime.now(datetime.UTC)) for number in range(count)
    ]


def heights(files):
    return sum(button.height() for button in files.files)


def test_each_list_is_as_tall_as_what_is_in_it(page, qtbot):
    assert len(page.samples.files) == 2
    for count in (1, 3):
        page.show_recent(opened(count))
        qtbot.waitUntil(lambda: page.recent.height() == heights(page.recent) + 2 * page.recent.frameWidth())
        assert page.samples.height() == heights(page.samples) + 2 * page.samples.frameWidth()
        assert page.recent.y() == page.samples.y()
    page.show_recent(opened(60))
    qtbot.waitUntil(lambda: page.recent.height() > 6 * page.recent.files[0].height())
    assert page.recent.height() < heights(page.recent), "more than the page has room for are scrolled"
    assert page.samples.height() == heights(page.samples) + 2 * page.samples.frameWidth()


def test_without_recent_files_the_words_stand_where_the_list_would(page, qtbot):
    page.show_recent([])
    qtbot.waitUntil(lambda: page._none.isVisible() and page._none.y() == page.samples.y())


@pytest.mark.parametrize(
    ("left", "work", "said"),
    [
        (None, "已保存", "已保存"),
        (Left(0, 0, 0, 0), "", "没有发现问题"),
        (Left(0, 0, 0, 0), "已打开", "没有发现问题，已打开"),
        (Left(2, 10, 1, 42), "已打开", "错误 2 处，已打开"),
        (Left(0, 10, 1, 42), "", "没有错误，有 10 处警告"),
        (Left(0, 0, 1, 42), "已导出", "没有错误，有 42 项未核，已导出"),
        (Left(0, 0, 1, 0), "", "没有错误，有 1 处提示"),
    ],
)
def test_what_is_left_is_told_the_gravest_first(left, work, said):
    assert left_as(left, work) == said


def test_it_is_seen_when_the_keyboard_is_at_the_button_that_clears_the_list(page):
    page.show_recent(opened(1))
    page.activateWindow()
    page.drop_area.button.setFocus()
    bare = page._clear.grab().toImage()
    page._clear.setFocus(Qt.FocusReason.TabFocusReason)
    assert page._clear.grab().toImage() != bare
    page.drop_area.button.setFocus()
    assert page._clear.grab().toImage() == bare
