"""The headings of the six sections as they are written: numbered or not, misprinted, wrapped over two lines."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from core.document import Place
from core.folding import fold, key
from core.forms import forms

_NUMERALS = "一二三四五六七八九十"
_GAP = r"[\s、,.·]*"
_NUMBER = rf"(?P<open>\()?(?:第?(?P<numeral>[{_NUMERALS}]|十[一二]?)(?:部分|章)?|(?P<digit>\d))(?(open)\))"
_STOP = r"\s*+[、.,:)·]*+\s*+"
"""What stands between the number and the title, taken once and for all, however much white space it is."""
_SIMILAR = 72
"""The likeness, of 100, from which on a numbered line is a misprinted title."""
_LONGEST_HEADING = 34


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found: the section it names, the number printed before it (None: none), and itself as written.

    `listed` says whether its words are one of the listed wordings, or only close to one; a number in brackets or in digits,
    as the points of a section have it (（一）主动公开情况), leaves that open too.
    """

    number: int
    printed: int | None
    title: str
    place: Place
    listed: bool = True


def unpiped(text: str) -> str:
    """A line of running text without the table pipes that a copied page leaves around it."""
    if "|" not in text:
        return text
    return " ".join(field.strip() for field in text.split("|") if field.strip())


@functools.cache
def _titles() -> dict[str, int]:
    """Every wording of every heading, by its key, with the number of its section."""
    return {
        key(wording): section.number
        for form in forms().values()
        for section in form.sections
        for wording in (section.title, *section.aliases)
    }


@functools.cache
def _official() -> frozenset[str]:
    return frozenset(key(section.title) for form in forms().values() for section in form.sections)


@functools.cache
def _pattern() -> re.Pattern[str]:
    wordings = sorted(_titles(), key=len, reverse=True)
    titles = "|".join(_GAP.join(map(re.escape, wording)) for wording in wordings)
    return re.compile(rf"(?:^|(?<=[。;!?])|(?<=\S)(?=\s))[#*>\s·]*+(?:{_NUMBER}{_STOP})?(?P<title>{titles})[*#]*(?P<after>[\s:]*)")


@functools.cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"[#*>\s·]*{_NUMBER}\s*[、.,:)·]+\s*(?P<title>[^。;,\s][^。;]*?)[\s*#:]*$")


def is_exact(line: str) -> bool:
    """Whether a line is nothing but one of the listed wordings of a heading, numbered or not."""
    return key(_numbering_off(fold(line))) in _titles()


def _numbering_off(folded: str) -> str:
    match = re.match(rf"[#*>\s·]*{_NUMBER}{_STOP}", folded)
    return folded[match.end() :] if match else folded


def _is_heading(match: re.Match[str], folded: str) -> bool:
    """A numbered title counts wherever a sentence may begin; one without a number, or in brackets, only alone on its line."""
    alone = match.start() == 0 and match.end() == len(folded)
    title = key(match["title"])
    numbered = match["numeral"] or match["digit"]
    if not numbered or match["open"]:
        return alone and (title in _official() or bool(numbered))
    following = folded[match.end() : match.end() + 1]
    certain = len(title) >= 6 or (title in _official() and match.start() == 0) or not following.isalpha()
    return certain or alone or bool(match["after"])


def _heading(match: re.Match[str], shown: str, place: Place) -> Heading:
    listed = not match["open"] and not match["digit"]
    return Heading(_titles()[key(match["title"])], _printed(match), shown.strip().strip("#*> ").strip(), place, listed)


def _printed(match: re.Match[str]) -> int | None:
    if match["numeral"]:
        return _NUMERALS.index(match["numeral"][0]) + 1 + (len(match["numeral"]) > 1) * (_NUMERALS.find(match["numeral"][-1]) + 1)
    return int(match["digit"]) if match["digit"] else None


def headings(folded: str, text: str, place: Place) -> Iterator[tuple[Heading, int, int]]:
    """The headings in a paragraph, each with where it begins and ends; `folded` is the text folded."""
    for match in _pattern().finditer(folded):
        if _is_heading(match, folded):
            yield _heading(match, text[match.start() : match.start("after")], place), match.start(), match.end()


def similar(folded: str, text: str, place: Place) -> Heading | None:
    """A numbered line whose words are close to a title: a slip of the pen, or a wording nobody has listed."""
    match = _numbered().match(folded) if len(folded) <= _LONGEST_HEADING else None
    if not match or match["open"] or match["digit"]:
        return None
    words = key(match["title"])
    closeness, number = max((fuzz.ratio(words, title), number) for title, number in _titles().items())
    if closeness < _SIMILAR or _is_row_label(words, closeness):
        return None
    return Heading(number, _printed(match), text.strip().strip("#*> ").strip(), place, listed=False)


def _is_row_label(words: str, closeness: float) -> bool:
    labels = (key(row.label) for form in forms().values() for grid in form.grids.values() for row in grid.rows)
    return any(fuzz.ratio(words, re.sub(rf"^[{_NUMERALS}]", "", label)) > closeness for label in labels)


def is_wrapped(first: str, second: str) -> bool:
    """Whether two lines are one numbered heading that was too long for its line."""
    head, tail = key(_numbering_off(fold(unpiped(first)))), key(unpiped(second))
    if not 4 <= len(head) <= _LONGEST_HEADING or not 1 <= len(tail) <= 16 or head in _titles():
        return False
    return head + tail in _titles() and fold(first) != _numbering_off(fold(first))
