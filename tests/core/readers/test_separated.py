"""Tables as text with separators, laid out as a sheet would be."""

import time
from pathlib import Path

import pytest

from core.document import RawTable, Unreadable
from core.readers import read_bytes
from core.readers.separated import separator
from tests.core.readers.showing import Short, short

TABLE = [["名称", "自然人", "总计"], ["本年新收", "7", "7"], ["上年结转", "", "0"], ["予以公开", "7", "7"]]


def shown(text: str) -> list[Short]:
    document = read_bytes(text.encode(), Path("a.csv"))
    assert document.source.kind == "csv"
    return short(document.blocks)


@pytest.mark.parametrize("sign", [",", ";", "\t", "，", "；"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_separator(sign: str, end: str) -> None:
    assert shown(end.join(sign.join(row) for row in TABLE) + end) == [TABLE]


@pytest.mark.parametrize("codec", ["utf-8-sig", "gbk", "utf-16", "utf-16-le"])
def test_every_encoding(codec: str) -> None:
    data = "\r\n".join("\t".join(row) for row in TABLE).encode(codec)
    assert short(read_bytes(data, Path("a.txt")).blocks) == [TABLE]


def test_a_sheet_saved_with_its_text_and_its_tables() -> None:
    text = (
        "青禾镇2023年政府信息公开工作年度报告,,,\n"
        "一、总体情况,,,\n"
        '"全年公开信息128条,其中文件3件。\n收到申请7件。",,,\n'
        ",,,\n"
        "三、收到和处理政府信息公开申请情况,,,\n"
        "名称,自然人,其他,总计\n"
        '新收,"1,234",0,"1,234"\n'
        "结转,,,\n"
        "\n"
        "名称,维持,纠正,总计\n"
        "复议,1,0,1\n"
    )
    assert shown(text) == [
        "青禾镇2023年政府信息公开工作年度报告",
        "一、总体情况",
        "全年公开信息128条,其中文件3件。",
        "收到申请7件。",
        "三、收到和处理政府信息公开申请情况",
        [["名称", "自然人", "其他", "总计"], ["新收", "1,234", "0", "1,234"], ["结转", "", "", ""]],
        [["名称", "维持", "纠正", "总计"], ["复议", "1", "0", "1"]],
    ]


def test_a_sentence_with_commas_stays_a_sentence() -> None:
    text = "今年,我们公开信息128条,成效明显。\n名称,甲,总计\n新收,1,1\n结转,2,2\n"
    assert shown(text)[0] == "今年,我们公开信息128条,成效明显。"


def test_quotation_marks_double_and_unclosed() -> None:
    assert shown('"说""明""",1,2\n甲,3,4\n乙,5,6\n') == [[['说"明"', "1", "2"], ["甲", "3", "4"], ["乙", "5", "6"]]]
    assert shown('"甲,1,2\n' + "乙,3,4\n" * 60)[0][0] == ['"甲', "1", "2"]


def test_places_are_lines_of_the_file() -> None:
    document = read_bytes('"题\n目",,\n\n名称,甲,乙\n新收,1,2\n结转,3,4\n'.encode(), Path("a.csv"))
    table = document.blocks[-1]
    assert isinstance(table, RawTable)
    assert [(cell.place.line, cell.place.column) for cell in table.cells[:4]] == [(4, 1), (4, 2), (4, 3), (5, 1)]


@pytest.mark.parametrize("text", ["", "公开", "a,b\n", "甲,1\n", "甲,乙\n丙,丁\n戊,己\n", "," * 300_000, '"' * 200_000, '",\n' * 9])
def test_no_table(text: str) -> None:
    assert separator(text) is None


def test_more_cells_than_any_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.readers.workbooks.gridding.MOST_CELLS", 10)
    with pytest.raises(Unreadable) as caught:
        shown("甲,1\n" * 6)
    assert caught.value.code == "too_many"


@pytest.mark.parametrize("sign", [",", ";"])
def test_a_line_that_only_names_the_separator(sign: str) -> None:
    text = f"sep={sign}\r\n" + "\r\n".join(sign.join(row) for row in TABLE)
    document = read_bytes(text.encode("utf-16"), Path("a.csv"))
    assert short(document.blocks) == [TABLE]
    [table] = document.blocks
    assert isinstance(table, RawTable)
    assert table.cells[0].place.line == 2


@pytest.mark.parametrize("written", ['="{}"', '"=""{}"""'])
def test_fields_marked_as_text(written: str) -> None:
    text = "\n".join(",".join(written.format(field) for field in row) for row in TABLE)
    assert shown(text) == [TABLE]


def test_a_field_of_blanks_takes_no_longer_than_it_is() -> None:
    """What looks at the blanks again from each of them takes a minute."""
    start = time.process_time()
    assert separator("名称,数量\n新收,1\n结转,2\n" + " " * 80_000 + "完,3\n") == ","
    assert time.process_time() - start < 5
