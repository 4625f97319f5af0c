"""Characters become words and lines: by where they stand, with the spaces that were printed and no others."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.readers.pdf.ink import Box, Glyph, around

_SAME_LINE = 0.5
"""How far apart, in parts of the larger size, the middles of two characters of one line may be."""
_SPACE, _SPACE_BESIDE_WIDE, _SPACE_BETWEEN_WIDE = 0.2, 0.55, 0.28
"""Gaps, in parts of the size, from which on there was a space: between letters, beside and between Chinese characters.

Those between Chinese characters count from what all gaps of the line have in common: the line may be spread out.
"""
_NO_SPACE, _NO_SPACE_RECOGNISED = 0.03, 0.8
_FEW_GAPS = 4
_WIDEST = 0.7
_WORDS_APART, _FIGURES_APART = 1.1, 0.25
_FIGURE = frozenset("0123456789０１２３４５６７８９-—/.")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff]")
_UNIT = re.compile(r"[（《“‘【〈「『]*(?:[0-9A-Za-z.,:%/\-]+|.)[，。、；：？！）》”’】〉」』…]*", re.DOTALL)
_DIGITS, _NOTED, _CLOSED = re.compile(r"\d+"), re.compile(r"\d+[（(]"), re.compile("[）)]")
_PADDING = 15.0
"""Points that a cell may keep free at its sides, both together."""
_BLANK = " \t\r\n\f\v\u00a0\u3000"


class Word(NamedTuple):
    """What stands together on a line, with no wide gap in it; `pieces` are its parts between spaces, if it has any."""

    text: str
    box: Box
    pieces: tuple["Word", ...] = ()

    @property
    def parts(self) -> tuple["Word", ...]:
        return self.pieces or (self,)


class Line(NamedTuple):
    """One line; `size` is that of most of its characters, in points."""

    words: tuple[Word, ...]
    box: Box
    size: float
    invisible: bool = False

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of upright characters from top to bottom; characters that were turned are read as they are turned."""
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    found = [line for turn, some in by_turn.items() for line in _turned_back(turn, some)]
    return found if len(by_turn) == 1 else sorted(found, key=lambda line: (line.box.top, line.box.left))


def _turned_back(turn: int, glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of characters that are all turned alike, in reading order, each where it stands on the page."""
    if turn <= 0:
        return _upright(glyphs)
    there = [glyph._replace(box=_turn(glyph.box, turn)) for glyph in glyphs]
    return [
        line._replace(
            box=_turn(line.box, 360 - turn),
            words=tuple(word._replace(box=_turn(word.box, 360 - turn)) for word in line.words),
        )
        for line in _upright(there)
    ]


def _turn(box: Box, turn: int) -> Box:
    """A box as it lies when the page is turned back by `turn` degrees about its corner."""
    match turn:
        case 90:
            return Box(box.top, -box.right, box.bottom, -box.left)
        case 180:
            return Box(-box.right, -box.bottom, -box.left, -box.top)
        case _:
            return Box(-box.bottom, box.left, -box.top, box.right)


def _upright(glyphs: Iterable[Glyph]) -> list[Line]:
    rows: list[list[Glyph]] = []
    tallest = None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.down):
        if tallest is None or glyph.box.down - tallest.box.down > _SAME_LINE * max(glyph.size, tallest.size):
            rows.append([])
            tallest = glyph
        rows[-1].append(glyph)
        if glyph.size > tallest.size:
            tallest = glyph
    return [line for row in rows if (line := _line(row))]


def _line(row: Sequence[Glyph]) -> Line | None:
    row = sorted(row, key=lambda glyph: glyph.box.across)
    written = [glyph for glyph in row if glyph.text not in _BLANK]
    if not written:
        return None
    sizes = sorted(glyph.size for glyph in written)
    size = sizes[len(sizes) // 2]
    spread = _spread(row)
    words = [_word(part, size, spread) for part in _apart(row, size)]
    words = [word for word in words if word.text]
    return Line(tuple(words), around([word.box for word in words]), size, all(glyph.invisible for glyph in written))


def _apart(row: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    """The characters of a line, cut where the gap between visible ones is wide."""
    parts: list[list[Glyph]] = [[]]
    right = None
    spaces: list[Glyph] = []
    for glyph in row:
        if glyph.text in _BLANK:
            spaces.append(glyph)
            continue
        counted = bool(parts[-1]) and glyph.text in _FIGURE and parts[-1][-1].text in _FIGURE
        apart = (_FIGURES_APART if counted else _WORDS_APART) * size
        if right is not None and glyph.box.left - right > apart and not _filled(spaces):
            parts.append([])
        else:
            parts[-1] += spaces
        spaces = []
        parts[-1].append(glyph)
        right = max(right or glyph.box.right, glyph.box.right)
    return parts


def _filled(spaces: Sequence[Glyph]) -> bool:
    """Whether a gap consists of one or two full-width spaces, as inside 文　　号."""
    return 0 < len(spaces) <= 2 and all(space.text == "\u3000" for space in spaces)


def _spread(row: Sequence[Glyph]) -> float:
    """How far apart the Chinese characters of a line stand, in points."""
    written = [glyph for glyph in row if glyph.text not in _BLANK]
    gaps = sorted(other.box.left - one.box.right for one, other in pairwise(written) if is_wide(one.text) and is_wide(other.text))
    return max(gaps[len(gaps) // 2], 0.0) if len(gaps) >= _FEW_GAPS else 0.0


def _word(part: Sequence[Glyph], size: float, spread: float) -> Word:
    """The characters of a word as text."""
    pieces: list[list[Glyph]] = []
    gaps: list[str] = []
    spaces = ""
    for glyph in part:
        if glyph.text in _BLANK:
            spaces += glyph.text
            continue
        gap = _between(pieces[-1][-1], glyph, spaces, size, spread) if pieces else ""
        if gap or not pieces:
            pieces.append([])
            gaps.append(gap)
        pieces[-1].append(glyph)
        spaces = ""
    words = [Word("".join(glyph.text for glyph in some), around([glyph.box for glyph in some])) for some in pieces]
    if len(words) < 2:
        return words[0] if words else Word("", Box(0, 0, 0, 0))
    text = "".join(gap + word.text for gap, word in zip(gaps, words, strict=True))
    return Word(text, around([word.box for word in words]), tuple(words))


def _between(before: Glyph, after: Glyph, spaces: str, size: float, spread: float) -> str:
    """The space between two characters: as printed, or as the gap says."""
    gap = after.box.left - before.box.right
    wide = is_wide(before.text) + is_wide(after.text)
    if spaces:
        made_up = wide == 2 and gap < (_NO_SPACE_RECOGNISED if before.invisible else _NO_SPACE) * size
        return "" if made_up and not spaces.strip(" ") else spaces
    if wide == 2:
        return " " if gap - spread > _SPACE_BETWEEN_WIDE * size else ""
    return " " if gap > (_SPACE_BESIDE_WIDE if wide else _SPACE) * size else ""


def is_wide(text: str) -> bool:
    """Whether a character is Chinese or set as wide as one: lines may end before and behind it."""
    return _WIDE.match(text) is not None


def goes_on(line: Line, following: Line, right: float, slack: float = 0.0) -> bool:
    """Whether a line ended only because what follows had no room before `right`, give or take `slack` points."""
    unit = _UNIT.match(following.text)
    if unit is None:
        return False
    needed = sum(following.size if is_wide(character) else _narrow(following) for character in unit[0])
    return right - line.box.right < needed + slack


def _narrow(line: Line) -> float:
    """How wide a letter or digit of a line is: what its Chinese characters leave, within what faces have."""
    wide = sum(map(is_wide, line.text))
    left = (line.box.width - wide * line.size) / max(len(line.text) - wide, 1)
    return min(max(left, 0.55 * line.size), _WIDEST * line.size) if len(line.words) == 1 else 0.55 * line.size


def runs_on(line: Line, following: Line, width: float, after: str = "") -> bool:
    """The same inside a cell of some width. A figure with a note is one figure, wherever it was broken.

    `after` is what is written behind `following`: no line ends between a figure and the bracket of its note, so a figure
    is broken where both together have no room. One without a note is broken only where not one more digit had room.
    """
    if _DIGITS.fullmatch(line.text) and (noted := _NOTED.match(following.text + after)):
        together = line.size * (0.55 * len(line.text + noted[0]) + 1)
        return len(noted[0]) <= len(following.text) or together > width - _PADDING
    if _DIGITS.fullmatch(line.text) and _DIGITS.match(following.text):
        return line.box.left + width - line.box.right < _narrow(line) + _PADDING
    return goes_on(line, following, line.box.left + width, _PADDING)


def begins_note(text: str) -> bool:
    """Whether a text is a figure with a note, or the beginning of one."""
    return _NOTED.match(text) is not None


def in_note(text: str) -> bool:
    """Whether a text is a figure with a note that has not come to its end."""
    return _NOTED.match(text) is not None and _CLOSED.search(text) is None


def joined(before: str, after: str) -> str:
    """Two lines of one paragraph as one: with a space only between letters."""
    if not before or not after:
        return before + after
    apart = not is_wide(before[-1]) and not is_wide(after[0]) and (before[-1].isalpha() or after[0].isalpha())
    return f"{before} {after}" if apart else before + after
