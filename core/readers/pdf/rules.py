"""Rules, put together from their pieces: drawn in parts, as dots or twice; and which of them hang together."""

from collections.abc import Iterable, Iterator, Sequence

from core.readers.pdf.ink import Rule

_TOUCH = 3.0
"""Points between rules that count as touching."""
_SAME = 1.0
"""Points that the pieces of one rule may differ in height."""
_SHORTEST = 5.0
"""Points; no cell is as narrow or low."""


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """The pieces of one rule as one; what stays shorter than any cell is no rule."""
    heights: list[list[Rule]] = []
    for rule in sorted(rules):
        if not heights or rule.at - heights[-1][0].at > _SAME:
            heights.append([])
        heights[-1].append(rule)
    return [rule for pieces in heights for rule in runs_of(pieces) if rule.end - rule.start >= _SHORTEST]


def runs_of(pieces: Sequence[Rule]) -> Iterator[Rule]:
    """The pieces at one height, joined where they touch."""
    at = sum(piece.at for piece in pieces) / len(pieces)
    ordered = sorted(pieces, key=lambda piece: piece.start)
    start, end = ordered[0].start, ordered[0].end
    for piece in ordered[1:]:
        if piece.start > end + _TOUCH:
            yield Rule(at, start, end)
            start = piece.start
            end = piece.end
        end = max(end, piece.end)
    yield Rule(at, start, end)


def connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules that hang together, each set as those across and those down."""
    leaders = list(range(len(across) + len(down)))
    for first, rule in enumerate(across):
        for second, other in enumerate(down, len(across)):
            if meet(rule, other):
                leaders[leader_of(leaders, second)] = leader_of(leaders, first)
    sets: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*across, *down]):
        sets.setdefault(leader_of(leaders, index), ([], []))[index >= len(across)].append(rule)
    return [found for found in sets.values() if all(found)]


def leader_of(leaders: list[int], index: int) -> int:
    """What stands for all that an item is one with, in a list that leads each to another of these, or to itself."""
    while leaders[index] != index:
        leaders[index] = leaders[leaders[index]]
        index = leaders[index]
    return index


def meet(across: Rule, down: Rule) -> bool:
    """Whether a rule across and one down cross or touch."""
    reaches = across.start - _TOUCH <= down.at <= across.end + _TOUCH
    return reaches and down.start - _TOUCH <= across.at <= down.end + _TOUCH
