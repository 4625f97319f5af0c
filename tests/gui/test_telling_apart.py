"""Names of reports: two that differ somewhere look different, however narrow the place."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QUndoGroup
from PySide6.QtWidgets import QStyleOptionViewItem

from core.document import Source
from core.edits import SetPreamble
from gui.badges import BadgeDelegate
from gui.desk import Desk
from gui.document import OpenReport
from gui.outline import Outline
from gui.telling_apart import name_among, shared_start, shortened, window_name, with_file
from tests.builders.reports import random_report

LONG = "青河省长岭市望江新区综合行政执法与城乡规划建设管理委员会"


def opened(organ: str, year: int = 2023, file: str = "甲.html") -> OpenReport:
    report = random_report(random.Random(1), "2021")
    report.header = replace(report.header, organ=organ, year=year)
    report.source = Source(Path(file), "html")
    return OpenReport(report)


@pytest.fixture
def metrics(qapp) -> QFontMetrics:
    return QFontMetrics(QFont())


@pytest.mark.parametrize(
    ("name", "others", "shared"),
    [
        ("甲县 2023年", ["甲县 2024年"], 3),
        ("甲县教育局 2023年", ["甲县民政局 2023年"], 2),
        ("甲县教育局 2023年", ["甲县民政局 2023年", "甲县教育局 2022年"], 6),
        ("甲县", ["乙县"], 0),
        ("甲县 2023年", ["甲县 2023年（乙.html）"], 0),
        ("甲县", [], 0),
    ],
)
def test_what_names_share_at_their_start(name, others, shared):
    assert shared_start(name, others) == shared


@pytest.mark.parametrize("characters", [8, 12, 16])
def test_names_that_are_too_long_lose_what_they_share(metrics, characters):
    width = characters * metrics.horizontalAdvance("国")
    names = [f"{LONG} {year}年" for year in (2022, 2023)]
    shown = [shortened(name, shared_start(name, names), metrics, width) for name in names]
    assert [name[-5:] for name in shown] == ["2022年", "2023年"]
    assert all(metrics.horizontalAdvance(name) <= width for name in shown)
    assert all(name.startswith("青河") for name in shown)


def test_a_name_that_fits_or_is_alone_keeps_what_it_can(metrics):
    wide = metrics.horizontalAdvance(LONG)
    assert shortened(LONG, 5, metrics, wide) == LONG
    alone = shortened(f"{LONG} 2023年", 0, metrics, wide // 2)
    assert alone.startswith("青河")
    assert alone.endswith("23年")


def test_the_file_is_named_where_titles_are_alike():
    one, two, other = opened("甲县"), opened("甲县", file="乙.html"), opened("乙县")
    assert name_among(one, [one, two, other]) == "甲县 2023年（甲.html）"
    assert name_among(other, [one, two, other]) == "乙县 2023年"
    assert with_file(opened("", file="甲.html")) == "甲"


def test_the_title_of_a_window_keeps_its_year_and_its_file():
    assert window_name(opened("甲县")) == "甲县 2023年（甲.html）"
    short = window_name(opened(LONG * 2, file="第二稿.html"))
    assert short.startswith(LONG[:10])
    assert short.endswith("2023年（第二稿.html）")
    assert len(short) <= 48


def test_what_is_to_be_saved_is_said_before_a_name_that_is_cut(qtbot):
    desk = Desk(QUndoGroup())
    outline = Outline(desk)
    qtbot.addWidget(outline)
    documents = [opened(LONG, year) for year in (2022, 2023)]
    for document in documents:
        desk.add(document)
        document.push(SetPreamble("改", f"{document.report.header.year}年的引言", {}))
    outline.show()
    for row, document in enumerate(documents):
        index, option = outline.model().index(row, 0), QStyleOptionViewItem()
        option.widget, option.rect = outline, outline.visualRect(index)
        option.rect.setWidth(12 * outline.fontMetrics().horizontalAdvance("国"))
        BadgeDelegate(outline).initStyleOption(option, index)
        assert option.text.startswith("* ")
        assert option.text.endswith(f"{document.report.header.year}年")
        assert option.fontMetrics.horizontalAdvance(option.text) <= option.rect.width()


def test_in_a_narrow_outline_two_reports_look_different(qtbot):
    desk = Desk(QUndoGroup())
    outline = Outline(desk)
    qtbot.addWidget(outline)
    for year in (2022, 2023):
        desk.add(opened(LONG, year))
    outline.show()
    shown = []
    for row in range(2):
        index = outline.model().index(row, 0)
        option = QStyleOptionViewItem()
        option.widget, option.rect = outline, outline.visualRect(index)
        option.rect.setWidth(12 * outline.fontMetrics().horizontalAdvance("国"))
        BadgeDelegate(outline).initStyleOption(option, index)
        shown.append(option.text)
        assert index.data(3).splitlines()[0] == f"{LONG} {2022 + row}年", "the tooltip has the whole name"
    assert [name[-5:] for name in shown] == ["2022年", "2023年"]
    assert "…" in shown[0]
