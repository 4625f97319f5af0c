"""One pass over the tree of a web page, without recursion: its lines, its tables, and where its pictures stand."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.document import Paragraph, Picture
from core.readers.blocks import Item
from core.readers.footnotes import marked
from core.readers.nesting import Nest
from core.readers.placing import MOST_COLUMNS, MOST_ROWS, Room, Rows
from core.readers.settling import settle
from core.readers.web.pictures import is_large

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = frozenset([
    "script", "style", "template", "noscript", "noframes", "head", "object", "svg", "canvas", "audio", "video", "textarea",
    "select", "datalist", "-comment", "!doctype", "xml",
])  # fmt: skip
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul",
    "table", "tbody", "thead", "tfoot", "tr", "td", "th",
])  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPAN = re.compile(r"\s*\+?(\d{1,12})")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026"
_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")


@dataclass(slots=True)
class _Flow:
    """Text as it runs into lines, and the tables between them."""

    items: list[Item] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    pictures: int = 0

    def end_line(self) -> None:
        """A <br>: the line ends, even an empty one."""
        text = "".join(self.pieces)
        self.pieces.clear()
        if "\n" in text or "\r" in text:
            text = _WRAP.sub("", text)
        self.items.append(Paragraph(_SPACES.sub(" ", text).strip(" ")))
        self._show_pictures()

    def end_block(self) -> None:
        """The edge of a block: white space alone makes no line there."""
        if self.pieces:
            self.pieces[:] = ["".join(self.pieces)]
            if self.pieces[0].strip(" \t\r\n\f"):
                self.end_line()
            self.pieces.clear()
        self._show_pictures()

    def _show_pictures(self) -> None:
        """Pictures come after the words beside them, which may be the heading above them."""
        if self.pictures:
            self.items += [Picture()] * self.pictures
            self.pictures = 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """A table while it is read, and the text that it stands in."""

    flow: _Flow
    rows: Rows


class Walk:
    """One pass over the tree: entering and leaving every element, whatever the depth; TooMany for an absurd page."""

    def __init__(self, show_hidden: bool, framed: Callable[[str], list[Item]]) -> None:
        self._room = Room()
        self._show_hidden = show_hidden
        self._framed = framed
        self._flow = _Flow()
        self._nest: Nest[_Frame] = Nest()
        self._preformatted = 0

    def run(self, root: "LexborNode") -> list[Item]:
        """Return all that is shown below `root`, in order."""
        node: LexborNode | None = root
        while node is not None:
            if self._enter(node):
                child = node.child
                if child is not None:
                    node = child
                    continue
                self._leave(node.tag)
            node = self._onward(node)
        self._flow.end_block()
        return self._flow.items

    def _onward(self, node: "LexborNode") -> "LexborNode | None":
        """The next node that is not below this one; the elements it leaves behind are closed."""
        current = node
        while (following := current.next) is None:
            above = current.parent
            if above is None or above.tag == "-document":
                return None
            self._leave(above.tag)
            current = above
        return following

    def _enter(self, node: "LexborNode") -> bool:
        """Begin a node; False when nothing of it is shown."""
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "")
            return True
        if tag in _DROPPED or (not self._show_hidden and _is_hidden(node)):
            return False
        if tag == "sup" and (raised := _own_words(node)):
            self._flow.pieces.append(marked(raised, self._flow.pieces))
            return False
        if tag == "br":
            self._flow.end_line()
        elif tag == "img":
            self._flow.pictures += is_large(node.attributes)
        elif tag in {"frame", "iframe"}:
            self._show_frame(node.attributes.get("src") or "")
            return False
        elif tag in _BLOCKS:
            self._open(tag, node)
        return True

    def _show_frame(self, address: str) -> None:
        """A page within the page, where it stands."""
        self._flow.end_block()
        self._flow.items += self._framed(address)

    def _text(self, text: str) -> None:
        if not self._preformatted:
            self._flow.pieces.append(text)
            return
        first, *rest = text.replace("\r\n", "\n").split("\n")
        self._flow.pieces.append(first)
        for line in rest:
            self._flow.end_line()
            self._flow.pieces.append(line)

    def _open(self, tag: str, node: "LexborNode") -> None:
        frame = self._nest.inner
        if tag in {"td", "th"} and frame:
            self._open_cell(frame, node)
            return
        self._flow.end_block()
        if tag == "table":
            self._nest.open(lambda: _Frame(self._flow, Rows(self._room)))
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "tr" and frame:
            frame.rows.start_row()

    def _open_cell(self, frame: _Frame, node: "LexborNode") -> None:
        attributes = node.attributes
        slot = frame.rows.place(
            _span(attributes.get("rowspan"), MOST_ROWS, all_of_it=MOST_ROWS),
            _span(attributes.get("colspan"), MOST_COLUMNS, all_of_it=1),
        )
        self._flow = _Flow(slot.content)

    def _leave(self, tag: str | None) -> None:
        if tag not in _BLOCKS:
            return
        self._flow.end_block()
        if tag == "table":
            self._close_table()
        elif tag == "pre":
            self._preformatted -= 1
        elif frame := self._nest.inner:
            self._leave_part(frame, tag)

    def _leave_part(self, frame: _Frame, tag: str) -> None:
        """The end of a cell or of a group of rows."""
        if tag in {"td", "th"}:
            self._flow = frame.flow
        elif tag in {"tbody", "thead", "tfoot"}:
            frame.rows.end_group()

    def _close_table(self) -> None:
        if frame := self._nest.close():
            frame.rows.end_group()
            self._flow.items += settle(frame.rows.slots) if frame.rows.slots else []


def _own_words(node: "LexborNode") -> str:
    """The words of an element that holds nothing else."""
    child = node.child
    alone = child is not None and child.tag == "-text" and child.next is None
    return (child.text_content or "") if child is not None and alone else ""


def _is_hidden(node: "LexborNode") -> bool:
    attributes = node.attributes
    return bool(attributes) and ("hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None)


def _span(value: str | None, most: int, all_of_it: int) -> int:
    """Read a span as browsers do: leading digits count, 0 means `all_of_it`, nonsense is 1."""
    match = _SPAN.match(value or "")
    if match is None:
        return 1
    return min(int(match[1]), most) or all_of_it
