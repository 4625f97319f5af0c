"""Bring rows as found and rows of the form together: in order where possible, by label always."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.recognise.rawrows import RawRow
from core.recognise.vocabulary import CLOSE, Target, Vocabulary

_SURE = 0.8


@dataclass(slots=True)
class Aligned:
    """Which raw row each target was found in, with the likeness of its label; and the raw rows left over."""

    rows: list[tuple[Target, RawRow, float]] = field(default_factory=list)
    rest: list[RawRow] = field(default_factory=list)


def align(raw: Sequence[RawRow], words: Vocabulary, grids: Sequence[str]) -> Aligned:
    """Align raw rows with the rows of some grids: the best pairs in order first, then rows out of order by their labels."""
    targets = _printed_order([target for target in words.targets if target.grid in grids], words)
    places = [words.targets.index(target) for target in targets]
    scores = [[likeness[place] for place in places] for likeness in (words.scores(row.label) for row in raw)]
    pairs = _best_pairs(scores, len(targets))
    taken = {column for _, column in pairs}
    in_order = {index for index, _ in pairs}
    for index, row in enumerate(scores):
        if index in in_order or not raw[index].written:
            continue
        best = max((column for column in range(len(targets)) if column not in taken), key=row.__getitem__, default=None)
        if best is not None and row[best] >= _SURE and row[best] >= max(row):
            pairs.append((index, best))
            taken.add(best)
    matched = dict(pairs)
    aligned = Aligned()
    for index, row_found in enumerate(raw):
        if index in matched:
            aligned.rows.append((targets[matched[index]], row_found, scores[index][matched[index]]))
        else:
            aligned.rest.append(row_found)
    return aligned


def _printed_order(targets: list[Target], words: Vocabulary) -> list[Target]:
    """Targets as printed: a group or a collapsed row before its first member, a subtotal behind its last."""
    order = {row.key: index for grid in words.form.grids.values() for index, row in enumerate(grid.rows)}
    grids = list(words.form.grids)

    def place(target: Target) -> tuple[int, int, int]:
        if target.after:
            return grids.index(target.grid), order[target.members[-1]], 1
        first = order[target.members[0]] if target.members else order[target.row]
        return grids.index(target.grid), first, -len(target.members)

    return sorted(targets, key=place)


def _best_pairs(scores: Sequence[Sequence[float]], width: int) -> list[tuple[int, int]]:
    """The pairs in order, both ways ascending, whose likeness above the least adds up to most."""
    height = len(scores)
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for row in range(height - 1, -1, -1):
        for column in range(width - 1, -1, -1):
            gain = scores[row][column] - CLOSE
            pair = best[row + 1][column + 1] + gain + 0.05 if gain >= 0 else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], pair)
    pairs: list[tuple[int, int]] = []
    row = column = 0
    while row < height and column < width:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs.append((row, column))
            row, column = row + 1, column + 1
    return pairs
