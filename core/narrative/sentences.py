"""Sentences of a report's running text, with their figures, what each is about, and years told as this one, the last, the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.dates import YEAR, year_of
from core.findings import Span
from core.folding import fold
from core.narrative.amounts import Amount, amounts
from core.narrative.own_names import told_self

PAD = "\x01"
"""Fills up a year that became a shorter word, in front of it: positions never shift."""
_SENTENCE = re.compile(r"[^。!?\n]+")
_YEARS = re.compile(
    rf"(?=[2二去上下次明翌来本今])(?:(?P<year>{YEAR})\s*年度?|(?P<last>去年度?|(?<!以)上一?年度?)|(?P<next>下一?个?年度?|次年度?|明年|翌年|来年)|(?P<this>本年度?|今年))"
)
_HEADING = re.compile(r"\s*(?:\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、](?!\d))")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text` is folded, with the report year as 本年, those beside it as 上年 and 下年, all others as 他年.

    `start` is where it begins in the text of its section; the amounts count from there. `opens` says that it begins a
    numbered passage, so that what was spoken of before is done with. Names of the organ itself stand there as 本机关. `chunks`
    is what stands between the figures.
    """

    section: int
    start: int
    text: str
    written: str
    amounts: tuple[Amount, ...]
    opens: bool
    chunks: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        chunks, end = [], 0
        for amount in self.amounts:
            chunks.append(self.text[end : amount.start])
            end = amount.end
        object.__setattr__(self, "chunks", (*chunks, self.text[end:]))

    def span(self, start: int, end: int) -> Span:
        """A span of the section's text, from places in the sentence."""
        return Span(self.section, self.start + start, self.start + end, self.written[start:end])

    def between(self, index: int) -> str:
        """What stands between the figure before number `index` and that figure; after the last one, the rest."""
        return self.chunks[index]


def split(text: str, section: int, year: int | None, organ: str | None = None) -> Iterator[Sentence]:
    """The sentences of one text in a report of `organ` on `year`."""
    told = told_self(told_years(fold(text), year), organ, PAD)
    for match in _SENTENCE.finditer(told):
        if match[0].strip():
            begin, end = match.span()
            yield Sentence(
                section, begin, match[0], text[begin:end], tuple(amounts(match[0])), _HEADING.match(match[0]) is not None
            )


def told_years(text: str, year: int | None) -> str:
    """A folded text with every year as 本年, 上年, 下年 or 他年, filled up to its length."""

    def told(match: re.Match[str]) -> str:
        return _word(match, year).rjust(len(match[0]), PAD)

    return _YEARS.sub(told, text)


def _word(match: re.Match[str], year: int | None) -> str:
    if match["year"] is None:
        return "上年" if match["last"] else "下年" if match["next"] else "本年"
    if year is None:
        return "本年"
    return {0: "本年", -1: "上年", 1: "下年"}.get(year_of(match["year"]) - year, "他年")
