"""Numbers that Word makes, counted as it counts them: levels, restarts, lists in several uses, lists of styles."""

from pathlib import Path

import pytest

from core.readers import read_bytes
from tests.builders.doc_file import Doc, ListLevel, Lists, Par, par, row, sprm
from tests.core.readers.showing import Short, short


def item(text: str, use: int = 1, level: int = 0) -> Par:
    return par(text, sprm(0x260A, level) + sprm(0x460B, use))


def shown(lists: Lists, *paragraphs: Par, **more: object) -> list[Short]:
    return short(read_bytes(Doc(paragraphs, lists=lists, **more).written(), Path("a.doc")).blocks)  # type: ignore[arg-type]


def simple(*levels: ListLevel) -> Lists:
    return Lists({7: levels}, [(7, {})])


@pytest.mark.parametrize(
    ("code", "text", "want"),
    [
        (39, "\0、", ["一、甲", "二、乙", "三、丙"]),
        (37, "（\0）", ["（一）甲", "（二）乙", "（三）丙"]),
        (0, "\0.", ["1.甲", "2.乙", "3.丙"]),
        (18, "\0", ["①甲", "②乙", "③丙"]),
        (1, "第\0条", ["第I条甲", "第II条乙", "第III条丙"]),
        (23, "\uf06c", ["●甲", "●乙", "●丙"]),
        (255, "", ["甲", "乙", "丙"]),
    ],
)
def test_formats(code: int, text: str, want: list[str]) -> None:
    assert shown(simple(ListLevel(text, code)), item("甲"), item("乙"), item("丙")) == want


def test_bullets_in_the_font_they_are_in() -> None:
    lists = Lists({7: [ListLevel("\uf0b7", 23, properties=sprm(0x4A4F, 1))]}, [(7, {})])
    assert shown(lists, item("甲"), fonts=("宋体", "Symbol")) == ["•甲"]


def test_levels_and_their_restarts() -> None:
    lists = simple(ListLevel("\0、", 39), ListLevel("（\1）", 39), ListLevel("\1.\2", 0))
    order = [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 1), ("己", 2), ("庚", 0), ("辛", 1)]
    want = ["一、甲", "（一）乙", "一.1丙", "一.2丁", "（二）戊", "二.1己", "二、庚", "（一）辛"]
    assert shown(lists, *(item(text, level=level) for text, level in order)) == want


def test_a_level_that_never_restarts_and_one_in_plain_figures() -> None:
    lists = simple(ListLevel("\0、", 39), ListLevel("\1）", 0, flags=0x08), ListLevel("\0.\2", 39, flags=0x04))
    order = [("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1), ("戊", 2)]
    assert shown(lists, *(item(text, level=level) for text, level in order)) == ["一、甲", "1）乙", "二、丙", "2）丁", "2.1戊"]


def test_a_level_above_that_was_never_counted_shows_its_start() -> None:
    assert shown(simple(ListLevel("\0", 0, start=3), ListLevel("\0.\1", 0)), item("甲", level=1)) == ["3.1甲"]


def test_two_uses_of_a_list_count_on_unless_one_begins_anew() -> None:
    lists = Lists({7: [ListLevel("\0.")]}, [(7, {}), (7, {}), (7, {0: 5})])
    items = [item("甲"), item("乙", 2), item("丙", 3), item("丁", 3), item("戊", 1)]
    assert shown(lists, *items) == ["1.甲", "2.乙", "5.丙", "6.丁", "7.戊"]


def test_what_divides_number_and_text() -> None:
    lists = Lists(
        {1: [ListLevel("\0", follow=0)], 2: [ListLevel("\0、", 39, follow=0)], 3: [ListLevel("\0.", follow=1)]},
        [(1, {}), (2, {}), (3, {})],
    )
    assert shown(lists, item("甲", 1), item("乙", 2), item("丙", 3)) == ["1 甲", "一、乙", "1. 丙"]


def test_the_list_of_a_style() -> None:
    styles = ((1, 0xFFF, b""), (1, 0xFFF, sprm(0x460B, 1)), (1, 1, b""))
    off = par("丁", sprm(0x460B, 0), style=1)
    body = [par("甲", style=1), par("乙", style=2), off, par("丙", style=1)]
    assert shown(simple(ListLevel("\0、", 39)), *body, styles=styles) == ["一、甲", "二、乙", "丁", "三、丙"]


def test_numbers_in_cells() -> None:
    body = [one for text in ("属于国家秘密", "法律禁止") for one in row([[item(text)], "0"], [0, 2000, 3000])]
    assert shown(simple(ListLevel("\0.")), *body) == [[["1.属于国家秘密", "0"], ["2.法律禁止", "0"]]]


def test_lists_that_are_not_there() -> None:
    lists = Lists({7: [ListLevel("\0.")]}, [(8, {})])
    assert shown(lists, item("甲"), item("乙", 2), item("丙", 0xF801)) == ["甲", "乙", "丙"]
