"""What does not go with the kind of organ: rules of its own, fees written in 元, a report after the deadline."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.codes import finding
from core.checks.passages import passages
from core.findings import Finding, Suggestion
from core.forms import CellRef
from core.naming import place_of
from core.numbers import Number, canonical, whole
from core.organs import organs
from core.report import Report

_FEES = CellRef("art20_8", "fees", "amount")
_MADE = ("issued", "repealed", "in_force", "created")
"""The columns that count an organ's own rules; form 2019 also counts those that it made public."""
_FEES_TOLD = re.compile(
    r"行政事业性收费(?:(?!处理费)[^。;\n]){0,20}?(?<![\d.])(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>亿|万)?元"
)
_SCALES = {None: 1, "万": 10_000, "亿": 100_000_000}
_PER_UNIT = 10_000  # 元 in one 万元


def findings(report: Report) -> list[Finding]:
    """Everything that does not go with the kind of organ."""
    return [*_powerless(report), *_in_yuan(report), *_late(report)]


def _powerless(report: Report) -> Iterator[Finding]:
    kind = organs().kind_of(report.header.organ)
    grid = report.grids.get("art20_1")
    if kind is None or kind.rules != "no" or grid is None or report.form is None:
        return
    filled = [ref for ref in grid.cells if ref.row == "regulations" and ref.column in _MADE and grid.value(ref)]
    if filled:
        places = "、".join(f"{place_of(report.form, ref)} {canonical(grid.value(ref) or 0)}" for ref in filled)
        message = f"{places}：{kind.name}没有规章制定权，规章一般应为 0；如果是行政规范性文件，应填在下一行"
        values = (report.header.organ or "", *(canonical(grid.value(ref) or 0) for ref in filled))
        yield finding("organ.no_power", message, 2, cells=tuple(filled), values=values)


def _in_yuan(report: Report) -> Iterator[Finding]:
    """A fee in 元 in the column of 万元: the text says so, or no organ of the kind collects so much."""
    value = report.value(_FEES)
    if not value or report.form is None or value < 0:
        return
    why = _told_in_yuan(report, value) or _beyond_measure(report, value)
    if why:
        shown = canonical(whole(Decimal(value) / _PER_UNIT))
        message = (
            f"{place_of(report.form, _FEES)}填的是 {canonical(value)}，表中单位是万元；{why}，疑为按元填写，如是则应填 {shown}"
        )
        suggestion = Suggestion(((_FEES, whole(Decimal(value) / _PER_UNIT)),), "按元填写的金额换算成万元")
        yield finding("unit.yuan", message, 2, cells=(_FEES,), suggestions=(suggestion,), values=(canonical(value), why))


def _told_in_yuan(report: Report, value: Number) -> str:
    """The words of the text by which the figure in the table is one of 元."""
    for passage in passages(report):
        for match in _FEES_TOLD.finditer(passage.folded):
            amount = Decimal(match["figure"].replace(",", "")) * _SCALES[match["unit"]]
            if amount == value:
                return f"文中说的是{passage.text[match.start('figure') : match.end()]}"
    return ""


def _beyond_measure(report: Report, value: Number) -> str:
    kind = organs().kind_of(report.header.organ)
    most = kind.most_fees if kind else max(kind.most_fees for kind in organs().kinds)
    if value < most:
        return ""
    return f"合 {canonical(round(Decimal(value) / _PER_UNIT, 2))} 亿元，{kind.name if kind else '一个机关'}不会收到这么多"


def _late(report: Report) -> Iterator[Finding]:
    header = report.header
    if header.year is None or header.published is None:
        return
    deadline = organs().deadline_of(header.organ)
    if header.published > deadline.of(header.year):
        message = f"发布日期是{header.published.isoformat()}；{deadline.words}（{deadline.source}）"
        yield finding("date.late", message, values=(header.published.isoformat(), str(header.year)))
