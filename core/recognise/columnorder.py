"""The order of columns as the headings in a passage of text give it, for tables that lost their geometry."""

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from core.folding import key
from core.forms import GridForm, Row
from core.recognise.divide import Ways
from core.recognise.rawrows import EXTRA, Field, FieldKind, RawRow

_CLOSE = 70
_LONG_NAME, _CLOSE_NAME = 6, 85
_SUBTOTALS = ("小计", "合计")
_NEUTRAL = ("信息内容", "申请人情况", "项目", "指标")


def with_columns(form: GridForm, rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows of one grid with their fields under column keys, where headings give another order than the form's.

    Headings are misprinted too: an order under which fewer rows add up than under the official one is not followed.
    """
    official = tuple(column.key for column in form.columns)
    order = official
    arranged = []
    for row in rows:
        order = column_order(form, row.label) or order
        arranged.append(in_order(row, order) if order != official else row)
    if any(rule.each == "row" for rule in form.rules) and _sound(arranged, official) < _sound(rows, official):
        return list(rows)
    return arranged


def _sound(rows: Sequence[RawRow], official: Sequence[str]) -> int:
    """How many rows add up."""
    sound = 0
    for row in rows:
        named = {item.column: item for item in row.fields if item.column}
        fields = [named[column] for column in official if column in named] if named else row.fields
        ways = Ways(tuple(fields), len(official), size=len(official))
        sound += ways.plain is not None and ways.sound
    return sound


def in_order(row: RawRow, order: Sequence[str]) -> RawRow:
    """A row whose cells stand apart, under the columns of `order`; cells that ran together, or know theirs, stay as they are."""
    plain = Ways(tuple(row.fields), len(order)).plain if order else None
    if plain is None or any(item.column for item in row.fields):
        return row
    cells = [item for item in row.fields if item.kind is not FieldKind.EMPTY_LINE]
    places = [item.place for item in cells] if len(cells) >= len(order) else [row.place] * len(order)
    fields = [
        Field(text, place, FieldKind.WRITTEN if text.strip() else FieldKind.BLANK, column)
        for text, place, column in zip(plain, places, order, strict=False)
    ]
    return replace(row, fields=fields)


def column_order(form: GridForm, label: str) -> tuple[str, ...] | None:
    """The columns of a grid in the order in which a text names them, a subtotal among them; None unless it names each once.

    The columns of a group stand where the name of the group stands, though the text gives them later; so a text that
    does not name the group gives no order.
    """
    named = _named(form, key(label))
    columns = {column.key: column.path[0] if len(column.path) > 1 else "" for column in form.columns}
    found = [name for name in named if name in columns]
    if sorted(found) != sorted(columns) or not {*columns.values(), ""} <= {*named, ""}:
        return None
    order: list[str] = []
    for name in named:
        group = columns.get(name, "")
        if name.startswith(EXTRA) or (group and group in named):
            continue
        order += _members(name, named, columns) if name not in columns else [name]
    return tuple(order)


def run_order(form: GridForm, label: str) -> tuple[str, ...] | None:
    """The cells, as “row.column”, of a grid printed as one row, in the order in which a text names them; None if unclear.

    The groups stand in the order of their names (one misprinted name leaves the official order), the columns in the
    order in which they come again for each group.
    """
    words = key(label)
    starts = {row.key: _start(words, row) for row in form.rows}
    named = [name for name in _named(form, words) if not name.startswith(EXTRA)]
    groups = [named[start : start + len(form.columns)] for start in range(0, len(named), len(form.columns))]
    columns = sorted(column.key for column in form.columns)
    if len(groups) != len(form.rows) or any(sorted(group) != columns for group in groups):
        return None
    found = [start for start in starts.values() if start >= 0]
    rows = sorted(form.rows, key=lambda row: starts[row.key]) if len(found) == len(starts) else form.rows
    if len(found) < len(starts) and found != sorted(found):
        return None
    return tuple(f"{row.key}.{column}" for row, group in zip(rows, groups, strict=True) for column in group)


def _start(words: str, row: Row) -> int:
    """Where a text names a row, −1 if it does not."""
    return max(words.find(key(name)) for name in (row.label, *row.aliases))


def _named(form: GridForm, words: str) -> list[str]:
    """The headings of a grid that a text names, in order; a piece between them that is close to one is a misprint of it."""
    pattern, known = _wordings(form)
    for group in {key(group) for column in form.columns for group in column.path[:-1]}:
        words = _mended(words, group)
    named: list[str] = []
    end = 0
    for match in pattern.finditer(words):
        named += [*_misprinted(words[end : match.start()], known), known[match[0]]]
        end = match.end()
    return [name for name in named + _misprinted(words[end:], known) if name]


def _mended(words: str, group: str) -> str:
    """Headings with the name of a group set right, which may hold the name of a column (其他) and be misprinted around it."""
    if group in words or len(group) < _LONG_NAME:
        return words
    pieces = {words[start : start + size] for size in range(len(group) - 1, len(group) + 2) for start in range(len(words))}
    closeness, piece = max(((fuzz.ratio(piece, group), piece) for piece in pieces), default=(0, ""))
    return words.replace(piece, group, 1) if closeness >= _CLOSE_NAME else words


def _misprinted(piece: str, known: dict[str, str]) -> list[str]:
    if not 3 <= len(piece) <= 12:
        return []
    closeness, word = max((fuzz.ratio(piece, word), word) for word in known)
    return [known[word]] if closeness >= _CLOSE else []


def _members(group: str, named: Sequence[str], columns: dict[str, str]) -> list[str]:
    """The columns of a group in their order, with a subtotal that stands among them."""
    return [name for name in named if columns.get(name) == group or name.startswith(EXTRA)]


@functools.lru_cache(maxsize=32)
def _wordings_of(form_columns: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    known = {key(words): EXTRA + words for words in _SUBTOTALS} | dict.fromkeys(map(key, _NEUTRAL), "")
    for name, path, aliases in form_columns:
        known |= {key(alias): name for alias in aliases if len(alias) >= 3}
        known |= {key(group): group for group in path[:-1]}
    known |= {key(path[-1]): name for name, path, _ in form_columns}
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), known


def _wordings(form: GridForm) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for every heading of a grid and its groups, and what each means."""
    return _wordings_of(tuple((column.key, column.path, column.aliases) for column in form.columns))
