"""Text of an OpenDocument text as it gathers: the body, a cell, a box or a note, each a stream of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.document import Paragraph
from core.readers.blocks import Item
from core.readers.odt.lists import Nest
from core.readers.word.counting import headed
from core.readers.xmlparts import Attributes

Act = Callable[[str, Attributes], bool]
"""What to do where an element begins; False leaves out what is in it."""


@dataclass(slots=True)
class Words:
    """A paragraph while it is read: its pieces, its number, and the boxes and pictures anchored in it."""

    number: str = ""
    pieces: list[str] = field(default_factory=list)
    before: list[Item] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)
    joins: bool = False
    """Whether its end is deleted, so that the next paragraph goes on in the same line."""

    def items(self) -> list[Item]:
        text = "".join(self.pieces)
        text = headed(self.number, text) if self.number else text
        return [*self.before, *(Paragraph(line.strip(" \t")) for line in text.split("\n")), *self.after]


@dataclass(slots=True)
class Flow:
    """One stream of text; `words` is the paragraph that is open in it, `nest` the lists."""

    items: list[Item] = field(default_factory=list)
    words: Words | None = None
    nest: Nest = field(default_factory=Nest)

    def anchor(self, items: list[Item]) -> None:
        """Add boxes and pictures: before the paragraph where nothing of it came yet, else after it."""
        if self.words is None:
            self.items += items
        else:
            (self.words.after if self.words.pieces else self.words.before).extend(items)


class Stage:
    """The streams that are open, the innermost last, and whether what comes now is hidden."""

    def __init__(self) -> None:
        self.flows = [Flow()]
        self.hidden = 0
        self.deleted: set[str] = set()
        """The deletions that are open, where what was deleted still stands in the text."""
        self._hides: list[bool] = []
        self._hiding = 0
        self._hidden_now = False

    @property
    def flow(self) -> Flow:
        return self.flows[-1]

    def say(self, text: str) -> None:
        """Show text, unless it is hidden; hidden text with nothing shown between is one stretch of it."""
        words = self.flow.words
        if words is None or self.deleted:
            return
        if self._hiding:
            if text.strip() and not self._hidden_now:
                self._hidden_now = True
                self.hidden += 1
            return
        self._hidden_now = False
        words.pieces.append(text)

    def open_style(self, *, hides: bool) -> None:
        """Begin something with a style, a paragraph or a span."""
        self._hides.append(hides)
        self._hiding += hides

    def close_style(self) -> None:
        self._hiding -= self._hides.pop()

    def begin_words(self, number: str) -> None:
        """Begin a paragraph, or go on with one whose end was deleted."""
        words = self.flow.words
        if words is not None and words.joins:
            words.joins, words.number = False, words.number or number
            return
        self._put()
        self.flow.words = Words(number)

    def end_words(self) -> None:
        """End the paragraph; of one that is hidden whole nothing is left."""
        words = self.flow.words
        if words is not None and self.deleted:
            words.joins = True
            return
        if words is not None and self._hiding and not words.pieces:
            self._drop(words)
        self._put()

    def open_flow(self, items: list[Item]) -> None:
        """Begin a stream of its own, whose paragraphs and tables go into `items`."""
        self.flows.append(Flow(items))

    def close_flow(self) -> list[Item]:
        """End the innermost stream; return what is in it."""
        self.end_waiting()
        return self.flows.pop().items

    def end_waiting(self) -> None:
        """End a paragraph that waits for the next one, which did not come."""
        words = self.flow.words
        if words is not None and words.joins and not any(map(str.strip, words.pieces)):
            self._drop(words)
        self._put()

    def _drop(self, words: Words) -> None:
        """Keep of a paragraph only what is anchored in it."""
        self.flow.items += [*words.before, *words.after]
        self.flow.words = None

    def _put(self) -> None:
        if self.flow.words is not None:
            self.flow.items += self.flow.words.items()
            self.flow.words = None
