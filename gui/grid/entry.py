"""What the clerk does to figures, as edits: type, clear, paste, restore, take a suggestion, start a missing grid."""

import csv
from collections.abc import Iterable, Mapping, Sequence

from core.edits import SetGrid, restore_cells, take, type_cells
from core.findings import Suggestion
from core.forms import CellRef, Form
from core.naming import place_of, table_name
from core.numbers import Kind, Number, canonical, parse_figure
from core.report import empty_grid
from gui.document import OpenReport
from gui.grid.marks import shown
from gui.grid.sheet import Sheet

PREFILLED = "据正文预填，请核对"


def write(document: OpenReport, form: Form, entries: Mapping[CellRef, str], verb: str = "修改") -> None:
    """Write entries as one undo step; nothing happens when they say what the cells hold already."""
    report = document.report
    changed = {ref: clean(text) for ref, text in entries.items() if clean(text) != report.cell(ref).entry.text}
    if changed:
        document.push(type_cells(report, label(form, list(changed), verb), changed))


def clear(document: OpenReport, form: Form, refs: Iterable[CellRef]) -> None:
    """Empty cells; those that the report does not print stay away."""
    report = document.report
    write(document, form, {ref: "" for ref in refs if ref in report.grids[ref.grid].cells}, "清除")


def restore(document: OpenReport, form: Form, refs: Iterable[CellRef]) -> None:
    """Give edited cells back what the source says."""
    edited = [ref for ref in refs if document.report.cell(ref).edited]
    if edited:
        document.push(restore_cells(document.report, label(form, edited, "恢复"), edited))


def accept(document: OpenReport, form: Form, suggestion: Suggestion) -> None:
    """Take a suggestion; its reason goes into the change log."""
    refs = [ref for ref, _ in suggestion.values]
    document.push(take(document.report, suggestion, label(form, refs, "采纳建议")), suggestion.reason)


def start_grids(document: OpenReport, form: Form, keys: Sequence[str]) -> None:
    """Add blank grids where the report has none, as one undo step."""
    text = f"新建 {table_name(form, keys[0])}"
    edits = [SetGrid(text, key, empty_grid(form.grids[key])) for key in keys]
    if len(edits) == 1:
        document.push(edits[0])
        return
    document.undo_stack.beginMacro(text)
    for edit in edits:
        document.push(edit)
    document.undo_stack.endMacro()


def prefill(document: OpenReport, form: Form, keys: Sequence[str], figures: Mapping[CellRef, Number]) -> None:
    """Add grids that the report has not, with the figures that its text states, as one undo step."""
    text = f"预填 {table_name(form, keys[0])} {len(figures)} 格"
    document.undo_stack.beginMacro(text)
    for key in keys:
        document.push(SetGrid(text, key, empty_grid(form.grids[key])))
    entries = {ref: canonical(value) for ref, value in figures.items()}
    document.push(type_cells(document.report, text, entries), PREFILLED)
    document.undo_stack.endMacro()


def label(form: Form, refs: Sequence[CellRef], verb: str) -> str:
    """The name of an undo step: 修改 表三 第3行‘（一）予以公开’·自然人, or 粘贴 表三 12 格."""
    if len(refs) == 1:
        return f"{verb} {place_of(form, refs[0])}"
    return f"{verb} {table_name(form, refs[0].grid)} {len(refs)} 格"


def clean(text: str) -> str:
    """An entry as it is kept: a plain figure in plain digits, anything else as it was typed."""
    figure = parse_figure(text)
    if figure.value is not None and figure.normalised and not figure.note:
        return canonical(figure.value)
    return figure.text


def copied(document: OpenReport, sheet: Sheet, refs: Sequence[CellRef]) -> str:
    """Cells as a block for the clipboard, as spreadsheets exchange them; what was not chosen stays empty."""
    chosen = set(refs)
    rows = ([shown(document.report.cell(ref)) if ref in chosen else "" for ref in line] for line in sheet.bounds(refs))
    return "\n".join("\t".join(row) for row in rows)


def block_of(text: str) -> list[list[str]]:
    """A block from the clipboard, without the printed labels that were copied along."""
    rows = list(csv.reader(text.rstrip("\r\n").splitlines(keepends=True), delimiter="\t"))
    width = max(map(len, rows), default=0)
    block = [row + [""] * (width - len(row)) for row in rows]
    body = _without_labels(block)
    return _transposed(_without_labels(_transposed(body)))


def spread(sheet: Sheet, block: Sequence[Sequence[str]], chosen: Sequence[CellRef]) -> dict[CellRef, str]:
    """Which cell gets which text: one value fills what is chosen, a block goes from the first chosen cell on.

    The block is repeated when the choice is a multiple of it, and cut at the edge of the table.
    """
    height, width = len(block), max(map(len, block), default=0)
    if not height or not width or not chosen:
        return {}
    if height == width == 1:
        return dict.fromkeys(chosen, block[0][0])
    area = sheet.bounds(chosen)
    rows = len(area) if len(area) % height == 0 else height
    columns = len(area[0]) if len(area[0]) % width == 0 else width
    target = sheet.block(area[0][0], rows, columns)
    return {ref: block[row % height][column % width] for row, line in enumerate(target) for column, ref in enumerate(line)}


def _without_labels(rows: list[list[str]]) -> list[list[str]]:
    """Drop leading rows that hold words only, unless nothing else is there."""
    for start, row in enumerate(rows):
        if not _all_words(row):
            return rows[start:]
    return rows


def _all_words(row: Sequence[str]) -> bool:
    kinds = {parse_figure(text).kind for text in row}
    return Kind.UNREADABLE in kinds and kinds <= {Kind.UNREADABLE, Kind.BLANK}


def _transposed(rows: list[list[str]]) -> list[list[str]]:
    return [list(column) for column in zip(*rows, strict=True)]
