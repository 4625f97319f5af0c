"""The running text of Word documents: runs, breaks, signs, fields, boxes, notes, controls, and what is left out."""

import pytest

from core.document import Picture
from tests.core.readers.showing import short
from tests.core.readers.wordfile import STRICT, cell, docx, paragraph, read, row, run, table

BOX = "<w:txbxContent>{}</w:txbxContent>"
CHOICE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="{}"><w:drawing><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"
BEGIN, SEPARATE, END = (MARK.format(kind) for kind in ("begin", "separate", "end"))


def lines(body: str, **parts: str) -> list[object]:
    return list(short(read(docx(body, **parts)).blocks))


def notices(body: str, **parts: str) -> tuple[str, ...]:
    return read(docx(body, **parts)).notices


def test_runs_are_joined_and_empty_paragraphs_kept() -> None:
    body = paragraph(run("20") + '<w:proofErr w:type="spellStart"/>' + run("23年")) + paragraph("") + paragraph("完")
    assert lines(body) == ["2023年", "", "完"]


def test_a_soft_break_ends_a_line() -> None:
    body = paragraph("<w:r><w:t>（三）不予</w:t><w:br/><w:t>公开</w:t><w:cr/><w:t>情况</w:t></w:r>")
    assert lines(body) == ["（三）不予", "公开", "情况"]


def test_tabs_and_hyphens_are_characters() -> None:
    body = paragraph("<w:r><w:t>新收</w:t><w:tab/><w:t>12</w:t></w:r>") + paragraph(
        "<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t><w:softHyphen/></w:r>"
    )
    assert lines(body) == ["新收\t12", "3-5"]


def test_the_tabs_of_a_paragraph_are_no_text() -> None:
    assert lines(paragraph("正文", '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>')) == ["正文"]


def test_space_counts_only_where_it_is_preserved() -> None:
    """ECMA-376, part 1, 17.3.3.31."""
    body = paragraph("<w:r><w:t> 甲 </w:t><w:t xml:space='preserve'> 乙</w:t></w:r>")
    assert lines(body) == ["甲 乙"]


@pytest.mark.parametrize(
    ("code", "font", "shown"),
    [
        ("F0FC", "Wingdings", "✓"), ("F0FE", "Wingdings", "☑"), ("F0A8", "Wingdings", "□"), ("F081", "Wingdings", "①"),
        ("F08C", "Wingdings", "❶"), ("F0B3", "Symbol", "≥"), ("F052", "Wingdings 2", "☑"), ("2460", "宋体", "①"),
        ("F041", "宋体", "A"), ("nonsense", "Wingdings", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_signs_of_symbol_fonts(code: str, font: str, shown: str) -> None:
    assert lines(paragraph(run("甲") + f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')) == [f"甲{shown}"]


def test_full_width_digits_stay_as_they_are() -> None:
    assert lines(paragraph("新收１２件")) == ["新收１２件"]


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:hyperlink r:id="rId4" xmlns:r="x">{}</w:hyperlink>',
        '<w:smartTag w:uri="urn:x" w:element="chsdate"><w:smartTagPr/>{}</w:smartTag>',
        '<w:sdt><w:sdtPr><w:alias w:val="年份"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>',
        '<w:customXml w:element="x">{}</w:customXml>',
        '<w:bdo w:val="ltr">{}</w:bdo>',
        "<w:ruby><w:rt>" + run("注音") + "</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>",
        '<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>',
    ],
)
def test_text_in_wrappings_is_read(wrapped: str) -> None:
    assert lines(paragraph(run("截至") + wrapped.format(run("2023年")) + run("底"))) == ["截至2023年底"]


def test_a_formula_is_its_letters() -> None:
    assert lines(paragraph("<m:oMath><m:r><m:t>12+3</m:t></m:r></m:oMath>")) == ["12+3"]


def test_comments_and_their_marks_are_no_text() -> None:
    body = '<w:commentRangeStart w:id="1"/>' + run("12") + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    comments = '<w:comment w:id="1"><w:p><w:r><w:t>核对</w:t></w:r></w:p></w:comment>'
    assert lines(paragraph(body), comments=comments) == ["12"]


def test_heads_and_feet_of_pages_are_no_text() -> None:
    section = '<w:sectPr><w:headerReference w:type="default"/><w:pgNumType w:fmt="numberInDash"/></w:sectPr>'
    assert lines(paragraph("正文") + section, header1=paragraph("机密"), footer1=paragraph("- 3 -")) == ["正文"]


def test_the_strict_dialect_is_read_as_well() -> None:
    data = docx(paragraph("甲") + table(row("新收", "1"), row("结转", "2")), STRICT)
    assert short(read(data).blocks) == ["甲", [["新收", "1"], ["结转", "2"]]]


def test_a_field_shows_its_result_and_not_its_code() -> None:
    body = run("第") + BEGIN + CODE.format(" PAGE ") + SEPARATE + run("3") + END + run("页")
    assert lines(paragraph(body)) == ["第3页"]


def test_a_field_without_a_result_shows_nothing() -> None:
    assert lines(paragraph(run("甲") + BEGIN + CODE.format(" XE x ") + END + run("乙"))) == ["甲乙"]


def test_the_result_of_a_field_inside_a_code_is_code() -> None:
    """{ IF { QUOTE 1 } = 1 "是" } shows 是 only."""
    inner = BEGIN + CODE.format(" QUOTE 1 ") + SEPARATE + run("1") + END
    body = BEGIN + CODE.format(" IF ") + inner + CODE.format(" = 1 ") + SEPARATE + run("是") + END
    assert lines(paragraph(body + run("。"))) == ["是。"]


def test_a_result_may_have_several_paragraphs() -> None:
    body = paragraph(BEGIN + CODE.format(" TOC ") + SEPARATE + run("一、总体情况")) + paragraph("二、主动公开") + paragraph(END)
    assert lines(body) == ["一、总体情况", "二、主动公开", ""]


def test_a_field_that_never_ends_hides_no_other_paragraph() -> None:
    assert lines(paragraph(BEGIN + run("甲")) + paragraph("乙") + paragraph(BEGIN + run("丙")) + paragraph("丁")) == [
        "",
        "乙",
        "",
        "丁",
    ]


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    inside = BOX.format(paragraph("框内"))
    body = paragraph("前") + paragraph(CHOICE.format("wps", inside, inside) + run("正文")) + paragraph("后")
    assert lines(body) == ["前", "框内", "正文", "后"]


def test_a_text_box_behind_words_comes_after_them() -> None:
    inside = BOX.format(paragraph("框内"))
    assert lines(paragraph(run("正文") + CHOICE.format("wps", inside, inside) + run("继续"))) == ["正文继续", "框内"]


def test_what_is_not_known_is_read_in_its_older_form() -> None:
    body = CHOICE.format("x99", BOX.format(paragraph("新")), BOX.format(paragraph("旧")))
    assert lines(paragraph(body)) == ["旧", ""]


def test_a_text_box_of_an_old_document() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox>{BOX.format(paragraph('框内'))}</v:textbox></v:shape></w:pict></w:r>"
    assert lines(paragraph(box)) == ["框内", ""]


def test_a_table_in_a_text_box_is_a_table() -> None:
    inside = BOX.format(table(row("新收", "1"), row("结转", "2")) + paragraph(""))
    assert lines(paragraph(CHOICE.format("wps", inside, inside))) == [[["新收", "1"], ["结转", "2"]], ""]


def test_the_field_around_a_box_does_not_hide_it() -> None:
    inside = BOX.format(paragraph("框内"))
    assert lines(paragraph(BEGIN + CHOICE.format("wps", inside, inside) + END)) == ["框内", ""]


def test_drawn_letters_are_words() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="年度报告"/></v:shape></w:pict></w:r>'
    assert lines(paragraph(art)) == ["年度报告", ""]


@pytest.mark.parametrize(
    "drawing",
    [
        "<w:drawing><wp:inline><pic:pic/></wp:inline></w:drawing>",
        '<w:pict><v:shape><v:imagedata o:title="" xmlns:o="x"/></v:shape></w:pict>',
        "<w:object><v:shape><v:imagedata/></v:shape></w:object>",
        '<mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><pic:pic/></w:drawing></mc:Choice>'
        "<mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_a_picture_is_a_block(drawing: str) -> None:
    blocks = read(docx(paragraph("表如下") + paragraph(f"<w:r>{drawing}</w:r>"))).blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Picture", "Paragraph"]


def test_a_picture_in_a_cell_leaves_the_table_alone() -> None:
    drawing = paragraph("<w:r><w:drawing><pic:pic/></w:drawing></w:r>" + run("1"))
    blocks = read(docx(table(row("新收", cell(drawing)), row("结转", "2")))).blocks
    assert short(blocks) == [[["新收", "1"], ["结转", "2"]]]
    assert not any(isinstance(block, Picture) for block in blocks)


def test_notes_come_after_the_body_in_the_order_of_their_marks() -> None:
    body = paragraph(run("甲") + '<w:r><w:footnoteReference w:id="3"/></w:r>') + paragraph(
        run("乙") + '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("脚注二")}</w:footnote><w:footnote w:id="3">{paragraph("脚注三")}</w:footnote>'
        f'<w:footnote w:id="4">{paragraph("无人提到")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{paragraph("尾注二")}</w:endnote>'
    assert lines(body, footnotes=footnotes, endnotes=endnotes) == ["甲", "乙", "脚注三", "尾注二", "脚注二"]


def test_an_empty_control_shows_its_prompt_to_nobody() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = paragraph(run("联系人：") + prompt.format(run("单击此处输入文字。"))) + paragraph("完")
    assert lines(body) == ["联系人：", "完"]


def test_contents_in_other_files_are_mentioned() -> None:
    body = paragraph("正文") + '<w:altChunk r:id="rId9" xmlns:r="x"/>'
    assert notices(body) == ("文档里插入了 1 个别的文件，里面的内容没有读入。请在 Word 或 WPS 中打开，另存一份再试。",)


VANISH = "<w:vanish/>"
STYLES = (
    '<w:style w:type="character" w:styleId="暗"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="更暗"><w:basedOn w:val="暗"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="顶端"><w:rPr><w:vanish/></w:rPr></w:style>'
)


def test_hidden_text_is_left_out_and_counted_in_stretches() -> None:
    body = paragraph(run("甲") + run("密", VANISH) + run("件", VANISH) + run("乙") + run("密", VANISH))
    assert lines(body) == ["甲乙"]
    assert notices(body) == ("文档里有 2 处隐藏文字，没有读入。",)


def test_a_switch_that_is_off_hides_nothing() -> None:
    body = paragraph(run("甲", '<w:vanish w:val="0"/>') + run("乙", '<w:vanish w:val="false"/>') + run("丙", "<w:webHidden/>"))
    assert lines(body) == ["甲乙丙"]
    assert notices(body) == ()


def test_styles_hide_text_too() -> None:
    hidden, shown = run("密", '<w:rStyle w:val="更暗"/>'), run("甲", '<w:rStyle w:val="更暗"/><w:vanish w:val="0"/>')
    assert lines(paragraph(hidden + shown), styles=STYLES) == ["甲"]


def test_a_hidden_paragraph_vanishes_whole() -> None:
    body = paragraph("甲") + paragraph("窗体顶端", '<w:pStyle w:val="顶端"/>') + paragraph("乙")
    assert lines(body, styles=STYLES) == ["甲", "乙"]


def test_a_hidden_end_joins_a_heading_with_what_follows() -> None:
    body = paragraph("（一）主动公开。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("及时公布信息。")
    assert lines(body) == ["（一）主动公开。及时公布信息。"]


def test_places_count_paragraphs() -> None:
    blocks = read(docx(paragraph("甲") + table(row("新收", "1"), row("结转", "2")) + paragraph("乙"))).blocks
    assert [block.place.describe() for block in blocks] == ["第1段", "原文", "第2段"]
    assert blocks[1].cells[3].place.describe() == "第1个表格第2行第2格"  # type: ignore[union-attr]
