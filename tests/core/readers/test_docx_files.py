"""Word documents as files: parts under any name, one file of XML, and whatever is damaged or meant to do damage."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Unreadable
from core.readers import sniff
from tests.builders.fixtures import fixture
from tests.core.readers.promises import attempt
from tests.core.readers.showing import short
from tests.core.readers.wordfile import RELATIONS, WORD_2003, cell, docx, element, paragraph, read, row, table, zipped

PATH = Path("年报.docx")
IN_LIST = '<w:numPr><w:numId w:val="1"/></w:numPr>'
MAIN = element("document", f"<w:body>{paragraph('一、总体情况', IN_LIST)}</w:body>")
LISTS = element(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1#"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def relations(**targets: str) -> str:
    made = "".join(f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def types(part: str, kind: str = MAIN_TYPE) -> str:
    override = f'<Override PartName="{part}" ContentType="{kind}"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{override}</Types>'


def shown(parts: dict[str, str | bytes], name: str = "年报.docx") -> list[object]:
    return list(short(read(zipped(parts), name).blocks))


@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document2.xml", "./word/x/../document2.xml"])
def test_the_main_part_is_found_by_its_relation(target: str) -> None:
    assert shown({"_rels/.rels": relations(officeDocument=target), "word/document2.xml": MAIN}) == ["一、总体情况"]


def test_the_main_part_is_found_by_its_type() -> None:
    assert shown({"[Content_Types].xml": types("/word/documentX.xml"), "word/documentX.xml": MAIN}) == ["一、总体情况"]


@pytest.mark.parametrize(
    "kind", ["application/vnd.ms-word.document.macroEnabled.main+xml", MAIN_TYPE.replace("document.main", "template.main")]
)
def test_documents_with_macros_and_templates(kind: str) -> None:
    assert shown({"[Content_Types].xml": types("/word/document9.xml", kind), "word/document9.xml": MAIN}) == ["一、总体情况"]


def test_a_relation_to_nowhere_is_not_followed() -> None:
    assert shown({"_rels/.rels": relations(officeDocument="word/gone.xml"), "word/document.xml": MAIN}) == ["一、总体情况"]


def test_lists_are_found_by_their_relation() -> None:
    parts = {
        "word/document.xml": MAIN,
        "word/_rels/document.xml.rels": relations(numbering="lists/n1.xml"),
        "word/lists/n1.xml": LISTS,
    }
    assert shown(dict(parts)) == ["1#一、总体情况"]


def test_names_in_other_letters_and_slashes() -> None:
    assert shown({"word\\Document.xml": MAIN, "word/document_.xml": ""}) == ["一、总体情况"]


@pytest.mark.parametrize("name", ["年报.wps", "年报.doc", "年报.txt"])
def test_the_name_of_the_file_says_nothing(name: str) -> None:
    document = read(zipped({"word/document.xml": MAIN}), name)
    assert document.source.kind == "docx"


def test_other_prefixes_mean_the_same() -> None:
    main = MAIN.replace("<w:", "<x:").replace("</w:", "</x:").replace("xmlns:w=", "xmlns:x=").replace(" w:val", " x:val")
    assert shown({"word/document.xml": main, "word/numbering.xml": LISTS}) == ["1#一、总体情况"]


def test_a_document_in_utf_16() -> None:
    main = MAIN.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert shown({"word/document.xml": main}) == ["一、总体情况"]


APPLICATION = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Word.Document"?>\n'


def flat(parts: dict[str, str]) -> str:
    made = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{part.partition("?>")[2] or part}</pkg:xmlData></pkg:part>'
        for name, part in parts.items()
    )
    picture = '<pkg:part pkg:name="/word/media/1.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'
    return (
        f'{APPLICATION}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{picture}{made}</pkg:package>'
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_flat_package(encoding: str) -> None:
    text = flat(
        {"_rels/.rels": relations(officeDocument="word/document.xml"), "word/numbering.xml": LISTS, "word/document.xml": MAIN}
    )
    document = read(text.replace("UTF-8", encoding, 1).encode(encoding), "年报.xml")
    assert short(document.blocks) == ["1#一、总体情况"]
    assert document.source.kind == "xml"


def test_other_parts_of_a_flat_package_are_no_text() -> None:
    footer = element("ftr", paragraph("- 3 -"))
    document = read(flat({"word/footer1.xml": footer, "word/document.xml": MAIN}).encode(), "年报.xml")
    assert short(document.blocks) == ["一、总体情况"]


def of_2003(body: str, more: str = "") -> bytes:
    return (APPLICATION + element("wordDocument", f"{more}<w:body>{body}</w:body>", WORD_2003).partition("?>")[2]).encode()


LISTS_2003 = (
    '<w:lists><w:listDef w:listDefId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:lvlText w:val="%1、"/></w:lvl>'
    '</w:listDef><w:list w:ilfo="1"><w:ilst w:val="4"/></w:list></w:lists>'
)


def test_a_document_of_word_2003() -> None:
    listed = '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr>'
    rows = table(row(cell("三", '<w:vmerge w:val="restart"/>'), "1"), row(cell("", "<w:vmerge/>"), "2"))
    footer = f'<w:sectPr><w:ftr w:type="odd">{paragraph("- 1 -")}</w:ftr></w:sectPr>'
    data = of_2003(f"<wx:sect>{paragraph('总体', listed)}{paragraph('主动', listed)}{rows}{footer}</wx:sect>", LISTS_2003)
    assert short(read(data, "年报.doc").blocks) == ["一、总体", "二、主动", [["三", "1"], ["2"]]]


def test_numbers_that_word_2003_wrote_down() -> None:
    listed = '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="（七）"/></w:listPr>'
    assert short(read(of_2003(paragraph("总体", listed)), "年报.xml").blocks) == ["（七）总体"]


def test_revisions_comments_and_notes_of_word_2003() -> None:
    revision = '<aml:annotation aml:id="0" w:type="Word.{}"><aml:content>{}</aml:content></aml:annotation>'
    text = "<w:r><w:t>{}</w:t></w:r>"
    note = f"<w:r><w:footnote>{paragraph('脚注')}</w:footnote></w:r>"
    body = paragraph(
        revision.format("Insertion", text.format("21")) + revision.format("Deletion", "<w:r><w:delText>12</w:delText></w:r>")
        + text.format("件") + note + revision.format("Comment", paragraph("核对"))
    )  # fmt: skip
    document = read(of_2003(body + paragraph("完")), "年报.xml")
    assert short(document.blocks) == ["21件", "完", "脚注"]
    assert document.notices == ("文档里有 2 处修订，已按全部接受读入。",)


def test_a_workbook_in_xml_is_no_word_document() -> None:
    text = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'
    assert sniff.markup(text) != "wordxml"
    assert sniff.markup(of_2003("").decode()) == "wordxml"


def refusal(data: bytes, name: str = "年报.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value.code


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)).replace("&a0;", "&a;")
    + "]>"
)
SECRETS = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("trick", [LAUGHS, SECRETS, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_document_types_are_refused(trick: str, part: str) -> None:
    text = f'<?xml version="1.0"?>{trick}<w:document xmlns:w="x">&a9;</w:document>'
    assert refusal(zipped({"word/document.xml": MAIN} | {part: text})) == "damaged"


def test_a_document_type_in_a_flat_document_is_refused() -> None:
    text = of_2003(paragraph("甲")).decode().replace("?>\n<w:", f"?>\n{LAUGHS}<w:", 1)
    assert LAUGHS in text
    assert refusal(text.encode(), "年报.xml") == "damaged"


def test_a_zip_bomb_is_refused() -> None:
    assert refusal(zipped({"word/document.xml": MAIN.encode() + b" " * 50_000_000}, zipfile.ZIP_DEFLATED)) == "bomb"


def test_a_password_on_the_archive() -> None:
    data = zipped({"word/document.xml": MAIN}).replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0")
    assert refusal(data) == "encrypted"


@pytest.mark.parametrize(
    "tag", ["w:p", "w:tbl", "w:r", "w:sdt", "w:txbxContent", "mc:AlternateContent", "w:ins", "w:tc", "w:pPr", "x"]
)
def test_fifty_thousand_nested_tags(tag: str) -> None:
    nested = f"<{tag}>" * 50_000 + f"</{tag}>" * 50_000
    assert short(read(docx(paragraph("前") + nested + paragraph("后"))).blocks)[0] == "前"


def test_fifty_thousand_nested_tables() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 50_000 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 50_000
    assert "底" in short(read(docx(deep)).blocks)


def test_more_tags_than_any_report_has() -> None:
    parts = {"word/document.xml": element("document", f"<w:body>{'<w:p/>' * 3_000_001}</w:body>")}
    assert refusal(zipped(parts)) == "too_many"


@pytest.mark.parametrize("parts", [{"word/document.xml": ""}, {"word/document.xml": "<w:document"}, {"word/styles.xml": MAIN}])
def test_documents_without_a_body(parts: dict[str, str | bytes]) -> None:
    assert refusal(zipped(parts)) in {"damaged", "blank"}


SMALL = fixture(".docx", small=True).read_bytes()
PLAIN = zipped(
    {
        "word/document.xml": MAIN.replace("</w:body>", table(row("新收", "1"), row("结转", "2")) + "</w:body>"),
        "word/numbering.xml": LISTS,
    },
    zipfile.ZIP_STORED,
)


@given(st.sampled_from([SMALL, PLAIN, of_2003(paragraph("甲"), LISTS_2003)]), st.floats(0, 1))
def test_cut_off_anywhere(data: bytes, share: float) -> None:
    attempt(data[: int(len(data) * share)] or b"\0", PATH)


@given(
    st.sampled_from([PLAIN, of_2003(paragraph("甲"), LISTS_2003)]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1),
)
def test_flipped_bytes(data: bytes, flips: list[tuple[float, int]]) -> None:
    changed = bytearray(data)
    for share, byte in flips:
        changed[int((len(changed) - 1) * share)] = byte
    attempt(bytes(changed), PATH)


NAMES = ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:pPr", "w:rPr", "w:trPr", "w:tcPr", "w:del", "w:ins", "w:sdt", "w:sdtPr",
         "w:txbxContent", "mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:footnote", "w:vMerge", "w:gridSpan", "w:numPr",
         "w:numId", "w:fldChar", "aml:annotation", "w:gridBefore", "w:hMerge", "w:gridCol", "w:showingPlcHdr")  # fmt: skip
VALUES = ("", "1", "0", "restart", "begin", "separate", "end", "-1", "99999", "Word.Deletion", "Word.Insertion")


def in_element(name: str, value: str, parts: list[str]) -> str:
    attributes = " ".join(f'w:{key}="{value}"' for key in ("val", "fldCharType", "type", "w"))
    return f"<{name} {attributes}>{''.join(parts)}</{name}>"


TREES = st.recursive(
    st.sampled_from(["甲", "1", ""]),
    lambda inside: st.builds(in_element, st.sampled_from(NAMES), st.sampled_from(VALUES), st.lists(inside, max_size=4)),
    max_leaves=40,
)


@given(TREES)
def test_any_tree_of_known_elements(tree: str) -> None:
    """Whatever stands in whatever, no two cells lie over one another."""
    main = element("document", f"<w:body>{paragraph('前')}{tree}</w:body>")
    attempt(zipped({"word/document.xml": main, "word/numbering.xml": LISTS}), PATH)
