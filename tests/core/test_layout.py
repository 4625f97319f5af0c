"""The printed layout covers every place once and shows every cell once."""

import pytest

from core.forms import CellRef, Form, Table, forms
from core.layout import Role, layout_of

TABLES = [pytest.param(form, table, id=f"{form.key}-{table.key}") for form in forms().values() for table in form.tables]


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_it_is_a_tiling(form: Form, table: Table) -> None:
    layout = layout_of(form, table, {key: form.grids[key].rows for key in table.grids})
    places = [
        (row, column)
        for cell in layout.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert len(places) == len(set(places)) == layout.height * layout.width
    assert all(row < layout.height and column < layout.width for row, column in places)


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_every_cell_is_shown_once(form: Form, table: Table) -> None:
    layout = layout_of(form, table, {key: form.grids[key].rows for key in table.grids})
    wanted = [
        CellRef(key, row.key, column.key)
        for key in table.grids
        for row in form.grids[key].rows
        for column in form.grids[key].columns
    ]
    assert [cell.ref for cell in layout.cells if cell.role is Role.VALUE] == wanted


def test_the_official_heads() -> None:
    form = forms()["2021"]
    requests, disputes = (layout_of(form, form.table_of(key), {key: form.grids[key].rows}) for key in ("requests", "disputes"))
    spans = {(cell.text, cell.row, cell.column): (cell.row_span, cell.column_span) for cell in (*requests.cells, *disputes.cells)}
    assert (requests.header_rows, requests.label_columns) == (3, 3)
    assert spans["申请人情况", 0, 3] == (1, 7)
    assert spans["自然人", 1, 3] == (2, 1)
    assert spans["法人或其他组织", 1, 4] == (1, 5)
    assert spans["三、本年度办理结果", 5, 0] == (22, 1)
    assert spans["（三）不予公开", 7, 1] == (8, 1)
    assert spans["（七）总计", 26, 1] == (1, 2)
    assert spans["行政复议", 0, 0] == (1, 5)
    assert spans["结果维持", 1, 0] == (2, 1)
    assert spans["未经复议直接起诉", 1, 5] == (1, 5)
    assert spans["结果维持", 2, 10] == (1, 1)


def test_a_missing_grid_says_so() -> None:
    form = forms()["2021"]
    layout = layout_of(form, form.table_of("art20_1"), {"art20_1": form.grids["art20_1"].rows})
    assert [cell.text for cell in layout.cells if cell.role is Role.MISSING] == ["（原文没有此项）"] * 3


def test_a_collapsed_row_takes_the_place_of_its_own() -> None:
    form = forms()["2021"]
    grid = form.grids["requests"]
    layout = layout_of(form, form.table_of("requests"), {"requests": grid.rows_with(["other_handling"])})
    assert layout.height == 3 + 23
    assert [cell.text for cell in layout.cells if cell.role is Role.LABEL][-3:] == [
        "（六）其他处理",
        "（七）总计",
        "四、结转下年度继续办理",
    ]
