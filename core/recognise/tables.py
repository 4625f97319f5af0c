"""Tables with geometry: columns by their headings, rows by their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.document import Paragraph, RawCell, RawTable
from core.folding import key
from core.forms import GridForm
from core.numbers import Kind, parse_figure
from core.recognise.columns import Columns, column_keys, one_per_column, one_row_keys
from core.recognise.lines import read_lines
from core.recognise.rawrows import EXTRA, Field, FieldKind, RawRow
from core.recognise.turned import upright
from core.recognise.vocabulary import Vocabulary, has_words, joined

_NAMELESS = EXTRA + "没有标题的列"


@dataclass(slots=True)
class TableRead:
    """The rows of one table, how its columns were mapped at its end, and the texts that no row took."""

    rows: list[RawRow] = field(default_factory=list)
    columns: "Columns | None" = None
    leftovers: list[RawCell] = field(default_factory=list)


def read_table(table: RawTable, words: Vocabulary, section: int, carried: Columns | None) -> TableRead:
    """Read a table row by row. `carried` are the columns of a table that this one may continue on a new page."""
    table = upright(table, words)
    read = _Reader(table, words, section, carried).read()
    if read.rows:
        return read
    return _as_lines(table, words, section)


def _as_lines(table: RawTable, words: Vocabulary, section: int) -> TableRead:
    """A table whose cells hold whole rows run together, read as lines of text."""
    paragraphs = [Paragraph("\t".join(cell.text.replace("\n", " ") for cell in row), row[0].place) for row in table.rows() if row]
    lines = read_lines(paragraphs, words, section, frozenset())
    return TableRead(lines.rows)


class _Reader:
    """The state of reading one table: the header rows since the last data row, and the columns they gave."""

    def __init__(self, table: RawTable, words: Vocabulary, section: int, carried: Columns | None) -> None:
        self.words = words
        self.section = section
        self._rows = table.covered_rows()
        self._guessed = table.guessed
        self._width = table.width
        self.headers: list[int] = []
        self.columns = carried if carried and carried.width == self._width else None
        self.found = TableRead()

    def read(self) -> TableRead:
        for row, cells in enumerate(self._rows):
            if self._is_header(cells) or self._is_inside_header(row, cells):
                self.headers.append(row)
            elif not self._data(row, cells):
                self.found.leftovers += [cell for cell in cells if key(cell.text) and cell.row == row]
        self.found.columns = self.columns
        return self.found

    def _is_header(self, cells: Sequence[RawCell]) -> bool:
        filled = [cell for cell in cells if key(cell.text) and not is_blank(cell.text)]
        if not filled or any(is_figure(cell.text) for cell in filled):
            return False
        headings = sum(self.words.is_header(cell.text) for cell in filled)
        if not headings or headings * 2 < len(filled):
            return self._scrambled_header(filled)
        label = self.words.match(filled[0].text)
        blank_data = len(filled) == 1 and len(cells) > 1 and label is not None and label[1] >= 0.9
        return not (blank_data and not self._is_group_heading(filled[0]))

    def _is_inside_header(self, row: int, cells: Sequence[RawCell]) -> bool:
        """Whether a row is what a page break leaves of the headings above it: blank, and reaching into the next row."""
        blank = bool(self.headers) and not any(key(cell.text) for cell in cells)
        return blank and any(cell.row == row and cell.row_span > 1 for cell in cells)

    def _is_group_heading(self, cell: RawCell) -> bool:
        return cell.column_span > 1 and key(cell.text) in self.words.headers

    def _scrambled_header(self, filled: Sequence[RawCell]) -> bool:
        """Letters of headings printed downwards: short pieces made of the words of the form, and no row among them."""
        return len(filled) >= 5 and all(len(key(cell.text)) <= 4 and self.words.is_label(cell.text) for cell in filled)

    def _data(self, row: int, cells: Sequence[RawCell]) -> bool:
        """Take a row as data; False when it has neither a known label nor figures under known headings."""
        if not cells or self._is_rest(row, cells):
            return True
        label_cells, value_cells = self._divide(row, cells)
        label = joined(cell.text for cell in label_cells)
        match = self.words.match(label) if label else None
        grid = match[0].grid if match else self._unlabelled_grid(value_cells)
        if grid is None or not value_cells:
            return not any(key(cell.text) for cell in cells)
        self._map_columns(grid)
        label_cells, value_cells = self._divide(row, cells)
        place = (label_cells or value_cells)[0].place
        fields = self._fields(row, value_cells)
        label = joined(cell.text for cell in label_cells)
        self.found.rows.append(RawRow(label, fields, place, self.section, self._guessed))
        return True

    def _is_rest(self, row: int, cells: Sequence[RawCell]) -> bool:
        """Whether nothing is written in a row but what reaches into it from rows above."""
        filled = [cell for cell in cells if key(cell.text)]
        return bool(filled) and all(cell.row < row and cell.row not in self.headers for cell in filled)

    def _divide(self, row: int, cells: Sequence[RawCell]) -> tuple[list[RawCell], list[RawCell]]:
        """Labels to the left, values to the right: by the mapped columns, else behind the last cell with words of the form."""
        if self.columns and not self.headers:
            first = self.columns.first
            return [cell for cell in cells if cell.column < first], [cell for cell in cells if cell.column >= first]
        last = max((index for index, cell in enumerate(cells) if self._is_label(cell, row)), default=-1)
        return list(cells[: last + 1]), list(cells[last + 1 :])

    def _is_label(self, cell: RawCell, row: int) -> bool:
        worded = has_words(cell.text) and not is_figure(cell.text) and not is_blank(cell.text)
        return worded and (self.words.is_label(cell.text) or cell.row < row)

    def _unlabelled_grid(self, values: Sequence[RawCell]) -> str | None:
        """The grid of a row without a label: one printed as one row, when its headings or its width say so."""
        figures = any(is_figure(cell.text) for cell in values)
        for table in self.words.form.tables:
            form = self.words.form.grids[table.grids[0]]
            if table.layout != "one_row":
                continue
            wanted = len(form.rows) * len(form.columns)
            headed = any(self._mentions(form, cell) for row in self.headers for cell in self._rows[row])
            if headed or (figures and (len(values) == wanted or self.section == table.section)):
                return form.key
        return self.columns.grid if self.columns and figures and len(values) == len(self.columns.keys) else None

    def _mentions(self, form: GridForm, cell: RawCell) -> bool:
        return any(key(part) in key(cell.text) for row in form.rows for part in row.path)

    def _fields(self, row: int, cells: Sequence[RawCell]) -> list[Field]:
        """The values of a row under the keys of their columns; without columns, as they stand."""
        keys = self.columns.keys if self.columns else {}
        fields = [self._field(row, cell, keys.get(cell.column, _NAMELESS)) for cell in cells]
        written = [item for item in fields if item.kind is FieldKind.WRITTEN]
        glued = len(written) == 1 and len(set(keys.values())) > 1 and not is_figure(written[0].text)
        if glued or not keys:
            return [Field(item.text, item.place, item.kind) for item in fields]
        return one_per_column([item for item in fields if item.column != _NAMELESS or item.kind is FieldKind.WRITTEN])

    def _field(self, row: int, cell: RawCell, column: str) -> Field:
        blank = cell.row != row or is_blank(cell.text)
        return Field(cell.text, cell.place, FieldKind.BLANK if blank else FieldKind.WRITTEN, column)

    def _map_columns(self, grid: str) -> None:
        """Work the columns out of the header rows just passed; headings of another grid do not count."""
        if not self.headers:
            if self.columns and self.columns.grid != grid and not self._same_columns(grid):
                self.columns = None
            return
        form = self.words.form.grids[grid]
        paths = self._paths()
        one_row = self.words.form.table_of(grid).layout == "one_row"
        keys = one_row_keys(form, paths) if one_row else column_keys(form, paths)
        self.columns = Columns(grid, self._width, keys) if keys else None
        self.headers = []

    def _same_columns(self, grid: str) -> bool:
        grids = self.words.form.grids
        return grids[grid].columns == grids[self.columns.grid].columns if self.columns else False

    def _paths(self) -> list[list[RawCell]]:
        """The headings above each column, from the outermost to the innermost."""
        paths: list[list[RawCell]] = [[] for _ in range(self._width)]
        headings = {id(cell): cell for row in self.headers for cell in self._rows[row] if key(cell.text)}
        for cell in headings.values():
            for column in range(cell.column, cell.column + cell.column_span):
                paths[column].append(cell)
        return paths


def is_figure(text: str) -> bool:
    """Whether a text is a figure, exact or not, or begins as one; a blank is none."""
    figure = parse_figure(text)
    return figure.kind in {Kind.EXACT, Kind.APPROXIMATE} or (
        figure.kind is Kind.UNREADABLE and figure.text[:1].isdecimal() and not has_words(text)
    )


def is_blank(text: str) -> bool:
    """Whether a cell is blank, or holds a mark such as “/” or 无 that says so."""
    return parse_figure(text).kind is Kind.BLANK


def table_texts(table: RawTable) -> Iterator[str]:
    """What is written in a table, a line for each row."""
    for row in table.rows():
        if line := "  ".join(cell.text.strip() for cell in row if cell.text.strip()):
            yield line
