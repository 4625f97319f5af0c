"""A printed report as plain text, in the shapes that copying from web pages, Word and Excel leaves behind."""

import random
from collections.abc import Callable, Sequence

from core.folding import squeeze
from core.layout import Role
from tests.builders.article import NBSP, Article, Board, Part, Slot
from tests.builders.surroundings import closing, heading_line, opening

Carrier = Callable[[random.Random, Board], list[str]]
_WRAPS = {"（三）不予公开": 5, "（四）无法提供": 5, "（五）不予处理": 5, "商业企业": 2, "科研机构": 2, "尚未审结": 2}


def as_text(rng: random.Random, article: Article, carrier: Carrier, headings: str, around: str) -> str:
    """The whole article as text, its tables carried in the given way."""
    lines = [*opening(rng, article, around), *article.preamble]
    for part in article.parts:
        lines = _joined(lines, _part(rng, part, carrier, headings), trailing=headings == "trailing" and part.number in {2, 6})
    return "\n".join([*lines, *closing(rng, article, around)]) + "\n"


def _joined(lines: list[str], more: list[str], *, trailing: bool) -> list[str]:
    """The lines with those of the next part behind; `trailing`: its heading ends the last line before it."""
    return [*lines[:-1], f"{lines[-1]} {more[0]}", *more[1:]] if trailing else [*lines, *more]


def _part(rng: random.Random, part: Part, carrier: Carrier, headings: str) -> list[str]:
    lines = [] if part.hidden else [heading_line(part, headings), *part.words]
    if headings == "glued" and part.words:
        lines = [lines[0] + lines[1], *lines[2:]]
    for table in part.tables:
        lines += [table] if isinstance(table, str) else carrier(rng, table)
    return lines


def printed_rows(board: Board) -> list[list[Slot]]:
    """The rows as they flow into text: a group label that was left on the page before leaves nothing."""
    return [[slot for slot in line if slot.text or slot.role is not Role.LABEL] for line in board.lines()]


def _shown(slot: Slot) -> str:
    return slot.text or NBSP


def _wrapped(slot: Slot) -> list[str]:
    """The lines that a narrow cell breaks its label into."""
    at = _WRAPS.get(slot.text, 12 if slot.role is Role.LABEL and slot.text[:2] in {"一、", "二、"} else 0)
    return [slot.text[:at], slot.text[at:]] if at else [_shown(slot)]


def cells_on_lines(_rng: random.Random, board: Board) -> list[str]:
    """Every cell on a line of its own; a blank one holds a non-breaking space."""
    return [_shown(slot) for line in printed_rows(board) for slot in line]


def cells_on_lines_wrapped(_rng: random.Random, board: Board) -> list[str]:
    """The same, with labels broken over two lines."""
    return [text for line in printed_rows(board) for slot in line for text in _wrapped(slot)]


def cells_with_pipes(_rng: random.Random, board: Board) -> list[str]:
    """Every cell on a line with a pipe behind it; a row with fewer cells than the table is filled up with pipes."""
    return _piped(board, _shown)


def cells_with_bare_pipes(_rng: random.Random, board: Board) -> list[str]:
    """The same, with nothing but the pipe for a blank cell."""
    return _piped(board, lambda slot: slot.text)


def _piped(board: Board, shown: Callable[[Slot], str]) -> list[str]:
    lines: list[str] = []
    for number, line in enumerate(printed_rows(board)):
        fill = "|" * (board.width - len(line))
        if number == 0:
            first = "| " + " | ".join(map(shown, line)) + " |"
            lines += [f"{first} {fill}"] if len(line) == 1 else [first, fill]
            continue
        lines += [f"{shown(slot)} |" for slot in line]
        lines += [fill] if fill else []
    return lines


def cells_in_pipe_rows(_rng: random.Random, board: Board) -> list[str]:
    """Each row on one line between pipes, as other extractors leave it."""
    rows = printed_rows(board)
    return ["| " + " | ".join(slot.text for slot in line) + " |" + "|" * (board.width - len(line)) for line in rows]


def glued(_rng: random.Random, board: Board) -> list[str]:
    """All cells of a row in one string, labels broken over two lines where they are narrow."""
    lines: list[str] = []
    for line in printed_rows(board):
        current = ""
        for slot in line:
            if len(parts := _wrapped(slot)) == 2:
                lines += [current + parts[0]] if current + parts[0] else []
                current = parts[1]
                if slot.role is Role.LABEL:
                    lines.append(current)
                    current = ""
            else:
                current += parts[0]
        lines += [current] if current else []
    return lines


def glued_plainly(_rng: random.Random, board: Board) -> list[str]:
    """All cells of a row in one string, nothing wrapped."""
    return ["".join(map(_shown, line)) for line in printed_rows(board)]


def separated(separator: str, blank: str) -> Carrier:
    """Rows with `separator` between the cells; merged cells appear once, a blank as `blank`."""
    return lambda _rng, board: [separator.join(slot.text or blank for slot in line) for line in printed_rows(board)]


def tabs_of_excel(_rng: random.Random, board: Board) -> list[str]:
    """Rows with tabs, every place of the sheet a field: what a merged cell covers is empty."""
    return ["\t".join(row) for row in board.fields()]


def markdown(*, repeat: bool) -> Carrier:
    """A markdown table with its rule below the first row; merged cells once, or repeated."""

    def carry(_rng: random.Random, board: Board) -> list[str]:
        rows = ["| " + " | ".join(row) + " |" for row in board.fields(repeat=repeat)]
        return ["", rows[0], "|" + "---|" * board.width, *rows[1:], ""]

    return carry


def header_downwards(carrier: Carrier) -> Carrier:
    """The header of the disputes printed downwards, letter by letter over all columns; the rest by `carrier`."""

    def carry(rng: random.Random, board: Board) -> list[str]:
        if board.key != "disputes":
            return carrier(rng, board)
        leaves = _leaves(board)
        letters = _downwards(leaves, pad=rng.choice((0, 1)))
        groups = [" ".join(slot.text for slot in line if slot.text not in leaves) for line in board.lines()[:-1]]
        figures = carrier(rng, Board(board.key, tuple(board.lines()[-1]), 0, 0))
        return [*(group for group in groups if group), *letters, *[line for line in figures if line]]

    return carry


def _downwards(leaves: Sequence[str], *, pad: int) -> list[str]:
    """Line by line the letters of all columns; a short word begins `pad` lines further down."""
    tall = [" " * pad + leaf if len(leaf) == 2 else leaf for leaf in leaves]
    depth = max(map(len, tall))
    return [" ".join(leaf[level] for leaf in tall if leaf[level : level + 1].strip()) for level in range(depth)]


def narrow_cells(_rng: random.Random, board: Board) -> list[str]:
    """Every cell on a line of its own; the narrow header cells of the disputes take a line for each letter."""
    lines: list[str] = []
    for slot in (slot for line in printed_rows(board) for slot in line):
        downwards = board.key == "disputes" and slot.role is Role.HEADER and slot.column_span == 1
        lines += list(squeeze(slot.text).replace(" ", "")) if downwards else [_shown(slot)]
    return lines


def _leaves(board: Board) -> Sequence[str]:
    """The lowest header cells from left to right."""
    head = [slot for slot in board.slots if slot.row < board.header_rows and slot.column_span == 1]
    return [slot.text for slot in sorted(head, key=lambda slot: slot.column)]


TEXT_CARRIERS: dict[str, Carrier] = {
    "lines": cells_on_lines,
    "lines-wrapped": cells_on_lines_wrapped,
    "pipes": cells_with_pipes,
    "pipes-bare": cells_with_bare_pipes,
    "pipe-rows": cells_in_pipe_rows,
    "glued": glued,
    "glued-plain": glued_plainly,
    "space": separated(" ", ""),
    "spaces": separated("    ", ""),
    "tabs": separated("\t", ""),
    "tabs-excel": tabs_of_excel,
    "markdown": markdown(repeat=False),
    "markdown-repeated": markdown(repeat=True),
    "downwards-cells": narrow_cells,
    "downwards-lines": header_downwards(cells_on_lines),
    "downwards-space": header_downwards(separated(" ", "")),
    "downwards-glued": header_downwards(glued_plainly),
}
GLUED = {"glued", "glued-plain", "downwards-glued"}
"""Carriers in which nothing stands between the figures."""
BLANKLESS = {"pipes-bare", "space", "spaces", "downwards-space"}
"""Carriers in which an empty cell leaves nothing."""
