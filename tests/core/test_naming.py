import pytest

from core.forms import CellRef, forms
from core.naming import column_name, line_name, place_of, row_name, table_heading, table_name

FORM = forms()["2021"]


@pytest.mark.parametrize(("cell", "name"), [
    ("requests.granted.person", "表三 第3行‘（一）予以公开’·自然人"),
    ("requests.partly_granted.total", "表三 第4行‘（二）部分公开’·总计"),
    ("art20_8.fees.amount", "表二 行政事业性收费·本年收费金额"),
    ("disputes.suit_direct.upheld", "表四 行政诉讼·未经复议直接起诉·结果维持"),
])  # fmt: skip
def test_a_cell_is_named_by_table_row_and_column(cell: str, name: str) -> None:
    assert place_of(FORM, CellRef.parse(cell)) == name


def test_rows_are_numbered_as_the_report_prints_them() -> None:
    assert row_name(FORM, "requests", "concluded") == "表三 第24行‘（七）总计’"
    assert row_name(FORM, "requests", "concluded", ["other_handling"]) == "表三 第22行‘（七）总计’"
    assert row_name(FORM, "requests", "other_handling") == "表三 第21行‘（六）其他处理’"


def test_columns_of_several_grids_in_a_table_carry_the_caption() -> None:
    assert column_name(FORM, "requests", "person") == "表三 ‘自然人’列"
    assert column_name(FORM, "art20_6", "decisions") == "表二 第二十条第（六）项‘本年处理决定数量’列"


def test_equations_are_named_by_their_line() -> None:
    by_code = {equation.code: equation for equation in FORM.grids["requests"].equations(())}
    assert line_name(FORM, by_code["sum.row"]) == "表三 第25行‘四、结转下年度继续办理’"
    assert line_name(FORM, by_code["balance"]) == "表三 ‘总计’列"


def test_tables_are_named_by_number_and_title() -> None:
    assert table_name(FORM, "art20_5") == "表二"
    assert table_heading(FORM.table_of("disputes")) == "表四 政府信息公开行政复议、行政诉讼情况"


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.key)
def test_no_two_cells_share_a_name(form) -> None:
    refs = [CellRef(grid.key, row.key, column.key) for grid in form.grids.values() for row in grid.rows for column in grid.columns]
    assert len({place_of(form, ref) for ref in refs}) == len(refs)
