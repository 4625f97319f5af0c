"""A line of text in pieces: labels, runs of figures, blank cells and remarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.document import Paragraph, Place
from core.folding import fold, key
from core.numbers import Kind, parse_figure
from core.recognise.pipes import cells_of, is_rule
from core.recognise.rawrows import Field, FieldKind
from core.recognise.vocabulary import Vocabulary, without_remark

_MARK = r"(?:[\d\s.,/%\-]|(?<=[\s\d])无(?=[\s\d]|$))"
_FIGURES = re.compile(rf"{_MARK}+(?:(?<=\d)\((?![一二三四五六七八九十]\))[^()]{{1,40}}\){_MARK}*)*")
_ENUMERATOR = re.compile(r"(?P<before>.*?)(?P<number>[1-9]\s*+\.?\s*+)$", re.DOTALL)
_LONE_ENUMERATOR = re.compile(r"\s*[(]?\d{1,2}\s*[.、)]\s*")
_SENTENCE = re.compile(r"[。；]|\d\s*[件条个项次份][，,、（(]")


@dataclass(frozen=True, slots=True)
class Token:
    """A label (or a piece of one), a remark, or (`field` set) figures or a blank cell."""

    text: str
    place: Place
    field: Field | None = None
    remark: bool = False


def tokens_of(paragraph: Paragraph, words: Vocabulary) -> Iterator[Token]:
    """The labels and figures of one line, in order."""
    text, place = paragraph.text, paragraph.place
    if not text.strip():
        kind = FieldKind.BLANK if text else FieldKind.EMPTY_LINE
        yield Token("", place, Field("", place, kind))
    elif not text.replace("|", "").strip():
        if text.strip() == "|":
            yield Token("", place, Field("", place, FieldKind.BLANK))
    elif not is_rule(cells := cells_of(text)):
        for part in cells:
            yield from _cell_tokens(part, place, words)


def _cell_tokens(text: str, place: Place, words: Vocabulary) -> Iterator[Token]:
    figure = parse_figure(text)
    if figure.kind is Kind.BLANK:
        yield Token("", place, Field(text, place, FieldKind.BLANK))
    elif (label := without_remark(text)) != text and key(label) in words.text and words.is_label(label):
        yield Token(label, place)
    elif _SENTENCE.search(text):
        yield Token(text, place, remark=True)
    elif _LONE_ENUMERATOR.fullmatch(fold(text)):
        yield Token(text, place)
    elif figure.kind is not Kind.UNREADABLE and key(text) not in words.text:
        yield Token("", place, Field(text, place))
    else:
        for piece, is_figures in _pieces(text):
            if is_figures:
                yield Token("", place, Field(piece, place))
            elif key(piece):
                yield from _label_tokens(piece, place, words)


def _label_tokens(piece: str, place: Place, words: Vocabulary) -> Iterator[Token]:
    """A label, with the word 无 off its end where that is the entry of its cell."""
    label = piece.rstrip()[:-1]
    if fold(piece).rstrip().endswith("无") and key(label) in words.text and key(piece) not in words.text:
        yield Token(label, place)
        yield Token("", place, Field(piece.rstrip()[-1], place, FieldKind.BLANK))
    else:
        yield Token(piece, place, remark=not words.is_label(piece))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into labels and runs of figures; the number in front of a label belongs to the label."""
    folded = fold(text)
    label_start = 0
    for match in _FIGURES.finditer(folded):
        start, end = match.span()
        end = _without_enumerator(folded, start, end)
        if not _is_run(folded, start, end):
            continue
        if label_start < start:
            yield text[label_start:start], False
        yield text[start:end], True
        label_start = end
    if label_start < len(text):
        yield text[label_start:], False


def _without_enumerator(folded: str, start: int, end: int) -> int:
    """Where a run of figures ends if its last digit is the number of the label behind it: `0000000` + `2.` + 其他."""
    match = _ENUMERATOR.fullmatch(folded, start, end) if end < len(folded) else None
    return match.end("before") if match and (folded[end] in "、)" or "." in match["number"]) else end


def _is_run(folded: str, start: int, end: int) -> bool:
    run = folded[start:end]
    if any(character.isdecimal() for character in run):
        return start == 0 or folded[start - 1] != "第"
    marks = run.strip()
    return bool(marks) and not set(marks) - set("/- 无") and (end == len(folded) or run[:1].isspace())
