"""Tell tables of data from tables of layout: what a table amounts to once all its cells are read."""

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.document import NOWHERE, Paragraph, Place
from core.readers.blocks import Item, Slot, Table

_LONG_LETTERS, _LONG_LINES = 120, 5
_ESSAY_LETTERS, _ESSAY_LINES, _ESSAY_SHARE = 600, 8, 0.6
_HEADING = re.compile(r"\s*[一二三四五六七八]\s*[、.．,，]")
_SECTION = re.compile(_HEADING.pattern + r".*(?:情况|情況|事项|事項)\s*[:：]?\s*", re.DOTALL)
_ASIDE = re.compile(r"\s*[(（]?\s*(?:备\s*注|注|说\s*明|单\s*位|填\s*报|填\s*表|审\s*核|联\s*系)")
_CLAUSE = re.compile(r"\s*第[^，。]{1,6}[条條]")
"""第二十条第（一）项 and the like head the parts of one table."""
_AREA = 1_000_000


def settle(slots: list[Slot], place: Place = NOWHERE, *, of_sheet: bool = False) -> list[Item]:
    """Return what a table amounts to: tables of data, and as paragraphs whatever only stood in a table.

    With `of_sheet` lone cells above the rows of data become paragraphs too, as titles in a worksheet are, and each
    table is as wide as what is in it: the blank cells beside it belong to the sheet.
    """
    inner = sum(len(item.slots) for slot in slots for item in slot.content if isinstance(item, Table))
    if inner * 2 > len(slots):
        return _unwrap(slots)
    for slot in slots:
        slot.content = _flatten(slot.content)
    slots = _compact(slots)
    items: list[Item] = []
    for group in _groups(slots, of_sheet):
        group = _trimmed(group) if of_sheet else group
        items += _unwrap(group) if _is_layout(group) else [Table(_compact(group), place)]
    return items


def _unwrap(slots: Iterable[Slot]) -> list[Item]:
    """What the cells hold, one after another; an empty cell leaves an empty line, it may be a blank figure."""
    blank: list[Item] = [Paragraph("")]
    return [item for slot in slots for item in (slot.content or blank)]


def _flatten(content: list[Item]) -> list[Item]:
    """A small table inside a cell as lines, one for each row."""
    flat: list[Item] = []
    for item in content:
        flat += [Paragraph(line) for line in _row_lines(item)] if isinstance(item, Table) else [item]
    return flat


def _row_lines(table: Table) -> list[str]:
    return [" ".join(slot.text for slot in row) for _, row in sorted(_rows(table.slots).items())]


def _groups(slots: Sequence[Slot], of_sheet: bool) -> list[list[Slot]]:
    """Cut a table at the rows that are running text or the heading of another table."""
    rows = _rows(slots)
    width = max((slot.column + slot.column_span for slot in slots), default=0)
    crossed = _crossed(slots)
    groups: list[list[Slot]] = [[]]
    above = of_sheet
    for number, row in sorted(rows.items()):
        lone = None if number in crossed else _lone(row)
        if lone is not None and (_is_title(lone, above) or _is_text(lone, width)):
            groups += [[lone], []]
            above = of_sheet
            continue
        above = False
        groups[-1] += row
    return [group for group in groups if group]


def _trimmed(slots: Sequence[Slot]) -> list[Slot]:
    """Without the blank cells to the left and right of everything that is filled."""
    filled = [slot for slot in slots if slot.filled]
    left = min((slot.column for slot in filled), default=0)
    right = max((slot.column + slot.column_span for slot in filled), default=0)
    return [slot for slot in slots if slot.filled or left <= slot.column < right]


def _rows(slots: Iterable[Slot]) -> dict[int, list[Slot]]:
    rows: dict[int, list[Slot]] = {}
    for slot in slots:
        rows.setdefault(slot.row, []).append(slot)
    return rows


def _crossed(slots: Iterable[Slot]) -> set[int]:
    """The rows that a cell of several rows reaches into."""
    crossed: set[int] = set()
    end = 0
    for slot in sorted(slots, key=lambda slot: slot.row):
        if slot.row_span > 1:
            crossed.update(range(max(slot.row, end), slot.row + slot.row_span))
            end = max(end, slot.row + slot.row_span)
    return crossed


def _lone(row: Sequence[Slot]) -> Slot | None:
    """The only cell of a row with anything in it."""
    filled = [slot for slot in row if slot.filled]
    return filled[0] if len(filled) == 1 else None


def _is_title(slot: Slot, above: bool) -> bool:
    return above and slot.column == 0 and _CLAUSE.match(slot.text) is None


def _is_text(slot: Slot, width: int) -> bool:
    """Whether the only cell of a row is running text, a remark, or a heading.

    A label of the official form may begin with a number as well, and its figures be blank: only the titles of
    sections, and headings printed over the whole width, are taken for headings.
    """
    if len(slot.text) >= _LONG_LETTERS or len(slot.content) >= _LONG_LINES:
        return True
    if _SECTION.fullmatch(slot.text) or _ASIDE.match(slot.text):
        return True
    return slot.column_span >= width > 1 and _HEADING.match(slot.text) is not None


def _is_layout(slots: Sequence[Slot]) -> bool:
    """Whether a table only arranges a page: one column, or most of its text is an essay in one cell."""
    if len({slot.column for slot in slots}) == 1:
        return True
    longest = max(slots, key=lambda slot: len(slot.text))
    essay = len(longest.text) >= _ESSAY_LETTERS or len(longest.content) >= _ESSAY_LINES
    return essay and len(longest.text) > _ESSAY_SHARE * sum(len(slot.text) for slot in slots)


def _compact(slots: Sequence[Slot]) -> list[Slot]:
    """Leave out the rows and columns in which no cell begins: absurd spans shrink, the geometry stays."""
    rows = sorted({slot.row for slot in slots})
    columns = sorted({slot.column for slot in slots})
    compact = _is_compact(slots, len(rows), len(columns))
    kept = list(slots) if compact else [_moved(slot, rows, columns) for slot in slots]
    if sum(slot.row_span * slot.column_span for slot in kept) > _AREA:
        return [replace(slot, row_span=1, column_span=1) for slot in kept]
    return kept


def _is_compact(slots: Sequence[Slot], height: int, width: int) -> bool:
    return all(slot.row + slot.row_span <= height and slot.column + slot.column_span <= width for slot in slots)


def _moved(slot: Slot, rows: Sequence[int], columns: Sequence[int]) -> Slot:
    row, column = bisect.bisect_left(rows, slot.row), bisect.bisect_left(columns, slot.column)
    bottom = bisect.bisect_left(rows, slot.row + slot.row_span)
    right = bisect.bisect_left(columns, slot.column + slot.column_span)
    return Slot(row, column, bottom - row, right - column, slot.content, slot.place)
