"""A sheet to write on: text that stays text, numbers, merged places, rows that grow downwards."""

from collections.abc import Sequence
from typing import Any

from core.export.plan import At
from core.export.styles import Styles, cell_text, lines_needed
from core.numbers import Number

LINE = 14
"""Points for one line of text."""


class Paper:
    """A worksheet with the styles of its workbook. `row` is where the next row goes."""

    def __init__(self, sheet: Any, styles: Styles, widths: Sequence[float]) -> None:
        self.sheet, self.styles, self.widths = sheet, styles, widths
        self.row = 0
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def put(self, at: At, text: str, *styles: str, span: tuple[int, int] = (1, 1)) -> None:
        """Write text that stays text, over merged places where the span (rows, columns) asks for it."""
        style = self.styles.of(*styles)
        if span != (1, 1):
            self.sheet.merge_range(*at, at[0] + span[0] - 1, at[1] + span[1] - 1, "", style)
        if text:
            self.sheet.write_string(*at, cell_text(text), style)
        elif span == (1, 1):
            self.sheet.write_blank(*at, None, style)

    def put_number(self, at: At, value: Number, *styles: str) -> None:
        """Write a number; a merged place was put there before."""
        self.sheet.write_number(*at, value, self.styles.of(*styles))

    def link(self, at: At, text: str, target: str, *styles: str) -> None:
        """Write text that leads to a place in this workbook, such as 表三!D7."""
        sheet, _, cell = target.rpartition("!")
        self.sheet.write_url(*at, f"internal:'{sheet}'!{cell}", self.styles.of(*styles, "link"), cell_text(text))

    def line(self, text: str, *styles: str) -> None:
        """Write one row of text over the whole width."""
        self.put((self.row, 0), text, *styles, span=(1, len(self.widths)))
        self.row += 1

    def heights(self, row: int, texts: Sequence[tuple[str, int, int]]) -> None:
        """Make a row high enough for its texts, each with its first column and its width in columns."""
        lines = [lines_needed(text, sum(self.widths[start : start + span])) for text, start, span in texts]
        self.sheet.set_row(row, min(400, max(20, 4 + LINE * max(lines, default=1))))
