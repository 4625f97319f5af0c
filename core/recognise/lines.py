"""Tables that reached us as lines of text: one cell a line, cells glued together, pipes, tabs, wrapped labels."""

import enum
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.document import Paragraph, Place
from core.folding import fold, key
from core.numbers import Kind, parse_figure
from core.recognise.pipes import cells_of, is_rule
from core.recognise.rawrows import Field, FieldKind, RawRow
from core.recognise.vocabulary import Vocabulary

_MARK = r"(?:[\d\s.,/%\-]|(?<=[\s\d])无(?=[\s\d]|$))"
_FIGURES = re.compile(rf"{_MARK}+(?:(?<=\d)\((?![一二三四五六七八九十]\))[^()]{{1,40}}\){_MARK}*)*")
_ENUMERATOR = re.compile(r"(?P<before>.*?)(?P<number>[1-9]\s*\.?\s*)$", re.DOTALL)
_LONE_ENUMERATOR = re.compile(r"\s*[(]?\d{1,2}\s*[.、)]\s*")
_SENTENCE = re.compile(r"[。；]|\d\s*[件条个项次份][，,、（(]")
_SHORT_REMARK = 12
_SURE = 0.8


class LineKind(enum.StrEnum):
    """What a line looks like in the light of the form."""

    FIGURES = "figures"
    LABEL = "label"
    FAMILIAR = "familiar"  # made of the words of labels, but no label: one misprinted, or a sentence about the table
    EMPTY = "empty"
    REMARK = "remark"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Token:
    """A label (or a piece of one), a remark, or (`field` set) figures or a blank cell."""

    text: str
    place: Place
    field: Field | None = None
    remark: bool = False


@dataclass(slots=True)
class LinesRead:
    """The rows that some lines hold, which lines they were (by index), and what stood between them unexplained.

    `labels` are the other lines that hold nothing but words of the form, such as headings of a table that follows.
    """

    rows: list[RawRow] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)
    labels: set[int] = field(default_factory=set)
    leftovers: list[Token] = field(default_factory=list)


def read_lines(
    paragraphs: Sequence[Paragraph], words: Vocabulary, section: int, headed: Collection[int] = frozenset()
) -> LinesRead:
    """Find the passages that are tables, and their rows.

    A table is looked for in its own section; elsewhere only if that section has no heading (`headed` are those that have).
    """
    read = LinesRead()
    kinds: list[LineKind] = []
    tokens: list[list[Token]] = []
    for paragraph in paragraphs:
        parts = list(_tokens(paragraph, words))
        kinds.append(_kind(paragraph, parts, words))
        tokens.append(parts)
    for start, end in _passages(kinds):
        rows, leftovers = _rows([token for line in tokens[start:end] for token in line], words, section)
        if any(row.fields and _known(row, words, section, headed) for row in rows):
            read.rows += rows
            read.leftovers += leftovers
            read.consumed |= set(range(start, end))
    read.labels = {index for index, kind in enumerate(kinds) if kind is LineKind.LABEL} - read.consumed
    return read


def _known(row: RawRow, words: Vocabulary, section: int, headed: Collection[int]) -> bool:
    """Whether a row belongs to a table that may stand in this section."""
    match = words.match(row.label)
    if match and match[1] >= _SURE:
        own = words.form.table_of(match[0].grid).section
        if section in (0, own) or own not in headed:
            return True
    one_row = {table.section for table in words.form.tables if table.layout == "one_row"}
    return section in one_row and bool(row.written)


# ── passages ─────────────────────────────────────────────────────────


def _passages(kinds: Sequence[LineKind]) -> Iterator[tuple[int, int]]:
    """Stretches without prose that hold labels, from the first label or figures to the last and the blanks behind it."""
    start = 0
    for index in range(len(kinds) + 1):
        if index < len(kinds) and kinds[index] is not LineKind.PROSE:
            continue
        telling = [i for i in range(start, index) if kinds[i] in {LineKind.LABEL, LineKind.FIGURES}]
        if telling:
            end = telling[-1] + 1
            while end < index and kinds[end] is LineKind.EMPTY:
                end += 1
            yield telling[0], end
        start = index + 1


def _kind(paragraph: Paragraph, tokens: Sequence[Token], words: Vocabulary) -> LineKind:
    if not tokens or all(token.field and token.field.kind is not FieldKind.WRITTEN for token in tokens):
        return LineKind.EMPTY
    labels = [token for token in tokens if not token.field]
    if any(token.remark for token in labels):
        short = len(key(paragraph.text)) <= _SHORT_REMARK and "。" not in paragraph.text
        return LineKind.REMARK if short else LineKind.PROSE
    if not labels or len(labels) < len(tokens):
        return LineKind.FIGURES
    return LineKind.LABEL if all(words.is_wording(token.text) for token in labels) else LineKind.FAMILIAR


# ── tokens ───────────────────────────────────────────────────────────


def _tokens(paragraph: Paragraph, words: Vocabulary) -> Iterator[Token]:
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


# ── rows ─────────────────────────────────────────────────────────────


def _rows(tokens: Sequence[Token], words: Vocabulary, section: int) -> tuple[list[RawRow], list[Token]]:
    """Join labels until figures come, then figures until the next label; a word among figures is an unreadable cell."""
    rows: list[RawRow] = []
    leftovers: list[Token] = []
    current = RawRow("", section=section)
    for index, token in enumerate(tokens):
        if token.field:
            current.fields.append(token.field)
        elif token.remark and current.fields and _amid_figures(tokens, index):
            current.fields.append(Field(token.text, token.place))
        elif token.remark and not _part_of_label(token, words):
            leftovers.append(token)
        else:
            if any(item.kind is not FieldKind.EMPTY_LINE for item in current.fields):
                rows += _split_labels(current, words)
                current = RawRow("", section=section)
            current.label += "".join(token.text.split())
            current.place = token.place
    rows += _split_labels(current, words)
    return rows, leftovers


def _amid_figures(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].field is not None and tokens[index - 1].field is not None


def _part_of_label(token: Token, words: Vocabulary) -> bool:
    return len(key(token.text)) <= 2 and words.is_label(token.text)


def _split_labels(row: RawRow, words: Vocabulary) -> Iterable[RawRow]:
    """A label that holds several row labels: all but the last are rows whose blank cells left no trace."""
    folded = key(row.label)
    found = []
    for target in words.targets:
        word = max(target.words, key=len)
        at = folded.find(word)
        if target.row and not target.members and len(word) >= _shortest(words, target.grid) and 0 <= at < len(folded) - len(word):
            found.append((at, target, word))
    found.sort(key=lambda item: item[0])
    rows = [RawRow(word, [], row.place, row.section) for _, _, word in found if not _continues(folded, word)]
    return [*rows, row]


def _shortest(words: Vocabulary, grid: str) -> float:
    """How long a row label must be to be told within others; those of a table printed as one row are headings."""
    return {"stacked": 4, "matrix": 5, "one_row": math.inf}[words.form.table_of(grid).layout]


def _continues(folded: str, word: str) -> bool:
    """Whether the label only goes on from this word, as 结转下年度 in 结转下年度继续办理 does."""
    return folded.endswith(word) or len(folded) - folded.find(word) - len(word) < 4
