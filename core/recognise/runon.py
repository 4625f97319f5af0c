"""Row labels run together into one text: all but the last are rows whose blank cells left no trace."""

import math
from collections.abc import Iterable

from core.folding import key
from core.recognise.rawrows import RawRow
from core.recognise.vocabulary import Vocabulary


def split_labels(row: RawRow, words: Vocabulary) -> Iterable[RawRow]:
    """A label that holds several row labels: all but the last are rows whose blank cells left no trace."""
    folded = key(row.label)
    found = []
    for target in words.targets:
        word = max(target.words, key=len)
        at = folded.find(word)
        if target.row and not target.members and len(word) >= _shortest(words, target.grid) and 0 <= at < len(folded) - len(word):
            found.append((at, target, word))
    found.sort(key=lambda item: item[0])
    rows = [RawRow(word, [], row.place, row.section) for _, _, word in found if not _continues(folded, word)]
    return [*rows, row]


def _shortest(words: Vocabulary, grid: str) -> float:
    """How long a row label must be to be told within others; those of a table printed as one row are headings."""
    return {"stacked": 4, "matrix": 5, "one_row": math.inf}[words.form.table_of(grid).layout]


def _continues(folded: str, word: str) -> bool:
    """Whether the label only goes on from this word, as 结转下年度 in 结转下年度继续办理 does."""
    return folded.endswith(word) or len(folded) - folded.find(word) - len(word) < 4
