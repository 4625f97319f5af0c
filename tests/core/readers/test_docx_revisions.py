"""Revisions in Word documents, read as if all were accepted."""

from core.document import Document
from tests.core.readers.showing import short
from tests.core.readers.wordfile import BEGINS, GOES_ON, cell, docx, paragraph, read, row, run, table

BY = 'w:id="1" w:author="甲" w:date="2024-01-05T09:00:00Z"'
DELETED_END, MOVED_END = f"<w:rPr><w:del {BY}/></w:rPr>", f"<w:rPr><w:moveFrom {BY}/></w:rPr>"


def inserted(text: str) -> str:
    return f"<w:ins {BY}>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def revised(body: str) -> tuple[list[object], str]:
    """What is read, and what is said about it."""
    document: Document = read(docx(body))
    [notice] = document.notices
    return list(short(document.blocks)), notice


def said(count: int) -> str:
    return f"文档里有 {count} 处修订，已按全部接受读入。"


def test_what_was_inserted_stays_and_what_was_deleted_goes() -> None:
    body = paragraph(run("新收") + deleted("12") + inserted("21") + run("件"))
    assert revised(body) == (["新收21件"], said(2))


def test_pieces_of_one_revision_count_once() -> None:
    body = paragraph(inserted("新") + inserted("收") + run("21件") + inserted("。"))
    assert revised(body) == (["新收21件。"], said(2))


def test_revisions_in_several_cells_are_several() -> None:
    body = table(row("新收", cell(paragraph(inserted("1"))), cell(paragraph(inserted("2")))), row("结转", "3", "4"))
    assert revised(body) == ([[["新收", "1", "2"], ["结转", "3", "4"]]], said(2))


def test_paragraphs_inserted_together_are_one_revision() -> None:
    body = paragraph(inserted("甲"), f"<w:rPr><w:ins {BY}/></w:rPr>") + paragraph(inserted("乙") + run("丙"))
    assert revised(body) == (["甲", "乙丙"], said(1))


def test_what_was_moved_stands_where_it_went() -> None:
    body = paragraph(f"<w:moveFrom {BY}>{run('甲')}</w:moveFrom>" + run("乙")) + paragraph(f"<w:moveTo {BY}>{run('甲')}</w:moveTo>")
    assert revised(body) == (["乙", "甲"], said(2))


def test_a_deleted_end_joins_paragraphs() -> None:
    assert revised(paragraph("一、总体", DELETED_END) + paragraph("情况") + paragraph("完")) == (["一、总体情况", "完"], said(1))


def test_a_deleted_paragraph_leaves_nothing() -> None:
    body = paragraph("甲") + paragraph(deleted("旧"), DELETED_END) + paragraph("乙")
    assert revised(body) == (["甲", "乙"], said(1))


def test_a_moved_paragraph_leaves_nothing() -> None:
    moved = f"<w:moveFrom {BY}>{run('旧')}</w:moveFrom>"
    body = paragraph("甲") + paragraph(moved, MOVED_END) + paragraph("乙")
    assert revised(body)[0] == ["甲", "乙"]


def test_a_deleted_end_before_a_table_or_at_the_end_stays_an_end() -> None:
    body = paragraph("甲", DELETED_END) + table(row("新收", "1"), row("结转", "2")) + paragraph("乙", DELETED_END)
    assert revised(body)[0] == ["甲", [["新收", "1"], ["结转", "2"]], "乙"]


def test_a_deleted_end_in_a_cell_does_not_reach_out_of_it() -> None:
    body = table(row(cell(paragraph("甲", DELETED_END)), "1"), row("乙", "2"))
    assert revised(body)[0] == [[["甲", "1"], ["乙", "2"]]]


def test_deleted_rows_are_gone_and_inserted_ones_there() -> None:
    gone = row(cell(paragraph(deleted("旧"))), cell(paragraph(deleted("9"))), properties=f"<w:del {BY}/>")
    new = row(cell(paragraph(inserted("新"))), cell(paragraph(inserted("3"))), properties=f"<w:ins {BY}/>")
    assert revised(table(row("甲", "1"), gone, row("乙", "2"), new)) == ([[["甲", "1"], ["乙", "2"], ["新", "3"]]], said(2))


def test_a_merge_goes_on_across_a_deleted_row() -> None:
    gone = row(cell("", GOES_ON), "9", properties=f"<w:del {BY}/>")
    [found] = read(docx(table(row(cell("三", BEGINS), "1"), gone, row(cell("", GOES_ON), "2")))).blocks
    assert found.cells[0].row_span == 2  # type: ignore[union-attr]


def test_a_deleted_table_is_gone() -> None:
    gone = row("甲", "1", properties=f"<w:del {BY}/>")
    assert revised(paragraph("正文") + table(gone, gone)) == (["正文"], said(1))


def test_a_deleted_cell_is_gone() -> None:
    body = table(row("甲", cell("9", f"<w:cellDel {BY}/>"), "1"), row("乙", "2"))
    assert revised(body)[0] == [[["甲", "1"], ["乙", "2"]]]


def test_what_the_looks_were_before_says_nothing() -> None:
    """A change of format is no revision of the text, and its old properties do not count."""
    old = f"<w:rPrChange {BY}><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    old_cell = f'<w:tcPrChange {BY}><w:tcPr><w:gridSpan w:val="5"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    old_paragraph = f'<w:pPrChange {BY}><w:pPr><w:pStyle w:val="x"/><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange>'
    body = paragraph(run("甲", old), old_paragraph) + table(row(cell("乙", old_cell), "1"), row("丙", "2"))
    document = read(docx(body))
    assert short(document.blocks) == ["甲", [["乙", "1"], ["丙", "2"]]]
    assert document.notices == ()


def test_hidden_and_revised_are_said_apart() -> None:
    document = read(docx(paragraph(run("甲") + deleted("乙") + run("丙", "<w:vanish/>"))))
    assert document.notices == (said(1), "文档里有 1 处隐藏文字，没有读入。")
