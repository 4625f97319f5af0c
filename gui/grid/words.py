"""What a cell says of itself in plain sentences: for the tooltip, the screen reader and the line under the grid."""

from html import escape

from core.edits import original
from core.findings import Finding, State, Suggestion, Verdict, text_of
from core.forms import CellRef, Form
from core.naming import line_name, place_of
from core.report import Cell, Reading, Report
from gui.grid.marks import shown

TO_WORDS = "转到正文中的这句话"
TO_CELL = "看表格里的这一格"
_MANY = 6


def name(report: Report, form: Form, ref: CellRef) -> str:
    """The full name of a cell: 表三 第3行‘（一）予以公开’·自然人."""
    grid = report.grids.get(ref.grid)
    return place_of(form, ref, grid.present if grid else ())


def sentences(report: Report, verdict: Verdict, form: Form, ref: CellRef) -> list[str]:
    """Everything there is to say about a cell, most pressing first; nothing for a cell without a story."""
    cell = report.cell(ref)
    return [
        *problems(verdict, ref),
        *(f"已搁置（{reason}）：{found.message}" for found, reason in verdict.aside if ref in found.cells),
        *_unchecked(report, verdict, form, ref),
        *_absent(report, ref),
        *_doubt(cell),
        *_note(cell),
        *_source(cell),
        *_edited(cell),
    ]


def problems(verdict: Verdict, ref: CellRef) -> list[str]:
    """The findings about a cell, as sentences."""
    return [f"{found.severity.label}：{found.message}" for found in verdict.by_cell.get(ref, ())]


def spoken_of(verdict: Verdict, ref: CellRef) -> Finding | None:
    """The first finding about a cell that also points at words of the text."""
    return next((found for found in verdict.by_cell.get(ref, ()) if found.spans), None)


def tooltip(report: Report, verdict: Verdict, form: Form, ref: CellRef, offer: Suggestion | None) -> str:
    """The tooltip as simple rich text, which wraps where plain text would not."""
    lines = sentences(report, verdict, form, ref)
    if offer is not None:
        lines.insert(0, f"建议：{advice(form, ref, offer)}。点灯泡或按 Alt+回车接受。")
    if not lines:
        return ""
    head = f"<p style='white-space:nowrap'><b>{escape(name(report, form, ref))}</b></p>"
    return head + "".join(f"<p>{escape(line)}</p>" for line in lines)


def advice(form: Form, ref: CellRef | None, offer: Suggestion) -> str:
    """A suggestion in words: 改为 9（…）, naming the cells other than `ref` that it would set."""
    if len(offer.values) == 1 and offer.values[0][0] == ref:
        return f"改为 {text_of(offer.values[0][1])}（{offer.reason}）"
    if len(offer.values) > _MANY:
        return f"一次填写 {len(offer.values)} 格（{offer.reason}）"
    parts = (f"{place_of(form, other)}改为 {text_of(value)}" for other, value in offer.values)
    return f"{'，'.join(parts)}（{offer.reason}）"


def button(ref: CellRef, offer: Suggestion) -> str:
    """A suggestion in as few words as fit on a button."""
    if len(offer.values) == 1 and offer.values[0][0] == ref:
        return f"改为 {text_of(offer.values[0][1])}"
    return f"接受建议（{len(offer.values)} 格）"


def spoken(report: Report, verdict: Verdict, form: Form, ref: CellRef) -> str:
    """A cell for the screen reader: where it is, what it holds, and what is wrong with it."""
    value = shown(report.cell(ref)) or "空白"
    return "，".join([name(report, form, ref), value, *_absent(report, ref), *problems(verdict, ref)])


def _unchecked(report: Report, verdict: Verdict, form: Form, ref: CellRef) -> list[str]:
    """The sums of a cell that could not be judged, and why."""
    grid = report.grids.get(ref.grid)
    present = grid.present if grid else ()
    return [
        f"未核：{line_name(form, item.equation, present)}，{item.why}"
        for item in verdict.equations
        if item.state is State.UNCHECKED and ref in item.equation.cells
    ]


def _absent(report: Report, ref: CellRef) -> list[str]:
    grid = report.grids.get(ref.grid)
    return ["原文无此行，填写后加入"] if grid is not None and ref.row not in grid.present else []


def _doubt(cell: Cell) -> list[str]:
    """How sure the reading is, where it is not plain."""
    if cell.origin is None or cell.edited or cell.origin.reading is Reading.PLAIN:
        return []
    if cell.doubtful:
        return [f"读法存疑，请核对原文：{cell.origin.why}" if cell.origin.why else "读法存疑，请核对原文"]
    return [cell.origin.why or "原文数字连写，按勾稽关系读出"]


def _note(cell: Cell) -> list[str]:
    return [f"格内说明：{cell.entry.note}"] if cell.entry.note else []


def _source(cell: Cell) -> list[str]:
    if cell.origin is None:
        return []
    raw = f"“{cell.origin.raw}”" if cell.origin.raw.strip() else "空白"
    place = cell.origin.place.describe()
    return [f"原文：{raw}" if place == "原文" else f"原文：{raw}（在原文件的{place}）"]


def _edited(cell: Cell) -> list[str]:
    if not cell.changed:
        return []
    if cell.origin is None:
        return ["已改：原文没有这一格"]
    read, raw = shown(original(cell)), cell.origin.raw.strip()
    written = f"“{raw}”" if cell.origin.reading is Reading.PLAIN and raw not in {"", read} else f" {read or '空白'}"
    return [f"已改：原为{written}"]
