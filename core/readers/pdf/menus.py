"""Words printed beside the text of every page at the same spot, as a menu that stays in place while a web page is scrolled."""

from collections.abc import Iterator, Sequence

from core.readers.pdf.ink import around
from core.readers.pdf.leaf import Leaf
from core.readers.pdf.lines import Line, Word, is_wide

_MOST_PAGES = 0.6
_FEWEST = 3
_GRID = 4.0

Spot = tuple[str, int, int]


def without_menus(leaves: Sequence[Leaf]) -> tuple[list[Leaf], tuple[str, ...]]:
    """The pages without the words that come again beside their text, and those words."""
    repeated = _repeated(leaves)
    if len(repeated) < _FEWEST:
        return list(leaves), ()
    found: dict[str, None] = {}
    kept = []
    for leaf in leaves:
        beside = {id(word): word for word in _beside(leaf, repeated)}
        if len(beside) >= _FEWEST:
            found.update(dict.fromkeys(word.text for word in beside.values()))
            leaf = leaf.with_lines([line for old in leaf.lines if (line := _without(old, beside))])
        kept.append(leaf)
    return kept, tuple(found)


def _spots(word: Word) -> Iterator[Spot]:
    """Where a word stands, in a grid so coarse that the same spot on two pages has one of these in common."""
    for x in (0.0, _GRID / 2):
        for y in (0.0, _GRID / 2):
            yield word.text, int((word.box.left + x) // _GRID), int((word.box.top + y) // _GRID)


def _repeated(leaves: Sequence[Leaf]) -> set[Spot]:
    """The spots at which a word stands on most pages."""
    pages: dict[Spot, set[int]] = {}
    for leaf in leaves:
        for line in leaf.lines:
            for word in line.words:
                for spot in _spots(word):
                    pages.setdefault(spot, set()).add(leaf.number)
    enough = max(2, _MOST_PAGES * len(leaves))
    return {spot for spot, numbers in pages.items() if len(numbers) >= enough}


def _beside(leaf: Leaf, repeated: set[Spot]) -> list[Word]:
    """The words of a page that stand where they always do, left or right of everything else on it."""
    words = [word for line in leaf.lines for word in line.words]
    always = [word for word in words if any(map(is_wide, word.text)) and not repeated.isdisjoint(_spots(word))]
    taken = set(map(id, always))
    text = [word.box for word in words if id(word) not in taken]
    text += [table.box for table in leaf.tables]
    if not text:
        return always if leaf.covered else []
    edges = around(text)
    return [word for word in always if word.box.right < edges.left or word.box.left > edges.right]


def _without(line: Line, gone: dict[int, Word]) -> Line | None:
    words = tuple(word for word in line.words if id(word) not in gone)
    if len(words) == len(line.words):
        return line
    return line._replace(words=words, box=around([word.box for word in words])) if words else None
