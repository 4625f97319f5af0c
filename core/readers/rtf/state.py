"""What an RTF reader is in the middle of: the kind of group, and the properties that braces save and bring back."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from core.readers.rtf.fonts import Fonts
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
    raised: bool = False

    def changed(self, word: str, value: int | None, fonts: Fonts) -> "State":
        """The properties that hold behind one of the control words that change them."""
        match word:
            case "f":
                return replace(self, codec=fonts.codec(value or 0))
            case "uc":
                return replace(self, fallback=max(value or 0, 0))
            case "pard":
                return replace(self, level=0) if self.level else self
            case "intbl":
                return replace(self, level=max(self.level, 1))
            case "itap":
                return replace(self, level=max(value or 0, 0))
            case "v":
                return replace(self, hidden=value != 0)
            case "deleted":
                return replace(self, deleted=value != 0)
            case "super":
                return replace(self, raised=value != 0)
            case "sub" | "nosupersub":
                return replace(self, raised=False)
        return replace(self, codec=fonts.codec(fonts.default), hidden=False, deleted=False, raised=False)  # plain
