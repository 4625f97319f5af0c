"""What a table has and the form has not: rows and columns of subtotals, with the cells that each figure should sum."""

from collections.abc import Iterable, Mapping

from core.forms import CellRef, GridForm
from core.recognise.rawrows import EXTRA, RawRow
from core.recognise.vocabulary import Target
from core.report import ExtraRow


def extra_rows(form: GridForm, rows: Iterable[tuple[Target, RawRow, float]]) -> Iterable[ExtraRow]:
    """Subtotal rows, each figure with the cells it should sum."""
    for target, row, _ in rows:
        figures = tuple(item.text.strip() for item in row.fields if not item.column.startswith(EXTRA))
        if target.row or not any(figures):
            continue
        parts = [tuple(CellRef(form.key, member, column.key) for member in target.members) for column in form.columns]
        yield ExtraRow(row.label, figures, row.place, tuple(parts) if len(parts) == len(figures) else ())


def extra_columns(form: GridForm, official: Mapping[str, tuple[RawRow, float]]) -> Iterable[ExtraRow]:
    """Subtotal columns, such as one for all 法人或其他组织."""
    labels = dict.fromkeys(item.column for row, _ in official.values() for item in row.fields if item.column.startswith(EXTRA))
    grouped = [column.key for column in form.columns if len(column.path) > 1]
    for label in labels:
        fields = [(line, item) for line, (row, _) in official.items() for item in row.fields if item.column == label]
        parts = tuple(tuple(CellRef(form.key, line, column) for column in grouped) for line, _ in fields)
        yield ExtraRow(label.removeprefix(EXTRA), tuple(item.text.strip() for _, item in fields), fields[0][1].place, parts)
