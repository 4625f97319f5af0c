"""What an RTF reader is in the middle of: the kind of group, and the properties that braces save and bring back."""

from dataclasses import dataclass
from enum import Enum, auto

from core.readers.rtf.story import Story


class Inside(Enum):
    """What kind of group something stands in."""

    TEXT = auto()
    LISTING = auto()
    NOTE = auto()
    FONTS = auto()
    PICTURE = auto()
    DRAWING = auto()
    TWICE = auto()
    NESTED_ROW = auto()


SHOWN = frozenset([Inside.TEXT, Inside.LISTING, Inside.NOTE])
GROUPS = {
    "fonttbl": Inside.FONTS, "upr": Inside.TWICE, "ud": Inside.TEXT, "listtext": Inside.LISTING, "pntext": Inside.LISTING,
    "pict": Inside.PICTURE, "shpinst": Inside.DRAWING, "do": Inside.DRAWING, "nesttableprops": Inside.NESTED_ROW,
}  # fmt: skip
STORIES = {"shptxt": Inside.TEXT, "dptxbxtext": Inside.TEXT, "footnote": Inside.NOTE}
"""Groups with lines of their own."""


@dataclass(frozen=True, slots=True)
class State:
    """What braces save and bring back (RTF 1.9.1, “Formal Syntax”)."""

    story: Story
    inside: Inside = Inside.TEXT
    codec: str = ""
    fallback: int = 1
    level: int = 0
    hidden: bool = False
    deleted: bool = False
