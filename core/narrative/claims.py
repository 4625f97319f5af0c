"""What the figures of a text are: the cells that each one repeats, by the words around it."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from core.findings import Span
from core.forms import CellRef
from core.narrative.denials import Denied, denied
from core.narrative.doubts import Case, Told, counts_other
from core.narrative.expanding import Printed, printed
from core.narrative.lists import is_dealt
from core.narrative.naming import OTHER_YEARS, Named, named_at
from core.narrative.nothing import nil_at
from core.narrative.readings import LOOSE, Rows, rows_of, sums_of
from core.narrative.sentences import Sentence, split
from core.narrative.sites import Site, sites
from core.narrative.talk import Talk
from core.narrative.vocabulary import Meaning, Sum, Vocabulary, vocabulary
from core.report import Report

_OPENING = {3: Talk("requests", frozenset({"requests"})), 4: Talk("", frozenset({"requests"}))}
"""What the titles of the sections on applications and disputes have already spoken of."""
_PAIR = 2
_ADDED, _TWO = re.compile("合计|共计|总计|两项|两者"), re.compile("两[项者类]")
_READ = 16  # so many readings are kept
_ANY, _TOTALS = "handled", frozenset(["received", "handled", "concluded"])
_BARE = frozenset(["bare"])
_RESULTS = frozenset(["partly", "refused", "unavailable", "unprocessed", "other_handling", "not_held"])
_ALL = re.compile("共|总|全|年|合计|累计|数|量")
_DONE_TO = re.compile(r"[对就向为]\s*$")
"""全年对3件申请征求第三方意见: those that something was done to."""
_AMONG = re.compile("[^,;:]{0,20}?申请(?:事项|件)?(?:中|里|内|按|的?(?:内容|事项|提交方式|办理))")
"""What follows a figure that is divided, and so is the whole."""
_FROM_BEFORE = re.compile("结转|转结|转入|遗留|上年|去年|往年|跨年|未办结|存量")
"""What a total of applications may contain that came in before; 包括信函申请5件 is a part of it and adds nothing."""
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
        return self.meaning.key in OTHER_YEARS


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
    return _read(texts, report.header.year, report.header.organ, printed(report))


@functools.lru_cache(maxsize=_READ)
def _read(texts: tuple[tuple[int, str], ...], year: int | None, organ: str | None, own: Printed) -> tuple[Passage, ...]:
    """The same from all that it depends on: while figures of the tables are edited, the text stays as it was."""
    return tuple(chain.from_iterable(_of_section(split(text, number, year, organ), number, own) for number, text in texts))


def _of_section(sentences: Iterator[Sentence], number: int, own: Printed) -> Iterator[Passage]:
    words = vocabulary()
    talk = opening = _OPENING.get(number, Talk())
    for sentence in sentences:
        if sentence.opens:
            talk = opening
        found, after = sites(sentence, talk, words)
        yield _passage(sentence, found, talk, words, own)
        talk = after


def _passage(sentence: Sentence, found: tuple[Site, ...], talk: Talk, words: Vocabulary, own: Printed) -> Passage:
    if not words.trigger.search(sentence.text) and not talk.mentioned:
        return Passage(sentence, found, {}, ())
    claims: dict[int, Claim] = {}
    for site in found:
        if claim := _claim(site, words, claims, own):
            claims[site.index] = claim
    return Passage(
        sentence,
        found,
        claims,
        denied(sentence, found, {index: claim.meaning.key for index, claim in claims.items()}, talk, words, own),
    )


def _claim(site: Site, words: Vocabulary, claims: Mapping[int, Claim], own: Printed) -> Claim | None:
    """What a figure is, after the others of its sentence."""
    if added := _added(site, words, claims, own):
        return added
    name = named_at(site, words)
    if name is None:
        nil = nil_at(site, words, own)
        return Claim(nil[0].meaning, site, (nil[1],), nil[0].very) if nil else None
    name = _listed(site, name, claims, words)
    if (
        name is None
        or _is_loose(site, name)
        or _is_some(site, name, claims)
        or counts_other(Case(site, name, _told(claims), words))
    ):
        return None
    rows = _rows(name, site, words, claims)
    sums = (*sums_of(name, rows, own, wider=_contains(name, site)), *_of_anybody(site, name, rows, own))
    return Claim(name.meaning, site, sums, name.very) if sums else None


def _added(site: Site, words: Vocabulary, claims: Mapping[int, Claim], own: Printed) -> Claim | None:
    """What a figure is that sums up those before it, where their cells together have a name: 予以公开…、部分公开…，两项合计."""
    if site.limited or site.before.strange or site.before.named - {"both"} or not _ADDED.search(site.before.text):
        return None
    listed = [claims.get(index) for index in range(max(0, site.index - _PAIR), site.index)]
    cells = {ref for claim in listed if claim for ref in claim.sums[0]}
    if len(listed) != _PAIR or None in listed:
        return None
    if not _TWO.search(site.before.text) and (whole := _of_all(site, words, claims, own)):
        return whole
    for meaning, sum_ in chain(_first(words), _others(words)):
        if (told := own.expanded(sum_)) and set(told) == cells:
            return Claim(meaning, site, (told,), False)
    return None


def _of_all(site: Site, words: Vocabulary, claims: Mapping[int, Claim], own: Printed) -> Claim | None:
    """What a figure is that sums up all parts of a kind, told right before it: 自然人5件、法人2件，合计7件."""
    division = claims[site.index - 1].meaning.division
    before = (claims.get(index) for index in range(site.index - 1, -1, -1))
    listed = takewhile(lambda claim: claim is not None and claim.meaning.division == division, before)
    if frozenset(claim.meaning.part for claim in listed if claim) not in words.divisions.get(division, ()):
        return None
    key = "concluded" if division == "result" else _ANY
    meaning = next(meaning for meaning in words.meanings if meaning.key == key)
    sums = tuple(filter(None, map(own.expanded, (*meaning.cells, *meaning.also))))
    return Claim(meaning, site, sums, False) if sums else None


def _first(words: Vocabulary) -> Iterator[tuple[Meaning, Sum]]:
    """Every meaning with the cells that it is of first."""
    return ((meaning, sum_) for meaning in words.meanings for sum_ in meaning.cells)


def _others(words: Vocabulary) -> Iterator[tuple[Meaning, Sum]]:
    """Every meaning with its other readings."""
    return ((meaning, sum_) for meaning in words.meanings for sum_ in meaning.also)


def _contains(name: Named, site: Site) -> bool:
    """Whether the words behind a figure say what it contains."""
    contained = site.sentence.between(site.index + 1)
    told = name.meaning.key not in _TOTALS or _FROM_BEFORE.search(contained) is not None
    return bool(name.meaning.also) and told and _CONTAINING.match(contained) is not None


def _is_some(site: Site, name: Named, claims: Mapping[int, Claim]) -> bool:
    """Whether a figure is told as some of one that has the same name: 收到申请25件，其中收到5件."""
    keys = _TOTALS if name.meaning.key == _ANY else {name.meaning.key}
    same = [claim for claim in claims.values() if claim.meaning.key in keys]
    carried = any(claim.meaning.key == "carried_in" for claim in claims.values()) or "结转" in site.sentence.between(site.index + 1)
    if "new" in name.concepts and carried:
        return False  # 受理12件,其中上年结转2件,新收10件
    between = site.sentence.text[same[-1].site.amount.end : site.amount.start] if same else ""
    return "其中" in between.rpartition(";")[2] and ";" not in between


def _is_loose(site: Site, name: Named) -> bool:
    """Whether a figure is of applications without a verb, and nothing says that these are all: 对3件申请."""
    if name.meaning.key != _ANY or "handle" in name.concepts or "request" in site.before.concepts:
        return False
    if _DONE_TO.search(site.before.text):
        return True
    return not (_ALL.search(site.before.text) or _AMONG.match(site.sentence.between(site.index + 1)))


def _of_anybody(site: Site, name: Named, rows: Rows, own: Printed) -> Iterator[Sum]:
    """All applications, where 公民 or 群众 who applied may stand for anybody: 收到公民提出的申请25件."""
    if name.meaning.key == "person" and name.concepts & {"receive", "accept"} and "自然人" not in site.before.text:
        yield from filter(None, (own.expanded(tuple(CellRef("requests", row, "total") for row in some)) for some in rows))


def _told(claims: Mapping[int, Claim]) -> Told:
    return [(claim.meaning.key, claim.site.amount) for claim in claims.values()]


def _listed(site: Site, name: Named, claims: Mapping[int, Claim], words: Vocabulary) -> Named | None:
    """The same name; for 其他 that of what it is beside in its list, and none outside of a list, as for 公开 alone."""
    if name.concepts == _BARE:
        return name if _begins_results(site, words) or _is_among_results(site, words) else None
    if "rest" not in name.concepts:
        return name
    before = claims.get(site.index - 1)
    if before is None:
        return None
    kin = _kin(before.meaning)
    same = (meaning for meaning in words.meanings if _kin(meaning) == kin and meaning.named_by(name.concepts))
    found = next(same, None)
    return replace(name, meaning=found) if found else None


def _kin(meaning: Meaning) -> tuple[str, str]:
    return meaning.division, meaning.cells[0][0].grid


def _begins_results(site: Site, words: Vocabulary) -> bool:
    """Whether the other results follow: 公开20件、部分公开2件、不予公开3件."""
    amounts = site.sentence.amounts
    after = next((index for index in range(site.index + 1, len(amounts)) if amounts[index].is_count), None)
    if after is None:
        return False
    told = site.sentence.between(after).rpartition(";")[2] + site.sentence.between(after + 1).partition(";")[0]
    following = words.lexicon.phrase(told)
    return not following.strange and bool(following.named & _RESULTS)


def _is_among_results(site: Site, words: Vocabulary) -> bool:
    """Whether figures are dealt out to the other results too: 公开、部分公开、不予公开分别为20件、2件、3件."""
    told = site.sentence.between(site.index).rpartition(";")[2]
    return is_dealt(told) and bool(words.lexicon.phrase(told).named & _RESULTS)


def _rows(name: Named, site: Site, words: Vocabulary, earlier: Mapping[int, Claim]) -> Rows:
    """The rows that {row} may be: told by the words, or that of the figure whose applicants are told."""
    if told := rows_of(name, words):
        return told
    governing = [claim for claim in earlier.values() if claim.meaning.key in words.rows]
    if governing and _divides(governing[-1].site, site):
        return [words.rows[governing[-1].meaning.key], *LOOSE]
    return LOOSE


def _divides(whole: Site, part: Site) -> bool:
    """Whether a figure is told as a part of another: 办结24件，其中自然人20件."""
    between = part.sentence.text[whole.amount.end : part.amount.start]
    return ";" not in between and re.search("其中|包括|[(:]", between) is not None
