"""The ways to divide figures that ran together into a known number of cells."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.document import NOWHERE, Place
from core.folding import fold
from core.numbers import Kind, parse_figure
from core.recognise.rawrows import Field, FieldKind

Option = tuple[str, ...]
"""One way to read a row: the text of each cell, "" for a blank."""
Atom = tuple[str, str]
"""A piece of a field: its kind (digits, blank or space) and its text."""

_NUMBER = r"\d[\d,]*(?:\.\d+)?(?:\([^()]*\))?"
_ATOM = re.compile(rf"{_NUMBER}|\s|[/\-]+|无|[^\s\d/\-无]+")
_SIGNED_ATOM = re.compile(rf"-?{_NUMBER}|\s|[/\-]+?(?=-\d|[^/\-]|$)|无|[^\s\d/\-无]+")
_FIGURE = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?(?:\(.*\))?")
_MOST = 3_000


@dataclass(frozen=True)
class Ways:
    """How one row may be read. Its cells stood apart (`plain`), or ran together and may be divided in several ways.

    `size` is the number of cells of which the last is the sum of the others; 0 where no such sum is asked for. A row
    may hold several such groups, one behind the other. `signed` says that figures may be negative; elsewhere a dash
    among digits is a blank cell.
    """

    fields: tuple[Field, ...]
    count: int
    decimals: bool = False
    size: int = 0
    signed: bool = False

    @property
    def written(self) -> str:
        """What stood there, in one line."""
        return " ".join(item.text.strip() for item in self.fields if item.kind is FieldKind.WRITTEN)

    @property
    def traceless(self) -> bool:
        """Whether there was neither a figure nor a blank cell, so that blanks are all made up."""
        return all(item.kind is FieldKind.EMPTY_LINE for item in self.fields)

    @functools.cached_property
    def plain(self) -> Option | None:
        """The reading of cells that stood apart; None when they did not."""
        cells = self._cells
        if len(cells) == self.count and all(_single(item, self.count) for item in cells):
            return tuple(item.text for item in cells)
        standing = self._standing
        if len(standing) == self.count and all(_single_text(text, self.count) for text in standing):
            return standing
        return None

    def place(self, index: int) -> Place | None:
        """Where the cell at `index` stood, if every cell had a place of its own; else where the row's figures began."""
        if len(self._cells) == self.count:
            return self._cells[index].place
        return next((item.place for item in self.fields if item.place != NOWHERE), None)

    @functools.cached_property
    def all(self) -> tuple[Option, ...]:
        """Every reading, likeliest first, up to some thousands.

        Digits are divided; failing that, spaces count as blank cells; then empty lines do; at last blanks are put
        wherever they may have been lost.
        """
        if self.plain is not None:
            return (self.plain,)
        divided = [option for atoms in self._variants for option in _few(_divide(atoms, self.count, self.decimals, None))]
        if divided:
            return tuple(dict.fromkeys(divided))
        if not all(_is_figure(text, self.decimals) for kind, text in self._tight if kind == "digits"):
            return ()
        return _few(_padded(self.fields, self.count)) or _few(_gapped(self._standing, self.count))

    @functools.cached_property
    def summing(self) -> tuple[Option, ...]:
        """The readings in which the last cell of each group is the sum of its others."""
        if self.plain is not None or not self.size:
            return self.all
        for atoms in self._variants:
            if found := _few(_groups(atoms, self.count // self.size, self.size)):
                return found
        return tuple(option for option in self.all if _adds_up(option, self.size))

    @functools.cached_property
    def open(self) -> bool:
        """Whether there is anything to choose."""
        return self.plain is None and (self._digits > self.count + 1 or len(self.all) != 1)

    @property
    def lacking(self) -> bool:
        """Whether there is too little for all cells: blank cells left no trace."""
        most = self._digits + sum(kind != "digits" for kind, _ in self._atoms)
        return self.plain is None and self._digits > 0 and most < self.count

    @functools.cached_property
    def _digits(self) -> int:
        return sum(len(text) for kind, text in self._tight if kind == "digits")

    @property
    def sound(self) -> bool:
        """Whether cells that stood apart add up, as far as sums are asked for."""
        return self.plain is None or not self.size or _adds_up(self.plain, self.size)

    @property
    def exhausted(self) -> bool:
        """Whether there were more readings than are listed."""
        return len(self.summing) >= _MOST

    @functools.cached_property
    def _cells(self) -> list[Field]:
        cells = [item for item in self.fields if item.kind is not FieldKind.EMPTY_LINE]
        while len(cells) > self.count and cells[-1].kind is FieldKind.BLANK:
            cells.pop()
        return cells

    @functools.cached_property
    def _atoms(self) -> list[Atom]:
        return [atom for item in self._cells for atom in _atoms(item, self.signed)]

    @property
    def _variants(self) -> Iterator[list[Atom]]:
        """What may have been cells: all pieces, or all but blanks at the end; spaces are blank cells at last."""
        for atoms in (self._tight, self._atoms):
            rest = list(atoms)
            yield list(rest)
            while rest and rest[-1][0] != "digits":
                rest.pop()
                yield list(rest)

    @functools.cached_property
    def _tight(self) -> list[Atom]:
        return [atom for atom in self._atoms if atom[0] != "space"]

    @property
    def _standing(self) -> Option:
        return tuple(text for _, text in self._tight)


def values_of(option: Option) -> tuple[int, ...]:
    """The figures of a reading as whole numbers, blanks and unreadable entries as 0: only for choosing."""
    return tuple(map(_value, option))


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    value = parse_figure(text).value if text else None
    return int(value) if value is not None else 0


def _adds_up(option: Option, size: int) -> bool:
    values = values_of(option)
    groups = (values[start : start + size] for start in range(0, len(values), size))
    return all(sum(group[:-1]) == group[-1] for group in groups)


def _few(ways: Iterator[Option]) -> tuple[Option, ...]:
    found: dict[Option, None] = {}
    for option in ways:
        found[option] = None
        if len(found) >= _MOST:
            break
    return tuple(found)


# ── pieces ───────────────────────────────────────────────────────────


def _single(item: Field, count: int) -> bool:
    return item.kind is FieldKind.BLANK or _single_text(item.text, count)


def _single_text(text: str, count: int) -> bool:
    """Whether a text can be one cell: a run of digits such as 000 is no single figure, unless there is one cell only."""
    if text.isascii() and text.isdigit():
        return text[0] != "0" or len(text) == 1 or count == 1
    folded = fold(text).strip()
    if count == 1 or not re.search(r"\d", folded):
        return True
    return not re.match(r"0\d", folded) and parse_figure(text).kind is not Kind.UNREADABLE


def _atoms(item: Field, signed: bool) -> list[Atom]:
    """A field in pieces: digits, blanks (marks such as “/”), and single spaces, which may be blanks."""
    if item.kind is FieldKind.BLANK:
        return [("blank", item.text)]
    text = item.text.strip("\n")
    pattern = _SIGNED_ATOM if signed else _ATOM
    return [(_atom_kind(match[0]), text[match.start() : match.end()]) for match in pattern.finditer(fold(text))]


def _atom_kind(text: str) -> str:
    if text.isspace():
        return "space"
    return "digits" if text[-1].isdigit() or text.lstrip("-")[:1].isdigit() else "blank"


def _is_figure(text: str, decimals: bool) -> bool:
    if text.isascii() and text.isdigit():
        return text[0] != "0" or len(text) == 1
    folded = fold(text)
    return (decimals or "." not in folded) and bool(_FIGURE.fullmatch(folded))


# ── dividing ─────────────────────────────────────────────────────────


def _divide(atoms: Sequence[Atom], count: int, decimals: bool, total: int | None) -> Iterator[Option]:
    """Divide atoms into `count` cells; with `total`, their sum must be just that. A space separates, or is a blank cell."""
    if not atoms:
        if count == 0 and not total:
            yield ()
        return
    (kind, text), rest = atoms[0], atoms[1:]
    if kind == "space":
        yield from _divide(rest, count, decimals, total)
    if kind != "digits":
        if count > 0:
            yield from (("" if kind == "space" else text, *tail) for tail in _divide(rest, count - 1, decimals, total))
        return
    least, most = _bounds(rest)
    for parts in range(max(count - most, 1), count - least + 1):
        for head in _cuts(text, parts, decimals, total, exactly=not rest):
            left = None if total is None else total - sum(values_of(head))
            yield from ((*head, *tail) for tail in _divide(rest, count - parts, decimals, left))


def _bounds(atoms: Sequence[Atom]) -> tuple[int, int]:
    """The fewest and the most cells that atoms can be."""
    least = sum(_fewest(fold(text)) if kind == "digits" else kind == "blank" for kind, text in atoms)
    return least, sum(len(text) if kind == "digits" else 1 for kind, text in atoms)


def _cuts(text: str, parts: int, decimals: bool, total: int | None, *, exactly: bool = True) -> Iterator[Option]:
    """The ways to cut a run of digits into so many figures without leading zeros; with `total`, of that sum or below it."""
    digits = fold(text)
    if total is not None and digits.isdigit():
        yield from (_at(text, ends) for ends in _sum_cuts(digits, 0, parts, total, exactly))
    elif parts == 1:
        if _is_figure(text, decimals) and (total is None or _value(text) == total or (not exactly and _value(text) < total)):
            yield (text,)
    elif re.fullmatch(r"[\d.]+", digits) and _fewest(digits) <= parts <= len(digits):
        for end in range(len(text) - parts + 1, 0, -1):
            if _is_figure(text[:end], decimals):
                yield from ((text[:end], *tail) for tail in _cuts(text[end:], parts - 1, decimals, None))


def _fewest(digits: str) -> int:
    """The least number of figures that a run can be cut into: each zero it begins with stands alone."""
    if "." in digits:
        return 1
    rest = digits.lstrip("0")
    return len(digits) - len(rest) + bool(rest)


def _at(text: str, ends: Sequence[int]) -> Option:
    return tuple(text[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _sum_cuts(digits: str, start: int, parts: int, total: int, exactly: bool) -> Iterator[tuple[int, ...]]:
    """Where to cut `digits` from `start` on so that the figures sum to `total`, or to no more: the ends of all figures.

    What is left bounds the search: of k figures in n digits one has at least n/k digits, and none exceeds the sum.
    """
    length = len(digits) - start
    if parts == 1:
        left = total - int(digits[start:])
        if (digits[start] != "0" or length == 1) and (left == 0 or (left > 0 and not exactly)):
            yield (len(digits),)
        return
    least, most = _reach(length, parts)
    if length < parts or total < least or (exactly and total > most):
        return
    longest = 1 if digits[start] == "0" else min(length - parts + 1, len(str(total)))
    for size in range(longest, 0, -1):
        left = total - int(digits[start : start + size])
        if left >= 0:
            yield from ((start + size, *rest) for rest in _sum_cuts(digits, start + size, parts - 1, left, exactly))


@functools.cache
def _reach(length: int, parts: int) -> tuple[int, int]:
    """The least and the greatest sum that so many figures of so many digits together can have."""
    widest = -(-length // parts)
    least = int("1" + "0" * (widest - 1)) if widest > 1 else 0
    return least, int("9" * max(length - parts + 1, 1)) + 9 * (parts - 1)


def _groups(atoms: Sequence[Atom], groups: int, size: int) -> Iterator[Option]:
    """Divide into groups of cells, the last cell of each group being the sum of its others."""
    if groups == 1:
        yield from _summed(atoms, size)
        return
    for head, tail in _splits(atoms):
        heads = list(_summed(head, size))
        if heads:
            yield from ((*option, *rest) for rest in _groups(tail, groups - 1, size) for option in heads)


def _splits(atoms: Sequence[Atom]) -> Iterator[tuple[list[Atom], list[Atom]]]:
    """The places to cut a row in two, between atoms or within the digits of one."""
    for index, (kind, text) in enumerate(atoms):
        if index:
            yield list(atoms[:index]), list(atoms[index:])
        if kind == "digits":
            for end in range(1, len(text)):
                yield [*atoms[:index], (kind, text[:end])], [(kind, text[end:]), *atoms[index + 1 :]]


def _summed(atoms: Sequence[Atom], count: int) -> Iterator[Option]:
    """Divide so that the last cell is the sum of the others: take a total off the end, then spend it from the left."""
    width = sum(len(text) for kind, text in atoms if kind != "space")
    if not atoms or atoms[-1][0] != "digits" or width < count:
        return
    text = atoms[-1][1]
    for start in range(len(text) - 1, -1, -1):
        total, head = text[start:], text[:start]
        if _is_figure(total, False) and total.isdigit():
            before = [*atoms[:-1], ("digits", head)] if head else list(atoms[:-1])
            yield from ((*option, total) for option in _divide(before, count - 1, False, int(total)))


# ── lost blanks ──────────────────────────────────────────────────────


def _padded(fields: Sequence[Field], count: int) -> Iterator[Option]:
    """Count empty lines among the cells as blanks."""
    texts = tuple(item.text if item.kind is FieldKind.WRITTEN else "" for item in fields)
    if len(texts) == count:
        yield texts


def _gapped(texts: Option, count: int) -> Iterator[Option]:
    """Too few cells: blanks were lost, and may have stood anywhere. Those at the end are likeliest."""
    if len(texts) >= count:
        return
    yield (*texts, *("",) * (count - len(texts)))
    if texts:
        yield from _gaps(texts, count)


def _gaps(texts: Option, count: int) -> Iterator[Option]:
    if not texts:
        yield ("",) * count
        return
    yield from ((texts[0], *tail) for tail in _gaps(texts[1:], count - 1))
    if count > len(texts):
        yield from (("", *tail) for tail in _gaps(texts, count - 1))
