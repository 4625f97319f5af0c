"""Tables that reached us as lines of text: one cell a line, cells glued together, pipes, tabs, wrapped labels."""

import enum
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from core.document import Paragraph
from core.folding import key
from core.recognise.rawrows import Field, FieldKind, RawRow
from core.recognise.runon import split_labels
from core.recognise.tokens import Token, tokens_of
from core.recognise.vocabulary import Vocabulary

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
        parts = list(tokens_of(paragraph, words))
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
                rows += split_labels(current, words)
                current = RawRow("", section=section)
            current.label += "".join(token.text.split())
            current.place = token.place
    rows += split_labels(current, words)
    return rows, leftovers


def _amid_figures(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].field is not None and tokens[index - 1].field is not None


def _part_of_label(token: Token, words: Vocabulary) -> bool:
    return len(key(token.text)) <= 2 and words.is_label(token.text)
