"""What the clerk does to figures, as edits: type, clear, paste, fill, restore, take a suggestion, start a missing grid."""

from collections.abc import Iterable, Mapping, Sequence

from core.edits import SetCells, SetGrid, displaced, restore_cells, take, type_cells
from core.findings import Suggestion
from core.forms import CellRef, Form
from core.naming import place_of, table_name
from core.numbers import Number, canonical, parse_figure
from core.report import Report, empty_grid
from gui.document import OpenReport

PREFILLED = "据正文预填，请核对"
PASTED = "粘贴"


def write(document: OpenReport, form: Form, entries: Mapping[CellRef, str], verb: str = "修改") -> None:
    """Write entries as one undo step; nothing happens when they say what the cells hold already."""
    if changed := _changed(document.report, entries):
        document.push(type_cells(document.report, label(form, list(changed), verb), changed))


def _changed(report: Report, entries: Mapping[CellRef, str]) -> dict[CellRef, str]:
    """The entries, as they are kept, that differ from what their cells hold."""
    return {ref: clean(text) for ref, text in entries.items() if clean(text) != report.cell(ref).entry.text}


def paste(document: OpenReport, form: Form, entries: Mapping[CellRef, str]) -> int:
    """Write entries from elsewhere as one undo step, and return how many cells that changed.

    Grids that the report has not are added; a row that stands for several goes when these are written, and the other way.
    """
    report = document.report
    changed, gone = _changed(report, entries), displaced(report, entries)
    if not changed and not gone:
        return 0
    name = label(form, list(changed or entries), PASTED)
    missing = [key for key in form.grids if key not in report.grids and any(ref.grid == key for ref in changed)]
    written = SetCells(name, {**type_cells(report, name, changed).cells, **dict.fromkeys(gone)})
    document.push_together(name, [*_new_grids(form, missing), written])
    return len(changed)


def _new_grids(form: Form, keys: Iterable[str]) -> list[SetGrid]:
    """The edits that add blank grids."""
    return [SetGrid(f"新建 {table_name(form, key)}", key, empty_grid(form.grids[key])) for key in keys]


def fill(document: OpenReport, form: Form, sources: Mapping[CellRef, CellRef], verb: str) -> None:
    """Write into each cell what another one holds, as one undo step."""
    write(document, form, {ref: document.report.cell(source).entry.text for ref, source in sources.items()}, verb)


def clear(document: OpenReport, form: Form, refs: Iterable[CellRef], verb: str = "清除") -> None:
    """Empty cells; those that the report does not print stay away."""
    report = document.report
    write(document, form, {ref: "" for ref in refs if ref in report.grids[ref.grid].cells}, verb)


def restore(document: OpenReport, form: Form, refs: Iterable[CellRef]) -> None:
    """Give edited cells back what the source says."""
    edited = [ref for ref in refs if document.report.cell(ref).edited]
    if edited:
        document.push(restore_cells(document.report, label(form, edited, "恢复"), edited))


def accept(document: OpenReport, form: Form, suggestion: Suggestion) -> None:
    """Take a suggestion; its reason goes into the change log."""
    refs = [ref for ref, _ in suggestion.values]
    document.push(take(document.report, suggestion, label(form, refs, "接受建议")), suggestion.reason)


def start_grids(document: OpenReport, form: Form, keys: Sequence[str]) -> None:
    """Add blank grids where the report has none, as one undo step."""
    document.push_together(f"新建 {table_name(form, keys[0])}", _new_grids(form, keys))


def prefill(document: OpenReport, form: Form, keys: Sequence[str], figures: Mapping[CellRef, Number]) -> None:
    """Add grids that the report has not, with the figures that its text states, as one undo step."""
    text = f"预填 {table_name(form, keys[0])} {len(figures)} 格"
    entries = {ref: canonical(value) for ref, value in figures.items()}
    document.push_together(text, [*_new_grids(form, keys), type_cells(document.report, text, entries)], PREFILLED)


def label(form: Form, refs: Sequence[CellRef], verb: str) -> str:
    """The name of an undo step: 修改 表三 第3行‘（一）予以公开’·自然人, or 粘贴 表三 12 格."""
    if len(refs) == 1:
        return f"{verb} {place_of(form, refs[0])}"
    tables = "、".join(dict.fromkeys(table_name(form, ref.grid) for ref in refs))
    return f"{verb} {tables} {len(refs)} 格"


def clean(text: str) -> str:
    """An entry as it is kept: a plain figure in plain digits, anything else as it was typed."""
    figure = parse_figure(text)
    if figure.value is not None and figure.normalised and not figure.note:
        return canonical(figure.value)
    return figure.text
