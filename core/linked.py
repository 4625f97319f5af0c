"""Linked corrections: sentences of the text whose figures were right until a correction of the tables made them old."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core import narrative
from core.checks import growth, shares
from core.checks.proportions import Fraction
from core.checks.values import agrees, value_of
from core.edits import apply
from core.findings import Span
from core.forms import CellRef
from core.narrative import Claim, Passage
from core.narrative.scopes import Scope
from core.narrative.sentences import Sentence
from core.narrative.sites import Site
from core.narrative.vocabulary import Sum
from core.narrative.writing import respelled
from core.numbers import Number
from core.report import Grid, Report
from core.rewording import Rewording, place_of, reword, reworded, rewordings, stands, told, whole

_RECEIVED, _CARRIED_IN, _CONCLUDED = (CellRef("requests", row, "total") for row in ("received", "carried_in", "concluded"))
_TOTALS: tuple[Sum, ...] = ((_RECEIVED,), (_RECEIVED, _CARRIED_IN), (_CONCLUDED,))
"""What shares are reckoned on even where no sentence repeats it."""


@dataclass(frozen=True, slots=True)
class Link:
    """One sentence, and the figures of it that should follow a correction.

    `repeated` are the old figures that stand in a table too; the other changes follow from figures by reckoning.
    """

    sentence: Span
    changes: tuple[Rewording, ...]
    repeated: tuple[str, ...] = ()

    @property
    def follows(self) -> int:
        """How many of the changes are reckoned."""
        return len(self.changes) - len(self.repeated)

    @property
    def after(self) -> str:
        """The sentence with the figures put right."""
        return reworded(self.sentence.text, self.changes, self.sentence.start)


def links(report: Report, before: Mapping[str, Grid], previous: Report | None = None) -> tuple[Link, ...]:
    """The sentences to correct together with the tables, in printed order.

    Those count whose figures agreed with the tables as they were and no longer do, and the percentages and the growth that
    follow from such figures or from the tables themselves.

    Args:
        report: The report with its tables as they are now.
        before: Its grids as they were.
        previous: The report of the year before, where it is at hand.
    """
    earlier = replace(report.snapshot(), grids=dict(before))
    passages = narrative.read(report)
    repeated = list(dict.fromkeys(_repeated(report, earlier, passages)))
    reckoned = list(dict.fromkeys(_reckoned(report, earlier, previous, repeated, passages)))
    return _by_sentence([passage.sentence for passage in passages], repeated, reckoned)


def _repeated(report: Report, earlier: Report, passages: Sequence[Passage]) -> Iterator[Rewording]:
    """The figures that repeat a changed cell or sum."""
    for claim in (claim for passage in passages for claim in passage.claims.values()):
        if change := _outdated(report, earlier, claim):
            yield change


def _outdated(report: Report, earlier: Report, claim: Claim) -> Rewording | None:
    """A figure that was what the tables gave, and in no reading still is."""
    if claim.site.amount.approximate or claim.site.scope is Scope.PART or not stands(report, whole(claim.site.sentence)):
        return None
    meant = next((cells for cells in claim.sums if _holds(earlier, claim, cells)), None)
    wanted = value_of(report, meant) if meant else None
    if wanted is None or any(_holds(report, claim, cells) for cells in claim.sums):
        return None
    words = respelled(claim.site.sentence, claim.site.index, told(claim, wanted))
    return Rewording(claim.span, words) if words else None


def _holds(report: Report, claim: Claim, cells: Sum) -> bool:
    """Whether a figure is what a sum of cells gives."""
    value = value_of(report, cells)
    return value is not None and agrees(claim, value)


def _reckoned(
    report: Report, earlier: Report, previous: Report | None, repeated: Sequence[Rewording], passages: Sequence[Passage]
) -> Iterator[Rewording]:
    """The percentages and the growth that were right, and are not with the new figures."""
    trial = report.snapshot()
    apply(trial, reword(trial, "", repeated))
    anew = narrative.read(trial)
    for change in (*_shares(earlier, trial, passages, anew), *_growth(earlier, trial, previous, passages, anew)):
        place = _back(change.span, repeated)
        if stands(report, place):
            yield replace(change, span=place)


def _shares(earlier: Report, trial: Report, passages: Sequence[Passage], anew: Sequence[Passage]) -> Iterator[Rewording]:
    """The percentages of which one reading held, as that reading gives them now."""
    now = _replaced(earlier, trial, passages)
    for (was, before), (site, after) in zip(shares.readings(earlier, passages), shares.readings(trial, anew), strict=True):
        places, said = site.amount.places, was.amount.value
        if any(fraction.percent(places) == said for fraction in after):
            continue
        held = [fraction for fraction in before if fraction.percent(places) == said]
        wanted = (one for fraction in held for one in _followed(fraction, now) if one in after)
        if fraction := next(wanted, None):
            yield from _respelled(site, fraction.percent(places))


def _followed(fraction: Fraction, now: Mapping[Number, Number]) -> Iterator[Fraction]:
    """A fraction with both its figures replaced, or one of them."""
    part, of = now.get(fraction.part, fraction.part), now.get(fraction.whole, fraction.whole)
    yield Fraction(part, of)
    yield Fraction(fraction.part, of)
    yield Fraction(part, fraction.whole)


def _replaced(earlier: Report, trial: Report, passages: Sequence[Passage]) -> dict[Number, Number]:
    """What the figures that the text repeats were, and what they are now."""
    sums = {cells for passage in passages for claim in passage.claims.values() for cells in claim.sums} | set(_TOTALS)
    pairs = ((value_of(earlier, cells), value_of(trial, cells)) for cells in sums)
    return {was: now for was, now in pairs if was is not None and now is not None and was != now}


def _respelled(site: Site, value: Number) -> Iterator[Rewording]:
    words = respelled(site.sentence, site.index, value)
    if words is not None:
        yield Rewording(site.sentence.span(site.amount.start, site.amount.bare_end), words)


def _growth(
    earlier: Report, trial: Report, previous: Report | None, passages: Sequence[Passage], anew: Sequence[Passage]
) -> Iterator[Rewording]:
    """The growth that held by the reading of its figure that held, as that reading gives it now."""
    meant = _meant(earlier, passages)
    wrong = {_number(passages, one.spans[0]) for one in growth.findings(earlier, _read_as(passages, meant), previous)}
    restricted = _read_as(anew, meant)
    for found in growth.findings(trial, restricted, previous):
        if _number(anew, found.spans[0]) not in wrong:
            yield from rewordings(trial, found, restricted)[:1]


def _meant(report: Report, passages: Sequence[Passage]) -> dict[tuple[int, int], int]:
    """Which reading of a figure the tables bear out, by the sentence and the figure in it; the likeliest where none is."""
    return {
        (number, index): next((place for place, cells in enumerate(claim.sums) if _holds(report, claim, cells)), 0)
        for number, passage in enumerate(passages)
        for index, claim in passage.claims.items()
    }


def _read_as(passages: Sequence[Passage], meant: Mapping[tuple[int, int], int]) -> tuple[Passage, ...]:
    """Passages whose figures have one reading each."""
    return tuple(
        replace(
            passage,
            claims={
                index: replace(claim, sums=(claim.sums[meant.get((number, index), 0)],)) for index, claim in passage.claims.items()
            },
        )
        for number, passage in enumerate(passages)
    )


def _number(passages: Sequence[Passage], span: Span) -> tuple[int, int]:
    """The sentence and the figure in it that a span marks; the same before and after figures are rewritten."""
    return next(
        (number, site.index)
        for number, passage in enumerate(passages)
        for site in passage.sites
        if place_of(site) == (span.section, span.start)
    )


def _back(span: Span, repeated: Iterable[Rewording]) -> Span:
    """Where a span stood before the figures in front of it were rewritten."""
    moved = 0
    for change in sorted(repeated, key=lambda one: one.span.start):
        if change.span.section == span.section and change.span.start + moved < span.start:
            moved += len(change.text) - len(change.span.text)
    return replace(span, start=span.start - moved, end=span.end - moved)


def _by_sentence(sentences: Sequence[Sentence], repeated: Sequence[Rewording], reckoned: Sequence[Rewording]) -> tuple[Link, ...]:
    """The changes put together by the sentence that they stand in."""
    found: dict[int, list[Rewording]] = defaultdict(list)
    for change in (*repeated, *reckoned):
        holders = (number for number, sentence in enumerate(sentences) if _stands_in(change.span, sentence))
        if (number := next(holders, None)) is not None:
            found[number].append(change)
    return tuple(
        Link(
            _without_space(sentences[number]),
            tuple(sorted(changes, key=lambda one: one.span.start)),
            tuple(change.span.text for change in changes if change in repeated),
        )
        for number, changes in sorted(found.items())
    )


def _stands_in(span: Span, sentence: Sentence) -> bool:
    return sentence.section == span.section and 0 <= span.start - sentence.start < len(sentence.written)


def _without_space(sentence: Sentence) -> Span:
    """The words of a sentence without the space around them."""
    start = len(sentence.written) - len(sentence.written.lstrip())
    return sentence.span(start, len(sentence.written.rstrip()))
