"""What every reader promises, whatever the bytes: a document with something in it, or a refusal with a sentence."""

from pathlib import Path

from core.document import Document, RawTable, Unreadable
from core.readers import read_bytes
from core.readers.refusals import codes


def attempt(data: bytes, path: Path) -> Document | Unreadable:
    """Read, and hold the outcome to the promise; whatever is raised beside Unreadable fails the test by itself."""
    outcome: Document | Unreadable
    try:
        outcome = read_bytes(data, path)
    except Unreadable as error:
        outcome = error
    check(outcome)
    return outcome


def check(outcome: Document | Unreadable) -> None:
    """A refusal has a known code and a whole sentence; in a document no two cells lie over one another."""
    if isinstance(outcome, Unreadable):
        assert outcome.code in codes(), outcome.code
        assert outcome.message.endswith("。"), outcome.message
        return
    assert outcome.blocks, "nothing in it"
    for block in outcome.blocks:
        if isinstance(block, RawTable):
            assert block.cells, "a table without cells"
            assert not overlaps(block), "two cells over one another"


def overlaps(table: RawTable) -> bool:
    """Whether some place is covered by two cells."""
    places = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    return len(set(places)) < len(places)
