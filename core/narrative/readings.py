"""The cells that a name stands for in one report: rows filled in from what was spoken of, patterns from the form."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from core.forms import CellRef
from core.narrative.expanding import Printed
from core.narrative.naming import Named
from core.narrative.vocabulary import Sum, Vocabulary

Rows = Sequence[tuple[str, ...]]
LOOSE = (("received",), ("received", "carried_in"), ("concluded",))
"""The rows that a figure about applicants may belong to, when nothing says which."""
_COMING = frozenset(["new", "receive"])
_BOTH = frozenset(["review", "suit"])


def sums_of(name: Named, rows: Rows, own: Printed, *, wider: bool = False, strictly: bool = False) -> Iterator[Sum]:
    """The sums of cells that this report's form has for a name, the likeliest first.

    Args:
        name: What the words name.
        rows: What {row} may be.
        own: What the report prints.
        wider: Whether the words say what the figure contains, so that only the wider readings count.
        strictly: Whether the other readings do not count.
    """
    meaning = name.meaning
    also = () if strictly else meaning.also
    longer = [template for template in also if _is_wider(template, meaning.cells[0])] if wider else []
    templates = longer or dict.fromkeys(chain(meaning.cells, also))
    for template in templates:
        yield from filter(None, map(own.expanded, _filled(template, rows)))


def _is_wider(template: Sum, first: Sum) -> bool:
    """Whether a reading contains more than the first: 办理24件（含上年结转3件） may be those concluded, which have that in them."""
    return len(template) > len(first) or template[0].row == "concluded"


def _filled(template: Sum, rows: Rows) -> Iterable[Sum]:
    """A sum with each of the rows that {row} may be."""
    if all(ref.row != "{row}" for ref in template):
        return [template]
    return [tuple(CellRef(ref.grid, row, ref.column) for ref in template for row in some) for some in rows]


def rows_of(name: Named, words: Vocabulary) -> Rows:
    """The rows of {row} that the words themselves tell; () when they leave it open."""
    grid = name.meaning.cells[0][0].grid
    if grid == "disputes":
        both = name.concepts >= _BOTH and "after" not in name.concepts
        return [words.rows["review"] + words.rows["suit"]] if both else [words.rows.get(name.talk.subject, ())]
    return [("received",)] if name.concepts & _COMING else []
