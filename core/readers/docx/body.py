"""A Word document walked once, as a stream of elements: paragraphs, tables, boxes and notes in order.

Read as Word shows it once all revisions are accepted (ECMA-376, part 1, chapter 17).
"""

from core.readers.blocks import Item
from core.readers.docx.asides import AsideReader
from core.readers.docx.flow import Stage, Tally
from core.readers.docx.numbering import Numbering
from core.readers.docx.styles import Styles
from core.readers.docx.table import TableReader
from core.readers.docx.text import TextReader
from core.readers.word.xml import Gathering
from core.readers.xmlparts import Attributes

_LEFT_OUT = frozenset([
    "w:tblPr", "w:tblPrEx", "w:tblGridChange", "w:sectPr", "w:sdtEndPr", "w:instrText", "w:delInstrText", "w:delText", "w:rt",
    "w:binData", "w:styles", "w:lists", "w:hdr", "w:ftr", "w:fldData", "w:fonts", "w:docPr", "w:background", "w:bgPict",
])  # fmt: skip
"""What holds no text of the body: properties, codes of fields, guides to pronunciation, heads and feet of pages."""


class Body(Gathering):
    """Reads the main part, then the parts of notes; afterwards `items()` and `tally` say what is there."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        super().__init__()
        self._stage = Stage(self.gatherer, styles, numbering)
        self._text, self._asides = TextReader(self._stage), AsideReader(self._stage)
        tables = TableReader(self._stage)
        self._starts = {**dict.fromkeys(_LEFT_OUT, _leave_out), **self._text.starts(), **tables.starts(), **self._asides.starts()}
        self._ends = {**self._text.ends(), **tables.ends(), **self._asides.ends()}

    @property
    def tally(self) -> Tally:
        return self._stage.tally

    def items(self) -> list[Item]:
        """The body in order, and after it the notes in the order in which it refers to them."""
        self._stage.end_waiting()
        return [*self._stage.flow.items, *self._asides.notes()]

    def begin(self, name: str, attributes: Attributes) -> bool:
        act = self._starts.get(name)
        return act is None or act(name, attributes)

    def close(self, name: str) -> None:
        act = self._ends.get(name)
        if act is not None:
            act()

    def text(self, text: str) -> None:
        self._text.text(text)


def _leave_out(_name: str, _attributes: Attributes) -> bool:
    return False
