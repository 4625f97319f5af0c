"""Text of a Word document as it gathers: paragraphs that may be joined, what is anchored in them, and fields."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.document import Paragraph
from core.readers.blocks import Item
from core.readers.docx.numbering import Numbering
from core.readers.docx.styles import Styles
from core.readers.word.counting import headed
from core.readers.word.xml import Gatherer
from core.readers.xmlparts import Attributes

Act = Callable[[str, Attributes], bool]
"""What to do where an element begins; False leaves out what is in it."""


@dataclass(slots=True)
class Words:
    """A paragraph while it is read: its pieces, its place in a list, and the boxes and pictures anchored in it."""

    pieces: list[str] = field(default_factory=list)
    before: list[Item] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)
    style: str | None = None
    list_id: str | None = None
    level: int | None = None
    printed: str | None = None
    joins: bool = False
    inserted: bool = False

    @property
    def lines(self) -> list[Item]:
        return [Paragraph(line.strip(" \t")) for line in "".join(self.pieces).split("\n")]


@dataclass(slots=True)
class Flow:
    """One stream of text: the body, a cell, a text box, a note. `words` is the paragraph that is open, or waits to be joined."""

    items: list[Item] = field(default_factory=list)
    words: Words | None = None
    fields: list[bool] = field(default_factory=list)
    codes: int = 0

    def anchor(self, items: list[Item]) -> None:
        """Add boxes and pictures: before the paragraph where nothing of it came yet, else after it."""
        if self.words is None:
            self.items += items
        else:
            (self.words.after if self.words.pieces else self.words.before).extend(items)

    def field_mark(self, kind: str | None) -> None:
        """Take the begin, the separator or the end of a field (ECMA-376, part 1, 17.16.18)."""
        if kind == "begin":
            self.fields.append(True)
            self.codes += 1
        elif kind == "separate" and self.fields and self.fields[-1]:
            self.fields[-1] = False
            self.codes -= 1
        elif kind == "end" and self.fields:
            self.codes -= self.fields.pop()


@dataclass(slots=True)
class Tally:
    """What the clerk should know: revisions, stretches of hidden text, contents that stand in other files.

    `in_new_row` while a row is read that is a revision as a whole.
    """

    revisions: int = 0
    hidden: int = 0
    elsewhere: int = 0
    in_new_row: bool = False
    _revising: str = ""
    _hiding: bool = False

    def revised(self, kind: str) -> None:
        """Count a revision; pieces of one kind with nothing between them are one."""
        self.revisions += kind != self._revising
        self._revising = kind

    def hid(self) -> None:
        """Count a stretch of hidden text."""
        self.hidden += not self._hiding
        self._hiding = True

    def showed(self, *, inserted: bool) -> None:
        """Note that text was shown, which ends a stretch."""
        self._hiding = False
        if not inserted and not self.in_new_row:
            self._revising = ""


class Stage:
    """Where a document is put together: the streams that are open, the innermost last, and what all readers share."""

    def __init__(self, gatherer: Gatherer, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.tally = Tally()
        self.flows = [Flow()]
        self.prompting = 0
        self._gatherer, self._numbering = gatherer, numbering

    @property
    def flow(self) -> Flow:
        return self.flows[-1]

    def gather(self, done: Callable[[dict[str, Attributes]], None]) -> Act:
        """The act of collecting what is in an element, for `done` to take at its end."""

        def begin(_name: str, _attributes: Attributes) -> bool:
            self._gatherer.open(done)
            return True

        return begin

    def open_flow(self, items: list[Item]) -> None:
        """Begin a stream of its own, whose paragraphs and tables go into `items`."""
        self.flows.append(Flow(items))

    def close_flow(self) -> list[Item]:
        """End the innermost stream; return what is in it."""
        self.end_waiting()
        return self.flows.pop().items

    def begin_paragraph(self) -> None:
        """Begin a paragraph, or go on with one whose end was deleted: the end that is left decides on list and style."""
        words = self.flow.words or Words()
        self.flow.words = Words(words.pieces, words.before, words.after)

    def end_paragraph(self) -> None:
        """End the paragraph that is open, under the number that Word makes for it."""
        flow = self.flow
        if flow.words is None:
            return
        number = self._number(flow.words)
        if number:
            flow.words.pieces[:] = [headed(number, "".join(flow.words.pieces))]
        flow.items += [*flow.words.before, *flow.words.lines, *flow.words.after]
        flow.words = None
        if flow.codes:  # an instruction does not reach beyond its paragraph: this field was never ended
            flow.fields.clear()
            flow.codes = 0

    def end_waiting(self) -> None:
        """End a paragraph that waits for the next one, which did not come; of a deleted one nothing is left."""
        words = self.flow.words
        if words and words.joins and not any(map(str.strip, words.pieces)):
            self.flow.items += [*words.before, *words.after]
            self.flow.words = None
        self.end_paragraph()

    def _number(self, words: Words) -> str:
        if words.printed is not None:
            return words.printed
        of_style, level, style = self.styles.numbering(words.style)
        list_id = of_style if words.list_id is None else words.list_id
        if list_id is None:
            return ""
        own = words.level if words.level is not None or words.list_id is None else 0
        return self._numbering.next(list_id, level if own is None else own, style)
