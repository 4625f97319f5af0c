"""Tables as units rebuild them: broken over pages, cut up, joined, with subtotals, reordered, or made plain."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from core.layout import Role
from tests.builders.article import Article, Board, Slot

Alteration = Callable[[random.Random, Article], None]


def unaltered(_rng: random.Random, _printed: Article) -> None:
    """The official tables."""


def broken(*, header: bool, numbers: bool) -> Alteration:
    """The table of requests broken over two or three pages; the header again on each page, page numbers between."""

    def alter(rng: random.Random, printed: Article) -> None:
        printed.boards(lambda board: _pages(rng, board, header, numbers) if board.key == "requests" else board)

    return alter


def _pages(rng: random.Random, board: Board, header: bool, numbers: bool) -> list[Board | str]:
    cuts = sorted(rng.sample(range(board.header_rows + 1, board.height), rng.choice((1, 1, 2))))
    repeated = rng.random() < 0.3
    pages: list[Board | str] = []
    for page, (start, end) in enumerate(zip([0, *cuts], [*cuts, board.height], strict=True), 2):
        if numbers and start:
            pages.append(rng.choice((f"- {page} -", f"— {page} —", f"第 {page} 页", f"第{page}页 共9页", f"-{page}-")))
        pages.append(slice_of(board, start, end, header=header and start > 0, repeated=repeated))
    return pages


def slice_of(board: Board, start: int, end: int, *, header: bool = False, repeated: bool = False) -> Board:
    """The rows from `start` to `end`; a group label that began before is an empty cell where it goes on, or `repeated`."""
    top = [slot for slot in board.slots if slot.row < board.header_rows] if header else []
    shift = (board.header_rows if header else 0) - start
    body = []
    for slot in board.slots:
        first, last = max(slot.row, start), min(slot.row + slot.row_span, end)
        if first < last and (first == slot.row or slot.role is Role.LABEL):
            text = slot.text if first == slot.row or repeated else ""
            body.append(replace(slot, row=first + shift, row_span=last - first, text=text))
    return Board(board.key, (*top, *body), board.header_rows if header or not start else 0, board.label_columns)


def subtables(rng: random.Random, printed: Article) -> None:
    """Each clause of the table of section two as a table of its own, its caption inside or as a line before."""
    outside = rng.random() < 0.5
    printed.boards(lambda board: _clauses(board, outside) if board.key == "disclosure" else board)


def _clauses(board: Board, outside: bool) -> list[Board | str]:
    starts = [slot.row for slot in board.slots if slot.role is Role.CAPTION]
    pieces: list[Board | str] = []
    for start, end in zip(starts, [*starts[1:], board.height], strict=True):
        if outside:
            pieces.append(next(slot.text for slot in board.slots if slot.row == start))
        pieces.append(slice_of(board, start + outside, end))
    return pieces


def combined(_rng: random.Random, printed: Article) -> None:
    """The tables of sections two to four as one table, the headings in rows of it."""
    slots: list[Slot] = []
    row = 0
    for part in printed.parts[1:4]:
        [board] = part.tables
        assert isinstance(board, Board)
        if part.number > 2:
            slots.append(Slot(row, 0, 1, board.width, Role.MISSING, part.heading))
            row += 1
        slots += [slot.moved(row) for slot in board.slots]
        row += board.height
    second = replace(printed.parts[1], tables=(Board("combined", tuple(slots), 0, 0),))
    hidden = [replace(part, tables=(), hidden=True) for part in printed.parts[2:4]]
    printed.parts = [printed.parts[0], second, *hidden, *printed.parts[4:]]


def subtotal_column(rng: random.Random, printed: Article) -> None:
    """A column of the sums of the five kinds of bodies, before or behind them."""
    label, first = rng.choice(("小计", "法人小计", "合计")), rng.random() < 0.5
    printed.boards(lambda board: _with_column(board, label, first) if board.key == "requests" else board)
    printed.extras += 1


def _with_column(board: Board, label: str, first: bool) -> Board:
    group = next(slot for slot in board.slots if slot.role is Role.HEADER and slot.text.startswith("法人"))
    at = group.column if first else group.column + group.column_span
    slots = [_making_room(slot, at, group) for slot in board.slots]
    slots.append(Slot(group.row + 1, at, 1, 1, Role.HEADER, label))
    for row in range(board.header_rows, board.height):
        inside = range(group.column, group.column + group.column_span)
        slots.append(Slot(row, at, 1, 1, Role.VALUE, _sum(s for s in board.slots if s.row == row and s.column in inside)))
    return replace(board, slots=tuple(slots))


def _making_room(slot: Slot, at: int, group: Slot) -> Slot:
    if slot is group or slot.column < at < slot.column + slot.column_span:
        return replace(slot, column_span=slot.column_span + 1)
    return slot.moved(0, 1) if slot.column >= at else slot


def subtotal_rows(rng: random.Random, printed: Article) -> None:
    """A row of sums below each group of reasons, （三）to（六）."""
    label = rng.choice(("小计", "合计", "小 计"))
    printed.boards(lambda board: _with_rows(printed, board, label) if board.key == "requests" else board)


def _with_rows(printed: Article, board: Board, label: str) -> Board:
    groups = [slot for slot in board.slots if slot.role is Role.LABEL and slot.column == 1 and slot.row_span > 1]
    printed.extras += len(groups)
    for group in sorted(groups, key=lambda slot: -slot.row):
        board = _with_row(board, group, label)
    return board


def _with_row(board: Board, group: Slot, label: str) -> Board:
    at = group.row + group.row_span
    slots = []
    for slot in board.slots:
        if slot == group or slot.row < at < slot.row + slot.row_span:
            slots.append(replace(slot, row_span=slot.row_span + 1))
        else:
            slots.append(slot.moved(1) if slot.row >= at else slot)
    slots.append(Slot(at, group.column + 1, 1, 1, Role.LABEL, label))
    rows = range(group.row, at)
    slots += [
        Slot(at, column, 1, 1, Role.VALUE, _sum(s for s in board.slots if s.column == column and s.row in rows))
        for column in range(board.label_columns, board.width)
    ]
    return replace(board, slots=tuple(slots))


def _sum(slots: Iterable[Slot]) -> str:
    texts = [slot.text.split("（")[0] for slot in slots if slot.role is Role.VALUE]
    return str(sum(int(text) for text in texts if text.isdigit()))


def shuffled_rows(rng: random.Random, printed: Article) -> None:
    """The reasons of each group in another order, with their own numbers or numbered anew."""
    anew = rng.random() < 0.5
    printed.boards(lambda board: _with_rows_shuffled(rng, board, anew) if board.key == "requests" else board)


def _with_rows_shuffled(rng: random.Random, board: Board, anew: bool) -> Board:
    groups = [s for s in board.slots if s.role is Role.LABEL and s.column == 1 and s.row_span > 1]
    moves: dict[int, int] = {}
    numbers: dict[int, int] = {}
    for group in groups:
        rows = list(range(group.row, group.row + group.row_span))
        moves |= dict(zip(rows, rng.sample(rows, len(rows)), strict=True))
        numbers |= {row: 1 + row - group.row for row in rows}
    slots = [replace(s, row=moves.get(s.row, s.row)) if s.column > 1 else s for s in board.slots]
    if anew:
        slots = [_numbered(s, numbers[s.row]) if s.role is Role.LABEL and s.column == 2 and s.row in numbers else s for s in slots]
    return replace(board, slots=tuple(slots))


def _numbered(slot: Slot, number: int) -> Slot:
    return replace(slot, text=f"{number}.{slot.text.split('.', 1)[-1]}")


def shuffled_columns(rng: random.Random, printed: Article) -> None:
    """The columns of all tables in another order, with their labels."""
    printed.boards(lambda board: _SHUFFLES[board.key](rng, board))


def _requests_columns(rng: random.Random, board: Board) -> Board:
    group = next(s for s in board.slots if s.role is Role.HEADER and s.text.startswith("法人"))
    return _reordered(rng, board, range(group.column, group.column + group.column_span), range(board.height))


def _dispute_columns(rng: random.Random, board: Board) -> Board:
    for start in (0, 5, 10):
        board = _reordered(rng, board, range(start, start + 5), range(board.height))
    return board


def _disclosure_columns(rng: random.Random, board: Board) -> Board:
    starts = [s.row for s in board.slots if s.role is Role.CAPTION]
    for start, end in zip(starts, [*starts[1:], board.height], strict=True):
        if all(s.column_span == 1 for s in board.slots if start < s.row < end):
            board = _reordered(rng, board, range(1, board.width), range(start + 1, end))
    return board


def _reordered(rng: random.Random, board: Board, columns: range, rows: range) -> Board:
    moves = dict(zip(columns, rng.sample(list(columns), len(columns)), strict=True))
    return replace(board, slots=tuple(
        replace(s, column=moves[s.column]) if s.row in rows and s.column in moves and s.column_span == 1 else s for s in board.slots
    ))  # fmt: skip


_SHUFFLES = {"requests": _requests_columns, "disputes": _dispute_columns, "disclosure": _disclosure_columns}


def flat(rng: random.Random, printed: Article) -> None:
    """One header row and one label column a table, group and label joined by a sign; the clauses as tables of their own."""
    sign, corner = rng.choice("-_/·"), rng.choice(("项目", "指标", "申请类型"))
    subtables(rng, printed)
    printed.boards(lambda board: board if board.key == "disclosure" else _flat(board, sign, corner))


def flat_leaves(rng: random.Random, printed: Article) -> None:
    """The same, with the innermost labels alone where the table has label columns."""
    corner = rng.choice(("项目", "指标"))
    signs = {"requests": "", "disputes": "-"}
    subtables(rng, printed)
    printed.boards(lambda board: _flat(board, signs[board.key], corner) if board.key in signs else board)


def _flat(board: Board, sign: str, corner: str) -> Board:
    left = 1 if board.label_columns else 0
    slots = [Slot(0, 0, 1, 1, Role.HEADER, corner)] if left else []
    for column in range(board.label_columns, board.width):
        path = _over(board, Role.HEADER, column=column)
        path = path[1:] if path[0].startswith("申请人") else path
        slots.append(Slot(0, left + column - board.label_columns, 1, 1, Role.HEADER, sign.join(path) if sign else path[-1]))
    for row in range(board.header_rows, board.height):
        at = 1 + row - board.header_rows
        if left:
            path = _over(board, Role.LABEL, row=row)
            slots.append(Slot(at, 0, 1, 1, Role.LABEL, sign.join(path) if sign else path[-1]))
        values = [s for s in board.slots if s.role is Role.VALUE and s.row == row]
        slots += [replace(s, row=at, column=left + s.column - board.label_columns) for s in values]
    return Board(board.key, tuple(slots), 1, left)


def _over(board: Board, role: Role, *, row: int = -1, column: int = -1) -> list[str]:
    """The labels that cover a row or a column, from the outermost inwards."""
    covering = [
        s
        for s in board.slots
        if s.role is role and s.text and (s.row <= row < s.row + s.row_span or s.column <= column < s.column + s.column_span)
    ]
    return [s.text for s in sorted(covering, key=lambda s: (s.row, s.column) if column >= 0 else (s.column, s.row))]


ALTERATIONS: dict[str, Alteration] = {
    "": unaltered,
    "broken": broken(header=False, numbers=True),
    "broken-headed": broken(header=True, numbers=True),
    "fragments": broken(header=False, numbers=False),
    "fragments-headed": broken(header=True, numbers=False),
    "subtables": subtables,
    "combined": combined,
    "subtotal-column": subtotal_column,
    "subtotal-rows": subtotal_rows,
    "shuffled-rows": shuffled_rows,
    "shuffled-columns": shuffled_columns,
    "flat": flat,
    "flat-leaves": flat_leaves,
}
