"""What kind of file the bytes are, judged by content; a name only chooses between words for the same bytes."""

import re
import struct
import zlib
from pathlib import Path, PurePath

from core.document import Unreadable
from core.files import is_document

_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_HEADER = 512
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "presentation"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_ZIP_PARTS = (
    (b"xl/workbook.xml", "xlsx"),
    (b"xl/workbook.bin", "xlsb"),
    (b"word/document", "docx"),
    (b"ppt/presentation.xml", "presentation"),
    (b"OFD.xml", "ofd"),
    (b"xl/worksheets/", "xlsx"),
)
_OPEN_DOCUMENT = ((b"opendocument.spreadsheet", "ods"), (b"opendocument.text", "odt"))
"""OpenDocument says what it is in its first part, stored as it is."""
_OPEN_NAMED = {".ods": "ods", ".odt": "odt"}
_NAMED = {("doc", ".wps"): "wps", ("xls", ".et"): "et"}
_HEAD = 65_536

_SEALS = (b"%TSD-Header-###%", b"E-SafeNet")
"""What two products that encrypt an office's files in place write into the heads of them (天锐绿盾, 亿赛通)."""
_SEAL_HEAD = 512
_NOISE, _LEAST_NOISE, _NOISE_SAMPLE = 0.97, 512, 8_192
"""Noise does not get smaller when it is packed; of a few bytes nobody can tell."""

_PAGE = re.compile(r"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|table|tbody|tr|td|th|font|br|h[1-6]|ul|li|a|b|strong|section|article)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_OFFICE_XML = re.compile(r"<\?mso-application\s|urn:schemas-microsoft-com:office:spreadsheet|<pkg:package", re.IGNORECASE)
_WORD_XML = re.compile(r"progid\s*=\s*[\"']Word\.Document|<(?:\w+:)?wordDocument\b|pkg:name=[\"']/word/", re.IGNORECASE)
_SHEET_XML = re.compile(r"progid\s*=\s*[\"']Excel\.Sheet|urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE)
_SHEET_START = re.compile(r"\s*<(?:\?xml|\?mso-application|(?:ss:)?Workbook)\b", re.IGNORECASE)
_FLAT = re.compile(r"<office:document\s[^>]*opendocument\.(spreadsheet|text)\b")
_MHT = re.compile(r"^(?:MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
_MULTIPART = re.compile(r"multipart/(?:related|mixed|alternative)|Content-Location:", re.IGNORECASE)
_MHT_HEAD = 4_096
_MARKS = b"\xef\xbb\xbf\xff\xfe"
_LEAD, _BLANKS = 64, _MARKS + b" \t\r\n"
_TAG_SHARE = 0.15


def container(data: bytes, path: PurePath | None) -> str | None:
    """Return the kind of a file that is no text, such as “xlsx”, “pdf” or “encrypted”; None when it may be text."""
    kind = _magic(data)
    suffix = path.suffix.lower() if path else ""
    if kind == "archive" and data.startswith(ZIP) and path and is_document(path):
        return _OPEN_NAMED.get(suffix, "damaged") if b"content.xml" in data else "damaged"
    return _NAMED.get((kind, suffix), kind) if kind else None


def is_bag(data: bytes, path: PurePath) -> bool:
    """Whether the bytes are a zip file that is no document, and not the torn rest of one either."""
    return data.startswith(ZIP) and container(data, path) == "archive"


def is_zeroed(data: bytes) -> bool:
    """Whether nothing but zero bytes was ever written to the file."""
    return not data.strip(b"\0")


def is_sealed(data: bytes) -> bool:
    """Whether an office's security software put its mark into the head of the file when it encrypted it."""
    head = data[:_SEAL_HEAD]
    return head.startswith(_SEALS) or (b"\0" in head and any(seal in head for seal in _SEALS))


def is_noise(data: bytes) -> bool:
    """Whether the middle of the file is without any order, as encryption makes it; a short text can look so too."""
    middle = len(data) // 2
    sample = data[max(0, middle - _NOISE_SAMPLE // 2) :][:_NOISE_SAMPLE]
    return len(sample) >= _LEAST_NOISE and len(zlib.compress(sample, 1)) > _NOISE * len(sample)


def markup(text: str) -> str:
    """Return “html”, “wordxml”, “sheetxml”, “flatods”, “flatodt” or “text” for decoded text; “xml” for other Office XML."""
    head = text[:_HEAD]
    if _SHEET_START.match(head) and _SHEET_XML.search(head[:4096]):
        return "sheetxml"
    if flat := _FLAT.search(head[:8192]):
        return "flatods" if flat[1] == "spreadsheet" else "flatodt"
    if _OFFICE_XML.search(head[:2048]) and head.lstrip().startswith("<?xml"):
        return "wordxml" if _WORD_XML.search(head) else "xml"
    if _PAGE.match(head) or _BODY.search(head[:8192]):
        return "html"
    return "html" if _is_tagged(head) else "text"


def _is_tagged(head: str) -> bool:
    """Whether a fragment without <html> is markup: it begins with a tag, or tags make up much of it."""
    tags = [match[0] for match in _TAG.finditer(head)]
    if len(tags) < 3 and not (tags and head.lstrip().startswith(tags[0])):
        return False
    return head.lstrip().startswith(tags[0]) or sum(map(len, tags)) > _TAG_SHARE * len(head)


def _magic(data: bytes) -> str | None:
    if data.startswith(ZIP):
        return _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    return kind or _bitmap(data) or _in_letters(data)


def _in_letters(data: bytes) -> str | None:
    """Formats written in letters: RTF behind a few blanks, and pages in a single file, even saved anew as UTF-16."""
    if data[:_LEAD].lstrip(_BLANKS).startswith(b"{\\rtf"):
        return "rtf"
    head = data[: 2 * _MHT_HEAD].replace(b"\0", b"").lstrip(_MARKS).decode("latin-1")
    return "mht" if _MHT.search(head[: _MHT_HEAD // 2]) and _MULTIPART.search(head[:_MHT_HEAD]) else None


def _in_zip(data: bytes) -> str:
    """Judge a zip file by the names in its directory, or in its bytes when it is cut off and has none."""
    declared = next((kind for name, kind in _OPEN_DOCUMENT if name in data[:200]), None)
    if declared:
        return declared
    names = data[_directory(data) :].replace(b"\\", b"/")
    return next((kind for part, kind in _ZIP_PARTS if part in names), "archive")


def _directory(data: bytes) -> int:
    """Where the directory begins, so that a document inside the document does not count; else 0."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or end + 20 > len(data):
        return 0
    size, start = struct.unpack_from("<II", data, end + 12)
    return start if data[start : start + 4] == b"PK\1\2" and start + size <= end else 0


def _in_ole(data: bytes) -> str:
    """Judge a compound file by the streams it names; where one document lies in another, by those at its top."""
    named = [(stream, kind) for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data]
    if not named:
        return "damaged" if _lacks_directory(data) else "ole"
    if len({kind for _, kind in named}) < 2:
        return named[0][1]
    from core.readers.ole import Streams  # deferred, with the library it needs

    try:
        streams = Streams(data, Path())
    except Unreadable:
        return named[0][1]
    return next((kind for stream, kind in named if stream in streams), named[0][1])


def _lacks_directory(data: bytes) -> bool:
    """Whether the names of a compound file's streams should stand behind its end ([MS-CFB] 2.2): it was cut off."""
    if len(data) < _OLE_HEADER:
        return True
    shift, first = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<I", data, 48)[0]
    return shift in {9, 12} and (first + 1) << shift >= len(data)


def _bitmap(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[:2] == b"BM" and len(data) >= 26 and struct.unpack_from("<I", data, 14)[0] in {12, 40, 108, 124}:
        return "image"
    return None
