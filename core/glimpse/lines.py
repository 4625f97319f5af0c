"""Find a line of the running text of the source, with its neighbours."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from core.document import NOWHERE, Block, Paragraph, Place
from core.glimpse.asking import AROUND, CellAsk, Line, LineAsk, Lines, Span
from core.glimpse.marking import fits, marks

_LONG = 400
_LIKE = 60
_FAR = 2_000


def line_of(blocks: Sequence[Block], number: int, ask: CellAsk) -> Lines:
    """The line that a value was read from, with its neighbours; the place of a row may be that of the label above it."""
    below = range(number, min(number + AROUND + 1, len(blocks)))
    number = next((at for at in below if fits(_paragraph(blocks, at).text, ask.raws)), number)
    here = _paragraph(blocks, number)
    return Lines(_around(blocks, number, marks(here.text, ask.raws, ask.index)))


def likest_line(blocks: Sequence[Block], ask: LineAsk) -> Lines | None:
    """The line of a section that reads as asked for, or else the most like it."""
    begun = _start(blocks, ask.start)
    texts = [(number, _paragraph(blocks, number).text.strip()) for number in _written(blocks, begun)]
    wanted = ask.text.strip()
    exact = next((number for number, text in texts if text == wanted), None)
    number = exact if exact is not None else _likest(texts, wanted)
    if number is None:
        return None
    here = _paragraph(blocks, number).text
    return Lines(_around(blocks, number, tuple(_found(here, ask))), exact is not None)


def _found(here: str, ask: LineAsk) -> Iterator[Span]:
    """Where the words asked for stand in a line of the source: of several such words the nearest to where they are now."""
    shift = _indent(here) - _indent(ask.text)
    for start, end in ask.words:
        places = [found.start() for found in re.finditer(re.escape(ask.text[start:end]), here)]
        if places:
            _, at = min((abs(place - start - shift), place) for place in places)
            yield at, at + end - start


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _likest(texts: Sequence[tuple[int, str]], wanted: str) -> int | None:
    scored = ((fuzz.ratio(text[:_FAR], wanted[:_FAR], score_cutoff=_LIKE), -number) for number, text in texts[:_LONG])
    score, number = max(scored, default=(0, 0))
    return -number if score else None


def _start(blocks: Sequence[Block], place: Place) -> int:
    """The number of the block that begins a section; the first of all where it is not known."""
    if place == NOWHERE:
        return 0
    return next((number for number, block in enumerate(blocks) if block.place == place), 0)


def _written(blocks: Sequence[Block], begun: int) -> Iterator[int]:
    """The numbers of the paragraphs from there on that have words."""
    return (number for number in range(begun, len(blocks)) if _has_words(blocks[number]))


def _has_words(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.text.strip())


def _paragraph(blocks: Sequence[Block], number: int) -> Paragraph:
    block = blocks[number]
    return block if isinstance(block, Paragraph) else Paragraph("")


def _around(blocks: Sequence[Block], number: int, found: tuple[Span, ...]) -> tuple[Line, ...]:
    """A line with its marks, between its neighbours."""
    here = _paragraph(blocks, number)
    return (*_beside(blocks, number, -1), Line(here.text, here.place, True, found), *_beside(blocks, number, 1))


def _beside(blocks: Sequence[Block], number: int, step: int) -> list[Line]:
    """The nearest lines with words before or behind one, in the order of the source, up to the next table."""
    found: list[Line] = []
    number += step
    while 0 <= number < len(blocks) and len(found) < AROUND and isinstance(block := blocks[number], Paragraph):
        if block.text.strip():
            found.append(Line(block.text, block.place))
        number += step
    return found[::step]
