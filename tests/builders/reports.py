"""Reports built by chance: figures from township to province, all sums holding, blanks and notes where asked."""

import datetime
import random
from collections.abc import Mapping
from decimal import Decimal

from core.document import NOWHERE, Source
from core.forms import CellRef, Form, GridForm, forms
from core.numbers import Number, canonical, parse_figure, whole
from core.report import Cell, Grid, Header, Origin, Report, Section

SIZES = {"township": 4, "county": 180, "city": 2_500, "province": 40_000}
MARKS = ("", "", "", "/", "-", "—", "无")
_PLACES = ("青禾", "白石", "云溪", "南坪", "双河", "临江", "长岭", "石桥", "东湖", "金沙")
_KINDS = ("镇人民政府", "乡人民政府", "县人民政府", "区人民政府", "市人民政府", "市财政局", "县教育局", "省水利厅")
_REMARKS = ("其中重新制发", "其中网上提交", "含补报", "其中代管事项")
_NUMERALS = "一二三四五六"
Figures = dict[CellRef, Number]


def random_report(
    rng: random.Random, form_key: str, *, holds: bool = True, blanks: float = 0.0, notes: float = 0.0, collapsed: bool = False
) -> Report:
    """Build a report on the form `form_key`.

    Args:
        rng: The only source of chance: the same state gives the same report.
        form_key: "2021" or "2019".
        holds: Whether every sum holds; if not, one figure of a sum is wrong.
        blanks: How likely a zero is left blank, or printed as a mark such as “/”; sometimes a whole column of zeros.
            Every sum still holds when each blank is read as zero.
        notes: How likely a figure above zero carries a note: 22（其中重新制发16件）.
        collapsed: Whether the form prints its collapsed row (（六）其他处理) in place of the rows it stands for.
    """
    form = forms()[form_key]
    figures = random_figures(rng, form, collapsed=collapsed)
    narrated = dict(figures)
    if not holds:
        _slip(rng, form, figures)
    entries = {ref: _entry(rng, value, notes) for ref, value in figures.items()}
    entries |= _blanks(rng, form, figures, blanks)
    header = random_header(rng, form)
    if _is_powerless(header):
        nil = {ref: 0 for ref, figure in figures.items() if ref.row == "regulations" and figure}
        entries |= dict.fromkeys(nil, "0")
        narrated |= nil
    return build(form, entries, header, narrated)


def _is_powerless(header: Header) -> bool:
    """Whether an organ makes no 规章: of those that are built, only the governments of cities do."""
    return not (header.organ or "").endswith("市人民政府")


def random_figures(rng: random.Random, form: Form, *, collapsed: bool = False) -> Figures:
    """Figures for every cell of the form, of one size of office, such that every equation holds."""
    size = rng.choice(list(SIZES.values()))
    figures: Figures = {}
    for grid in form.grids.values():
        held = [row.key for row in grid.collapsed] if collapsed else []
        for column in grid.columns:
            nil = rng.uniform(0.1, 0.98)
            for row in grid.rows_with(held):
                figures[CellRef(grid.key, row.key, column.key)] = _amount(rng, size, column.kind, nil)
        if any(rule.code == "balance" for rule in grid.rules):
            _balance(rng, grid, figures, size)
        _add_up(grid, figures, held)
    return figures


def random_header(rng: random.Random, form: Form) -> Header:
    """The facts of a masthead for a year of the form."""
    year = rng.randint(form.first_year, form.last_year or 2025)
    organ = rng.choice(_PLACES) + rng.choice(_KINDS)
    return Header(
        title=f"{organ}{year}年政府信息公开工作年度报告",
        organ=organ,
        year=year,
        published=datetime.date(year + 1, 1, rng.randint(3, 30)),
        index_number=f"{rng.randrange(10**9):09d}/{year + 1}-{rng.randrange(10**5):05d}" if rng.random() < 0.5 else None,
        period=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)),
    )


def build(form: Form, entries: Mapping[CellRef, str], header: Header, figures: Mapping[CellRef, Number]) -> Report:
    """Put a report together from what stands in its cells; `figures` are those that the text repeats."""
    grids = {key: Grid(grid, {}) for key, grid in form.grids.items()}
    for ref, text in entries.items():
        grids[ref.grid].cells[ref] = Cell(parse_figure(text), Origin(text, NOWHERE))
    sections = [
        Section(section.number, f"{_NUMERALS[section.number - 1]}、{section.title}", text, section.number)
        for section, text in zip(form.sections, texts(form, header, figures), strict=True)
    ]
    years = {} if header.year is None else {"title": header.year, "period": header.year}
    return Report(Source(None, "built"), header, form, sections, grids, preamble(header), years)


def preamble(header: Header) -> str:
    """The opening words: the law, the period, the place of publication."""
    year = header.year
    return (
        f"本报告由{header.organ}按照《中华人民共和国政府信息公开条例》编制，"
        f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。\n"
        "本报告的电子版可在本机关门户网站查阅；如有疑问，请与本机关办公室联系。"
    )


def texts(form: Form, header: Header, figures: Mapping[CellRef, Number]) -> tuple[str, ...]:
    """The running text of the six sections, in agreement with the tables."""
    total = {row.key: figures.get(CellRef("requests", row.key, "total"), 0) for row in form.grids["requests"].rows}
    overview = "\n".join(
        [
            f"{header.year}年，本机关按要求推进政务公开各项工作。",
            "（一）主动公开。及时在门户网站公布机构职能、规划和财政信息。",
            f"（二）依申请公开。本年新收政府信息公开申请{total['received']}件，上年结转{total['carried_in']}件，"
            f"办结{total['concluded']}件，结转下年度继续办理{total['carried_out']}件。",
            "（三）政府信息管理。落实公开属性源头认定和动态调整制度。",
            "（四）平台建设。完成门户网站栏目调整和适老化改造。",
            "（五）监督保障。组织业务培训，并把公开工作纳入年度考核。",
        ]
    )
    return (
        overview, "", "", "",
        "存在的问题：一是解读形式比较单一；二是基层人员变动较多。\n改进措施：丰富解读形式，加强业务指导。",
        "本年度未收取政府信息公开信息处理费。",
    )  # fmt: skip


def _amount(rng: random.Random, size: int, kind: str, nil: float) -> Number:
    """A figure as such offices have them: mostly small, and nil with the chance `nil`."""
    if rng.random() < nil:
        return 0
    if kind == "amount":
        return whole(Decimal(rng.randrange(size * 10_000)).scaleb(-4))
    return rng.randint(-9, 9) if kind == "signed" else int(size * rng.random() ** 3) + rng.randint(0, 2)


def _balance(rng: random.Random, grid: GridForm, figures: Figures, size: int) -> None:
    """Choose what came in so that, in every column, it equals what was concluded and what is carried on."""
    results = next(rule.left for rule in grid.rules if rule.code == "sum.column")
    for column in grid.columns:
        cell = {row: CellRef(grid.key, row, column.key) for row in ("received", "carried_in", "carried_out")}
        done = sum(figure for ref, figure in figures.items() if _is_result(grid, ref, results) and ref.column == column.key)
        waiting = int(done) + int(figures[cell["carried_out"]])
        figures[cell["carried_in"]] = rng.randint(0, min(waiting, 2 + size // 20))
        figures[cell["received"]] = waiting - int(figures[cell["carried_in"]])


def _is_result(grid: GridForm, ref: CellRef, results: tuple[str, ...]) -> bool:
    return ref.grid == grid.key and bool({ref.row, *grid.row(ref.row).stands_for} & set(results))


def _add_up(grid: GridForm, figures: Figures, held: list[str]) -> None:
    """Compute every total, columns first; a balance needs no computing."""
    equations = sorted(grid.equations(held), key=lambda equation: equation.code != "sum.column")
    for equation in equations:
        if len(equation.right) == 1:
            figures[equation.right[0]] = sum(figures[ref] for ref in equation.left)


def _slip(rng: random.Random, form: Form, figures: Figures) -> None:
    """Make one figure that stands in a sum wrong."""
    rows = {ref.row for ref in figures}
    summed = sorted({ref for grid in form.grids.values() for equation in grid.equations(rows) for ref in equation.cells})
    figures[rng.choice(summed)] += rng.randint(1, 9)


def _entry(rng: random.Random, value: Number, notes: float) -> str:
    if value > 0 and isinstance(value, int) and rng.random() < notes:
        return f"{value}（{rng.choice(_REMARKS)}{rng.randint(1, value)}件）"
    return canonical(value)


def _blanks(rng: random.Random, form: Form, figures: Figures, blanks: float) -> dict[CellRef, str]:
    """Zeros that are left blank or printed as a mark, cell by cell, and now and then a column of zeros as a whole."""
    zeros = [ref for ref, value in figures.items() if value == 0]
    blank = {ref: rng.choice(MARKS) for ref in zeros if rng.random() < blanks}
    for column in form.grids["requests"].columns:
        if rng.random() < blanks / 2:
            mark = rng.choice(MARKS)
            blank |= {ref: mark for ref in zeros if ref.grid == "requests" and ref.column == column.key}
    return blank
