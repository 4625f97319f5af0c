"""Names of reports that can be told apart: with their file where two are alike, shortened where they do not differ."""

from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from gui.document import OpenReport

_LONGEST = 48
"""Characters of a window's title: task bars and lists of windows show hardly more."""


def name_among(document: OpenReport, documents: Iterable[OpenReport]) -> str:
    """The title of a report; where another has the same, with the name of its file."""
    alike = any(other is not document and other.title == document.title for other in documents)
    return with_file(document) if alike else document.title


def with_file(document: OpenReport) -> str:
    """The title of a report and the name of its file, once where the title is that name."""
    name = document.report.source.name
    return f"{document.title}（{name}）" if document.path and Path(name).stem != document.title else document.title


def shared_start(name: str, others: Iterable[str]) -> int:
    """How many characters a name begins with like another one; a number in which they differ is not taken apart."""
    starts = (len(_start(name, other).rstrip("0123456789")) for other in others)
    return max((start for start in starts if start < len(name)), default=0)


def _start(one: str, other: str) -> str:
    return "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def shortened(name: str, shared: int, metrics: QFontMetrics, width: int) -> str:
    """A name that fits into a width: what it begins with like others goes first, then its middle."""
    if metrics.horizontalAdvance(name) <= width:
        return name
    for kept in range(shared - 1, -1, -1):
        if metrics.horizontalAdvance(made := f"{name[:kept]}…{name[shared:]}") <= width:
            return made
    return metrics.elidedText(f"…{name[shared:]}" if shared else name, Qt.TextElideMode.ElideMiddle, width)


def window_name(document: OpenReport) -> str:
    """The title of a report with the name of its file, both ends of which stay when it is too long for a window."""
    name = with_file(document)
    half = (_LONGEST - 1) // 2
    return name if len(name) <= _LONGEST else f"{name[:half]}…{name[-half:]}"
