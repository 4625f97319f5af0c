"""What the figures of a text are: the cells that each one repeats, by the words around it."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from core.findings import Span
from core.forms import CellRef
from core.narrative.denials import Denied, denied_in
from core.narrative.expanding import Printed, printed
from core.narrative.sentences import Sentence, split
from core.narrative.sites import Scope, Site, Talk, bare_before, sites, told_year
from core.narrative.vocabulary import Meaning, Sum, Vocabulary, Wording, vocabulary
from core.report import Report

_OPENING = {3: Talk("requests", frozenset({"requests"})), 4: Talk("", frozenset({"requests"}))}
"""What the titles of the sections on applications and disputes have already spoken of."""
_LOOSE = (("received",), ("received", "carried_in"), ("concluded",))
"""The rows that a figure about applicants may belong to, when nothing says which."""
_OTHER_YEARS = frozenset(["carried_in", "carried_out"])
_FEW = 10
_READ = 16  # so many readings are kept
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
class Passage:
    """One sentence with what was understood of it; `claims` are by the number of the figure."""

    sentence: Sentence
    sites: tuple[Site, ...]
    claims: dict[int, Claim]
    denials: tuple[Denied, ...]


def read(report: Report) -> tuple[Passage, ...]:
    """Every sentence of a report, with its figures understood where it speaks of what the tables hold."""
    texts = tuple((section.number, section.text) for section in report.sections)
    return _read(texts, report.header.year, printed(report))


@functools.lru_cache(maxsize=_READ)
def _read(texts: tuple[tuple[int, str], ...], year: int | None, own: Printed) -> tuple[Passage, ...]:
    """The same from all that it depends on: while figures of the tables are edited, the text stays as it was."""
    return tuple(chain.from_iterable(_of_section(number, text, year, own) for number, text in texts))


def _of_section(number: int, text: str, year: int | None, own: Printed) -> Iterator[Passage]:
    words = vocabulary()
    talk = opening = _OPENING.get(number, Talk())
    for sentence in split(text, number, year):
        if sentence.opens:
            talk = opening
        found = tuple(sites(sentence, talk, words))
        yield _passage(sentence, found, talk, words, own)
        talk = (found[-1].talk if found else talk).after(sentence.between(len(sentence.amounts)), words).carried()


def _passage(sentence: Sentence, found: tuple[Site, ...], talk: Talk, words: Vocabulary, own: Printed) -> Passage:
    if not words.trigger.search(sentence.text) and not talk.mentioned:
        return Passage(sentence, found, {}, ())
    claims: dict[int, Claim] = {}
    for site in found:
        if claim := _claim(site, words, claims, own):
            claims[site.index] = claim
    return Passage(sentence, found, claims, tuple(denied_in(sentence, talk, words, own)))


# ── figures ──────────────────────────────────────────────────────────


def _claim(site: Site, words: Vocabulary, earlier: dict[int, Claim], own: Printed) -> Claim | None:
    if site.amount.is_share or not words.trigger.search(site.clause):
        return None
    if site.shared:
        return _shared(site, words, earlier, own)
    return _meant(site, site.amount.unit, words, earlier, own)


def _shared(site: Site, words: Vocabulary, earlier: dict[int, Claim], own: Printed) -> Claim | None:
    """Several names that have nothing: together they come to 0. Another figure for each of them is not understood.

    Where there is no review at all, there is none about the disclosure of information, whatever was spoken of.
    """
    if site.amount.value:
        return None
    site = replace(site, talk=Talk(site.talk.subject, site.talk.mentioned | {"openness"}))
    each = (_alone(site, name, site.amount.unit, words, earlier, own) for name in site.shared)
    found = [claim for claim in each if claim]
    if not found:
        return None
    cells = tuple(dict.fromkeys(chain.from_iterable(claim.sums[0] for claim in found)))
    return Claim(found[0].meaning, site, (cells,), all(claim.very for claim in found))


def _alone(site: Site, name: str, unit: str, words: Vocabulary, earlier: dict[int, Claim], own: Printed) -> Claim | None:
    """What a figure is by a name alone."""
    return _meant(replace(site, before=bare_before(name), after="", clause=f"{name}#", shared=()), unit, words, earlier, own)


def named(name: str, site: Site, report: Report) -> Claim | None:
    """The figure that some words name, though it is not told there: 新收申请 in 新收申请同比增长5%."""
    words = vocabulary()
    told = replace(site, scope=Scope.WHOLE)
    return _alone(told, name, "件", words, {}, printed(report)) if words.trigger.search(name) else None


def of_last_year(site: Site, report: Report) -> Claim | None:
    """What a figure told for the year before is: 上年收到申请20件."""
    words = vocabulary()
    if words.scopes["elsewhere"].search(site.clause) or told_year(site.sentence.text, site.amount.start) != "上年":
        return None
    return _claim(replace(site, scope=Scope.WHOLE), words, {}, printed(report))


def _meant(site: Site, unit: str, words: Vocabulary, earlier: dict[int, Claim], own: Printed) -> Claim | None:
    possible = _possible(unit, site.talk, elsewhere=site.scope is Scope.ELSEWHERE)
    for behind in (False, True):
        for meaning in possible:
            if (very := _fits(meaning, site, behind=behind)) is not None:
                sums = tuple(_resolved(meaning, site, words, earlier, own))
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


def _resolved(meaning: Meaning, site: Site, words: Vocabulary, earlier: dict[int, Claim], own: Printed) -> Iterator[Sum]:
    """The readings of a meaning with cells of this report's form; of a figure that says what it contains, the wider ones."""
    wider = meaning.also and _CONTAINING.match(site.sentence.between(site.index + 1))
    for template in meaning.also if wider else _unique(chain(meaning.cells, meaning.also)):
        if any(ref.row == "{row}" for ref in template):
            filled = [
                tuple(CellRef(ref.grid, row, ref.column) for ref in template for row in rows)
                for rows in _rows(template[0].grid, site, words, earlier)
            ]
        else:
            filled = [template]
        yield from filter(None, map(own.expanded, filled))


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


def _unique(sums: Iterable[Sum]) -> Iterator[Sum]:
    return iter(dict.fromkeys(sums))
