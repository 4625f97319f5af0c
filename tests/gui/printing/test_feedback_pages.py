"""The pages of a 校对单: all that the Word document says, each sheet from a page of its own on."""

import datetime
from dataclasses import replace

import pytest

from core.export.feedback import COLUMNS, REPLY, TITLE, feedback_of
from core.pipeline import load
from gui.printing.faces import installed_faces
from gui.printing.feedback_pages import compose_sheets
from gui.printing.sheet import BOTTOM, LEFT, RIGHT, Rule, Words
from tests.sizes import ROOT


@pytest.fixture(scope="module")
def sheet():
    [loaded] = load(ROOT / "resources" / "samples" / "示例-有错误.html")
    return feedback_of(loaded.report, loaded.verdict, datetime.date(2024, 1, 29))


def text(page):
    return "".join(item.text for item in page if isinstance(item, Words)).replace(" ", "")


def test_the_sheet_of_the_sample_is_one_page_with_every_word(qapp, sheet):
    [page] = compose_sheets([sheet], installed_faces())
    said = text(page)
    for line in sheet.lines:
        for words in (line.place, line.present, line.problem, line.wanted):
            assert words.replace(" ", "").replace("\n", "") in said, words
    assert all(words in said for words in (TITLE, *COLUMNS, *REPLY))
    assert said.endswith("—1—")


def test_nothing_stands_outside_the_type_area(qapp, sheet):
    for page in compose_sheets([replace(sheet, lines=sheet.lines * 6)], installed_faces()):
        rules = [item for item in page if isinstance(item, Rule)]
        assert rules
        assert all(rule.x >= LEFT and rule.to_x <= RIGHT and rule.to_y <= BOTTOM for rule in rules)


def test_each_unit_begins_on_a_new_page(qapp, sheet):
    pages = compose_sheets([sheet, replace(sheet, organ="乙局")], installed_faces())
    assert [TITLE in text(page) for page in pages] == [True, True]
    assert ["乙局" in text(page) for page in pages] == [False, True]
