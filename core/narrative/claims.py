"""What the figures of a text are: the cells that each one repeats, by the words around it."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from core.findings import Span
from core.forms import CellRef, forms
from core.narrative.sentences import Sentence, sentences
from core.narrative.sites import Scope, Site, Talk, other_year, sites
from core.narrative.vocabulary import Denial, Meaning, Sum, Vocabulary, Wording, vocabulary
from core.report import Report

_OPENING = {3: Talk("requests", frozenset({"requests"})), 4: Talk("", frozenset({"requests"}))}
"""What the titles of the sections on applications and disputes have already spoken of."""
_LOOSE = (("received",), ("received", "carried_in"), ("concluded",))
"""The rows that a figure about applicants may belong to, when nothing says which."""
_OTHER_YEARS = frozenset(["carried_in", "carried_out"])
_FEW = 10
_CONTAINING = re.compile(r"\s*[(,]\s*(?:其中)?(?:包?含|包括)(?!\()")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure and the cells it repeats: `sums` are the readings, the likeliest first; none is of a form without the cell.

    `very`: the words name the very cell. The figure is number `index` of its sentence.
    """

    meaning: Meaning
    site: Site
    sums: tuple[Sum, ...]
    very: bool

    @property
    def span(self) -> Span:
        amount = self.site.amount
        return self.site.sentence.span(amount.start, amount.bare_end)

    @property
    def cell(self) -> CellRef | None:
        """The one cell that the figure repeats, None when it is a sum."""
        return self.sums[0][0] if self.sums and len(self.sums[0]) == 1 else None

    @property
    def of_other_years(self) -> bool:
        """Whether it is what one year hands over to the next, which both may speak of."""
        return self.meaning.key in _OTHER_YEARS


@dataclass(frozen=True, slots=True)
class Denied:
    """Words that say there was none, and the sums that must then be 0; `part`: in a part of the office only."""

    denial: Denial
    sums: tuple[Sum, ...]
    span: Span
    part: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence with what was understood of it; `claims` are by the number of the figure."""

    sentence: Sentence
    sites: tuple[Site, ...]
    claims: dict[int, Claim]
    denials: tuple[Denied, ...]


def read(report: Report) -> tuple[Passage, ...]:
    """Every sentence of a report, with its figures understood where it speaks of what the tables hold."""
    return tuple(_read(report))


def _read(report: Report) -> Iterator[Passage]:
    words = vocabulary()
    talk, section = Talk(), 0
    for sentence in sentences(report):
        if sentence.section != section or sentence.opens:
            section = sentence.section
            talk = _OPENING.get(section, Talk())
        found = tuple(sites(sentence, talk, words))
        yield _passage(sentence, found, talk, words, report)
        talk = (found[-1].talk if found else talk).after(sentence.between(len(sentence.amounts)), words).carried()


def _passage(sentence: Sentence, found: tuple[Site, ...], talk: Talk, words: Vocabulary, report: Report) -> Passage:
    if not words.trigger.search(sentence.text) and not talk.mentioned:
        return Passage(sentence, found, {}, ())
    claims: dict[int, Claim] = {}
    for site in found:
        if claim := _claim(site, words, claims, report):
            claims[site.index] = claim
    return Passage(sentence, found, claims, tuple(_denied(sentence, talk, words, report)))


# ── figures ──────────────────────────────────────────────────────────


def _claim(site: Site, words: Vocabulary, earlier: dict[int, Claim], report: Report) -> Claim | None:
    if site.amount.is_share:
        return None
    if not words.trigger.search(site.clause):
        return None
    possible = _possible(site.amount.unit, site.talk, elsewhere=site.scope is Scope.ELSEWHERE)
    for behind in (False, True):
        for meaning in possible:
            if (very := _fits(meaning, site, behind=behind)) is not None:
                sums = tuple(_resolved(meaning, site, words, earlier, report))
                return Claim(meaning, site, sums, very) if sums else None
    return None


@functools.lru_cache(maxsize=512)
def _possible(unit: str, talk: Talk, *, elsewhere: bool) -> tuple[Meaning, ...]:
    """What a figure may be by its unit, by what was spoken of, and by whether it is about another time."""
    return tuple(
        meaning
        for meaning in vocabulary().meanings
        if unit in meaning.units
        and (not elsewhere or meaning.key in _OTHER_YEARS)
        and (not meaning.about or talk.subject in meaning.about)
        and (not meaning.within or not meaning.within.isdisjoint(talk.mentioned))
    )


def _fits(meaning: Meaning, site: Site, *, behind: bool) -> bool | None:
    """Whether the words around a figure are those of a meaning, and name the very cell; None when they are not.

    Args:
        meaning: What it may be.
        site: The figure.
        behind: Whether to try the wordings that stand behind the figure alone, in place of all others.
    """
    if len(site.before) > _FEW if behind else not meaning.ending.search(site.before):
        return None
    for wording in meaning.wordings:
        if (wording.before is None) is behind and _matches(wording, site):
            return None if meaning.but is not None and meaning.but.search(_heard(wording, site)) else wording.very
    return None


def _heard(wording: Wording, site: Site) -> str:
    """The words that may show that something else is meant: the clause, of a wording behind the figure up to its end."""
    match = wording.after.match(site.after) if wording.after and wording.before is None else None
    return f"{site.before}#{site.after[: match.end()]}" if match else site.clause


def _matches(wording: Wording, site: Site) -> bool:
    if wording.before is not None and not wording.before.search(site.before):
        return False
    return wording.after is None or wording.after.match(site.after) is not None


def _resolved(meaning: Meaning, site: Site, words: Vocabulary, earlier: dict[int, Claim], report: Report) -> Iterator[Sum]:
    """The readings of a meaning with cells of this report's form; of a figure that says what it contains, the wider ones."""
    wider = meaning.also and _CONTAINING.match(site.sentence.between(site.index + 1))
    for template in meaning.also if wider else _unique(chain(meaning.cells, meaning.also)):
        if any(ref.row == "{row}" for ref in template):
            for rows in _rows(template[0].grid, site, words, earlier):
                yield from filter(
                    None, [_expanded((CellRef(ref.grid, row, ref.column) for ref in template for row in rows), report)]
                )
        elif expanded := _expanded(template, report):
            yield expanded


def _rows(grid: str, site: Site, words: Vocabulary, earlier: dict[int, Claim]) -> Iterator[tuple[str, ...]]:
    """The rows that {row} may be: that of the dispute spoken of, or that of the figure whose applicants are told."""
    if grid == "disputes":
        yield words.rows[site.talk.subject]
        return
    governing = [claim for claim in earlier.values() if claim.meaning.key in words.rows]
    if governing and _divides(governing[-1].site, site):
        yield words.rows[governing[-1].meaning.key]
    yield from _LOOSE


def _divides(whole: Site, part: Site) -> bool:
    """Whether a figure is told as a part of another: 办结24件，其中自然人20件."""
    between = part.sentence.text[whole.amount.end : part.amount.start]
    return ";" not in between and re.search("其中|包括|[(:]", between) is not None


def _expanded(refs: Iterable[CellRef], report: Report) -> Sum:
    """Cells with their patterns filled in; () when the form has not all of them."""
    found: list[CellRef] = []
    for ref in refs:
        rows = [row for row in _printed(ref.grid, report) if re.fullmatch(ref.row.replace("*", r"\w+"), row)]
        columns = _columns(ref.grid, report)
        if not rows or ref.column not in columns:
            return ()
        found += (CellRef(ref.grid, row, ref.column) for row in rows)
    return tuple(found)


def _printed(grid: str, report: Report) -> Sequence[str]:
    """The rows of a grid that the report prints; where it has none, those of the form."""
    if grid in report.grids:
        return report.grids[grid].present
    form = report.form or next(iter(forms().values()))
    return [row.key for row in form.grids[grid].rows] if grid in form.grids else []


def _columns(grid: str, report: Report) -> set[str]:
    form = report.form or next(iter(forms().values()))
    return {column.key for column in form.grids[grid].columns} if grid in form.grids else set()


def _unique(sums: Iterable[Sum]) -> Iterator[Sum]:
    return iter(dict.fromkeys(sums))


# ── denials ──────────────────────────────────────────────────────────


def _denied(sentence: Sentence, talk: Talk, words: Vocabulary, report: Report) -> Iterator[Denied]:
    if not words.denying.search(sentence.text):
        return
    for denial in (entry for entry in words.denials if entry.needs in sentence.text):
        for match in denial.words.finditer(sentence.text):
            clause = _clause(sentence.text, match.start(), match.end())
            said = talk.after(sentence.text[: match.end()], words)
            if (
                not _denies(denial, clause, said)
                or other_year(sentence.text, match.end())
                or words.scopes["elsewhere"].search(clause)
            ):
                continue
            sums = tuple(filter(None, (_expanded(cells, report) for cells in denial.cells)))
            if sums:
                yield Denied(
                    denial, sums, sentence.span(match.start(), match.end()), words.scopes["part"].search(clause) is not None
                )


def _denies(denial: Denial, clause: str, said: Talk) -> bool:
    if denial.about and said.subject not in denial.about:
        return False
    if denial.within and not denial.within & said.mentioned:
        return False
    return denial.but is None or denial.but.search(clause) is None


def _clause(text: str, start: int, end: int) -> str:
    """The clause around some words."""
    begin = max(text.rfind(mark, 0, start) for mark in ",;:()")
    ends = [place for mark in ",;:()" if (place := text.find(mark, end)) >= 0]
    return text[begin + 1 : min(ends, default=len(text))]
