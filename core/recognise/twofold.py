"""A table printed twice with other figures, of the office and of the whole county, or of two years: one of them is read, whole."""

from collections.abc import Sequence
from itertools import pairwise

from core.recognise.rawrows import RawRow
from core.recognise.vocabulary import Vocabulary

_FEWEST_ROWS = 8
"""Tables with fewer rows are parts of one another too easily."""
_WHOLE = 0.6


def first_whole(raw: Sequence[RawRow], words: Vocabulary) -> tuple[Sequence[RawRow], list[RawRow]]:
    """The rows of the first of several tables in which most rows of a grid are found, and the rows of the others.

    All rows, and none, where there is only one such table.
    """
    starts = [0, *_restarts(raw, words), len(raw)]
    runs = [raw[start:end] for start, end in pairwise(starts)]
    sizes = [_known(run, words) for run in runs]
    if len(runs) < 2 or sorted(sizes)[-2] < max(_FEWEST_ROWS, _WHOLE * max(sizes)):
        return raw, []
    kept = next(index for index, size in enumerate(sizes) if size >= _WHOLE * max(sizes))
    return runs[kept], [row for index, run in enumerate(runs) if index != kept for row in run]


def _known(rows: Sequence[RawRow], words: Vocabulary) -> int:
    """How many rows of the form are found among some rows with figures."""
    return len({match[0].row for row in rows if row.written and (match := words.match(row.label)) and match[0].row})


def _restarts(raw: Sequence[RawRow], words: Vocabulary) -> list[int]:
    """Where the first row of a table comes again, with other rows between."""
    first: str | None = None
    found: list[int] = []
    for index, row in enumerate(raw):
        match = words.match(row.label) if row.written else None
        if match is None or not match[0].row:
            continue
        if first is None:
            first = match[0].row
        elif match[0].row == first and index - (found[-1] if found else 0) >= _FEWEST_ROWS:
            found.append(index)
    return found
