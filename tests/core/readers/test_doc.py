"""Word documents of the binary kind: text out of pieces, what is shown of it, and what stands beside it."""

import struct
from pathlib import Path

import pytest

from core.document import Document, Paragraph, Picture, Unreadable
from core.readers import read_bytes
from tests.builders.doc_file import (
    DELETED,
    FIELD_DATA,
    HIDDEN,
    INSERTED,
    OLD_DELETED,
    OLD_HIDDEN,
    SPECIAL,
    Doc,
    Par,
    Run,
    old_doc,
    old_row,
    par,
    row,
    sprm,
)
from tests.builders.fixtures import fixture
from tests.builders.ole_file import ole_file
from tests.core.readers.showing import Short, short, spans


def document(data: bytes, name: str = "年报.doc") -> Document:
    return read_bytes(data, Path(name))


def shown(*paragraphs: Par, **more: object) -> list[Short]:
    return short(document(Doc(paragraphs, **more).written()).blocks)  # type: ignore[arg-type]


def notices(*paragraphs: Par) -> tuple[str, ...]:
    return document(Doc(paragraphs).written()).notices


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        document(data)
    return caught.value.code


@pytest.mark.parametrize("cuts", [(), (7,), (3, 9), tuple(range(1, 30))])
@pytest.mark.parametrize("narrow", [False, True])
def test_text_in_any_number_of_pieces(cuts: tuple[int, ...], narrow: bool) -> None:
    """As after many quick saves: the pieces lie in the file from the last to the first, those of plain letters narrow."""
    body = [par("一、总体情况"), *row(["甲", "abc 12"], [0, 1000, 2000]), par("收到申请5件，办结 100% of all")]
    assert shown(*body, cuts=cuts, narrow=narrow) == ["一、总体情况", [["甲", "abc 12"]], "收到申请5件，办结 100% of all"]


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_rare_characters_are_whole_even_across_pieces(cut: int) -> None:
    assert shown(par("𠮷祥街道"), cuts=(cut,)) == ["𠮷祥街道"]


def test_special_characters() -> None:
    text = "第一行\x0b第二行\x1e连\x1f字\xa0空\t格\x0c下页"
    assert shown(par(text)) == ["第一行", "第二行-连字\xa0空\t格", "下页"]


def test_a_section_ends_a_paragraph() -> None:
    assert shown(Par((Run("前一节"),), Run("\x0c")), par("后一节")) == ["前一节", "后一节"]


def test_text_without_a_last_mark() -> None:
    assert shown(Par((Run("没有段落标记"),), Run(""))) == ["没有段落标记"]


def test_symbols_of_fonts_of_their_own() -> None:
    symbol = SPECIAL + sprm(0x6A09, struct.pack("<HH", 1, 0xF0FE))
    letter = SPECIAL + sprm(0x6A09, struct.pack("<HH", 0, 0x2460))
    body = par([Run("("), Run("(", symbol), Run("是"), Run("(", letter), Run(")")])
    assert shown(body, fonts=("宋体", "Wingdings")) == ["(☑是①)"]


def test_deleted_words_are_left_out_and_inserted_ones_stay() -> None:
    body = par([Run("收到申请"), Run("1", DELETED), Run("2", DELETED + sprm(0x2A42, 6)), Run("15", INSERTED), Run("件")])
    assert shown(body) == ["收到申请15件"]
    assert notices(body) == ("文档里有 2 处修订，已按全部接受读入。",)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert shown(par("收到申请", mark=Run("\r", DELETED)), par("15件")) == ["收到申请15件"]
    assert shown(par([Run("旧", DELETED)], mark=Run("\r", DELETED)), par("新")) == ["新"]
    assert shown(par("尾", mark=Run("\r", DELETED))) == ["尾"]


def test_a_deleted_mark_before_a_table_does_not_pull_text_into_it() -> None:
    table = row(["甲", "乙"], [0, 1000, 2000])
    assert shown(par("表前", mark=Run("\r", DELETED)), *table) == ["表前", [["甲", "乙"]]]


def test_hidden_words() -> None:
    body = par([Run("公开"), Run("（内部）", HIDDEN), Run("情况")])
    assert shown(body) == ["公开情况"]
    assert notices(body) == ("文档里有 1 处隐藏文字，没有读入。",)


def test_words_hidden_by_a_style_and_shown_in_spite_of_it() -> None:
    styles = ((1, 0xFFF, b""), (2, 0xFFF, HIDDEN), (2, 1, b""))
    hidden, shown_again, opposite = sprm(0x4A30, 2), sprm(0x4A30, 2) + b"\x3c\x08\x00", sprm(0x4A30, 2) + b"\x3c\x08\x81"
    same = sprm(0x4A30, 1) + b"\x3c\x08\x80"
    body = par([Run("甲", hidden), Run("乙", shown_again), Run("丙", opposite), Run("丁", same), Run("戊", b"\x3c\x08\x81")])
    assert shown(body, styles=styles) == ["乙丙"]


def test_styles_that_go_back_to_each_other() -> None:
    styles = ((1, 0xFFF, b""), (2, 2, b""), (2, 1, HIDDEN))
    assert shown(par([Run("甲", sprm(0x4A30, 1)), Run("乙")]), styles=styles) == ["乙"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("见\x13 HYPERLINK x \x14官网\x15。", "见官网。"),
        ("共\x13 PAGE \x15页", "共页"),
        ("\x13 IF \x13 X \x141\x15 \x14甲\x13 REF \x14乙\x15\x15丙", "甲乙丙"),
        ("没有\x13 结束", "没有 结束"),
        ("没有\x15开始", "没有开始"),
        ("没有\x14分隔\x15", "没有分隔"),
    ],
)
def test_fields_show_their_results(text: str, want: str) -> None:
    assert shown(par(text)) == [want]


def kinds(data: bytes) -> list[str]:
    blocks = document(data).blocks
    return [block.text if isinstance(block, Paragraph) else type(block).__name__ for block in blocks]


def test_a_picture_alone_is_a_picture() -> None:
    picture = Run("\x01", SPECIAL)
    body = [par("表三："), par([picture]), par([Run("印章"), picture]), par([Run("\x01", SPECIAL + FIELD_DATA)]), par("尾")]
    found = document(Doc(body).written()).blocks
    assert kinds(Doc(body).written()) == ["表三：", "Picture", "印章", "", "尾"]
    assert isinstance(found[1], Picture)
    assert found[1].place.paragraph == 2


def test_what_floats_is_a_picture_a_box_or_a_line() -> None:
    """Shape 75 is a picture frame, 20 a line; the box stands where it is anchored."""
    anchor = Run("\x08", SPECIAL)
    body = [par([anchor]), par([anchor, Run("正文")]), par([anchor])]
    doc = Doc(body, anchors={0: 1025, 2: 1026, 6: 1027}, shapes={1025: 75, 1026: 202, 1027: 20}, boxes=[[par("框里的字")]])
    assert kinds(doc.written()) == ["Picture", "框里的字", "正文", ""]


def test_boxes_without_an_anchor_come_after_the_text() -> None:
    doc = Doc([par("正文")], boxes=[[par("框一"), *row(["1", "2"], [0, 900, 1800])], [par("框二")]])
    assert short(document(doc.written()).blocks) == ["正文", "框一", [["1", "2"]], "框二"]


def test_notes_come_after_the_text_and_heads_of_pages_not_at_all() -> None:
    mark = Run("\x02", SPECIAL)
    body = [par([Run("收到申请15件"), mark])]
    doc = Doc(body, footnotes=[par([mark, Run("含补报")])], headers=[par("页眉")], endnotes=[par([mark, Run("尾注")])])
    assert short(document(doc.written()).blocks) == ["收到申请15件", "含补报", "尾注"]


def test_one_property_laid_over_a_piece() -> None:
    """0x5C is what Word 6 called hidden text: bit 0 says that it is a single property."""
    assert shown(par("甲乙丙"), cuts=(1, 2), prms={1: 0x5C << 1 | 1 << 8}) == ["甲丙"]


def test_a_list_of_properties_laid_over_a_piece() -> None:
    assert shown(par("甲乙丙"), cuts=(1, 2), prms={1: 1 << 1 | 1}, grpprls=(b"", DELETED)) == ["甲丙"]
    assert shown(par("甲乙丙"), cuts=(1, 2), prms={1: 9 << 1 | 1}, grpprls=(b"", DELETED)) == ["甲乙丙"]


OLD = [
    par("一、总体情况 abc"),
    *old_row(["甲", "乙", "丙"], [0, 1000, 2000, 3000]),
    *old_row(["丁", "戊", ""], [0, 1000, 2000, 3000], [0, 1, 2]),
    par([Run("收到"), Run("旧", OLD_DELETED), Run("申请"), Run("密", OLD_HIDDEN), Run("15件")]),
]
OLD_SHOWN: list[Short] = ["一、总体情况 abc", [["甲", "乙", "丙"], ["丁", "戊"]], "收到申请15件"]


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("language", [0x804, 0x409])
def test_word_95(listed: bool, language: int) -> None:
    """In 8 bits by the language of the document, or by the looks of the text; with its pages listed or in sequence."""
    found = document(old_doc(OLD, language=language, listed=listed))
    assert short(found.blocks) == OLD_SHOWN
    assert spans(found.blocks[1])[-1] == ("戊", 1, 1, 1, 2)  # type: ignore[arg-type]
    assert found.notices == ("文档里有 1 处修订，已按全部接受读入。", "文档里有 1 处隐藏文字，没有读入。")


def test_word_95_in_other_letters() -> None:
    assert short(document(old_doc(OLD, "utf-16-le", flags=0x1000)).blocks) == OLD_SHOWN
    assert short(document(old_doc([par("總體情況")], "cp950", 0x404)).blocks) == ["總體情況"]
    assert short(document(old_doc([par("café 5 €")], "cp1252", 0x409)).blocks) == ["café 5 €"]


def test_word_95_with_many_paragraphs() -> None:
    want = [f"第{number}段" for number in range(400)]
    assert short(document(old_doc([par(text) for text in want])).blocks) == want


def test_many_pages_of_formats() -> None:
    body = [par([Run(f"第{number}段"), Run("旧", DELETED + sprm(0x4A43, number))]) for number in range(900)]
    assert shown(*body) == [f"第{number}段" for number in range(900)]


@pytest.mark.parametrize("flags", [0x0100, 0x8100])
def test_a_password(flags: int) -> None:
    assert refusal(Doc([par("甲")], flags=flags).written()) == "encrypted"
    assert refusal(old_doc([par("甲")], flags=flags)) == "encrypted"


def test_kinds_by_name() -> None:
    data = Doc([par("正文")]).written()
    assert document(data).source.kind == "doc"
    assert document(data, "年报.wps").source.kind == "wps"
    assert document(fixture(".wps").read_bytes(), "年报.WPS").blocks == document(fixture(".doc").read_bytes()).blocks


def test_a_document_without_text() -> None:
    assert refusal(Doc([par()]).written()) == "blank"


def test_no_word_document_after_all() -> None:
    whole = Doc([par("正文")]).written()
    assert refusal(ole_file({"WordDocument": b"", "1Table": b""})) == "damaged"
    assert refusal(whole.replace(b"\xec\xa5\xc1", b"\xec\xa6\xc1")) == "damaged"
    assert refusal(whole.replace("1Table".encode("utf-16-le"), "2Table".encode("utf-16-le"))) == "damaged"
    assert (
        refusal(
            whole.replace("WordDocument".encode("utf-16-le"), "WordDocumend".encode("utf-16-le"))
            + "WordDocument".encode("utf-16-le")
        )
        == "damaged"
    )


def test_absurd_counts_are_refused() -> None:
    whole = bytearray(Doc([par("正文")]).written())
    at = whole.index(b"\xec\xa5\xc1")
    struct.pack_into("<I", whole, at + 76, 1 << 31)
    assert refusal(bytes(whole)) == "damaged"
