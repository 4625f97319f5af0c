"""What stands under one heading: the rows of tables, whatever shape they have, and the running text around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.document import Block, Paragraph, Picture, Place, RawTable
from core.recognise.columns import Columns
from core.recognise.halves import whole_tables
from core.recognise.lines import read_lines
from core.recognise.outline import Segment
from core.recognise.pipes import with_tables
from core.recognise.rawrows import RawRow
from core.recognise.sections import unpiped
from core.recognise.tables import read_table, table_texts
from core.recognise.vocabulary import Vocabulary
from core.report import Leftover


@dataclass(slots=True)
class Lines:
    """The lines of a segment that are no table, each with whether it is but a label; and whether tables stood among them."""

    lines: list[tuple[str, bool]] = field(default_factory=list)
    has_table: bool = False

    def text(self, *, without_labels: bool) -> str:
        """The running text; labels beside a table belong to the table."""
        drop = without_labels or self.has_table
        return "\n".join(line.strip() for line, is_label in self.lines if line.strip() and not (is_label and drop))


@dataclass(slots=True)
class Found:
    """What the segments yielded so far; `headed` are the sections that have a heading."""

    headed: frozenset[int]
    rows: list[RawRow] = field(default_factory=list)
    lines: list[Lines] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    columns: Columns | None = None
    pictures: dict[int, list[Place]] = field(default_factory=dict)


def read_segment(segment: Segment, words: Vocabulary | None, found: Found) -> None:
    """Take the tables out of a segment, whatever shape they have; the rest is its text."""
    number = segment.heading.number if segment.heading else 0
    before = len(found.rows)
    rest = Lines()
    blocks = list(with_tables(segment.blocks))
    for run in _runs(whole_tables(blocks, words) if words else blocks):
        match run:
            case RawTable():
                _take_table(run, number, words, found)
            case Picture():
                found.pictures.setdefault(number, []).append(run.place)
            case _:
                rest.lines += _take_lines(run, number, words, found)
    rest.has_table = len(found.rows) > before
    found.lines.append(rest)


def _runs(blocks: Iterable[Block]) -> Iterable[RawTable | Picture | list[Paragraph]]:
    """Tables and pictures, and the paragraphs between them together."""
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            continue
        if paragraphs:
            yield paragraphs
        paragraphs = []
        yield block
    if paragraphs:
        yield paragraphs


def _take_table(table: RawTable, number: int, words: Vocabulary | None, found: Found) -> None:
    """Take the rows of a table; one without any is left over whole."""
    read = read_table(table, words, number, found.columns) if words else None
    if read and read.rows:
        found.rows += read.rows
        found.columns = read.columns
        found.leftovers += (
            Leftover(cell.text, cell.place) for cell in read.leftovers if not words or not words.is_label(cell.text)
        )
    else:
        why = "masthead" if number == 0 else "table"
        found.leftovers += (Leftover(line, table.place, why) for line in table_texts(table))


def _take_lines(paragraphs: Sequence[Paragraph], number: int, words: Vocabulary | None, found: Found) -> list[tuple[str, bool]]:
    """Take the tables out of some lines; what is left, each with whether it is but a label, to be dropped beside a table."""
    if words is None:
        return [(unpiped(paragraph.text), False) for paragraph in paragraphs]
    read = read_lines(paragraphs, words, number, found.headed)
    found.rows += read.rows
    found.leftovers += (Leftover(token.text, token.place) for token in read.leftovers)
    rest = ((index, paragraph) for index, paragraph in enumerate(paragraphs) if index not in read.consumed)
    return [(unpiped(paragraph.text), index in read.labels) for index, paragraph in rest]
