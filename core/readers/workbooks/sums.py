"""Formulas that only add up cells of their own sheet, computed again: a stored result may be out of date."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from core.readers.workbooks.references import LONGEST, Spot, span

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_ARGUMENT = rf"(?:{_CELL}(?::{_CELL})?|[0-9]+(?:\.[0-9]+)?)"
_TERM = rf"(?:SUM\({_ARGUMENT}(?:,{_ARGUMENT})*\)|{_CELL}|[0-9]+(?:\.[0-9]+)?)"
_FORMULA = re.compile(rf"=?([+-]?{_TERM}(?:[+-]{_TERM})*)")
_TERMS = re.compile(rf"([+-]?)({_TERM})")
_ARGUMENTS = re.compile(_ARGUMENT)
_FIGURE = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")
_MOST_PLACES = 20_000
_DEEPEST = 16
"""So many sums deep a formula may lean on others: totals of totals."""
_NEAR, _RELATIVE = Decimal("0.000001"), Decimal("1e-12")
"""Excel adds binary fractions; what that leaves over is no difference."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A formula whose stored result is not what its cells add up to; `texts` when only figures stored as text make it so."""

    spot: Spot
    stored: str
    found: str
    texts: bool


@dataclass(frozen=True, slots=True)
class _Sum:
    """Cells added up: what a spreadsheet counts, which skips text, and what a reader sees, who does not."""

    counted: Decimal
    seen: Decimal

    def signed(self, sign: str) -> "_Sum":
        return _Sum(-self.counted, -self.seen) if sign == "-" else self


class _NoSum(Exception):
    """A formula or a cell that is more than adding up plain figures."""


def stale(formulas: Mapping[Spot, str], cells: Mapping[Spot, str], words: Set[Spot]) -> Iterator[Stale]:
    """Yield the formulas that no longer fit the cells they add up; those that do anything else are left alone.

    Args:
        formulas: By cell, in the notation A1.
        cells: What stands in each cell, results of formulas too.
        words: The cells that hold text, whatever it reads as.
    """
    room = _MOST_PLACES * 25
    for spot, formula in formulas.items():
        terms = _terms(formula)
        room -= sum(_places(argument) for _, term in terms for argument in _ARGUMENTS.findall(term))
        if room < 0:
            return
        stored = cells.get(spot, "")
        if terms and spot not in words and _FIGURE.fullmatch(stored):
            yield from _judged(spot, stored, terms, _Cells(cells, words))


def reckoned(formulas: Mapping[Spot, str], cells: Mapping[Spot, str], words: Set[Spot]) -> dict[Spot, str]:
    """The results of formulas that were kept without one, as a spreadsheet shows them when it opens the file.

    Args:
        formulas: By cell, in the notation A1.
        cells: What stands in each cell; of a formula without a result the formula, with its sign of equality.
        words: The cells that hold text, whatever it reads as.

    Returns:
        The results by cell; those of formulas that do more than add up, or that lean on such, are not among them.
    """
    open_ = {spot: _terms(formula) for spot, formula in formulas.items() if cells.get(spot, "").startswith("=")}
    room = _MOST_PLACES * 25 - sum(
        _places(one) for terms in open_.values() for _, term in terms for one in _ARGUMENTS.findall(term)
    )
    known = dict(cells)
    results: dict[Spot, str] = {}
    for _ in range(_DEEPEST if room >= 0 else 0):
        found = {spot: value for spot, terms in open_.items() if terms and (value := _result(terms, _Cells(known, words)))}
        if not found:
            break
        results |= found
        known |= found
        open_ = {spot: terms for spot, terms in open_.items() if spot not in found}
    return results


def _result(terms: list[tuple[str, str]], cells: "_Cells") -> str | None:
    """What a sum comes to; None while one of its cells is no figure."""
    try:
        return f"{_total(_term(term, cells).signed(sign) for sign, term in terms).counted.normalize():f}"
    except (_NoSum, ValueError):
        return None


def _judged(spot: Spot, stored: str, terms: list[tuple[str, str]], cells: "_Cells") -> Iterator[Stale]:
    try:
        total = _total(_term(term, cells).signed(sign) for sign, term in terms)
    except (_NoSum, ValueError):
        return
    value = Decimal(stored)
    if not _same(value, total.seen):
        yield Stale(spot, stored, f"{total.seen.normalize():f}", _same(value, total.counted))


def _terms(formula: str) -> list[tuple[str, str]]:
    """The signs and terms of a plain sum; none of any other formula."""
    if len(formula) > LONGEST:
        return []
    match = _FORMULA.fullmatch(re.sub(r"\s+", "", formula).upper())
    return _TERMS.findall(match[1]) if match else []


def _places(argument: str) -> int:
    """How many cells an argument names; far too many when it names none that a sheet has."""
    if argument[0].isdigit():
        return 1
    try:
        (top, left), (bottom, right) = span(argument)
    except ValueError:
        return 1
    size = (bottom - top + 1) * (right - left + 1)
    return size if size <= _MOST_PLACES else 0


def _term(term: str, cells: "_Cells") -> _Sum:
    if term.startswith("SUM("):
        return _total(_argument(argument, cells) for argument in _ARGUMENTS.findall(term[4:]))
    return _number(term) if term[0].isdigit() else cells.operand(span(term)[0])


def _argument(argument: str, cells: "_Cells") -> _Sum:
    """One argument of SUM."""
    if argument[0].isdigit():
        return _number(argument)
    first, last = span(argument)
    if _places(argument) == 0:
        raise _NoSum(argument)
    return _total(cells.summand(spot) for spot in product(range(first[0], last[0] + 1), range(first[1], last[1] + 1)))


def _number(text: str) -> _Sum:
    return _Sum(Decimal(text), Decimal(text))


def _total(sums: Iterable[_Sum]) -> _Sum:
    counted = seen = Decimal(0)
    for one in sums:
        counted += one.counted
        seen += one.seen
    return _Sum(counted, seen)


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= max(_NEAR, abs(one) * _RELATIVE)


@dataclass(frozen=True, slots=True)
class _Cells:
    """What the cells of a sheet are worth to a formula."""

    cells: Mapping[Spot, str]
    words: Set[Spot]

    def summand(self, spot: Spot) -> _Sum:
        """A cell inside SUM, which passes over text."""
        text = self.cells.get(spot, "").strip()
        if not text:
            return _number("0")
        if spot not in self.words:
            return self.operand(spot)
        return _Sum(Decimal(0), Decimal(text if _FIGURE.fullmatch(text) else 0))

    def operand(self, spot: Spot) -> _Sum:
        """A cell beside a plus or minus, where text counts for its figure."""
        text = self.cells.get(spot, "").strip() or "0"
        if not _FIGURE.fullmatch(text):
            raise _NoSum(text)
        return _number(text)
