"""The running texts of a report, folded for matching, and findings about some of their words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.checks.codes import finding
from core.findings import Finding, Span
from core.folding import fold
from core.report import Report

MOST = 100
"""Findings of one kind in one passage: who has seen so many knows, and each more costs a look through the text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text as written and folded, at the same positions. `section` is 0 for the preamble."""

    section: int
    text: str
    folded: str

    def about(self, code: str, start: int, end: int, message: str, *values: str) -> Finding:
        """A finding about some characters; the same words further on are told apart by how many stand before them."""
        span = Span(self.section, start, end, self.text[start:end])
        before = self.text.count(span.text, 0, start)
        return finding(code, message, self.section, spans=(span,), values=values or (span.text,), subject=str(before or ""))

    def around(self, start: int, end: int, width: int = 6) -> str:
        """The words with a few of their clause before and behind, for a sentence about them."""
        head = re.split(r"[。；;\n]", self.text[max(0, start - width) : start])[-1]
        tail = re.split(r"[。；;\n]", self.text[end : end + width], maxsplit=1)[0]
        return f"{head}{self.text[start:end]}{tail}"


def passages(report: Report) -> Iterator[Passage]:
    """The preamble and the sections, in printed order."""
    for number, text in [(0, report.preamble), *((section.number, section.text) for section in report.sections)]:
        if text:
            yield Passage(number, text, fold(text))
