"""A page in a single file, as Chromium, Word, Excel and old Internet Explorer save it, or somebody's editor saved it anew."""

import base64
import quopri
import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.builders.encodings import encode

MHT_STYLES = ("blink", "framed", "word", "excel", "ie", "wide")
_BOUNDARY = {"blink": "----MultipartBoundary--qmZ0wJc1----", "framed": "----MultipartBoundary--qmZ0wJc1----"}
_USUAL_BOUNDARY = "----=_NextPart_01DA4F2C.6B1E0C50"
_FIRST = {
    "blink": (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.gov.cn/zfxxgk/1.html\r\n"
        "Subject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\nDate: Fri, 5 Jan 2024 01:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n\r\n'
    ),
    "ie": (
        "From: <由 Microsoft Internet Explorer 保存>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="multipart/alternative";\r\n\tboundary="{boundary}"\r\nX-MimeOLE: Produced By Microsoft MimeOLE\r\n\r\n'
        "This is a multi-part message in MIME format.\r\n\r\n"
    ),
    "word": (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="{boundary}"\r\n\r\n'
        "此文档为“单个文件网页”，也称为“Web 档案”文件。如果您看到此消息，但是您的浏览器不支持“Web 档案”文件。\r\n\r\n"
    ),
}
_LEAD = "file:///C:/9B8C7A31/"
_FRAMESET = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name="Excel Workbook Frameset">'
    '<link rel=File-List href="1.files/filelist.xml"><link id="shLink" href="1.files/sheet001.htm">'
    "<![if !supportTabStrip]><script>c_lTabs=1;</script><![endif]></head>"
    '<frameset rows="*,39" border=0><frame src="1.files/sheet001.htm" name="frSheet">'
    '<frame src="1.files/tabstrip.htm" name="frTabs" marginwidth=0><noframes><body><p>此页使用了框架</p></body></noframes>'
    "</frameset></html>"
)
_AROUND = '<html><body><div>首页 导航</div><iframe src="cid:frame-2@mhtml.blink"></iframe></body></html>'
_TABS = '<html><body><table><tr><td><a href="sheet001.htm" target=frSheet>Sheet1</a></td></tr></table></body></html>'


@dataclass(frozen=True, slots=True)
class _Part:
    """One part before it is written: its headers but for the encoding, and its bytes."""

    headers: tuple[str, ...]
    data: bytes


def as_mht(rng: random.Random, page: str, style: str, charset: str) -> bytes:
    """The file; `charset` is that of the page, but for Chromium, which writes UTF-8."""
    if style in {"blink", "framed"}:
        return _blink(page, framed=style == "framed")
    first = _FIRST["ie" if style == "ie" else "word"].encode("utf-8" if style == "wide" else "gbk")
    if style == "wide":
        return (_joined(first, _words(page, "utf-8", ""), _USUAL_BOUNDARY, "8bit").decode("utf-8")).encode("utf-16")
    way = rng.choice(("quoted-printable", "base64"))
    if style == "excel":
        return _joined(first, _sheets(page, charset), _USUAL_BOUNDARY, way)
    if style == "ie":
        inner = _joined(b"", _words(page, charset, "http://www.example.gov.cn/1.html"), "inner", way)
        nested = _Part(('Content-Type: multipart/alternative;\r\n\tboundary="inner"',), inner)
        return _joined(first, [nested, _icon()], _USUAL_BOUNDARY, "7bit")
    header = _Part((f"Content-Location: {_LEAD}1.files/header.htm", "Content-Type: text/html"), b"<html><p>- 1 -</p></html>")
    return _joined(first, [*_words(page, charset, f"{_LEAD}1.htm"), header, _icon()], _USUAL_BOUNDARY, way)


def _blink(page: str, *, framed: bool) -> bytes:
    pages = [_AROUND, page] if framed else [page]
    parts = [
        _Part(
            ("Content-Type: text/html", f"Content-ID: <frame-{number}@mhtml.blink>", f"Content-Location: https://a.cn/{number}"),
            text.encode("utf-8"),
        )
        for number, text in enumerate(pages, 1)
    ]
    style = _Part(("Content-Type: text/css", "Content-Location: cid:css-1@mhtml.blink"), b'@charset "utf-8";\r\ntd { padding: 0 }')
    return _joined(_FIRST["blink"].encode(), [*parts, style, _icon()], _BOUNDARY["blink"], "quoted-printable")


def _words(page: str, charset: str, location: str) -> list[_Part]:
    declared = f'Content-Type: text/html;\r\n\tcharset="{charset}"'
    headers = (*([f"Content-Location: {location}"] if location else []), declared)
    return [_Part(headers, encode(page, charset))]


def _sheets(page: str, charset: str) -> list[_Part]:
    frames = _Part((f"Content-Location: {_LEAD}1.htm", 'Content-Type: text/html; charset="gb2312"'), _FRAMESET.encode("gbk"))
    tabs = _Part((f"Content-Location: {_LEAD}1.files/tabstrip.htm", "Content-Type: text/html"), _TABS.encode())
    return [frames, tabs, *_words(page, charset, f"{_LEAD}1.files/sheet001.htm")]


def _icon() -> _Part:
    return _Part(("Content-Type: image/png", "Content-Location: https://a.cn/i.png"), b"\x89PNG\r\n\x1a\n" + bytes(60))


def _joined(first: bytes, parts: Sequence[_Part], boundary: str, way: str) -> bytes:
    """The whole file; bags of parts and pictures have an encoding of their own."""
    lines = [first.replace(b"{boundary}", boundary.encode())]
    for part in parts:
        own = "base64" if "image/" in part.headers[0] else "7bit" if "multipart/" in part.headers[0] else way
        head = "\r\n".join([*part.headers, f"Content-Transfer-Encoding: {own}"])
        lines += [f"--{boundary}\r\n{head}\r\n\r\n".encode(), _coded(part.data, own), b"\r\n"]
    return b"".join([*lines, f"--{boundary}--\r\n".encode()])


def _coded(data: bytes, way: str) -> bytes:
    if way == "base64":
        return base64.encodebytes(data).replace(b"\n", b"\r\n")
    return quopri.encodestring(data).replace(b"=\n", b"=\r\n") if way == "quoted-printable" else data
