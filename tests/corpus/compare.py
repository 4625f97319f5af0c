"""Whether a report that was read says what was printed: facts, sections, every cell, and what was left aside."""

from collections.abc import Iterator, Mapping

from core.folding import fold, squeeze
from core.forms import CellRef
from core.numbers import Kind
from core.report import Cell, Grid, Report
from tests.builders.encodings import rewrite
from tests.builders.shapes import File


def mistakes(file: File, want: Report, got: Report) -> Iterator[str]:
    """What is wrong in `got`, a sentence for each.

    In a shape that loses nothing a doubtful cell is a mistake too; in a lossy one a doubtful cell may hold anything.
    """
    yield from _facts(file, got)
    yield from _sections(file, got)
    if got.form is None or want.form is None or got.form.key != want.form.key:
        yield f"form: want {want.form and want.form.key}, got {got.form and got.form.key}"
        return
    for key, grid in want.grids.items():
        yield from _grid(file, grid, got.grids[key]) if key in got.grids else [f"{key}: grid not found"]
    extra = [row.label for grid in got.grids.values() for row in grid.extra]
    if not file.lossy and len(extra) != file.article.extras:
        yield f"extra rows: want {file.article.extras}, got {extra}"


def _facts(file: File, got: Report) -> Iterator[str]:
    want, have = file.article.header, got.header
    for name in ("year", "published", "index_number", "period"):
        if getattr(have, name) != getattr(want, name):
            yield f"header.{name}: want {getattr(want, name)!r}, got {getattr(have, name)!r}"
    for name, text in (("title", file.article.title), ("organ", want.organ or "")):
        if not _same_words(getattr(have, name) or "", text, file.script):
            yield f"header.{name}: want {text!r}, got {getattr(have, name)!r}"


def _same_words(have: str, want: str, script: str) -> bool:
    """Whether the words are those that were written, in the script in which they were written."""
    have, want = squeeze(have), squeeze(rewrite(want, script))
    if not script:
        return have == want
    return fold(have) == fold(want) and (have != fold(have) or want == fold(want))


def _sections(file: File, got: Report) -> Iterator[str]:
    if [section.number for section in got.sections] != [part.number for part in file.article.parts]:
        yield f"sections: {[(section.number, section.title) for section in got.sections]}"
        return
    for part, section in zip(file.article.parts, got.sections, strict=True):
        if not _same_words(section.title, part.heading, file.script):
            yield f"section {part.number} title: want {part.heading!r}, got {section.title!r}"
        want = [squeeze(line) for line in part.words]
        have = [squeeze(line) for line in section.text.split("\n") if squeeze(line)]
        if not _same_words("\n".join(have), "\n".join(want), file.script):
            lost = [line for line in want if fold(line) not in map(fold, have)]
            added = [line for line in have if fold(line) not in map(fold, want)]
            yield f"section {part.number} text: lost {lost!r}, added {added!r}"


def _grid(file: File, want: Grid, have: Grid) -> Iterator[str]:
    if have.present != want.present:
        yield f"{want.key}: rows {sorted(set(want.present) ^ set(have.present))} missing or too many"
    for ref, cell in want.cells.items():
        if ref in have.cells and (wrong := _cell(file, cell, have.cells[ref])):
            yield f"{ref}: {wrong}; the row as read: {_row(have.cells, ref)}"


def _cell(file: File, want: Cell, have: Cell) -> str:
    wrong = _differs(want, have, file.script)
    doubt = have.origin.why if have.doubtful and have.origin else ""
    if (wrong and not (have.doubtful and file.lossy)) or (have.doubtful and not file.lossy):
        raw = have.origin.raw if have.origin else None
        return f"want {want.entry.text!r}, got {have.entry.text!r}, raw {raw!r}{', doubtful: ' * have.doubtful}{doubt}"
    return ""


def _differs(want: Cell, have: Cell, script: str) -> bool:
    one, other = want.entry, have.entry
    if (one.kind, one.value) != (other.kind, other.value) or not _same_words(other.note, one.note, script):
        return True
    return one.kind is Kind.BLANK and not _same_words(other.text, one.text, script)


def _row(cells: Mapping[CellRef, Cell], ref: CellRef) -> list[str]:
    """The raw texts of the cells in one row."""
    return [cell.origin.raw if cell.origin else "" for other, cell in cells.items() if other[:2] == ref[:2]]
