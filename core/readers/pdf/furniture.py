"""Running heads and page numbers: lines at the edge of the page that come again on other pages at the same height."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from core.readers.pdf.leaf import Leaf
from core.readers.pdf.lines import Line
from core.readers.pdf.unruled import regions

_EDGE = 0.16
"""How much of the page, above and below, may hold running heads and feet."""
_MARGIN = 0.11
_OUTERMOST = 3
_SAME_HEIGHT = 4.0
_MOST_PAGES = 0.6
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–―‐·•~～]*\s*#\s*[-—–―‐·•~～]*|第\s*#\s*页(?:\s*[,，/／()（]*\s*共\s*#\s*页\s*[)）]?)?|#\s*[/／]\s*#|"
    r"page\s*#(?:\s*(?:of|/)\s*#)?|共\s*#\s*页\s*[,，]?\s*第\s*#\s*页)\s*",
    re.IGNORECASE,
)
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class _Found(NamedTuple):
    """A line at the edge of a page: which of its lines, its numbers, how far from that edge it stands."""

    page: int
    line: int
    numbers: tuple[int, ...]
    away: float


def without_furniture(leaves: Sequence[Leaf]) -> tuple[list[Leaf], tuple[str, ...]]:
    """The pages without running heads, feet and page numbers; and the words of the heads and feet."""
    found: dict[int, set[int]] = {}
    heads: dict[str, None] = {}
    for masked, group in _groups(leaves):
        is_number = _PAGE_NUMBER.fullmatch(masked) is not None
        kept = _page_numbers(group, leaves) if is_number else _heads(masked, group, leaves)
        for item in kept:
            found.setdefault(item.page, set()).add(item.line)
        if kept and not is_number:
            heads[masked.replace("#", "…")] = None
    return [_without(leaf, found.get(leaf.number, set())) for leaf in leaves], tuple(heads)


def _without(leaf: Leaf, gone: Container[int]) -> Leaf:
    return leaf.with_lines([line for index, line in enumerate(leaf.lines) if index not in gone])


def _groups(leaves: Iterable[Leaf]) -> Iterator[tuple[str, list[_Found]]]:
    """Lines with the same words at the same height of their pages, numbers aside."""
    groups: dict[tuple[str, bool], list[_Found]] = {}
    for leaf in leaves:
        for index, above in _at_the_edge(leaf):
            line = leaf.lines[index]
            text = line.text.translate(_WIDE_DIGITS).strip()
            numbers = tuple(int(number[:9]) for number in _NUMBER.findall(text))
            away = line.box.bottom if above else leaf.height - line.box.bottom
            groups.setdefault((_NUMBER.sub("#", text), above), []).append(_Found(leaf.number, index, numbers, away))
    for (masked, _), group in groups.items():
        for part in _level(group):
            yield masked, part


def _at_the_edge(leaf: Leaf) -> Iterator[tuple[int, bool]]:
    """The outermost lines above and below, as far as no table lies beyond them.

    The headings of a table without rules, which come again on each page, are no running heads.
    """
    top = min((table.box.top for table in leaf.tables), default=leaf.height)
    bottom = max((table.box.bottom for table in leaf.tables), default=0.0)
    tabled = {index for start, _, end in regions(leaf.lines) for index in range(start, end)}
    above = [i for i, line in enumerate(leaf.lines) if i not in tabled and line.box.down < min(leaf.height * _EDGE, top)]
    below = [i for i, line in enumerate(leaf.lines) if line.box.down > max(leaf.height * (1 - _EDGE), bottom)]
    yield from ((index, True) for index in above[:_OUTERMOST])
    yield from ((index, False) for index in below[-_OUTERMOST:])


def _level(group: Sequence[_Found]) -> list[list[_Found]]:
    """A group, cut into those at the same height."""
    parts: list[list[_Found]] = []
    for item in sorted(group, key=lambda item: item.away):
        if not parts or item.away - parts[-1][0].away > _SAME_HEIGHT:
            parts.append([])
        parts[-1].append(item)
    return [sorted(part) for part in parts]


def _page_numbers(group: Sequence[_Found], leaves: Sequence[Leaf]) -> list[_Found]:
    """Those of some lone numbers that count the pages; one that has no other to count with must stand apart."""
    offsets = Counter((index, number - item.page) for item in group for index, number in enumerate(item.numbers))
    return [
        item
        for item in group
        if any(offsets[index, number - item.page] > 1 for index, number in enumerate(item.numbers)) or _stands_apart(item, leaves)
    ]


def _heads(masked: str, group: Sequence[_Found], leaves: Sequence[Leaf]) -> list[_Found]:
    """Lines that come again on most pages, or on several in a row, their numbers the same or counting the pages."""
    if not any(character.isalpha() for character in masked):
        return []
    kept = [item for item in group if any(_counts(item, other) for other in group if other.page != item.page)]
    pages = sorted({item.page for item in kept})
    in_a_row = any(third - first == 2 for first, third in zip(pages, pages[2:], strict=False))
    return kept if in_a_row or len(pages) >= max(2, _MOST_PAGES * len(leaves)) else []


def _counts(item: _Found, other: _Found) -> bool:
    """Whether each number is that of the other page, or as many more as there are pages between."""
    pairs = zip(item.numbers, other.numbers, strict=True)
    return all(own - its in (0, item.page - other.page) for own, its in pairs)


def _stands_apart(item: _Found, leaves: Sequence[Leaf]) -> bool:
    """Whether a lone number stands in the margin, away from the text, and is that of its page."""
    leaf = next(leaf for leaf in leaves if leaf.number == item.page)
    line = leaf.lines[item.line]
    in_margin = line.box.bottom < leaf.height * _MARGIN or line.box.top > leaf.height * (1 - _MARGIN)
    others = [other for index, other in enumerate(leaf.lines) if index != item.line]
    return in_margin and item.numbers[0] <= max(item.page + 1, len(leaves)) and all(_apart(line, other) for other in others)


def _apart(line: Line, other: Line) -> bool:
    gap = max(other.box.top - line.box.bottom, line.box.top - other.box.bottom)
    return gap > line.size
