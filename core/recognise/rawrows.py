"""Rows as found: a label and what stands behind it, before anybody knows which row of the form it is."""

import enum
from dataclasses import dataclass, field

from core.document import NOWHERE, Place

EXTRA = "+"
"""The column key of a column that the form does not have; its heading follows."""


class FieldKind(enum.StrEnum):
    """What a field is: something written, a blank cell, or a mere empty line that may have been a blank cell."""

    WRITTEN = "written"
    BLANK = "blank"
    EMPTY_LINE = "empty_line"


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one cell, or several cells run together. `column` is the key of its column where a heading tells it."""

    text: str
    place: Place = NOWHERE
    kind: FieldKind = FieldKind.WRITTEN
    column: str = ""


@dataclass(slots=True)
class RawRow:
    """A label and its fields. `section` is the section it stood in, 0 if in none; `guessed` is that of its table."""

    label: str
    fields: list[Field] = field(default_factory=list)
    place: Place = NOWHERE
    section: int = 0
    guessed: bool = False

    @property
    def written(self) -> list[Field]:
        return [item for item in self.fields if item.kind is FieldKind.WRITTEN]

    @property
    def text(self) -> str:
        """The row in one line, as the clerk would recognise it."""
        return " ".join([self.label, *(item.text.strip() for item in self.written)]).strip()
