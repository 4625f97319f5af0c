import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.document import Place, Source
from core.forms import CellRef
from core.numbers import Figure, Kind, parse_figure
from core.report import Cell, ExtraRow, Leftover, Origin, Reading, Report, SetAside
from core.same import differences, storable
from tests.core.export.opened import a_report

REF = CellRef.parse("requests.granted.person")


def cell(text: str, reading: Reading = Reading.PLAIN) -> Cell:
    return Cell(parse_figure(text), Origin(text, Place(line=7), reading, "原因"))


def _put(new: Cell) -> Callable[[Report], None]:
    def change(report: Report) -> None:
        report.grids["requests"].cells[REF] = new

    return change


def _set(**fields: object) -> Callable[[Report], None]:
    def change(report: Report) -> None:
        for name, value in fields.items():
            setattr(report, name, value)

    return change


def _header(**fields: object) -> Callable[[Report], None]:
    return lambda report: setattr(report, "header", replace(report.header, **fields))


def _section(**fields: object) -> Callable[[Report], None]:
    return lambda report: report.sections.__setitem__(0, replace(report.sections[0], **fields))


def _extra(*rows: ExtraRow) -> Callable[[Report], None]:
    return lambda report: setattr(report.grids["requests"], "extra", rows)


def pair(*changes: Callable[[Report], object]) -> list[Report]:
    """The same report twice, each changed in its own way."""
    reports = [a_report(1), a_report(1)]
    for report, change in zip(reports, changes, strict=True):
        change(report)
    return reports


@pytest.mark.parametrize(("one", "other", "part"), [
    (_put(cell("5")), _put(cell("6")), str(REF)),
    (_put(cell("0")), _put(cell("")), str(REF)),
    (_put(cell("")), _put(cell("/")), str(REF)),
    (_put(cell("约5")), _put(cell("约6")), str(REF)),
    (_put(cell("约5")), _put(Cell(Figure(Kind.UNREADABLE, "约5"))), str(REF)),
    (_put(cell("5")), _put(cell("5（其中补报1件）")), str(REF)),
    (_put(cell("5")), _put(cell("5", Reading.DOUBTFUL)), str(REF)),
    (_put(cell("5")), lambda report: report.grids["requests"].cells.pop(REF), str(REF)),
    (_set(), lambda report: report.grids.pop("disputes"), "grids"),
    (_header(organ="甲局"), _header(organ="乙局"), "header"),
    (_header(published=None), _header(published=datetime.date(2024, 1, 2)), "header"),
    (_section(text="一段"), _section(text="一段\n"), "sections"),
    (_section(title="一、概述"), _section(title="一、 概述"), "sections"),
    (_section(printed=1), _section(printed=None), "sections"),
    (_set(preamble="甲"), _set(preamble="乙"), "preamble"),
    (_set(years_stated={"title": 2023}), _set(years_stated={"title": 2022}), "years"),
    (_set(set_aside={}), _set(set_aside={"x": SetAside("原因", ("1",))}), "set_aside"),
    (_extra(ExtraRow("小计", ("1",))), _extra(ExtraRow("小计", ("2",))), "requests.extra"),
    (_extra(ExtraRow("小计", ("1",), parts=((REF,),))), _extra(ExtraRow("小计", ("1",))), "requests.extra"),
    (_set(form=None), _set(), "form"),
])  # fmt: skip
def test_what_makes_reports_differ(one, other, part: str) -> None:
    first, second = pair(one, other)
    assert part in differences(first, second)


@pytest.mark.parametrize(("one", "other"), [
    (_put(cell("12")), _put(cell("１２件"))),
    (_put(cell("5")), _put(cell("5", Reading.FORCED))),
    (_put(cell("5")), _put(Cell(parse_figure("5"), None, edited=True))),
    (_set(source=Source(None, "a")), _set(source=Source(None, "b"))),
    (_set(leftovers=(Leftover("广告", Place()),)), _set(notices=("提醒",))),
    (_section(place=Place(line=3)), _section(place=Place(line=4))),
    (_section(text="甲\r\n乙\x0b"), _section(text="甲\n乙")),
    (_header(organ=""), _header(organ=None)),
    (_extra(ExtraRow("小计", ("1",), parts=((REF,), ()))), _extra(ExtraRow("小计", ("1",), parts=((REF,),)))),
    (_extra(ExtraRow("小计", ("1", "", ""))), _extra(ExtraRow("小计", ("1",)), ExtraRow("", ("",)))),
])  # fmt: skip
def test_what_does_not(one, other) -> None:
    first, second = pair(one, other)
    assert differences(first, second) == []


def test_the_text_that_every_file_can_hold() -> None:
    assert storable("甲\r\n乙\r丙\t \x00\x07\ud800\ufffe丁") == "甲\n乙\n丙\t 丁"
