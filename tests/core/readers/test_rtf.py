"""RTF: text in any character set, tables with merged cells, and what is shown elsewhere or not at all."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Content, Picture, RawTable
from core.readers import read_bytes, rtf
from core.readers.blocks import MOST_CELLS, TooMany
from tests.core.readers.promises import attempt
from tests.core.readers.showing import Short, short, spans

PATH = Path("年报.rtf")
HEAD = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\froman\fcharset0 Times;}"
    rb"{\f2\fnil\fcharset136 \'b2\'d3;}{\f3\fnil\fcharset2 Symbol;}{\f4\fnil\fcharset204 Arial Cyr;}}"
)


def read(body: str | bytes) -> Content:
    return rtf.read(HEAD + (body.encode("gbk") if isinstance(body, str) else body) + b"}", PATH)


def shown(body: str | bytes) -> list[Short]:
    return short(tuple(block for block in read(body).blocks if not isinstance(block, Picture)))


def only_table(body: str) -> RawTable:
    (table,) = (block for block in read(body).blocks if isinstance(block, RawTable))
    return table


def row(*cells: str, edges: tuple[int, ...] = (), marks: tuple[str, ...] = ()) -> str:
    """One row with edges every 1000 twips, or as given."""
    edges = edges or tuple(1000 * (number + 1) for number in range(len(cells)))
    shape = "".join(rf"{mark}\cellx{edge}" for mark, edge in zip(marks or ("",) * len(edges), edges, strict=True))
    return r"\trowd" + shape + "".join(rf"\pard\intbl {cell}\cell" for cell in cells) + r"\row "


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\'b9\'ab\'bf\'aa\par", ["公开"]),
        (r"\'b9" "\r\n" r"\'ab\par", ["公"]),
        (r"{\b \'b9}{\i\'ab}\par", ["公"]),
        (r"\'95\\\par", [bytes([0x95, 0x5C]).decode("gbk")]),
        (r"\'b9\'ab 2023\'c4\'ea\par", ["公 2023年"]),
        (r"\u20844?\u-28776?\par", [chr(20844) + chr(65536 - 28776)]),
        (r"\uc2\u20844\'b9\'ab\u24320\'bf\'aa\par", ["公开"]),
        (r"{\uc0\u20844\u24320}a\par", ["公开a"]),
        (r"\u20844 ?a\par", ["公a"]),
        (r"\u20844{?}a\par", ["公?a"]),
        (r"\u20844\~a\par", ["公a"]),
        (r"\u-10179?\u-8704?\par", ["\U0001f600"]),
        (r"\f2\'a4\'bd\'b6\'7d\par", ["公開"]),
        (r"{\f4 \'cf}\'b9\'ab\par", ["П公"]),
        (r"{\f1 caf\'e9!}\par", ["café!"]),
        (r"{\f1\'b9\'ab}\par", ["公"]),
        (r"a\tab b\~c\_d\-e\emdash\lquote f\rquote\{\}\\\par", ["a\tb\xa0c-de—‘f’{}\\"]),
        (r"甲\line 乙\page 丙\sect\par", ["甲", "乙", "丙", ""]),
        ("甲\\\n乙", ["甲", "乙"]),
        (r"甲\par\par 乙", ["甲", "", "乙"]),
        (r"{\upr{?}{\*\ud{\u20844?}}}\par", ["公"]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt {\ul 链接}}}后\par", ["链接后"]),
        (r"{\field{\fldinst PAGE}{\fldrslt 3}}\par", ["3"]),
        (r"{\listtext\pard\plain\f0 一、\tab}总体情况\par", ["一、总体情况"]),
        (r"{\pntext\f3\'b7\tab}第一条\par", ["• 第一条"]),
        (r"{\listtext 1\tab}第一条\par", ["1 第一条"]),
        (r"{\header 页眉\par}{\footerr 页脚}{\info{\title 题}}{\*\unknown 无}{\stylesheet{\s1 样式;}}正文\par", ["正文"]),
        (r"{\*\bkmkstart a}甲{\*\bkmkend a}{\xe 索引}{\annotation 批注}\par", ["甲"]),
        (r"{\object{\*\objdata 0102}{\result 结果}}\par", ["结果"]),
        (r"甲\bin5 }{\\}乙\par", ["甲乙"]),
        (r"{\pict\wmetafile8\picwgoal100 0102 {\*\blipuid 03}0405}甲\par", ["甲"]),
    ],
)  # fmt: skip
def test_lines(body: str, expected: list[str]) -> None:
    assert shown(body) == expected


def test_raw_bytes_of_two_byte_characters_may_look_like_braces() -> None:
    sample = bytes([0x81, 0x7B, 0x95, 0x5C, 0x84, 0x7D])
    assert shown(sample + rb"\par") == [sample.decode("gbk")]


def test_raw_utf_8() -> None:
    assert shown("公开\\par 公\\par".encode()) == ["公开", "公"]


def test_bytes_tell_the_code_page_where_nothing_declared_it() -> None:
    letters = "".join(rf"\'{byte:02x}" for byte in "本年度主动公开政府信息情况".encode("gbk"))
    assert short(rtf.read(rf"{{\rtf1\ansi {letters}\par}}".encode(), PATH).blocks) == ["本年度主动公开政府信息情况"]


def test_a_damaged_byte_costs_one_character() -> None:
    letters = "".join(rf"\'{byte:02x}" for byte in "政府信息公开工作年度报告".encode("gbk")).replace(r"\'d0\'c5", r"\'20\'c5", 1)
    (line,) = shown(letters + r"\par")
    assert isinstance(line, str)
    assert line.startswith("政府")
    assert line.endswith("公开工作年度报告")


@pytest.mark.parametrize(
    ("body", "expected", "word"),
    [
        (r"甲{\v 藏}乙\par", ["甲乙"], "隐藏"),
        (r"甲\v 藏\v0 乙\par", ["甲乙"], "隐藏"),
        (r"甲\v 藏\plain 乙\par", ["甲乙"], "隐藏"),
        (r"甲{\deleted 旧}{\revised 新}乙\par", ["甲新乙"], "修订"),
        (r"甲{\deleted\par}乙\par", ["甲乙"], None),
        (r"甲{\v }乙\par", ["甲乙"], None),
        (r"甲\par{\b 乙", ["甲", "乙"], "不完整"),
    ],
)
def test_what_is_left_out_is_said(body: str, expected: list[str], word: str | None) -> None:
    content = rtf.read(HEAD + body.encode("gbk") + b"}" * (word != "不完整"), PATH)
    assert short(content.blocks) == expected
    assert len(content.notices) == (word is not None)
    assert word is None or word in content.notices[0]


def test_footnotes_stand_at_the_end_and_leave_no_mark() -> None:
    note = r"{\super\chftn{\footnote\pard\plain{\super\chftn}含补报。}}"
    assert shown(rf"\trowd\cellx900\cellx1800\pard\intbl 新收\cell 12{note}\cell\row\pard 末\par") == [
        [["新收", "12"]],
        "末",
        "含补报。",
    ]


def test_the_words_of_a_text_box_come_before_the_line_it_hangs_on() -> None:
    box = (
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn wzName}{\sv 名}}{\shptxt\pard 标题\par\pard 副题\par}}"
        r"{\shprslt{\*\do{\dptxbxtext 标题\par}}}}"
    )
    assert shown(rf"\pard 甲{box}乙\par") == ["标题", "副题", "甲乙"]
    assert shown(r"{\*\do\dobxpage{\dptxbxtext\pard 旧式\par}}甲\par") == ["旧式", "甲"]


def test_cells_and_their_places() -> None:
    table = only_table(row("名称", "数量") + row("新收", "7") + row("结转", ""))
    assert short((table,)) == [[["名称", "数量"], ["新收", "7"], ["结转", ""]]]
    assert table.cells[3].place.describe() == "第1个表格第2行第2格"


def test_lines_within_a_cell() -> None:
    assert shown(row(r"（三）不予\par 公开", r"3\line 件", r"\par")) == [[["（三）不予\n公开", "3\n件", ""]]]


def test_wider_cells_and_cells_over_rows() -> None:
    table = only_table(
        row("项目", "法人", "总计", edges=(1000, 3000, 4000), marks=(r"\clvmgf", "", r"\clvmgf"))
        + row("", "企业", "其他", "", marks=(r"\clvmrg", "", "", r"\clvmrg"))
        + row("新收", "1", "2", "3")
    )
    assert spans(table) == [
        ("项目", 0, 0, 2, 1),
        ("法人", 0, 1, 1, 2),
        ("总计", 0, 3, 2, 1),
        ("企业", 1, 1, 1, 1),
        ("其他", 1, 2, 1, 1),
        ("新收", 2, 0, 1, 1),
        ("1", 2, 1, 1, 1),
        ("2", 2, 2, 1, 1),
        ("3", 2, 3, 1, 1),
    ]


def test_cells_merged_with_the_one_before() -> None:
    table = only_table(row("法人", "", "总计", marks=(r"\clmgf", r"\clmrg", "")) + row("1", "2", "3"))
    assert spans(table)[:2] == [("法人", 0, 0, 1, 2), ("总计", 0, 2, 1, 1)]


def test_edges_that_were_dragged_a_little_are_the_same() -> None:
    table = only_table(row("甲", "乙", "丙", edges=(1000, 2040, 3000)) + row("1", "2", "3", edges=(1050, 1990, 3110)))
    assert (table.width, table.height) == (3, 2)


def test_narrow_cells_of_one_row_stay_apart() -> None:
    table = only_table(row("甲", "乙", "丙", edges=(1000, 1040, 2000)) + row("1", "2", "3", edges=(1000, 1040, 2000)))
    assert short((table,)) == [[["甲", "乙", "丙"], ["1", "2", "3"]]]


def test_tables_with_other_edges_are_other_tables() -> None:
    first = row("甲", "乙", "丙", "丁") + row("1", "2", "3", "4")
    other = row("戊", "己", "庚", "辛", edges=(500, 1500, 2500, 4000))
    above, below = [["甲", "乙", "丙", "丁"], ["1", "2", "3", "4"]], ["戊", "己", "庚", "辛"]
    assert shown(first + other) == [above, [below]]
    assert shown(first + other.replace(r"\trowd", r"\trowd\irow2")) == [[*above, below]]


@pytest.mark.parametrize("mark", [r"\irow0", ""])
def test_the_first_and_the_last_row_say_so(mark: str) -> None:
    first = row("甲", "1").replace(r"\trowd", r"\trowd\irow1\lastrow" if not mark else r"\trowd\irow1")
    second = row("乙", "2").replace(r"\trowd", r"\trowd" + mark)
    assert shown(row("名", "数") + first + second) == [[["名", "数"], ["甲", "1"]], [["乙", "2"]]]


def test_a_row_described_behind_its_cells() -> None:
    """Word describes each row twice."""
    shape = r"\trowd\irow0\cellx1000\cellx3000"
    body = rf"{shape}\pard\intbl 甲\cell 1\cell\pard {{{shape}\row}}\pard 末\par"
    assert shown(body) == [[["甲", "1"]], "末"]
    assert shown(r"\pard\intbl 甲\cell 1\cell\pard{\trowd\cellx1000\cellx3000\row}末\par") == [[["甲", "1"]], "末"]


def test_a_row_without_edges_and_one_without_cells() -> None:
    assert shown(r"\trowd\pard\intbl 甲\cell 1\cell\row 乙\cell 2\cell\row\pard 末\par") == [[["甲", "1"], ["乙", "2"]], "末"]
    assert shown(r"\trowd\cellx900\cellx1800\row\pard 末\par") == ["末"]
    assert shown(row("甲", "1", edges=(1000, 2000, 3000)) + row("乙", "2", "3")) == [[["甲", "1", ""], ["乙", "2", "3"]]]


def test_lines_that_do_not_say_that_they_are_in_a_table() -> None:
    assert shown(r"\trowd\cellx900\cellx1800 甲\par 乙\cell 1\cell\row 末\par") == [[["甲\n乙", "1"]], "末"]


def test_numbers_made_by_word_in_a_cell() -> None:
    assert shown(row(r"{\listtext\pard\plain 1.\tab}属于国家秘密", "7")) == [[["1.属于国家秘密", "7"]]]


NESTED = (
    r"\trowd\cellx3000\cellx9000\pard\intbl 甲\cell\pard\intbl\itap2 乙\nestcell{\nonesttables\par}"
    r"\pard\intbl\itap2 1\nestcell{\nonesttables\par}{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}"
    r"\pard\intbl\itap2 丙\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}"
    r"\pard\intbl %s\cell\row\pard 末\par"
)


def test_a_table_inside_a_cell() -> None:
    assert shown(NESTED % "后") == ["甲", [["乙", "1"], ["丙", "2"]], "后", "末"]


def test_a_picture_alone_is_a_picture() -> None:
    big = r"{\*\shppict{\pict\pngblip\picwgoal6000\pichgoal3000 89504e47}}{\nonshppict{\pict\wmetafile8 00}}"
    small = r"{\pict\pngblip\picwgoal300\pichgoal300 89504e47}"
    content = read(rf"三、申请\par {big}\par {small}\par 甲{big}乙\par {{\pict\pngblip\picw20\pich20 89}}\par")
    kinds = [block.text if not isinstance(block, (Picture, RawTable)) else "图" for block in content.blocks]
    assert kinds == ["三、申请", "图", "", "", "甲乙", "图", ""]


def test_rtf_by_another_name_and_behind_a_mark() -> None:
    document = read_bytes(b"\xef\xbb\xbf" + HEAD + rb"\'b9\'ab\par}", Path("年报.doc"))
    assert (document.source.kind, short(document.blocks)) == ("rtf", ["公"])


def test_what_follows_the_document_is_no_text() -> None:
    assert short(rtf.read(HEAD + rb"\'b9\'ab\par}" + b"\0\0rest", PATH).blocks) == ["公"]


def test_a_brace_too_many_does_not_end_the_document() -> None:
    assert shown(r"甲\par}乙\par 丙\par") == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    "body",
    [
        "{" * 50_000 + "公" + "}" * 50_000,
        r"{\b" * 50_000 + " 公",
        r"{\*\x" * 50_000 + "}" * 50_000 + "公",
        r"{\shp{\*\shpinst{\shptxt " * 10_000 + "公",
        r"{\footnote " * 20_000 + "公",
        r"\cellx1000000000" * 50_000 + "公",
        r"\trowd\cellx-9999999999999 公\cell\row" * 2_000,
        r"\pard\intbl\itap1000000000 公\nestcell" * 20_000,
        r"\u99999999999999?\uc1000000000 \f7777777777 公" + "a" * 100_000,
        "公" + r"\par\bin99999999999999999999 x",
        r"\bin-5 公",
        r"\cellx" + "9" * 100_000 + " 公",
        "公" + "\\" * 100_001,
        r"\'b9\'ab" * 50 + "公" + r"\'ff\'b9" * 200_000,
        "公" * 2_000_000,
        r"\trowd" + r"\cellx1000" * 900 + r"公\cell\row" * 60,
        "".join(rf"\trowd\cellx{100 * n}\cellx{100 * n + 9000}公\cell 1\cell\row" for n in range(10_000)),
    ],
)  # fmt: skip
def test_hostile_files_end_soon(body: str) -> None:
    start = time.process_time()
    content = read(body)
    assert "公" in str(content.blocks)
    assert time.process_time() - start < 5


def test_more_cells_than_any_report() -> None:
    with pytest.raises(TooMany):
        read(r"\trowd" + r"\cellx1000" * 900 + r"公\cell\row" * (MOST_CELLS // 900 + 1))


SAMPLE = (
    HEAD
    + (r"\'d2\'bb\'a1\'a2\u24635?\par" + row("甲", "乙", marks=(r"\clvmgf", ""))).encode("gbk")
    + (row("", "2", marks=(r"\clvmrg", "")) + NESTED % "后").encode("gbk")
    + rb"{\shp{\*\shpinst{\shptxt \'b9\'ab\par}}}{\footnote x}{\*\shppict{\pict\picwgoal9000 0a}}\par}"
)


@given(st.integers(0, len(SAMPLE)))
def test_cut_off_anywhere(end: int) -> None:
    attempt(SAMPLE[:end], PATH)


@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=3))
def test_bytes_changed_anywhere(start: int, new: bytes) -> None:
    attempt(SAMPLE[:start] + new + SAMPLE[start + len(new) :], PATH)


ROWS = (
    r"\trowd\cellx1000\cellx2000 ", r"\pard ", r"\intbl ", r"\itap2 ", r"\cell ", r"\row ", r"\nestcell ", r"\par ", r"\irow0 ",
    r"{\*\nesttableprops\trowd\cellx700\nestrow}", "甲", "甲", "7", "{", "}",
)  # fmt: skip
OTHERS = (
    r"\cellx500", r"\clmrg", r"\clvmgf", r"\clvmrg", r"\nestrow ", r"\lastrow", r"\'b9", r"\u20844 ?", r"\uc3 ", r"\v ", r"\bin3 ",
    r"{\shp{\*\shpinst{\shptxt ", r"{\footnote ", r"{\pict ", r"{\*\x ", r"\deleted ", r"\plain ", r"{\fonttbl", r"\f2 ",
    r"{\upr", r"{\*\ud ", r"{\listtext ",
)  # fmt: skip


@given(st.lists(st.sampled_from(ROWS + OTHERS), max_size=60).map("".join))
def test_any_soup_of_words(soup: str) -> None:
    attempt(HEAD + soup.encode("gbk"), PATH)


@given(st.lists(st.sampled_from(ROWS), max_size=50).map("".join))
def test_no_letter_is_lost(soup: str) -> None:
    assert str(read(soup + r"\par").blocks).count("甲") == soup.count("甲")
