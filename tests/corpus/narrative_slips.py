"""Wrong figures, percentages and years in the text of a report, put there knowing what each of them should say."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from cn2an import an2cn  # type: ignore[import-untyped]

from core.findings import Finding, Severity, Span
from core.numbers import Number
from core.report import Report
from tests.builders.narrative import Narrated
from tests.builders.narrative_facts import Facts
from tests.builders.narrative_template import Wording, chosen
from tests.builders.narrative_voice import Mark, Passage, voice
from tests.builders.wrong_cells import any_other, slipped

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_READ_ALSO = {"received": "handled", "handled": "received"}
"""Quantities of which one may be meant by the words for the other: with or without what last year handed over."""
DENIAL = "denial"
SORTS = ("figure", "percent", "growth", "change", "before", "part", "share", "year")


@dataclass(frozen=True, slots=True)
class Misprint:
    """A report with one wrong figure: where it stands, and where every other figure of that section stands now."""

    report: Report
    section: int
    mark: Mark
    wrong: Mark
    others: tuple[Mark, ...]

    def sentence(self) -> str:
        text = self.report.sections[self.section - 1].text
        start = max(text.rfind(mark, 0, self.wrong.start) for mark in "。\n") + 1
        return text[start : (text + "。").find("。", self.wrong.end) + 1]

    def found(self, finding: Finding) -> bool:
        """Whether a finding speaks of the wrong figure: one of weight, but for parts, which may overlap, any."""
        weighty = finding.severity is not Severity.INFO or self.mark.sort == "part"
        return weighty and any(self._touches(span) for span in finding.spans)

    def exact(self, finding: Finding) -> bool:
        """Whether it marks the wrong figure and no other; of a whole and its parts nobody can say which is wrong."""
        if self.mark.sort == "part":
            return self.found(finding)
        return self.found(finding) and any(
            self._holds(span) and not any(span.start < mark.end and mark.start < span.end for mark in self.others)
            for span in finding.spans
        )

    def same(self, finding: Finding) -> bool:
        """Whether it marks just the characters of the wrong figure."""
        return self.found(finding) and any(self._at(span) == (self.wrong.start, self.wrong.end) for span in finding.spans)

    def _at(self, span: Span) -> tuple[int, int] | None:
        return (span.start, span.end) if span.section == self.section else None

    def _touches(self, span: Span) -> bool:
        held = [self.wrong, *(self._kin() if self.mark.sort == "part" else ())]
        return span.section == self.section and any(span.start < mark.end and mark.start < span.end for mark in held)

    def _kin(self) -> Iterator[Mark]:
        """The whole, the other parts and their shares in the same sentence."""
        text = self.report.sections[self.section - 1].text
        for mark in self.others:
            between = text[min(mark.end, self.wrong.end) : max(mark.start, self.wrong.start)]
            if mark.names[:1] == self.wrong.names and not set(between) & set("。\n"):
                yield mark

    def _holds(self, span: Span) -> bool:
        if self.mark.sort == DENIAL:
            return span.section == self.section and self.wrong.start <= span.start and span.end <= self.wrong.end
        return span.section == self.section and span.start <= self.wrong.start and self.wrong.end <= span.end


def misprints(rng: random.Random, narrated: Narrated) -> Iterator[Misprint]:
    """One misprint of each sort that the text has, and a false denial."""
    for sort in SORTS:
        held = [(section, mark) for section, marks in narrated.marks.items() for mark in marks if mark.sort == sort]
        if held and (found := misprint(rng, narrated, *rng.choice(held))):
            yield found
    if denial := false_denial(rng, narrated):
        yield denial


def false_denial(rng: random.Random, narrated: Narrated) -> Misprint | None:
    """The report with a sentence at the end of section one that denies what the tables have; None if they have nothing."""
    facts = narrated.facts
    lies = [wording for group in narrated.groups.values() for wording in group if _is_false(wording, facts)]
    if not lies:
        return None
    lie, passage = rng.choice(lies), Passage()
    voice(rng, facts, narrated.groups).write(passage, chosen(rng, lie.words))
    sections = list(narrated.report.sections)
    start = len(sections[0].text)
    sections[0] = replace(sections[0], text=sections[0].text + passage.text)
    mark = Mark(start, start + len(passage.text), passage.text, DENIAL, lie.denies, Decimal(0))
    return Misprint(replace(narrated.report, sections=sections), 1, mark, mark, tuple(narrated.marks[1]))


def _is_false(wording: Wording, facts: Facts) -> bool:
    """Whether a wording denies something that there is, and says nothing else but zeros."""
    tags = {condition for condition in wording.conditions if condition.isalnum()}
    there = [facts.now.get(name, 0) for name in wording.denies]
    return any(there) and tags <= facts.tags and not re.search(r"\{(?![Y@])", wording.words)


def misprint(rng: random.Random, narrated: Narrated, section: int, mark: Mark) -> Misprint | None:
    """The report with this figure wrong; None if chance gave none that is wrong in every reading."""
    text = next((text for text in (_wrong(rng, narrated, mark) for _ in range(30)) if text is not None), None)
    if text is None:
        return None
    report, by = narrated.report, len(text) - len(mark.text)
    sections = list(report.sections)
    old = sections[section - 1]
    sections[section - 1] = replace(old, text=old.text[: mark.start] + text + old.text[mark.end :])
    wrong = replace(mark, end=mark.end + by, text=text)
    others = tuple(one.moved(by) if one.start > mark.start else one for one in narrated.marks[section] if one is not mark)
    return Misprint(replace(report, sections=sections), section, mark, wrong, others)


def _wrong(rng: random.Random, narrated: Narrated, mark: Mark) -> str | None:
    """Other words for the figure; None when they could be right."""
    if mark.sort == "year":
        return str(int(mark.value) - rng.choice((1, 1, 1, 2)))
    if mark.sort in {"percent", "growth", "share"}:
        return _wrong_percentage(rng, mark)
    value = _wrong_number(rng, mark)
    also = narrated.facts.now.get(_READ_ALSO.get(mark.names[0], ""))
    if value in {mark.value, also} or (mark.sort == "part" and value < mark.value):
        return None
    return written_like(mark.text, value)


def _wrong_number(rng: random.Random, mark: Mark) -> Number:
    places = -int(mark.value.as_tuple().exponent)
    digits = int(mark.value.scaleb(places))
    value = rng.choice((slipped, any_other))(rng, digits)
    return Decimal(value).scaleb(-places) if places > 0 else value


def _wrong_percentage(rng: random.Random, mark: Mark) -> str | None:
    """A percentage that is neither rounded nor cut off rightly: two units of its last place away, or more."""
    places = -int(mark.value.as_tuple().exponent)
    digits = int(mark.value.scaleb(places))
    other = rng.choice((slipped, any_other))(rng, digits)
    if abs(other - digits) < 2 or Decimal(other).scaleb(-places) > 100 * 10:
        return None
    if mark.text.startswith("百"):
        return f"百分之{an2cn(other)}"
    return f"{Decimal(other).scaleb(-places)}{mark.text[-1]}"


def written_like(text: str, value: Number) -> str:
    """A value in the writing of `text`: with thousands separators, in wide digits, in Chinese numerals, or plain."""
    if "," in text:
        return f"{value:,}"
    if text.isascii():
        return str(value)
    if any(character.isdecimal() for character in text):
        return str(value).translate(_FULL)
    return str(an2cn(int(value)))
