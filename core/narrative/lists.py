"""Names told in a row before their figures: 维持、纠正分别为3件、1件, and 维持、纠正均为0件."""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from core.narrative.sentences import PAD, Sentence

_ASIDE = re.compile(r"\([^()]*\)")
_ROW = re.compile(
    rf"(?:^|[,;:(])(?P<names>[^,;:()]*(?:、|和|及|与)[^,;:()]*?)(?:的)?[\s{PAD}]*(?P<how>分别|依次|均|都|皆)"
    r"(?:为|有|是|计|达|到)*\s*$"
)
_AND = re.compile(r"、|以及|和|及|与")
_NEXT = re.compile(r"\s*(?:、|,|,?(?:以及|和|及|与))\s*")
_ONE_BY_ONE = frozenset(["分别", "依次"])


def rows_of_names(sentence: Sentence) -> Mapping[int, tuple[str, ...]]:
    """By the number of a figure the names it is told for: one where each has its own, all where they share it.

    Where names and figures are not as many, no name: nobody can say which is which.
    """
    return dict(_named(sentence))


def _named(sentence: Sentence) -> Iterator[tuple[int, tuple[str, ...]]]:
    for index in range(len(sentence.amounts)):
        row = _ROW.search(_ASIDE.sub("", sentence.between(index)))
        if row is None:
            continue
        names = tuple(_AND.split(row["names"]))
        figures = [index, *_following(sentence, index)]
        if row["how"] in _ONE_BY_ONE:
            matched = names if len(names) == len(figures) else [""] * len(figures)
            yield from ((figure, (name,)) for figure, name in zip(figures, matched, strict=True))
        elif len(figures) == 1:
            yield index, names


def _following(sentence: Sentence, index: int) -> Iterator[int]:
    """The figures after one with nothing but a comma or an and between."""
    rest = range(index + 1, len(sentence.amounts))
    return takewhile(lambda number: _NEXT.fullmatch(sentence.between(number)) is not None, rest)
