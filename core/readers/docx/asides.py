"""What stands beside the running text of a Word document: text boxes, pictures, notes, controls, alternative contents."""

from collections.abc import Callable

from core.document import Paragraph, Picture
from core.readers.blocks import Item, without_blanks
from core.readers.docx.flow import Act, Stage
from core.readers.word.xml import is_on, value
from core.readers.xmlparts import Attributes

_KNOWN = frozenset(["wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15"])
"""Additions whose text is read; for others the file offers something older instead."""
_NOTES = ("w:footnote", "w:endnote")
_REFERENCES = tuple(f"{note}Reference" for note in _NOTES)


class AsideReader:
    """What to do at boxes, pictures, notes, controls and alternatives (ECMA-376, part 1, 17.5, 17.11; part 3)."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._choices: list[bool] = []
        self._prompts: list[bool] = []
        self._notes: dict[str, list[Item]] = {}
        self._wanted: list[str] = []

    def starts(self) -> dict[str, Act]:
        return {
            **dict.fromkeys(_REFERENCES, self._reference),
            **dict.fromkeys(_NOTES, self._open_note),
            **dict.fromkeys(("mc:Choice", "mc:Fallback"), self._choice),
            **dict.fromkeys(("pic:pic", "v:imagedata"), self._picture),
            **dict.fromkeys(("w:altChunk", "w:subDoc"), self._elsewhere),
            "mc:AlternateContent": self._open_choices,
            "w:sdt": self._open_control,
            "w:sdtPr": self._stage.gather(self._control_properties),
            "w:txbxContent": self._open_box,
            "v:textpath": self._word_art,
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        return {
            **dict.fromkeys(_NOTES, self._close_note),
            "mc:AlternateContent": self._close_choices,
            "w:sdt": self._close_control,
            "w:txbxContent": self._close_box,
        }

    def notes(self) -> list[Item]:
        """The notes, in the order in which the text refers to them."""
        return without_blanks(item for key in dict.fromkeys(self._wanted) for item in self._notes.get(key, ()))

    def _open_choices(self, _name: str, _attributes: Attributes) -> bool:
        self._choices.append(False)
        return True

    def _choice(self, name: str, attributes: Attributes) -> bool:
        """The first choice that is understood, or else what there is for older programs: the same thing only once."""
        if not self._choices:
            return True
        needed = (value(attributes, "Requires") or "").split()
        takes = not self._choices[-1] and (name == "mc:Fallback" or _KNOWN.issuperset(needed))
        self._choices[-1] |= takes
        return takes

    def _close_choices(self) -> None:
        self._choices.pop()

    def _open_control(self, _name: str, _attributes: Attributes) -> bool:
        self._prompts.append(False)
        return True

    def _control_properties(self, found: dict[str, Attributes]) -> None:
        """A control that shows its prompt holds nothing yet."""
        if self._prompts and is_on(found, "showingPlcHdr") and not self._prompts[-1]:
            self._prompts[-1] = True
            self._stage.prompting += 1

    def _close_control(self) -> None:
        self._stage.prompting -= self._prompts.pop()

    def _open_box(self, _name: str, _attributes: Attributes) -> bool:
        self._stage.open_flow([])
        return True

    def _close_box(self) -> None:
        items = self._stage.close_flow()
        self._stage.flow.anchor(without_blanks(items))

    def _word_art(self, _name: str, attributes: Attributes) -> bool:
        words = value(attributes, "string") or ""
        self._stage.flow.anchor([Paragraph(line) for line in words.splitlines() if line.strip()])
        return True

    def _picture(self, _name: str, _attributes: Attributes) -> bool:
        self._stage.flow.anchor([Picture()])
        return False

    def _elsewhere(self, _name: str, _attributes: Attributes) -> bool:
        self._stage.tally.elsewhere += 1
        return False

    def _reference(self, name: str, attributes: Attributes) -> bool:
        self._wanted.append(f"{name.removesuffix('Reference')} {value(attributes, 'id')}")
        return False

    def _open_note(self, name: str, attributes: Attributes) -> bool:
        """A note; those of the other kinds are but the lines that divide notes from text."""
        if value(attributes, "type") not in {None, "normal"}:
            return False
        identity = value(attributes, "id")
        if identity is None:  # Word 2003 writes a note where the text refers to it
            identity = f"here {len(self._wanted)}"
            self._wanted.append(f"{name} {identity}")
        items: list[Item] = []
        self._notes[f"{name} {identity}"] = items
        self._stage.open_flow(items)
        return True

    def _close_note(self) -> None:
        self._stage.close_flow()
