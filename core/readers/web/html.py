"""Web pages: what a browser would show of a page and of the pages in its frames, as paragraphs and tables in order."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from core.document import Block, Content, Paragraph, RawTable
from core.readers.blocks import Item, finish, shows
from core.readers.refusals import refuse
from core.readers.web import taming
from core.readers.web.frames import Fetch, Frames, missing_files, nowhere
from core.readers.web.walk import Walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_HIDING = ("display", "visibility", "mso-hide", "hidden")
_HEAD_ENDS = re.compile(r"</head|<body", re.IGNORECASE)
_LONGEST_HEAD = 20_000
_STATED = {"articletitle": "标题", "pubdate": "发布日期"}
"""How the pages of authorities state in their heads what they are, and the label that a masthead has for it."""
MOST_TAGS = 1_000_000
_ELSEWHERE = "这个网页的正文在另一个文件里（{names}），没有找到。请把和网页同名的文件夹放在一起再打开。"


def blocks(text: str) -> tuple[Block, ...]:
    """Return what a browser would show of a page that stands alone."""
    return read(text).blocks


def read(text: str, path: Path | None = None, fetch: Fetch = nowhere) -> Content:
    """Return what a browser would show; hidden text only when nothing else is there, then the title in its tab.

    Frames are read in place through `fetch`. Unreadable when there is nothing but frames and none of them is found, and
    when the page has more tags than any report.
    """
    if text.count("<") > MOST_TAGS:
        raise refuse("too_large", path, size=len(text))
    frames = Frames(fetch)
    items = _items(text, frames)
    names = missing_files(frames.missing)
    if not items and names:
        raise refuse("framed", path, names)
    unseen = _unseen(text)
    found = finish(items) or finish([Paragraph(line) for line in unseen[:1]])
    lacks = names and not any(isinstance(block, RawTable) for block in found)
    return Content(found, (_ELSEWHERE.format(names=names),) if lacks else (), None, unseen)


def _items(text: str, frames: Frames) -> list[Item]:
    """What is shown of one page, and of the pages in it."""
    from selectolax.lexbor import LexborHTMLParser  # deferred: other kinds of file do without it

    if text.count("<") > MOST_TAGS:
        return []
    tree = LexborHTMLParser(taming.tame(text))
    if tree.root is None:
        return []
    sheets = _sheets(tree)
    if sheets:
        return [item for address in sheets for item in _framed(address, frames)]
    lowered = text.lower()
    hides = any(word in lowered for word in _HIDING)
    for show_hidden in (False, True) if hides else (True,):
        items = Walk(show_hidden, lambda address: _framed(address, frames)).run(tree.root)
        if shows(items):
            return items
    return []


def _framed(address: str, frames: Frames) -> list[Item]:
    """What the page at an address shows."""
    text = frames.enter(address)
    if text is None:
        return []
    items = _items(text, frames)
    frames.leave()
    return items


def _sheets(tree: "LexborHTMLParser") -> list[str]:
    """The sheets of a workbook that Excel saved as a page: it has a frame for one of them, and links to all."""
    if tree.css_first("frameset") is None:
        return []
    links = (link.attributes for link in tree.css("link"))
    addresses = [link.get("href") or "" for link in links if (link.get("id") or "").lower() == "shlink"]
    return list(dict.fromkeys(filter(None, addresses)))


def _unseen(text: str) -> tuple[str, ...]:
    """The title in the tab of a page, and the facts that the pages of authorities state in their heads."""
    from selectolax.lexbor import LexborHTMLParser

    end = _HEAD_ENDS.search(text)
    head = LexborHTMLParser(taming.tame(text[: end.start()] if end else text[:_LONGEST_HEAD]))
    title = head.css_first("title")
    words = " ".join(title.text().split()) if title is not None else ""
    stated = (
        (_STATED.get((meta.attributes.get("name") or "").lower()), meta.attributes.get("content")) for meta in head.css("meta")
    )
    return (*filter(None, [words]), *(f"{label}：{value.strip()}" for label, value in stated if label and value and value.strip()))
