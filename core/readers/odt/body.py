"""The body of an OpenDocument text walked once, as a stream of elements: paragraphs, lists, tables, boxes and notes in order."""

import re
from collections.abc import Callable

from core.document import Picture
from core.readers.blocks import Item, without_blanks
from core.readers.odt.flow import Act, Stage
from core.readers.odt.lists import Lists
from core.readers.odt.styles import Styles
from core.readers.odt.table import TableReader
from core.readers.word.xml import Handler, number, value
from core.readers.xmlparts import Attributes

_LEFT_OUT = frozenset([
    "office:meta", "office:settings", "office:scripts", "office:font-face-decls", "office:styles", "office:automatic-styles",
    "office:master-styles", "office:forms", "office:annotation", "office:binary-data", "office:event-listeners", "svg:title",
    "svg:desc", "draw:object", "draw:object-ole", "draw:glue-point", "draw:enhanced-geometry", "text:note-citation", "text:number",
    "text:ruby-text", "text:placeholder", "text:table-of-content-source", "text:illustration-index-source",
    "text:table-index-source", "text:object-index-source", "text:user-index-source",
    "text:alphabetical-index-source", "text:bibliography-source",
])  # fmt: skip
"""What holds no text of the body: properties, comments, other programs' objects, prompts, marks of notes, templates."""
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_BOXES = frozenset(["draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:polygon", "draw:path",
                    "draw:line", "draw:polyline", "draw:connector", "draw:regular-polygon", "draw:caption"])  # fmt: skip
_PARAGRAPHS = frozenset(["text:p", "text:h"])
_REVISIONS = frozenset(["text:insertion", "text:deletion"])
_BLANKS = re.compile("[ \t\r\n]+")
_MOST_BLANKS = 1_000


class Body(Handler):
    """Reads the part with the body; afterwards `items()`, `revisions` and `hidden` say what is there."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.revisions = 0
        self._styles, self._lists = styles, lists
        self._stage = Stage()
        self._tables = TableReader(self._stage)
        self._pictured: list[bool] = []
        self._notes: list[Item] = []
        self._region = ""
        self._deletions: set[str] = set()
        self._starts = {**dict.fromkeys(_LEFT_OUT, _leave_out), **self._acts(), **self._tables.starts()}
        self._ends = {**self._last_acts(), **self._tables.ends()}

    @property
    def hidden(self) -> int:
        """How many stretches of hidden text were left out."""
        return self._stage.hidden

    def items(self) -> list[Item]:
        """The body in order, and after it the notes."""
        self._stage.end_waiting()
        return [*self._stage.flow.items, *self._notes]

    def start(self, name: str, attributes: Attributes) -> bool:
        act = self._starts.get(name)
        return act is None or act(name, attributes)

    def end(self, name: str) -> None:
        act = self._ends.get(name)
        if act is not None:
            act()

    def text(self, text: str) -> None:
        self._stage.say(_BLANKS.sub(" ", text))

    def _acts(self) -> dict[str, Act]:
        return {
            **dict.fromkeys(_PARAGRAPHS, self._open_paragraph),
            **dict.fromkeys(_SIGNS, self._sign),
            **dict.fromkeys(_REVISIONS, self._revision),
            **dict.fromkeys(_BOXES, self._open_box),
            "text:changed-region": self._changed_region,
            "text:change-start": self._begin_change,
            "text:change-end": self._end_change,
            "text:s": self._blanks,
            "text:span": self._open_span,
            "text:section": self._section,
            "text:list": self._open_list,
            "text:list-item": self._item,
            "text:list-header": self._unnumbered,
            "text:note-body": self._open_box,
            "draw:frame": self._open_frame,
            "draw:image": self._picture,
        }

    def _last_acts(self) -> dict[str, Callable[[], None]]:
        return {
            **dict.fromkeys(_PARAGRAPHS, self._close_paragraph),
            **dict.fromkeys(_BOXES, self._close_box),
            "text:span": self._stage.close_style,
            "text:list": self._close_list,
            "text:note-body": self._close_note,
            "draw:frame": self._close_frame,
        }

    def _open_paragraph(self, name: str, attributes: Attributes) -> bool:
        style = value(attributes, "style-name")
        self._stage.begin_words(self._number(name, style, attributes))
        self._stage.open_style(hides=self._styles.hides("paragraph", style))
        return True

    def _number(self, name: str, style: str | None, attributes: Attributes) -> str:
        nest = self._stage.flow.nest
        if nest.styles:
            return self._lists.number(nest)
        if name != "text:h" or value(attributes, "is-list-header") == "true" or self._styles.is_out_of_lists(style):
            return ""
        return self._lists.of_heading(number(attributes, "outline-level", 1))

    def _close_paragraph(self) -> None:
        self._stage.end_words()
        self._stage.close_style()

    def _sign(self, name: str, _attributes: Attributes) -> bool:
        self._stage.say(_SIGNS[name])
        return True

    def _blanks(self, _name: str, attributes: Attributes) -> bool:
        self._stage.say(" " * min(max(number(attributes, "c", 1), 0), _MOST_BLANKS))
        return True

    def _open_span(self, _name: str, attributes: Attributes) -> bool:
        self._stage.open_style(hides=self._styles.hides("text", value(attributes, "style-name")))
        return True

    def _section(self, _name: str, attributes: Attributes) -> bool:
        display = value(attributes, "display")
        hidden = display == "none" or (display == "condition" and value(attributes, "is-hidden") == "true")
        self._stage.hidden += hidden
        return not hidden

    def _changed_region(self, _name: str, attributes: Attributes) -> bool:
        self._region = value(attributes, "id") or ""
        return True

    def _revision(self, name: str, _attributes: Attributes) -> bool:
        """An insertion stands in the text; what was deleted stands here, or in the text where it is marked (5.5)."""
        self.revisions += 1
        if name == "text:deletion":
            self._deletions.add(self._region)
        return False

    def _begin_change(self, _name: str, attributes: Attributes) -> bool:
        identity = value(attributes, "change-id") or ""
        if identity in self._deletions:
            self._stage.deleted.add(identity)
        return True

    def _end_change(self, _name: str, attributes: Attributes) -> bool:
        self._stage.deleted.discard(value(attributes, "change-id") or "")
        return True

    def _open_list(self, _name: str, attributes: Attributes) -> bool:
        self._lists.open(self._stage.flow.nest, attributes)
        return True

    def _close_list(self) -> None:
        self._lists.close(self._stage.flow.nest)

    def _item(self, _name: str, attributes: Attributes) -> bool:
        self._lists.item(self._stage.flow.nest, attributes)
        return True

    def _unnumbered(self, _name: str, _attributes: Attributes) -> bool:
        self._stage.flow.nest.due = False
        return True

    def _open_box(self, _name: str, _attributes: Attributes) -> bool:
        self._stage.open_flow([])
        return True

    def _close_box(self) -> None:
        items = self._stage.close_flow()
        self._stage.flow.anchor(without_blanks(items))

    def _close_note(self) -> None:
        self._notes += without_blanks(self._stage.close_flow())

    def _open_frame(self, _name: str, _attributes: Attributes) -> bool:
        self._pictured.append(False)
        return True

    def _picture(self, _name: str, _attributes: Attributes) -> bool:
        """A picture; others in the same frame show the same in another way."""
        if self._pictured and not self._pictured[-1]:
            self._pictured[-1] = True
            self._stage.flow.anchor([Picture()])
        return False

    def _close_frame(self) -> None:
        self._pictured.pop()


def _leave_out(_name: str, _attributes: Attributes) -> bool:
    return False
