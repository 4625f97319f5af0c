"""OpenDocument spreadsheets: values as the clerk sees them, repeats, spans, hidden things, formulas, and damage."""

import pytest

from core.document import Picture, Place, RawTable, Unreadable
from tests.core.readers.books import OPEN_START, ods, open_cell, open_table, packed, parts, read, shown
from tests.core.readers.showing import short, spans

ROW = open_cell("乙") + open_cell("2", "float")


def cells(data: bytes) -> list[list[str]]:
    [table] = shown(data, ".ods")
    assert isinstance(table, list)
    return table


def refusal(data: bytes, suffix: str = ".ods") -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, suffix)
    return caught.value.code


def typed(kind: str, more: str, *paragraphs: str) -> str:
    lines = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return f'<table:table-cell office:value-type="{kind}" {more}>{lines}</table:table-cell>'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (typed("float", 'office:value="746.84400000000005"', "746.84"), "746.844"),
        (typed("float", 'office:value="15"', "15.00"), "15"),
        (typed("float", 'office:value="1234567"', "1,234,567"), "1234567"),
        (typed("currency", 'office:currency="CNY" office:value="12.5"', "￥12.50"), "12.5"),
        (typed("percentage", 'office:value="0.617"', "62%"), "61.7%"),
        (typed("date", 'office:date-value="2024-01-29"', "1月29日"), "2024-01-29"),
        (typed("date", 'office:date-value="2024-01-29T12:00:00.000000000"', "x"), "2024-01-29 12:00:00"),
        (typed("time", 'office:time-value="PT18H00M05S"', "18:00"), "18:00:05"),
        (typed("boolean", 'office:boolean-value="true"', "真"), "TRUE"),
        (typed("string", "", "７ 件"), "７ 件"),
        (typed("string", "", "\u00a07\u00a0"), "\u00a07\u00a0"),
        (typed("string", "", "一、", "本年新收"), "一、\n本年新收"),
        (typed("string", "", '甲<text:s text:c="3"/>乙<text:tab/>丙<text:line-break/>丁'), "甲   乙\t丙\n丁"),
        (typed("string", "", "甲<text:span>乙<text:a>丙</text:a></text:span>丁"), "甲乙丙丁"),
        (typed("string", "", "甲\n     乙"), "甲 乙"),
        (typed("string", 'office:string-value="本年"'), "本年"),
        (typed("string", "", "甲<office:annotation><text:p>批注</text:p></office:annotation>"), "甲"),
        (typed("string", 'calcext:value-type="error" office:string-value=""', "#DIV/0!"), "#DIV/0!"),
        (typed("float", 'office:value="0"', "Err:502"), "Err:502"),
        (typed("float", 'office:value="十"', "十"), "十"),
    ],
)
def test_values_are_what_the_clerk_sees(cell: str, text: str) -> None:
    assert cells(ods(open_table(open_cell("甲") + cell, ROW)))[0] == ["甲", text]


def test_endless_blank_rows_and_columns_cost_nothing() -> None:
    tail = '<table:table-cell table:number-columns-repeated="16381" table:style-name="ce1"/>'
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    last = f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'
    assert cells(ods(open_table(ROW + tail, ROW + tail, last))) == [["乙", "2"], ["乙", "2"]]


def test_repeated_cells_and_rows_are_all_there() -> None:
    zero = open_cell("0", "float", 'table:number-columns-repeated="3"')
    row = f'<table:table-row table:number-rows-repeated="2">{open_cell("甲")}{zero}</table:table-row>'
    [table] = read(ods(open_table(row, ROW)), ".ods").blocks
    assert isinstance(table, RawTable)
    assert [[cell.text for cell in row] for row in table.rows()] == [["甲", "0", "0", "0"]] * 2 + [["乙", "2", "", ""]]
    assert table.cells[-3].place.describe() == "工作表“表三”B3"


def test_merged_labels_hide_what_they_cover() -> None:
    label = open_cell("名称", more='table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = '<table:covered-table-cell office:value-type="string"><text:p>旧</text:p></table:covered-table-cell>'
    blank = "<table:covered-table-cell/>"
    document = read(ods(open_table(label + covered + open_cell("总计"), blank * 2 + open_cell("甲"), ROW * 2)), ".ods")
    [table] = document.blocks
    assert isinstance(table, RawTable)
    filled = [cell for cell in spans(table) if cell[0]]
    assert filled[:3] == [("名称", 0, 0, 2, 2), ("总计", 0, 2, 1, 1), ("甲", 1, 2, 1, 1)]
    assert document.notices == ("工作表“表三”有单元格被合并的单元格遮住（B1格），里面的内容没有读入。如果要用，请先取消合并。",)


@pytest.mark.parametrize(
    "more",
    [
        'table:number-columns-repeated="16384"',
        'table:number-columns-repeated="99999999999999999999"',
        'table:number-columns-spanned="16384" table:number-rows-spanned="1048576" table:number-columns-repeated="16384"',
    ],
)
@pytest.mark.parametrize("cell", [open_cell("1", "float", "{}"), open_cell("", "string", 'table:formula="of:=[.A1]" {}')])
def test_a_sheet_full_of_cells_is_refused_at_once(cell: str, more: str) -> None:
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell.format(more)}</table:table-row>'
    assert refusal(ods(open_table(row))) == "too_many"


def test_hidden_sheets_rows_and_columns_are_read_and_said() -> None:
    style = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column table:number-columns-repeated="1"/><table:table-column table:visibility="collapse"/>'
    hidden = f'<table:table-row table:visibility="filter" table:number-rows-repeated="2">{ROW}</table:table-row>'
    first = open_table(ROW, hidden).replace("<table:table-row>", f"{columns}<table:table-row>", 1)
    second = open_table(ROW, ROW, name="藏", more=' table:style-name="ta2"')
    document = read(ods(first + second, style), ".ods")
    assert [block.place.sheet for block in document.blocks] == ["表三", "藏"]
    assert document.notices == (
        "工作表“表三”有隐藏的行（第2、3行），也读入了。",
        "工作表“表三”有隐藏的列（B列），也读入了。",
        "工作表“藏”是隐藏的，也读入了。",
    )


def test_what_is_kept_of_other_files_is_no_sheet() -> None:
    other = open_table(ROW, ROW, name="'file:///D:/别的.xlsx'#$表一")
    changes = (
        f"<table:tracked-changes><table:cell-content-change>{open_cell('旧')}</table:cell-content-change></table:tracked-changes>"
    )
    assert cells(ods(changes + open_table(ROW, ROW) + other)) == [["乙", "2"], ["乙", "2"]]


def summed(stored: str, formula: str) -> str:
    figures = open_cell("甲") + open_cell("1", "float") + open_cell("2", "float")
    return open_table(figures + open_cell(stored, "float", f'table:formula="{formula}"'), ROW)


@pytest.mark.parametrize("formula", ["of:=SUM([.B1:.C1])", "of:=[.B1]+[.C1]", "of:=SUM([.$B$1];[.C1])", "msoxl:=SUM(B1:C1)"])
def test_sums_that_hold_and_sums_that_do_not(formula: str) -> None:
    assert read(ods(summed("3", formula)), ".ods").notices == ()
    [notice] = read(ods(summed("4", formula)), ".ods").notices
    assert "不符：D1 存的是 4，各单元格相加是 3。" in notice


def test_a_sum_without_its_result_is_added_up() -> None:
    cell = '<table:table-cell table:formula="of:=SUM([.B1:.B1])"/>'
    document = read(ods(open_table(open_cell("甲") + open_cell("1", "float") + cell, ROW)), ".ods")
    assert short(document.blocks) == [[["甲", "1", "1"], ["乙", "2", ""]]]
    assert document.notices[0].startswith("工作表“表三”有公式没有保存计算结果（C1格）")


def test_a_picture_is_noticed_and_a_chart_is_none() -> None:
    picture = "<draw:frame><draw:image/><draw:image/></draw:frame>"
    chart = "<draw:frame><draw:object><text:p>图</text:p></draw:object><draw:image/></draw:frame>"
    with_cell = f"<table:table-cell/><table:table-cell>{picture}{chart}</table:table-cell>"
    table = open_table(open_cell("甲"), with_cell)
    table = table.replace("<table:table-row>", f"<table:shapes>{picture}</table:shapes><table:table-row>", 1)
    blocks = read(ods(table), ".ods").blocks
    assert blocks[1:] == (Picture(Place(sheet="表三")), Picture(Place(sheet="表三", row=2, column=2)))


def test_a_password() -> None:
    manifest = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert refusal(ods("", **{"META-INF/manifest.xml": manifest})) == "encrypted"


def test_a_flat_spreadsheet() -> None:
    content = parts(ods(open_table(ROW, ROW)))["content.xml"].decode()
    flat = content.replace("office:document-content", "office:document").replace(
        "<office:document ", '<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" ', 1
    )
    document = read(f'<?xml version="1.0" encoding="UTF-8"?>\n{flat}'.encode(), ".fods")
    assert document.source.kind == "ods"
    assert short(document.blocks) == [[["乙", "2"], ["乙", "2"]]]


def test_a_spreadsheet_that_was_packed_again() -> None:
    """Its type is no longer stored as it is, so that only its name tells it from other OpenDocument files."""
    again = {name: data for name, data in parts(ods(open_table(ROW, ROW))).items() if name != "mimetype"}
    data = packed({"META-INF/manifest.xml": "<m/>", **again})
    assert cells(data) == [["乙", "2"], ["乙", "2"]]


@pytest.mark.parametrize(
    "content",
    [
        "",
        OPEN_START,
        '<!DOCTYPE x [<!ENTITY a "甲">]><x/>',
        OPEN_START + '<table:table><table:table-row table:number-rows-repeated="x"/></table:table></office:document-content>',
    ],
)
def test_damage_is_refused(content: str) -> None:
    data = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})
    assert refusal(data) == "damaged"


def test_a_file_without_its_content() -> None:
    assert refusal(packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})) == "damaged"


def test_a_bomb() -> None:
    with pytest.raises(Unreadable) as caught:
        read(packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": b" " * 50_000_000}), ".ods")
    assert caught.value.code == "bomb"


def test_tags_nested_without_end() -> None:
    content = "<table:table>" * 20_000 + "</table:table>" * 20_000
    assert refusal(ods(content)) == "blank"
    assert refusal(ods(content + open_table(ROW)[:-9])) == "damaged"
