"""Which column of a table is which column of the form, by the headings above it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz

from core.document import RawCell
from core.folding import key
from core.forms import Column, GridForm
from core.recognise.rawrows import EXTRA, Field, FieldKind
from core.recognise.vocabulary import joined


@dataclass(frozen=True, slots=True)
class Columns:
    """Which physical column holds which column of which grid, for tables of `width` columns."""

    grid: str
    width: int
    keys: dict[int, str]

    @property
    def first(self) -> int:
        return min(self.keys)


def one_per_column(fields: Sequence[Field]) -> list[Field]:
    """Where a heading stands over several cells, the one that is filled counts; different figures stay together."""
    kept: dict[str, Field] = {}
    for item in fields:
        before = kept.get(item.column)
        if before is None or before.kind is FieldKind.BLANK:
            kept[item.column] = item
        elif item.kind is FieldKind.WRITTEN and item.text.strip() != before.text.strip():
            kept[item.column] = Field(f"{before.text} {item.text}", before.place, FieldKind.WRITTEN, item.column)
    return list(kept.values())


def column_keys(form: GridForm, paths: Sequence[Sequence[RawCell]]) -> dict[int, str]:
    """Physical column → key by its heading; nothing unless every column of the grid was found once."""
    keys: dict[int, str] = {}
    official = {key(column.label) for column in form.columns} & {key(path[-1].text) for path in paths if path}
    for column, path in enumerate(paths):
        heading = joined(cell.text for cell in path)
        found = _best_column(form.columns, path)
        if _is_subtotal(heading) or (found and _is_second_total(found, path, official)):
            keys[column] = EXTRA + heading
        elif found:
            if found.key in keys.values() and keys.get(column - 1) != found.key:
                return {}
            keys[column] = found.key
    return _completed(keys, [column.key for column in form.columns], paths)


def _completed(keys: dict[int, str], wanted: Sequence[str], paths: Sequence[Sequence[RawCell]]) -> dict[int, str]:
    """The columns, if all were found; the one that is lacking is the one heading nobody could read."""
    lacking = [name for name in wanted if name not in keys.values()]
    unread = [column for column, path in enumerate(paths) if path and column not in keys and keys and column > min(keys)]
    if len(lacking) == 1 and len(unread) == 1:
        return keys | {unread[0]: lacking[0]}
    return {} if lacking else keys


def _is_second_total(column: Column, path: Sequence[RawCell], official: set[str]) -> bool:
    """Whether a heading such as 合计 stands beside a column that has the official heading 总计."""
    leaf = key(path[-1].text)
    return leaf in {"小计", "合计"} and leaf != key(column.label) and key(column.label) in official


def _is_subtotal(heading: str) -> bool:
    """Whether a heading is that of a column which sums up a group of columns."""
    words = key(heading)
    if words == "小计":
        return True
    return words.endswith(("小计", "合计", "总计")) and "法人" in words


def _best_column(columns: Sequence[Column], path: Sequence[RawCell]) -> Column | None:
    """The column that a heading means: by its innermost words, which may be run together with those of its group."""
    if not path:
        return None
    leaf = key(path[-1].text)
    known = {wording: column for column in columns for wording in _wordings(column)}
    if leaf in known:
        return known[leaf]
    endings = [wording for wording in known if leaf.endswith(wording)]
    if endings:
        return known[max(endings, key=len)]
    score, best = max(((fuzz.ratio(leaf, key(column.label)), column) for column in columns), key=lambda pair: pair[0])
    return best if score >= 75 and len(leaf) >= 3 else None


def _wordings(column: Column) -> tuple[str, ...]:
    return tuple(map(key, (column.label, *column.aliases, "".join(column.path))))


def one_row_keys(form: GridForm, paths: Sequence[Sequence[RawCell]]) -> dict[int, str]:
    """Physical column → “row.column” for a grid printed as one row: groups by their headings, else by their order.

    A heading over several physical columns is one heading, even where the one above it ends between them.
    """
    keys: dict[int, str] = {}
    told: dict[RawCell, str] = {}
    seen: Counter[str] = Counter()
    named = True
    for column, path in enumerate(paths):
        leaf = _best_column(form.columns, path)
        if leaf is None:
            continue
        if path[-1] not in told:
            group = _group(form, path)
            named = named and bool(group)
            in_order = form.rows[seen[leaf.key]].key if seen[leaf.key] < len(form.rows) else ""
            seen[leaf.key] += 1
            told[path[-1]] = f"{group or in_order}.{leaf.key}"
        keys[column] = told[path[-1]]
    wanted = sorted(f"{row.key}.{column.key}" for row in form.rows for column in form.columns)
    keys = _completed(keys, wanted, paths)
    clear = len(set(told.values())) == len(told) and sorted(set(keys.values())) == wanted
    return keys if clear and (named or _in_blocks(keys)) else {}


def _in_blocks(keys: Mapping[int, str]) -> bool:
    """Whether the columns of each row stand side by side: counting alone goes astray where a heading cannot be read."""
    rows = [key.partition(".")[0] for _, key in sorted(keys.items())]
    return len(list(groupby(rows))) == len(set(rows))


def _group(form: GridForm, path: Sequence[RawCell]) -> str:
    """The row that the headings above a column name, or that its own heading begins with."""
    headings = key(joined(cell.text for cell in path))
    named = [row.key for row in form.rows if key(row.label) in headings]
    return named[0] if len(named) == 1 else ""
