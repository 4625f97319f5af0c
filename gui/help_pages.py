"""The pages of the help: their order, their titles and words, and which of them fits a place in the window."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.forms import RESOURCES

FOLDER = RESOURCES / "help"
ORDER = ("open", "marks", "correct", "tally", "compare", "keeping", "export", "feedback", "keys", "terms")
PLACES = {
    "StartPage": "open",
    "Outline": "marks",
    "FactsPage": "correct",
    "SectionPage": "correct",
    "SourcePane": "marks",
    "FindingsPanel": "correct",
    "LinkedStrip": "correct",
    "TallyPanel": "tally",
    "SearchBar": "keys",
}
"""The page about each part of the window, by the class of that part."""

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `words` is all that it says, without pictures."""

    key: str
    title: str
    path: Path
    words: str

    def says(self, wanted: str) -> bool:
        """Whether all the words that somebody looks for stand on the page."""
        words = self.words.casefold()
        return all(word in words for word in wanted.casefold().split())


def pages() -> tuple[Page, ...]:
    """All pages, in the order of the contents."""
    return tuple(_page(key) for key in ORDER)


def place_of(widget: QWidget | None) -> str:
    """The page that fits where the keyboard is; the first one where none fits better."""
    while widget is not None:
        if (key := PLACES.get(type(widget).__name__)) is not None:
            return key
        widget = widget.parentWidget()
    return ORDER[0]


def _page(key: str) -> Page:
    path = FOLDER / f"{key}.html"
    html = path.read_text(encoding="utf-8")
    title, body = _TITLE.search(html), _BODY.search(html)
    if title is None or body is None:
        raise ValueError(f"{path.name} has no title or no body")
    return Page(key, unescape(title[1]), path, unescape(_TAG.sub("", body[1])))
