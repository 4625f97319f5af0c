"""A page, sorted out: the ruled tables with the lines in their cells, and the lines and pictures outside of them."""

from dataclasses import dataclass, replace

from core.readers.pdf.ink import SLANTED, Box, Sheet
from core.readers.pdf.lattice import grids
from core.readers.pdf.lines import Line, lines
from core.readers.pdf.pillars import lone_row
from core.readers.pdf.ruled import Ruled
from core.readers.pdf.wells import filled


@dataclass(slots=True)
class Leaf:
    """One page. `number` counts from 1; `letters` counts all visible characters and those with a special standing."""

    number: int
    width: float
    height: float
    tables: list[Ruled]
    lines: list[Line]
    pictures: list[Box]
    letters: int = 0
    invisible: int = 0
    unmapped: int = 0
    outside: int = 0
    cut: bool = False
    slanted: str = ""
    crowded: bool = False
    drawings: int = 0
    covered: float = 0.0

    def with_lines(self, lines: list[Line]) -> "Leaf":
        """The page with fewer lines outside of its tables."""
        gone = sum(len(line.text) for line in self.lines) - sum(len(line.text) for line in lines)
        return replace(self, lines=lines, letters=max(self.letters - gone, 0))


def leaf(sheet: Sheet, before: "Leaf | None" = None) -> Leaf:
    """Sort out the contents of one page; `before` is the page before it, whose last table may go on here."""
    found = grids(sheet)
    last = max(before.tables, key=lambda table: table.box.bottom) if before and before.tables else None
    if last and (row := lone_row(sheet, last.xs)):
        found.insert(0, row)
    upright = [glyph for glyph in sheet.glyphs if glyph.turn != SLANTED]
    slanted = "".join(glyph.text for glyph in sheet.glyphs if glyph.turn == SLANTED)
    tables, loose = filled(found, upright, sheet.number)
    paper = Box(1, 1, sheet.width - 1, sheet.height - 1)
    written = [glyph for glyph in upright if not glyph.text.isspace()]
    return Leaf(
        sheet.number,
        sheet.width,
        sheet.height,
        tables,
        lines(loose),
        sheet.pictures,
        letters=len(written),
        invisible=sum(glyph.invisible for glyph in written),
        unmapped=sum(glyph.unmapped for glyph in written),
        outside=sheet.outside,
        cut=sheet.cut > 0 or any(not paper.holds(*table.box[:2]) or not paper.holds(*table.box[2:]) for table in tables),
        slanted=slanted.strip(),
        crowded=sheet.crowded,
        drawings=sheet.drawings,
        covered=_covered(sheet),
    )


def _covered(sheet: Sheet) -> float:
    """The share of the page that pictures cover; strips of one scan count together."""
    page = Box(0, 0, sheet.width, sheet.height)
    return min(1.0, sum(page.common(picture) for picture in sheet.pictures) / sheet.area)
