"""XML spreadsheets of 2003, by whatever name: values, merged labels, what is hidden, formulas, encodings, and damage."""

import time

import pytest

from core.document import RawTable, Unreadable
from tests.core.readers.books import read, sheet_xml
from tests.core.readers.showing import Short, short, spans

ROW = '<Row><Cell><Data ss:Type="String">乙</Data></Cell><Cell><Data ss:Type="Number">2</Data></Cell></Row>'


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<Row {more}>{''.join(cells)}</Row>"


def at(column: int | str, text: str, kind: str = "String") -> str:
    """A cell that says its column."""
    return cell(text, kind, f'ss:Index="{column}"')


def shown(text: str) -> list[Short]:
    return short(read(text.encode(), ".xls").blocks)


@pytest.mark.parametrize(
    ("second", "text"),
    [
        (cell("746.84400000000005", "Number"), "746.844"),
        (cell("15", "Number"), "15"),
        (cell("0.617", "Number", 'ss:StyleID="share"'), "61.7%"),
        (cell("1", "Number", 'ss:StyleID="full"'), "100%"),
        (cell("2024-01-29T00:00:00.000", "DateTime"), "2024-01-29"),
        (cell("2024-01-29T12:00:00.000", "DateTime"), "2024-01-29 12:00:00"),
        (cell("1899-12-31T18:00:00.000", "DateTime"), "18:00:00"),
        (cell("1", "Boolean"), "TRUE"),
        (cell("#DIV/0!", "Error"), "#DIV/0!"),
        (cell("007"), "007"),
        (cell("一、&#10;本年"), "一、\n本年"),
        (cell('<B>甲</B><Font html:Color="#FF0000">乙</Font>'), "甲乙"),
        ('<Cell><Data ss:Type="String">甲</Data><Comment><ss:Data><B>批注</B></ss:Data></Comment></Cell>', "甲"),
        ('<Cell><Data ss:Type="String">甲</Data><PhoneticText>jia</PhoneticText></Cell>', "甲"),
    ],
)
def test_values_are_what_the_clerk_sees(second: str, text: str) -> None:
    formats = {"share": "0.0%", "full": "Percent"}
    styles = "".join(f'<Style ss:ID="{key}"><NumberFormat ss:Format="{code}"/></Style>' for key, code in formats.items())
    assert shown(sheet_xml(f"<Row>{cell('甲')}{second}</Row>", ROW, styles=styles))[0][0] == ["甲", text]


def test_rows_and_cells_say_where_they_stand() -> None:
    first = row(at(2, "甲"), at(4, "1", "Number"), more='ss:Index="3"')
    [table] = read(sheet_xml(first, row(at(2, "乙"), cell("2", "Number"))).encode(), ".xml").blocks
    assert isinstance(table, RawTable)
    filled = [(one.text, one.place.describe()) for one in table.cells if one.text]
    assert filled == [("甲", "工作表“表三”B3"), ("1", "工作表“表三”D3"), ("乙", "工作表“表三”B4"), ("2", "工作表“表三”C4")]


def test_rows_that_stand_for_several() -> None:
    data = sheet_xml(ROW, '<Row ss:Hidden="1" ss:Span="2"/>', ROW, ROW)
    assert [block.place.sheet for block in read(data.encode(), ".xls").blocks] == ["表三", "表三"]


def test_merged_labels() -> None:
    label = cell("名称", more='ss:MergeAcross="1" ss:MergeDown="1"')
    last = row(cell("新"), cell("收"), cell("7", "Number"))
    [table] = read(sheet_xml(row(label, cell("总计")), row(at(3, "甲")), last).encode(), ".xls").blocks
    assert isinstance(table, RawTable)
    assert spans(table)[:3] == [("名称", 0, 0, 2, 2), ("总计", 0, 2, 1, 1), ("甲", 1, 2, 1, 1)]


def test_hidden_things_are_read_and_said() -> None:
    more = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    columns = '<Column ss:Index="2" ss:Hidden="1" ss:Span="3"/>'
    document = read(sheet_xml(columns, ROW, ROW.replace("<Row>", '<Row ss:Hidden="1">'), more=more).encode(), ".xls")
    assert document.notices == (
        "工作表“表三”是隐藏的，也读入了。",
        "工作表“表三”有隐藏的行（第2行），也读入了。",
        "工作表“表三”有隐藏的列（B列），也读入了。",
    )


@pytest.mark.parametrize("formula", ["=SUM(RC[-2]:RC[-1])", "=R1C2+R1C3", "=RC[-2]+R1C[-1]", "=SUM(RC2,RC3)"])
@pytest.mark.parametrize(("stored", "said"), [("3", []), ("4", ["D1 存的是 4，各单元格相加是 3"])])
def test_sums_that_hold_and_sums_that_do_not(formula: str, stored: str, said: list[str]) -> None:
    figures = cell("甲") + cell("1", "Number") + cell("2", "Number")
    total = cell(stored, "Number", f'ss:Formula="{formula}"')
    notices = read(sheet_xml(f"<Row>{figures}{total}</Row>", ROW).encode(), ".xls").notices
    assert [notice.partition("不符：")[2].partition("。")[0] for notice in notices] == said


def test_a_sum_without_a_result_is_added_up() -> None:
    document = read(sheet_xml(f'<Row>{cell("甲")}<Cell ss:Formula="=SUM(R[1]C)"/></Row>', ROW).encode(), ".xls")
    assert short(document.blocks) == [[["甲", "2"], ["乙", "2"]]]
    assert document.notices[0].startswith("工作表“表三”有公式没有保存计算结果（B1格）")


@pytest.mark.parametrize("encoding", ["gb2312", "gb18030", "utf-16", "utf-8-sig", "big5"])
def test_encodings_that_expat_does_not_know(encoding: str) -> None:
    text = sheet_xml(ROW, ROW).replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1).replace("表三", "表三年")
    assert short(read(text.encode(encoding), ".xls").blocks) == [[["乙", "2"], ["乙", "2"]]]


def test_without_a_declaration() -> None:
    text = sheet_xml(ROW, ROW)
    assert shown(text[text.index("<Workbook") :]) == [[["乙", "2"], ["乙", "2"]]]


def test_blanks_without_end_take_no_time() -> None:
    text = sheet_xml(ROW, ROW)
    blanks = " " * 1_000_000
    start = time.process_time()
    assert shown(text[text.index("<Workbook") :].replace("</Workbook>", f"{blanks}</Workbook>")) == [[["乙", "2"], ["乙", "2"]]]
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    [
        sheet_xml(ROW).removesuffix("</Workbook>"),
        sheet_xml('<Row ss:Index="0"><Cell><Data ss:Type="String">甲</Data></Cell></Row>'),
        sheet_xml(row(at(99_999, "甲"))),
        sheet_xml(row(at("b", "甲"))),
        sheet_xml(ROW).replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "甲">]><Workbook', 1),
        sheet_xml(f"<Row>{cell('&nbsp;')}</Row>"),
    ],
)
def test_damage_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text.encode(), ".xls")
    assert caught.value.code == "damaged"
