"""Text comes back from every encoding, long and short, whole and damaged."""

import random
from pathlib import Path

import pytest

from core.readers import read_bytes
from core.readers.encoding import decode

SIMPLIFIED = (
    "青禾镇人民政府2023年政府信息公开工作年度报告\n"
    "一、总体情况\n"
    "本年度，我镇认真落实主动公开各项要求，全年主动公开信息128条，其中规范性文件3件；"
    "收到政府信息公开申请7件，均在法定期限内办结，没有发生行政复议和行政诉讼。\n"
    "五、存在的主要问题及改进情况\n"
    "一是公开内容不够丰富，二是业务能力还需提高。下一步将加强培训，完善制度。\n"
)
TRADITIONAL = (
    "青禾鎮人民政府2023年政府信息公開工作年度報告\n"
    "一、總體情況\n"
    "本年度，我鎮認真落實主動公開各項要求，全年主動公開信息128條，其中規範性文件3件；"
    "收到政府信息公開申請7件，均在法定期限內辦結，沒有發生行政復議和行政訴訟。\n"
    "五、存在的主要問題及改進情況\n"
    "一是公開內容不夠豐富，二是業務能力還需提高。下一步將加強培訓，完善制度。\n"
)
SIMPLIFIED_CODECS = ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
TRADITIONAL_CODECS = ["utf-8", "utf-8-sig", "big5", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
NAMES = {"gb2312": "gb18030", "gbk": "gb18030"}
CASES = [(SIMPLIFIED, codec) for codec in SIMPLIFIED_CODECS] + [(TRADITIONAL, codec) for codec in TRADITIONAL_CODECS]


@pytest.mark.parametrize(("text", "codec"), CASES)
@pytest.mark.parametrize("repeat", [1, 40])
def test_text_comes_back_word_for_word(text: str, codec: str, repeat: int) -> None:
    decoded = decode((text * repeat).encode(codec))
    assert decoded.text == text * repeat
    assert decoded.encoding == NAMES.get(codec, codec)
    assert decoded.damage == 0


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["政府信息公开", "总体情况", "青禾镇", "一、总体情况\n无\n", "0\n7\n总计\n"])
def test_a_few_words_are_enough(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("text", ["| 甲 | 0 |", "• 7", "靐龘", "甲乙丙丁\n1", "\u00a0\n0", "①", "×", "x" * 100 + "乙"])
def test_a_single_odd_character_of_utf_8(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("text", ["政府信息公開", "總體情況", "青禾鎮年度報告"])
def test_a_few_traditional_words_are_enough(text: str) -> None:
    assert decode(text.encode("big5")).text == text


@pytest.mark.parametrize(("text", "codec"), CASES)
def test_damaged_bytes_cost_characters_and_not_the_file(text: str, codec: str) -> None:
    data = bytearray((text * 20).encode(codec))
    rng = random.Random(codec)
    for position in rng.sample(range(4, len(data)), len(data) // 100):
        data[position] = rng.randrange(256)
    decoded = decode(bytes(data))
    assert decoded.encoding == NAMES.get(codec, codec)
    assert "公开工作年度报告" in decoded.text or "公開工作年度報告" in decoded.text
    assert 0 < decoded.damage < 0.1


def test_one_bad_byte_in_the_first_line_of_gbk() -> None:
    data = b"\xff" + SIMPLIFIED.encode("gbk")
    assert decode(data).text == "\ufffd" + SIMPLIFIED


@pytest.mark.parametrize("text", ["", "plain", "No. 1\r\n2\r\n", "{'a': 1}"])
def test_ascii_is_utf_8(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.encoding) == (text, "utf-8")


def test_a_wrong_declaration_is_overruled() -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{SIMPLIFIED}</p></body></html>'
    assert decode(page.encode("gbk")).text == page
    page = page.replace("utf-8", "gb2312")
    assert decode(page.encode("utf-8")).text == page


def test_a_wrong_byte_order_mark_is_overruled() -> None:
    decoded = decode(b"\xef\xbb\xbf" + SIMPLIFIED.encode("gbk"))
    assert decoded.encoding == "gb18030"
    assert decoded.text.endswith(SIMPLIFIED[1:])


def test_markup_does_not_water_down_the_text() -> None:
    cell = '<td style="border:1px solid windowtext" class="MsoNormal"><span lang="EN-US">0</span></td>'
    page = f"<html><body><p>公开</p>{cell * 5000}<p>{SIMPLIFIED}</p></body></html>"
    assert decode(page.encode("gbk")).encoding == "gb18030"
    assert decode(page.encode("utf-8")).encoding == "utf-8"


def test_long_runs_of_ascii_take_no_time() -> None:
    """A picture inside the page is a run of a million letters and digits."""
    page = f'<p>{SIMPLIFIED}</p><img src="data:image/png;base64,{"Ab0/" * 300_000}">'
    assert decode(page.encode("gbk")).text == page


def test_characters_beyond_big5_proper() -> None:
    """Microsoft's code page 950 has a few more characters than Python's big5."""
    text = TRADITIONAL + "恒裏碁"
    decoded = decode(text.encode("cp950"))
    assert (decoded.text, decoded.encoding) == (text, "cp950")


def test_the_source_names_the_encoding() -> None:
    source = read_bytes(SIMPLIFIED.encode("gbk"), Path("年报.txt")).source
    assert (source.kind, source.encoding, source.path) == ("text", "gb18030", Path("年报.txt"))


@pytest.mark.parametrize(("text", "codec"), [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5")])
@pytest.mark.parametrize("broken", [b"", b"A", b" ", b"\xff", b"\x80", b"\xc4"])
def test_a_lost_byte_garbles_no_whole_line(text: str, codec: str, broken: bytes) -> None:
    """In the long third line only the damaged character itself, and no more than its neighbour, is lost."""
    before, line = text.split("\n")[:2], text.split("\n")[2]
    start = len("\n".join([*before, line[:10]]).encode(codec))
    data = text.encode(codec)
    decoded = decode(data[:start] + broken + data[start + 1 :])
    read = decoded.text.split("\n")[2]
    assert decoded.encoding == codec
    assert read.startswith(line[:9])
    assert read.endswith(line[12:])


def test_damage_is_told() -> None:
    data = SIMPLIFIED.encode("gbk")
    assert read_bytes(data, Path("a.txt")).notices == ()
    assert read_bytes(b"\xff" + data, Path("a.txt")).notices == ("文件有 1 处字符已经损坏，显示为“\ufffd”，请对照原件核对。",)
