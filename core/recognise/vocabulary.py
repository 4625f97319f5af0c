"""The words of an official form, ready for matching: which row a label means, and whether a text is a label at all."""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz, process

from core.folding import fold, key
from core.forms import Form, GridForm, Row, forms

_ENUMERATOR = re.compile(r"^\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、.．]|\d+\s*[.．、])\s*")
_REMARK = re.compile(r"(?<=[\u4e00-\u9fff])\s*[（(](?![一二三四五六七八九十\d]+[）)])[^（(）)]{2,}(?:[）)]|$)\s*$")
_GLUE = re.compile(r"[\s|]+")
CLOSE = 0.68
"""The least likeness at which a label is taken to mean a row."""
_EXACT = 0.98
_HEADER = 0.8


@dataclass(frozen=True, slots=True)
class Target:
    """What a row label may mean: a row of a grid, a collapsed row, or a group whose subtotal some units add.

    `words` are the keys by which it is known; `members` are the rows that a group sums up; `after` says that it is
    printed behind them.
    """

    grid: str
    row: str
    words: tuple[str, ...]
    members: tuple[str, ...] = ()
    after: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one form. `text` holds every printed wording, for telling labels (and pieces of them) from prose."""

    form: Form
    targets: tuple[Target, ...]
    headers: frozenset[str]
    text: str

    def is_label(self, text: str) -> bool:
        """Whether a text is a label of the form, a piece of one, or several of them run together; a remark may follow it."""
        return self._is_label(text) or ((rest := without_remark(text)) != text and self._is_label(rest))

    def _is_label(self, text: str) -> bool:
        words = key(text)
        if not words:
            return False
        if words in self.text or ((len(words) <= 12 or _is_spaced(text)) and set(words) <= _characters(self.text)):
            return True
        return self._covered(words) >= 0.75 or self._nearest(words) >= CLOSE + 0.07 or _familiar(words, self.text) >= 0.8

    def is_wording(self, text: str) -> bool:
        """Whether a text is a label of the form with a slip at most, a piece of one, several together, or printed downwards."""
        words = key(text)
        plain = words in self.text or _is_spaced(text) or len(words) <= 2
        return plain or self._covered(words) >= 0.9 or self._nearest(words) >= 0.85

    def is_header(self, text: str) -> bool:
        """Whether a cell holds a column heading, a group of them, a caption or the corner text."""
        words = key(text)
        known = words in self.headers or _likeness(words, _long(self.headers)) >= _HEADER
        return known or key(without_remark(text)) in self.headers

    def scores(self, label: str) -> tuple[float, ...]:
        """How well a label, with the remark behind it or without, reads as each of the targets, from 0 to 1."""
        scores = self._scores(label)
        if max(scores) >= _EXACT or (rest := without_remark(label)) == label:
            return scores
        return tuple(map(max, scores, self._scores(rest)))

    def _scores(self, label: str) -> tuple[float, ...]:
        return _scores(self.form.key, key(label)[-_longest(self.form.key) - 1 :])

    def match(self, label: str) -> tuple[Target, float] | None:
        """The row that a label means most likely, and how surely; None when it is like none."""
        scores = self.scores(label)
        best = max(scores)
        return (self.targets[scores.index(best)], best) if best >= CLOSE else None

    def _covered(self, words: str) -> float:
        """The share of a text that known labels account for."""
        rest = words
        for label in _longest_first(self.text):
            rest = rest.replace(label, "")
        return 1 - len(rest) / len(words)

    def _nearest(self, words: str) -> float:
        if not 4 <= len(words) <= 60:
            return 0.0
        return _likeness(words, _longest_first(self.text))


@functools.lru_cache(maxsize=4096)
def _scores(form_key: str, label: str) -> tuple[float, ...]:
    """The likeness of a label (as a key) to each target; slips are looked for only where no word fits exactly.

    Nothing counts of a label but its end, as long as the longest word and one character more.
    """
    targets = vocabulary_of(form_key).targets
    exact = tuple(max(_exact(label, word) for word in target.words) for target in targets)
    if max(exact) >= _EXACT or len(label) < 3:
        return exact
    return tuple(
        max(score, *(_near(label[-len(word) - 1 :], word) for word in target.words))
        for score, target in zip(exact, targets, strict=True)
    )


def _exact(label: str, word: str) -> float:
    if not label.endswith(word):
        return 0.0
    if len(label) == len(word):
        return 1.0
    return _EXACT if len(word) >= 4 or word[0].isdigit() else 0.9


@functools.lru_cache(maxsize=16_384)
def _near(label: str, word: str) -> float:
    """Likeness of the end of a label to a word that is misprinted or broken off in it."""
    if len(word) < 4:
        return 0.0
    ends = {label[-length:] for length in range(len(word) - 1, len(word) + 2)}
    misprinted = max(fuzz.ratio(end, word, score_cutoff=60) for end in ends) / 100
    kept = next((size for size in range(len(word) - 1, 3, -1) if label.endswith(word[:size])), 0)
    return max(misprinted, 0.7 + 0.25 * kept / len(word) if kept * 2 >= len(word) else 0.0)


def _is_spaced(text: str) -> bool:
    """Whether a text is single letters apart, as a line of headings printed downwards is."""
    pieces = text.split()
    return len(pieces) >= 3 and all(len(piece) <= 2 for piece in pieces)


def _familiar(words: str, text: str) -> float:
    """The share of pairs of letters that stand side by side in the words of the form too: misprints break but a few."""
    pairs = _pairs(text)
    return (
        sum(words[start : start + 2] in pairs for start in range(len(words) - 1)) / max(len(words) - 1, 1)
        if len(words) >= 6
        else 0.0
    )


def _likeness(words: str, others: Sequence[str]) -> float:
    """The likeness, from 0 to 1, to that of the others which is most like."""
    best = process.extractOne(words, others, scorer=fuzz.ratio)
    return best[1] / 100 if best else 0.0


@functools.lru_cache(maxsize=8)
def _pairs(text: str) -> frozenset[str]:
    labels = text.split("|")
    within = {label[start : start + 2] for label in labels for start in range(len(label) - 1)}
    return frozenset(within | {first[-1] + second[0] for first in labels for second in labels if first and second})


@functools.lru_cache(maxsize=8)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text) - {"|"}


@functools.lru_cache(maxsize=8)
def _long(headers: frozenset[str]) -> tuple[str, ...]:
    return tuple(header for header in headers if len(header) >= 4)


@functools.cache
def _longest(form_key: str) -> int:
    """How many characters the longest word of any target has."""
    return max(len(word) for target in vocabulary_of(form_key).targets for word in target.words)


@functools.lru_cache(maxsize=8)
def _longest_first(text: str) -> tuple[str, ...]:
    return tuple(sorted({label for label in text.split("|") if len(label) >= 2}, key=len, reverse=True))


@functools.cache
def vocabulary_of(form_key: str) -> Vocabulary:
    """The vocabulary of a form, made once."""
    form = forms()[form_key]
    targets = tuple(target for grid in form.grids.values() for target in _targets(grid))
    headers = frozenset(key(words) for words in _header_words(form) if key(words))
    wordings = dict.fromkeys([*map(key, _row_words(form)), *headers])
    return Vocabulary(form, targets, headers, "|".join(word for word in wordings if word))


def bare(label: str) -> str:
    """A label without the number in front of it."""
    return _ENUMERATOR.sub("", label, count=1)


def _targets(grid: GridForm) -> Iterable[Target]:
    for row in (*grid.rows, *grid.collapsed):
        yield Target(grid.key, row.key, _words(row.label, row.aliases), row.stands_for)
    collapsed = {row.path for row in grid.collapsed}
    for depth in (1, 2):
        for path, rows in groupby((row for row in grid.rows if len(row.path) > depth), key=lambda row: row.path[:depth]):
            members = tuple(row.key for row in rows)
            sums = [path[-1] + word for word in ("小计", "合计", "总计")]
            names = sums if path in collapsed else [path[-1], *sums]
            yield Target(grid.key, "", _words(names[0], [*names, *map(bare, names)]), members)
            yield Target(grid.key, "", ("小计", "合计"), members, after=True)


def _words(label: str, aliases: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(key, (label, bare(label), *aliases))))


def _row_words(form: Form) -> Iterable[str]:
    for grid in form.grids.values():
        for row in (*grid.rows, *grid.collapsed):
            yield "".join(row.path)
            yield from _parts(row)


def _parts(row: Row) -> Iterable[str]:
    for part in (*row.path, *row.aliases):
        yield part
        yield bare(part)


def _header_words(form: Form) -> Iterable[str]:
    for table in form.tables:
        yield from (table.corner, table.band, "序号", "项目", "指标", "小计", "类别", "数量", "单位件")
        if table.layout == "one_row":
            yield from (words for grid in table.grids for words in _run_headings(form.grids[grid]))
    for grid in form.grids.values():
        yield grid.caption
        for column in grid.columns:
            yield from (*column.path, *column.aliases, "".join(column.path))


def _run_headings(grid: GridForm) -> Iterable[str]:
    """The headings of a grid printed as one row: its groups, and each column with its group in front."""
    for row in grid.rows:
        yield from row.path
        for column in grid.columns:
            yield from (row.label + column.label, "".join(row.path) + column.label)


def without_remark(label: str) -> str:
    """A label without the remark in brackets at its end: 规章(由设区的市填写)."""
    return _REMARK.sub("", label)


def joined(parts: Iterable[str]) -> str:
    """Join the pieces of a wrapped label; a piece repeated by a merged cell counts once."""
    pieces = [_GLUE.sub("", part) for part in parts]
    return "".join(dict.fromkeys(piece for piece in pieces if piece))


def has_words(text: str) -> bool:
    """Whether a text has anything beside figures and signs."""
    return any(character.isalpha() for character in fold(text))
