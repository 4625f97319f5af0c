"""Words that deny: what they say there was none of, and the sums that must then be 0."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.findings import Span
from core.narrative.expanding import Printed
from core.narrative.sentences import Sentence
from core.narrative.sites import Talk, other_year
from core.narrative.vocabulary import Denial, Sum, Vocabulary


@dataclass(frozen=True, slots=True)
class Denied:
    """Words that say there was none, and the sums that must then be 0; `part`: in a part of the office only."""

    denial: Denial
    sums: tuple[Sum, ...]
    span: Span
    part: bool


def denied_in(sentence: Sentence, talk: Talk, words: Vocabulary, printed: Printed) -> Iterator[Denied]:
    """What a sentence denies; `talk` is what was spoken of before it."""
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
            sums = tuple(filter(None, (printed.expanded(cells) for cells in denial.cells)))
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
