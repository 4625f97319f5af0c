"""The words of each format, and where its pieces begin."""

import re

from tests.fuzz.mutate import Grammar

_MARKUP = re.compile(rb"<")
_ROWS = re.compile(rb"[\r\n,;\t|]")
_XML = (
    b"<a>", b"</a>", b"&amp;", b"&#0;", b"&#65;", b"&x;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE a>", b"<?x?>",
    b'"',
)  # fmt: skip
_PAGE = (
    b"<table>", b"</table>", b"<tr>", b"<td>", b"</td>", b"<th>", b'<td rowspan="9999" colspan="9999">', b"<td rowspan=0>",
    b"<p>", b"<br>", b"<script>", b"<frameset>", b"<iframe>", b"<template>", b"<svg>", b"<math>", b"<pre>", b"<select>",
    b"<caption>", b"<img src=data:image/png;base64,AAAA>", b"<!--[if gte mso 9]>", b"<![endif]-->", b"<meta charset=utf-7>",
    b"<body hidden>",
)  # fmt: skip
_BOOK = (
    b"<row>", b"<c>", b'<c r="XFD1048576">', b'<c t="s"><v>', b'<c t="e">', b"<v>", b"<f>", b"<is><t>",
    b'<mergeCell ref="A1:XFD9"/>', b'r="', b't="', b's="', b'hidden="1"', b'state="hidden"', b'r:id="rId1"', b'Target="',
    b'numFmtId="14"', b"=SUM(A1:A9)", b"A1:B2",
)  # fmt: skip
_WORD = (
    b"<w:tbl>", b"</w:tbl>", b"<w:tr>", b"<w:tc>", b"</w:tc>", b"<w:p>", b"<w:r>", b"<w:t>", b"<w:tab/>", b"<w:br/>",
    b"<w:vMerge/>", b'<w:vMerge w:val="restart"/>', b'<w:gridSpan w:val="99999"/>', b'<w:gridBefore w:val="9"/>',
    b"<w:hMerge/>", b"<w:del>", b"<w:ins>", b'<w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr>',
    b"<w:sdt><w:sdtContent>", b"<mc:AlternateContent>", b"<mc:Fallback>", b'<w:fldChar w:fldCharType="begin"/>',
    b"<w:instrText>", b"<w:txbxContent>", b'<w:pStyle w:val="1"/>', b'<w:basedOn w:val="1"/>', b"<w:vanish/>",
    b'<w:sym w:char="F0FE"/>', b"<w:footnoteReference/>", b'<w:altChunk r:id="rId1"/>', b"<w:moveFrom>",
)  # fmt: skip
_ODS = (
    b"<table:table>", b"<table:table-row>", b"<table:table-cell>", b"<table:covered-table-cell/>", b"<text:p>", b"<text:s/>",
    b' table:number-columns-repeated="16384"', b' table:number-rows-repeated="1048576"', b' table:number-columns-spanned="3"',
    b' office:value="1e400"', b' office:value-type="percentage"', b' table:formula="of:=SUM([.A1:.B2])"',
    b'table:display="false"',
)  # fmt: skip
_ODT = (
    b"<table:table>", b"<table:table-row>", b"<table:table-cell>", b"<table:covered-table-cell/>", b"<text:p>", b"<text:h>",
    b"<text:list>", b"<text:list-item>", b"<text:section>", b"<text:span>", b"<draw:frame>", b"<draw:text-box>",
    b"<text:note-body>", b"<text:deletion/>", b"<text:change-start/>", b"<text:change-end/>",
    b' table:number-columns-repeated="16384"',
    b' table:number-rows-repeated="1048576"', b' table:number-columns-spanned="3"', b' table:number-rows-spanned="9"',
    b' text:start-value="-1"', b' text:outline-level="99"', b' text:level="0"', b' text:display="none"',
)  # fmt: skip
_RTF = (
    b"\\trowd", b"\\cellx99", b"\\cellx-1", b"\\cell", b"\\row", b"\\intbl", b"\\nestcell", b"\\nestrow", b"\\itap2",
    b"\\clmgf", b"\\clmrg", b"\\clvmgf", b"\\clvmrg", b"\\'b9", b"\\u-1234?", b"\\uc0", b"\\uc99", b"\\bin9",
    b"\\bin99999999999", b"{\\*\\x", b"{", b"}", b"\\par", b"\\ansicpg936", b"\\fcharset134", b"\\deleted", b"\\v", b"{\\pict",
    b"{\\field{\\*\\fldinst", b"\\ls1", b"{\\shptxt", b"\\page", b"\\\n",
)  # fmt: skip
_PDF = (
    b" 0 obj", b"endobj", b"stream\n", b"endstream", b"/Type /Page", b"/Kids [1 0 R]", b"/Parent 1 0 R", b"/Count 99999",
    b"/MediaBox [0 0 1 1]", b"/MediaBox [0 0 1e9 1e9]", b"/Rotate 90", b" re f", b" m 0 9 l S", b" Tj", b"(1) Tj", b" 0 0 1 rg",
    b" cm", b" q", b" Q", b" BT", b" ET", b" 1 0 0 1 9999999 0 Tm", b"/Encrypt 1 0 R", b"/Length 0", b"xref", b"startxref",
    b"trailer", b"/Contents 1 0 R", b"<</", b">>", b"nan",
)  # fmt: skip
_MAIL = (
    b"Content-Type: text/html; charset=gb2312\r\n", b"Content-Type: multipart/related; boundary=a\r\n", b"\r\n\r\n", b"--",
    b"=3D", b"=", b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n",
    b"Content-Location: cid:1\r\n", b"boundary=", b"charset=", b"=?gb2312?B?", b"Content-Type: message/rfc822\r\n",
)  # fmt: skip
_SHEET_XML = (
    b"<Row>", b"<Cell>", b'<Data ss:Type="Number">', b"</Data>", b' ss:Index="99999"', b' ss:MergeAcross="9999"',
    b' ss:MergeDown="9999"', b"<pkg:part>", b"<pkg:xmlData>", b"<w:tbl>", b"<w:tc>", b"<w:p>", b"<w:t>", b"<Worksheet>",
    b"<Table>", b' ss:Formula="=R[-1]C"',
)  # fmt: skip
_TEXTS = tuple(
    word.encode()
    for word in (
        "一、总体情况\n",
        "第二十条第（一）项\n",
        "自然人",
        "总计",
        "\t",
        "0",
        "|",
        "件",
        "（六）",
        "三、收到和处理",
        "2023年",
        " ",
    )
)

_TAG = re.compile(rb"<([A-Za-z][\w:.-]*)")


def _names(words: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """The elements among some words."""
    return tuple(dict.fromkeys(match[1] for word in words if (match := _TAG.match(word))))


GRAMMARS = {
    "text": Grammar(_ROWS, _TEXTS),
    "csv": Grammar(_ROWS, (*_TEXTS, b'"', b'""', b"sep=;\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf")),
    "html": Grammar(_MARKUP, (*_PAGE, *_XML), _names(_PAGE)),
    "report": Grammar(
        re.compile(rb"[<\r\n,|]"), (*_TEXTS, b"<td>", b"<tr>", b"<p>", b"<td colspan=3>", b"<td rowspan=2>"), _names(_PAGE[:9])
    ),
    "xlsx": Grammar(_MARKUP, (*_BOOK, *_XML), _names(_BOOK)),
    "docx": Grammar(_MARKUP, (*_WORD, *_XML), _names(_WORD)),
    "ods": Grammar(_MARKUP, (*_ODS, *_XML), _names(_ODS)),
    "odt": Grammar(_MARKUP, (*_ODT, *_XML), _names(_ODT)),
    "xml": Grammar(_MARKUP, (*_SHEET_XML, *_WORD, *_XML), _names((*_SHEET_XML, *_WORD))),
    "rtf": Grammar(re.compile(rb"[{}\\\\]"), _RTF),
    "pdf": Grammar(re.compile(rb"[\n ]"), _PDF),
    "mht": Grammar(re.compile(rb"[\n<]"), (*_MAIL, *_PAGE)),
    "binary": Grammar(
        re.compile(rb"[\0\x07\r]"),
        (b"\0", b"\x07", b"\x13", b"\x14", b"\x15", b"\x01", b"\xff\xff", b"\xff\xff\xff\xff", b"\r\x07"),
    ),
    "zip": Grammar(_MARKUP, (b"PK\1\2", b"PK\3\4", b"PK\5\6", *_PAGE)),
}
