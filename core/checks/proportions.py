"""What a share may be a share of: the figure that it is of, and the wholes that are named, told or usual."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from core.checks.values import value_of
from core.forms import CellRef
from core.narrative import Claim, Passage
from core.narrative.expanding import printed
from core.narrative.lexicon import Phrase
from core.narrative.naming import Named, named_by
from core.narrative.readings import LOOSE, rows_of, sums_of
from core.narrative.sites import Site
from core.narrative.vocabulary import Meaning, Sum, vocabulary
from core.numbers import Number, canonical
from core.report import Report

_SOME_OF = re.compile(r"其中|包括|包含|含|[:(]")
_OWN_SHARE = re.compile(r"占[^;]*%\)?$")
"""An item of a list that is told with its share: 80条，其中动态54条，占67.5%；文件4条，占5%."""
_ASIDE = re.compile(r"\([^()]*\)")
_SHARED = re.compile(r"\s*[,(]?\s*(?:约|共|各)?占")
_JOINT = re.compile(r"\s*(?:、|和|及|与|以及|,)\s*")
RECEIVED, CONCLUDED = ("received", "handled"), ("concluded",)
_ROWS = {"received": (("received",), ("received", "carried_in")), "concluded": (("concluded",),)}
_DISPUTES = frozenset(["review", "suit"])
_SETTLED = ("upheld", "corrected", "other")
TOTALS = frozenset(["review", "suit", "suit_direct", "suit_after", "disputes"])
"""Disputes of a kind, whatever their outcome."""
_BESIDE_PARTS = frozenset(["concluded", "carried_out"])
"""What else may be told as a share of the applications, beside applicants and results."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """A part and the whole that it may be a share of."""

    part: Number
    whole: Number

    def percent(self, places: int, *, cut: bool = False) -> Decimal:
        exact = Decimal(self.part) * 100 / Decimal(self.whole)
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_DOWN if cut else ROUND_HALF_UP)

    def is_percent(self, written: Number, places: int) -> bool:
        """Whether it is what is written with so many decimals, rounded or cut."""
        return any(self.percent(places, cut=cut) == written for cut in (False, True))

    @property
    def quotient(self) -> str:
        """The two figures as they are divided."""
        return f"{canonical(self.part)}÷{canonical(self.whole)}"

    def words(self, places: int) -> str:
        return f"{self.quotient}={self.percent(places):f}%"


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with the one before it, and the report that its figures are held against."""

    report: Report
    passage: Passage
    before: Passage | None
    earlier: tuple[Claim, ...] = ()
    """What the sentences before those two said of all applications."""

    def said(self, keys: Iterable[str]) -> list[Number]:
        """What the text nearby and the tables give for some figures."""
        near = [*self.passage.claims.values(), *(self.before.claims.values() if self.before else ()), *self.earlier]
        claims = [claim for claim in near if claim.meaning.key in keys and not claim.site.amount.approximate]
        return [*(claim.site.amount.value for claim in claims), *self.printed(claims), *self._totals(keys)]

    def values(self, name: Named) -> list[Number]:
        """What the text nearby and the tables give for what words name."""
        if name.meaning.key in RECEIVED:
            return self.said(RECEIVED)
        sums = sums_of(name, rows_of(name, vocabulary()) or LOOSE, printed(self.report))
        return list(dict.fromkeys([*self.said([name.meaning.key]), *self._valued(sums)]))

    def tabled(self, meaning: Meaning) -> list[Number]:
        """What the text nearby and the tables give for a meaning without a row to fill in."""
        sums = filter(None, map(printed(self.report).expanded, meaning.cells))
        return [*self.said([meaning.key]), *self._valued(sums)]

    def printed(self, claims: Iterable[Claim]) -> list[Number]:
        """What the tables give for some claims, in every reading."""
        return self._valued(cells for claim in claims for cells in claim.sums)

    def disputed(self, part: Site) -> list[Number]:
        """What the tables give for all disputes of the kind that a part is of, and for those of them that are settled."""
        claim = self.passage.claims.get(part.index)
        rows = [tuple(dict.fromkeys(ref.row for ref in cells)) for cells in claim.sums] if claim else []
        totals = [tuple(CellRef("disputes", row, "total") for row in some) for some in rows]
        results = [tuple(CellRef("disputes", row, key) for row in some for key in _SETTLED) for some in rows]
        return self._valued([*totals, *results])

    def outcomes(self, part: Site, column: str) -> list[Fraction]:
        """What disputes of the kind that a figure counts came to in one way, as shares of all of them and of those settled."""
        claim = self.passage.claims.get(part.index)
        rows = [tuple(dict.fromkeys(ref.row for ref in cells)) for cells in claim.sums] if claim else []
        values = self._valued(tuple(CellRef("disputes", row, column) for row in some) for some in rows)
        return [Fraction(value, whole) for value in values for whole in self.disputed(part) if whole >= value and whole]

    def _valued(self, sums: Iterable[Sum]) -> list[Number]:
        return [value for cells in sums if (value := value_of(self.report, cells)) is not None]

    def _totals(self, keys: Iterable[str]) -> list[Number]:
        """What the tables give for what came in, with and without what was carried in, and for what was concluded."""
        sums = (tuple(CellRef("requests", row, "total") for row in rows) for key in keys for rows in _ROWS.get(key, ()))
        return [value for cells in sums if (value := value_of(self.report, cells)) is not None]


def wholes_of(setting: Setting, site: Site, whole: Phrase, part: Site | None, meaning: Meaning | None) -> list[Number]:
    """The counts that a part may be a share of: the one named, or those that such parts are parts of."""
    if whole.concepts:
        name = named_by(whole, site.talk, vocabulary())
        return setting.values(name) if name else []
    if part is None:
        return []
    near = [*(setting.before.sites if setting.before else ()), *setting.passage.sites[: part.index]]
    earlier = [one for one in near if one.amount.unit == part.amount.unit and one.amount.is_count]
    if meaning is None or not (meaning.division or meaning.key in _BESIDE_PARTS or meaning.about & _DISPUTES):
        return [*(one.amount.value for one in earlier if _is_whole(one, part)), *_told_before(setting, part)]
    values = [one.amount.value for one in earlier if not _is_part(one)]
    if meaning.about & _DISPUTES:
        told = [one.amount.value for one in earlier if one.sentence is part.sentence and _is_of_disputes(setting, one)]
        return [*told, *setting.disputed(part)]
    return _usual_wholes(setting, part, meaning, values)


def _is_part(site: Site) -> bool:
    """Whether a figure is followed by its own share, and so is no whole of what comes behind it."""
    index = site.index + 1
    amounts = site.sentence.amounts
    return index < len(amounts) and amounts[index].is_share and _SHARED.match(site.sentence.between(index)) is not None


def _is_of_disputes(setting: Setting, site: Site) -> bool:
    claim = setting.passage.claims.get(site.index)
    return claim is not None and claim.meaning.key in TOTALS


def _told_before(setting: Setting, part: Site) -> list[Number]:
    """All applications as the sentence before tells them, where this one begins with 其中."""
    if setting.before is None or not part.sentence.text.lstrip().startswith("其中"):
        return []
    claims = [claim for claim in setting.before.claims.values() if claim.meaning.key in {*RECEIVED, *CONCLUDED}]
    return [claim.site.amount.value for claim in claims if claim.site.amount.unit == part.amount.unit]


def _is_whole(one: Site, part: Site) -> bool:
    """Whether a figure is told as the whole of another in its sentence: 145件，其中28件，占19%."""
    if one.sentence is not part.sentence:
        return False
    *before, last = _ASIDE.sub("", part.sentence.text[one.amount.end : part.amount.start]).split(";")
    listed = all(_OWN_SHARE.search(item) for item in before)
    return listed and _SOME_OF.search([*before, last][0]) is not None


def _usual_wholes(setting: Setting, part: Site, meaning: Meaning, earlier: list[Number]) -> list[Number]:
    """What applicants and results are told as shares of."""
    received, concluded = setting.said(RECEIVED), setting.said(CONCLUDED)
    keys = {other.meaning.key for other in setting.passage.claims.values() if other.site.index < part.index}
    if meaning.division in {"result", "open"}:
        return concluded if keys & set(CONCLUDED) and concluded else [*concluded, *received, *earlier]
    return received if keys & set(RECEIVED) and not keys & set(CONCLUDED) else [*received, *concluded, *earlier]


def of_count(site: Site) -> Number | None:
    """The whole when it stands right before its share: 占申请总数25件的80%."""
    if not site.index or site.sentence.between(site.index).strip() != "的" or "占" not in site.sentence.between(site.index - 1):
        return None
    whole = site.sentence.amounts[site.index - 1]
    return whole.value if whole.is_count else None


def counted_before(passage: Passage, site: Site) -> Site | None:
    """The count that a share is about: the nearest before it; of shares told together, the one in the same place.

    What was said in brackets, which have been closed since, is an aside: 公开30件（含部分公开4件），占60%. Behind a semicolon
    something else is spoken of.
    """
    skipped = 1 if of_count(site) is not None else 0
    first = site.index - skipped
    while first and passage.sites[first - 1].amount.is_share and _JOINT.fullmatch(site.sentence.between(first)):
        first -= 1
    behind, last = 0, site.index
    while last + 1 < len(passage.sites) and _share_joins(passage.sites[last + 1]):
        behind, last = behind + 1, last + 1
    counts = [other for other in passage.sites[:first] if other.amount.is_count and not _is_over(other, site)]
    return counts[-1 - behind] if len(counts) > behind else None


def _is_over(part: Site, site: Site) -> bool:
    """Whether a figure stands in brackets that are closed before another, or before a semicolon."""
    between = site.sentence.text[part.amount.end : site.amount.start]
    return ";" in between or re.match(r"[^(]*\)", between) is not None


def _share_joins(site: Site) -> bool:
    return site.amount.is_share and _JOINT.fullmatch(site.sentence.between(site.index)) is not None
