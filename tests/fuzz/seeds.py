"""Files to start from beyond the fixtures: small, uncompressed, and with what a format has that a plain report has not."""

import io
import random
from collections.abc import Callable
from functools import partial

import reportlab.pdfgen.canvas
import xlwt
from docx.oxml.ns import nsdecls
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from tests.builders.article import Article, article
from tests.builders.book_shapes import as_sheet_xml
from tests.builders.doc_file import Doc, Run, old_doc, old_row, par, row
from tests.builders.docx_shapes import DOCX_STYLES, as_docx
from tests.builders.fixtures import fixture_report, shortened
from tests.builders.flat_package import as_flat_package
from tests.builders.html_shapes import as_html
from tests.builders.rtf_shapes import RTF_STYLES, as_rtf
from tests.builders.text_shapes import TEXT_CARRIERS, as_text
from tests.fuzz.zips import packed, unpacked

_ROWS = (("名称", "维持", "总计"), ("行政复议", 3, 3), ("行政诉讼", 0, 12))
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_OPEN_SPACES = " ".join(f'xmlns:{name}="{_OPEN}{name}:1.0"' for name in ("office", "text", "table", "draw", "style"))
_OPEN_TEXT = f"""<office:document-content {_OPEN_SPACES}><office:automatic-styles><text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ..."/></text:list-style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
</office:automatic-styles><office:body><office:text><text:tracked-changes><text:changed-region text:id="c"><text:deletion/>
</text:changed-region></text:tracked-changes><text:list text:style-name="L"><text:list-item><text:p>总体情况</text:p>
<text:list><text:list-item text:start-value="3"><text:p>甲</text:p></text:list-item></text:list></text:list-item></text:list>
<text:p>新收<text:change-start text:change-id="c"/>6</text:p><text:p>件<text:change-end text:change-id="c"/>7件
<text:span text:style-name="H">暗</text:span><text:note><text:note-body><text:p>注</text:p></text:note-body></text:note></text:p>
<text:p><draw:frame><draw:text-box><text:p>印章</text:p></draw:text-box><draw:image/></draw:frame></text:p>
<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>结果</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/>
<table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:text></office:body>
</office:document-content>"""
_TELLING = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/numbering.xml")
_STYLES = f"""<w:styles {nsdecls("w")}>
<w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="900"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:default="1" w:styleId="a"/><w:style w:type="table" w:styleId="t"><w:basedOn w:val="1"/></w:style>
</w:styles>"""


def word_xml() -> bytes:
    """A Word document as one XML file."""
    return as_flat_package(_document("plain"))


def sheet_xml() -> bytes:
    """A workbook as Excel 2003 saved it in XML."""
    return as_sheet_xml(random.Random(1), _short(), "one", "none", "numbers").encode()


def numbered_text() -> bytes:
    """An OpenDocument text with lists, a box, a note, hidden text and revisions."""
    return packed([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", _OPEN_TEXT.encode())])


def rich_texts() -> tuple[Callable[[], bytes], ...]:
    """RTF as many programs write it."""
    return tuple(partial(_rich_text, style) for style in RTF_STYLES)


def _rich_text(style: str) -> bytes:
    return as_rtf(random.Random(1), _short(), style, "plain", "none")


def binary_documents() -> tuple[Callable[[], bytes], ...]:
    """Binary Word documents with a table and stories beside the text, one of Word 97 in pieces and one of Word 95."""
    body = [
        par("四、复议诉讼"),
        *row(["行政\r复议", "3"], [0, 900, 1800]),
        *row(["诉讼", ""], [0, 900, 1800]),
        par([Run("尾"), Run("旧")]),
    ]
    notes = Doc(
        body, footnotes=[par("含补报")], headers=[par("页眉")], boxes=[[par("框一"), *row(["1", "2"], [0, 900, 1800])]], cuts=(3, 9)
    )
    return notes.written, partial(old_doc, [par("四、复议诉讼"), *old_row(["行政复议", "3"], [0, 900, 1800]), par("尾")])


def clipboards() -> tuple[Callable[[], bytes], ...]:
    """Pages as programs copy them, and the plain text that comes along."""
    return partial(_copied, "plain"), partial(_copied, "word")


def _copied(style: str) -> bytes:
    rng = random.Random(1)
    page = as_html(rng, _short(), style, "plain", "none", "")
    text = as_text(rng, _short(), TEXT_CARRIERS["tabs"], "plain", "none")
    return f"Version:1.0\r\nStartHTML:0000000105\r\nStartFragment:0000000141\r\n{page}\0{text}".encode()


def _short() -> Article:
    return shortened(article(fixture_report()))


def rich_documents() -> tuple[Callable[[], bytes], ...]:
    """Word documents with lists, revisions, controls and boxes."""
    return tuple(partial(_document, style) for style in DOCX_STYLES)


def _document(style: str) -> bytes:
    """Only the parts that say something: nothing of the many styles that every document brings."""
    made = unpacked(as_docx(random.Random(1), _short(), style, "plain", "labels"))
    parts = {name: part for name, part in made if name in _TELLING}
    return packed({**parts, "word/styles.xml": _STYLES.encode()}.items())


def old_workbook() -> bytes:
    """A workbook with merges, a formula, an error and a date."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表四")
    sheet.write_merge(0, 0, 0, 2, "四、复议诉讼")
    for number, figures in enumerate(_ROWS, 1):
        for column, value in enumerate(figures):
            sheet.write(number, column, value)
    sheet.write(4, 0, xlwt.Formula("SUM(B3:C4)"))
    sheet.write(4, 1, 44927.5, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(4, 2, True)
    book.add_sheet("隐藏").visibility = 1
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def open_pdf() -> bytes:
    """Two pages with rules and words, nothing in them compressed."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = reportlab.pdfgen.canvas.Canvas(target, pageCompression=0, invariant=1)
    for page in (1, 2):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 780, f"四、政府信息公开行政复议情况 第{page}页")
        canvas.grid([72, 172, 272, 372], [600, 620, 640, 660])
        for y, figures in zip((645, 625, 605), _ROWS, strict=True):
            for x, value in zip((75, 175, 275), figures, strict=True):
                canvas.drawString(x, y, str(value))
        canvas.showPage()
    canvas.save()
    return target.getvalue()
