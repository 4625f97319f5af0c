"""Paragraphs and runs of a Word document: which text is shown, signs and breaks, fields, revisions."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.readers.docx.flow import Act, Stage
from core.readers.docx.numbering import named
from core.readers.footnotes import marked
from core.readers.word.symbols import symbol
from core.readers.word.xml import is_on, value
from core.readers.xmlparts import Attributes

_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_DELETIONS, _INSERTIONS = ("w:del", "w:moveFrom"), ("w:ins", "w:moveTo")
_WHITE = str.maketrans("\r\n\t", "   ")


@dataclass(slots=True)
class _Run:
    """The run that is open, and the text element in it."""

    hidden: bool = False
    raised: bool = False
    reading: bool = False
    preserve: bool = False
    pieces: list[str] = field(default_factory=list)


class TextReader:
    """What to do at the elements of running text (ECMA-376, part 1, 17.3, 17.13.5 and 17.16)."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._run = _Run()
        self._kept: list[bool] = []
        self._inserting = 0

    def starts(self) -> dict[str, Act]:
        gather = self._stage.gather
        return {
            **dict.fromkeys(_SIGNS, self._sign),
            **dict.fromkeys((*_DELETIONS, *_INSERTIONS), self._revision),
            **dict.fromkeys(("w:t", "m:t"), self._open_text),
            "w:p": self._open_paragraph,
            "w:pPr": gather(self._paragraph_properties),
            "w:r": self._open_run,
            "w:rPr": gather(self._run_properties),
            "w:sym": self._symbol,
            "w:fldChar": self._field_mark,
            "aml:annotation": self._annotation,
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        return {
            **dict.fromkeys(_INSERTIONS, self._close_insertion),
            **dict.fromkeys(("w:t", "m:t"), self._close_text),
            "w:p": self._close_paragraph,
            "w:r": self._close_run,
            "aml:annotation": self._close_insertion,
        }

    def text(self, text: str) -> None:
        if self._run.reading:
            self._run.pieces.append(text)

    def say(self, text: str) -> None:
        """Show text, unless it is hidden, the code of a field, or the prompt of an empty control."""
        stage = self._stage
        flow = stage.flow
        if flow.words is None or flow.codes or stage.prompting:
            return
        if self._run.hidden:
            if text.strip():
                stage.tally.hid()
            return
        flow.words.pieces.append(text)
        stage.tally.showed(inserted=self._inserting > 0)

    def _open_paragraph(self, _name: str, _attributes: Attributes) -> bool:
        self._stage.begin_paragraph()
        self._run.hidden = self._hides(None)
        return True

    def _paragraph_properties(self, found: dict[str, Attributes]) -> None:
        words = self._stage.flow.words
        if words is None:
            return
        words.style = value(found.get("pStyle", {}))
        words.list_id, words.level = named(found)
        words.printed = value(found["listPr/t"]) if "listPr/t" in found else None
        words.joins = self._joins(found)
        words.inserted = "rPr/ins" in found or _kind(found.get("rPr/annotation", {})) == "Word.Insertion"
        self._run.hidden = self._hides(None)

    def _joins(self, found: dict[str, Attributes]) -> bool:
        """Whether the end of the paragraph is deleted or hidden, so that the next one goes on in the same line."""
        deleted = "rPr/del" in found or "rPr/moveFrom" in found or _kind(found.get("rPr/annotation", {})) == "Word.Deletion"
        if deleted:
            self._stage.tally.revised("w:del")
        hidden = is_on(found, "rPr/vanish")
        return deleted or (self._hides(None) if hidden is None else hidden)

    def _close_paragraph(self) -> None:
        words = self._stage.flow.words
        if words is not None and not words.joins:
            self._stage.tally.showed(inserted=words.inserted)
            self._stage.end_paragraph()

    def _open_run(self, _name: str, _attributes: Attributes) -> bool:
        self._run.hidden, self._run.raised = self._hides(None), False
        return True

    def _close_run(self) -> None:
        self._run.hidden, self._run.raised = self._hides(None), False

    def _run_properties(self, found: dict[str, Attributes]) -> None:
        hidden = is_on(found, "vanish")
        self._run.raised = value(found.get("vertAlign", {})) == "superscript"
        self._run.hidden = self._hides(value(found.get("rStyle", {}))) if hidden is None else hidden

    def _hides(self, run_style: str | None) -> bool:
        """Whether styles hide text here."""
        styles, words = self._stage.styles, self._stage.flow.words
        return styles.any_hidden and styles.hides(words.style if words else None, run_style)

    def _open_text(self, _name: str, attributes: Attributes) -> bool:
        self._run.reading = True
        self._run.preserve = attributes.get(_SPACE) == "preserve"
        return True

    def _close_text(self) -> None:
        text = "".join(self._run.pieces).translate(_WHITE)
        self._run.pieces.clear()
        self._run.reading = False
        shown = text if self._run.preserve else text.strip(" ")
        words = self._stage.flow.words
        self.say(marked(shown, words.pieces) if self._run.raised and words is not None else shown)

    def _sign(self, name: str, _attributes: Attributes) -> bool:
        self.say(_SIGNS[name])
        return True

    def _symbol(self, _name: str, attributes: Attributes) -> bool:
        code = value(attributes, "char") or ""
        if 2 <= len(code) <= 5 and all(digit in "0123456789abcdefABCDEF" for digit in code):
            self.say(symbol(chr(int(code, 16)), value(attributes, "font") or ""))
        return True

    def _field_mark(self, _name: str, attributes: Attributes) -> bool:
        self._stage.flow.field_mark(value(attributes, "fldCharType"))
        return False

    def _revision(self, name: str, _attributes: Attributes) -> bool:
        self._stage.tally.revised(name)
        if name in _DELETIONS:
            return False
        self._open_insertion(kept=True)
        return True

    def _annotation(self, _name: str, attributes: Attributes) -> bool:
        """The same as Word 2003 writes it, and its comments."""
        kind = _kind(attributes)
        if kind in {"Word.Deletion", "Word.Insertion"}:
            self._stage.tally.revised(kind)
        if kind in {"Word.Deletion", "Word.Comment"}:
            return False
        self._open_insertion(kept=kind == "Word.Insertion")
        return True

    def _open_insertion(self, *, kept: bool) -> None:
        self._kept.append(kept)
        self._inserting += kept

    def _close_insertion(self) -> None:
        self._inserting -= self._kept.pop()


def _kind(attributes: Attributes) -> str | None:
    return value(attributes, "type")
