"""OpenDocument texts: paragraphs and hidden text, lists, tables, boxes, revisions, and damage."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import Document, Paragraph, Picture, Place, RawTable, Unreadable
from core.readers import read_bytes
from tests.builders.fixtures import fixture
from tests.core.readers.books import packed
from tests.core.readers.showing import Short, short, spans

_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_OPEN}{name}:1.0"' for name in ("office", "text", "table", "draw", "style"))
SPACES = f'{_SPACES} xmlns:svg="{_OPEN}svg-compatible:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office"'
TYPE = "application/vnd.oasis.opendocument.text"


def odt(body: str, styles: str = "", **extra: str) -> bytes:
    """An .odt file; `styles` are automatic ones, `extra` further parts."""
    return packed({"mimetype": TYPE, "content.xml": whole("document-content", body, styles), **extra})


def whole(root: str, body: str, styles: str = "", more: str = "") -> str:
    return (
        f"<office:{root} {SPACES}{more}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:{root}>"
    )


def read(data: bytes, name: str = "年报.odt") -> Document:
    return read_bytes(data, Path(name))


def shown(body: str, styles: str = "") -> list[Short]:
    return short(tuple(block for block in read(odt(body, styles)).blocks if not isinstance(block, Picture)))


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.code


def par(text: str, more: str = "") -> str:
    return f"<text:p{more}>{text}</text:p>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<text:p>甲</text:p><text:h>乙</text:h>", ["甲", "乙"]),
        ('<text:p>甲<text:s text:c="3"/>乙<text:tab/>丙<text:line-break/>丁</text:p>', ["甲   乙\t丙", "丁"]),
        ("<text:p>甲\n     乙</text:p>", ["甲 乙"]),
        ("<text:p>甲</text:p><text:p/><text:p>乙</text:p>", ["甲", "", "乙"]),
        ("<text:p>甲<text:span>乙<text:a>丙</text:a></text:span>丁<text:page-number>3</text:page-number></text:p>", ["甲乙丙丁3"]),
        ("<text:p>甲<office:annotation><text:p>批注</text:p></office:annotation>乙</text:p>", ["甲乙"]),
        ("<text:p>甲<text:ruby-base>乙</text:ruby-base><text:ruby-text>yǐ</text:ruby-text></text:p>", ["甲乙"]),
        ("<text:p>甲<text:placeholder>填写</text:placeholder></text:p>", ["甲"]),
        ("<text:table-of-content><text:table-of-content-source><text:index-title-template>目录</text:index-title-template>"
         "</text:table-of-content-source><text:index-body><text:p>一、总体情况…1</text:p></text:index-body>"
         "</text:table-of-content>", ["一、总体情况…1"]),
        ("<text:p>甲<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注释</text:p></text:note-body>"
         "</text:note>乙</text:p><text:p>丙</text:p>", ["甲乙", "丙", "注释"]),
    ],
)  # fmt: skip
def test_paragraphs(body: str, lines: list[str]) -> None:
    assert shown(body) == lines


def test_hidden_text_is_left_out_and_told() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="{family}"{based}>{properties}</style:style>'
        for name, family, based, properties in [
            ("H", "text", "", '<style:text-properties text:display="none"/>'),
            ("S", "text", ' style:parent-style-name="H"', '<style:text-properties text:display="true"/>'),
            ("P", "paragraph", "", '<style:text-properties text:display="none"/>'),
            ("Q", "paragraph", ' style:parent-style-name="P"', ""),
        ]
    )
    body = (
        par('甲<text:span text:style-name="H">暗</text:span>乙<text:span text:style-name="S">明</text:span>')
        + par("整段", ' text:style-name="Q"')
        + '<text:section text:display="none"><text:p>整节</text:p></text:section><text:section><text:p>丙</text:p></text:section>'
    )
    document = read(odt(body, styles))
    assert short(document.blocks) == ["甲乙明", "丙"]
    assert document.notices == ("文档里有 3 处隐藏文字，没有读入。",)


def test_a_box_stands_beside_its_paragraph_and_a_picture_is_told_once() -> None:
    box = "<draw:frame><draw:text-box><text:p>标题</text:p><text:p/></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>印章</text:p><draw:enhanced-geometry/></draw:custom-shape>"
    image = "<draw:frame><draw:object/><draw:image><office:binary-data>AAAA</office:binary-data></draw:image><draw:image/>"
    body = par(f"{box}甲") + par(f"乙{shape}") + par(f"{image}<svg:desc>说明</svg:desc></draw:frame>")
    blocks = read(odt(body)).blocks
    shown = [block.text if isinstance(block, Paragraph) else type(block).__name__ for block in blocks]
    assert shown == ["标题", "甲", "乙", "印章", "Picture", ""]


NUMBER = "text:list-level-style-number"
CLOSE = '<style:list-level-label-alignment text:label-followed-by="nothing"/>'
LEVELS = (
    '<text:list-style style:name="L">'
    f'<{NUMBER} text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ...">{CLOSE}</{NUMBER}>'
    f'<{NUMBER} text:level="2" style:num-prefix="（" style:num-suffix="）" style:num-format="1" text:start-value="3"/>'
    f'<{NUMBER} text:level="3" style:num-suffix="." style:num-format="1" text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    '<text:list-style style:name="N">'
    f'<{NUMBER} text:level="1" loext:num-list-format="第%1%条" style:num-format="甲, 乙, 丙, ..."/></text:list-style>'
)


def listed(*items: str, more: str = ' text:style-name="L"') -> str:
    return f"<text:list{more}>{''.join(items)}</text:list>"


def item(text: str, inner: str = "", more: str = "") -> str:
    return f"<text:list-item{more}>{par(text)}{inner}</text:list-item>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (listed(item("总体情况"), item("主动公开")), ["一、总体情况", "二、主动公开"]),
        (listed(item("甲", listed(item("乙"), item("丙"), more="")), item("丁")), ["一、甲", "（3）乙", "（4）丙", "二、丁"]),
        (listed(item("甲", listed(item("乙", listed(item("丙"), more="")), more=""))), ["一、甲", "（3）乙", "3.1.丙"]),
        (listed(item("甲", par("续"))), ["一、甲", "续"]),
        (listed(item("甲", more=' text:start-value="5"'), item("乙")), ["五、甲", "六、乙"]),
        (listed(f"<text:list-header>{par('目录')}</text:list-header>", item("甲")), ["目录", "一、甲"]),
        (listed(item("甲")) + par("文") + listed(item("乙")), ["一、甲", "文", "一、乙"]),
        (listed(item("甲")) + par("文") + listed(item("乙"), more=' text:style-name="L" text:continue-numbering="true"'),
         ["一、甲", "文", "二、乙"]),
        (listed(item("甲"), more=' xml:id="i1" text:style-name="L"') + listed(item("子"), more=' text:style-name="N"')
         + listed(item("乙"), more=' text:style-name="L" text:continue-list="i1"'), ["一、甲", "第甲条 子", "二、乙"]),
        (listed(item("甲"), item("乙", more=' text:style-override="N"')), ["一、甲", "第乙条 乙"]),
        (listed(item("甲"), more=' text:style-name="B"'), ["•甲"]),
        (listed(item("甲"), more=' text:style-name="没有"'), ["甲"]),
    ],
)  # fmt: skip
def test_lists(body: str, lines: list[str]) -> None:
    assert shown(body, LEVELS) == lines


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ..."/>'
        '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
        '<style:style style:name="plain" style:family="paragraph" style:list-style-name=""/>'
    )
    styles = f"<office:document-styles {SPACES}><office:styles>{outline}</office:styles></office:document-styles>"
    body = (
        '<text:h text:outline-level="1">甲</text:h><text:h text:outline-level="2">乙</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">丙</text:h>'
        '<text:h text:outline-level="1" text:style-name="plain">丁</text:h><text:h text:outline-level="1">戊</text:h>'
    )
    assert short(read(odt(body, **{"styles.xml": styles})).blocks) == ["一、甲", "乙", "丙", "丁", "二、戊"]


def cell(text: str = "", more: str = "") -> str:
    return f"<table:table-cell{more}>{par(text) if text else ''}</table:table-cell>"


def over(times: int = 1) -> str:
    return f'<table:covered-table-cell table:number-columns-repeated="{times}"/>'


def table(*rows: str) -> str:
    lines = "".join(
        row if row.startswith("<table:table-") and "row" in row[:25] else f"<table:table-row>{row}</table:table-row>"
        for row in rows
    )
    return f"<table:table>{lines}</table:table>"


def only_table(body: str) -> RawTable:
    [found] = [block for block in read(odt(body)).blocks if isinstance(block, RawTable)]
    return found


WIDE, TALL = ' table:number-columns-spanned="2"', ' table:number-rows-spanned="2"'


def test_spans_and_covered_cells() -> None:
    found = only_table(
        table(
            cell("项目", TALL) + cell("申请人", WIDE) + over(),
            over() + cell("自然人") + cell("法人"),
            cell("新收") + cell("1") + cell("2"),
        )
    )
    assert spans(found) == [
        ("项目", 0, 0, 2, 1), ("申请人", 0, 1, 1, 2), ("自然人", 1, 1, 1, 1), ("法人", 1, 2, 1, 1),
        ("新收", 2, 0, 1, 1), ("1", 2, 1, 1, 1), ("2", 2, 2, 1, 1),
    ]  # fmt: skip
    assert found.cells[5].place == Place(table=1, row=3, column=2)


def test_cells_that_nobody_marked_as_covered_move_aside() -> None:
    found = only_table(table(cell("申请人", WIDE) + cell("总计"), cell("1") + cell("2") + cell("3")))
    assert spans(found)[:2] == [("申请人", 0, 0, 1, 2), ("总计", 0, 2, 1, 1)]


def test_repeated_cells_and_rows() -> None:
    repeated = '<table:table-row table:number-rows-repeated="2">' + cell("新收") + cell("0", ' table:number-columns-repeated="3"')
    found = only_table(table(cell("项目") + cell("甲") + cell("乙") + cell("丙"), repeated + "</table:table-row>"))
    assert [[one.text for one in row] for row in found.rows()] == [["项目", "甲", "乙", "丙"], *[["新收", "0", "0", "0"]] * 2]


def test_header_rows_paragraphs_in_cells_and_tables_in_tables() -> None:
    head = f"<table:table-header-rows><table:table-row>{cell('项目') + cell('件数')}</table:table-row></table:table-header-rows>"
    inner = f"<table:table-cell>{par('一')}{par('')}{par('二')}{table(cell('3') + cell('4'))}</table:table-cell>"
    rest = "".join(f"<table:table-row>{row}</table:table-row>" for row in (cell("甲") + inner, cell("乙") + cell("5")))
    found = only_table(f"<table:table>{head}{rest}</table:table>")
    assert [[one.text for one in row] for row in found.rows()] == [["项目", "件数"], ["甲", "一\n二\n3 4"], ["乙", "5"]]


REGION = '<text:changed-region xml:id="{0}">{1}</text:changed-region>'


def test_revisions_are_accepted_and_told() -> None:
    """LibreOffice keeps deleted text aside; where changes are shown it stays in the text, between two marks."""
    regions = (
        REGION.format("c1", "<text:deletion><text:p>旧</text:p></text:deletion>")
        + REGION.format("c2", "<text:insertion/>")
        + REGION.format("c3", "<text:deletion/>")
    )
    begin, end = '<text:change-start text:change-id="{}"/>'.format, '<text:change-end text:change-id="{}"/>'.format
    body = (
        f"<text:tracked-changes>{regions}</text:tracked-changes>"
        + par(f'新收<text:change text:change-id="c1"/>{begin("c2")}7{end("c2")}件{begin("c3")}作废')
        + par(f"也作废{end('c3')}，办结5件")
    )
    document = read(odt(body))
    assert short(document.blocks) == ["新收7件，办结5件"]
    assert document.notices == ("文档里有 3 处修订，已按全部接受读入。",)


def test_a_text_in_one_flat_file() -> None:
    text = whole("document", par("甲"), more=f' office:mimetype="{TYPE}"')
    document = read(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode(), "年报.fodt")
    assert (document.source.kind, short(document.blocks)) == ("odt", ["甲"])


def test_a_password_is_told() -> None:
    manifest = f'<m:manifest xmlns:m="{_OPEN}manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert refusal(odt(par("甲"), **{"META-INF/manifest.xml": manifest})) == "encrypted"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed({"mimetype": TYPE}), "damaged"),
        (packed({"mimetype": TYPE, "content.xml": "<a>"}), "damaged"),
        (packed({"mimetype": TYPE, "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "damaged"),
        (odt(""), "blank"),
    ],
    ids=["nothing", "torn", "entity", "blank"],
)
def test_bad_files_are_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def flat(body: str) -> bytes:
    """A flat file, which may be as repetitive as it likes."""
    return whole("document", body, more=f' office:mimetype="{TYPE}"').encode()


@pytest.mark.parametrize(
    "body",
    [
        table(*[cell("甲", ' table:number-columns-repeated="1000"')] * 301),
        table('<table:table-row table:number-rows-repeated="999999999">' + cell("甲") * 4 + "</table:table-row>"),
        table(*[cell("甲", ' table:number-columns-spanned="999999999" table:number-rows-spanned="999999999"')] * 11_000),
        "<b/>" * 3_000_001,
    ],
    ids=["cells", "rows", "spans", "tags"],
)
def test_far_more_than_a_report_is_refused_soon(body: str) -> None:
    start = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read(flat(body), "年报.fodt")
    assert caught.value.code == "too_many"
    assert time.process_time() - start < 8


@pytest.mark.parametrize("tag", ["text:span", "text:list", "text:section", "draw:g", "draw:text-box"])
def test_fifty_thousand_tags_in_one_another(tag: str) -> None:
    start = time.process_time()
    found = read(flat(f"<text:p>{f'<{tag}>甲' * 50_000}{f'</{tag}>' * 50_000}</text:p>{par('乙')}"), "年报.fodt").blocks
    assert isinstance(found[-1], Paragraph)
    assert found[-1].text == "乙"
    assert time.process_time() - start < 5


def test_tables_in_one_another_without_end() -> None:
    begin, end = "<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"
    assert short(read(flat(begin * 5_000 + par("甲") + end * 5_000), "年报.fodt").blocks) == ["甲"]


SMALL = fixture(".odt", small=True).read_bytes()
CONTENT = whole(
    "document-content", par("一、总体情况") + listed(item("甲")) + table(cell("甲", WIDE) + over(), cell("1") + cell("2")), LEVELS
)


@settings(deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    size = len(SMALL)
    spot = data.draw(st.integers(0, size - 1))
    damaged = data.draw(st.sampled_from([SMALL[:spot], SMALL[:spot] + bytes([SMALL[spot] ^ 0x55]) + SMALL[spot + 1 :]]))
    with suppress(Unreadable):
        assert read(damaged).blocks


@settings(deadline=None)
@given(st.data())
def test_damaged_content_is_read_or_refused(data: st.DataObject) -> None:
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(CONTENT))] * 2)))
    piece = data.draw(st.sampled_from(["", '"', "<text:p>", "</table:table-row>", ' table:number-rows-spanned="-1"', "甲"]))
    with suppress(Unreadable):
        assert read(packed({"mimetype": TYPE, "content.xml": CONTENT[:first] + piece + CONTENT[last:]})).blocks
