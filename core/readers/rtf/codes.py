"""The bytes of an RTF file as text: the code page of the document, and the character sets of its fonts."""

import codecs
import re

from core.readers.encoding import CHOICES, decode_as, detect

_CODEPAGES = {936: "gb18030", 54936: "gb18030", 20936: "gb18030", 10008: "gb18030", 950: "big5", 65001: "utf-8", 10000: "mac_roman"}
_CHARSETS = {
    77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
    186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
"""\\fcharset → code page (RTF 1.9.1, “Font Table”); 0 and 1 say nothing in practice."""
SYMBOL, BULLET = "symbol", "•"
_SYMBOL_SET = 2
_WESTERN = "cp1252"
_WIDE = ("gb18030", "big5", "utf-8", "cp932", "cp949", "cp1361")
_FAMILIES = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_DECLARED = re.compile(rb"\\ansicpg([0-9]{1,6})")
_FAMILY = re.compile(rb"\\(mac|pca?)(?![a-z])")
_RUN = re.compile(rb"(?:\\'[0-9a-fA-F]{2}(?:\r?\n)?){4,}")
_PAIR = re.compile(rb"[\x80-\xff][\x40-\xff]")
_HEAD, _RUNS = 4096, 500


def codec_of(codepage: int) -> str:
    """The codec of a Windows code page, “cp1252” for one that nobody has."""
    name = _CODEPAGES.get(codepage, f"cp{codepage}")
    try:
        codecs.lookup(name)
    except LookupError:
        return _WESTERN
    return name


def font_codec(charset: int) -> str:
    """The codec of fcharsetN; "" when the set leaves it to the document, SYMBOL for a font of signs."""
    if charset == _SYMBOL_SET:
        return SYMBOL
    return codec_of(_CHARSETS[charset]) if charset in _CHARSETS else ""


def document_codec(data: bytes) -> str:
    """The codec for fonts that name none: as declared, or by the bytes when what is declared has no Chinese."""
    head = data[:_HEAD]
    declared, family = _DECLARED.search(head), _FAMILY.search(head)
    codec = codec_of(int(declared[1])) if declared else _FAMILIES[family[1]] if family else _WESTERN
    if codec in _WIDE:
        return codec
    guess = _guess(data)
    return guess if guess in _WIDE else codec


def is_utf8(data: bytes) -> bool:
    """Whether a file holds raw bytes beyond ASCII, and they are UTF-8: against the rules, and met all the same.

    Letters of three bytes must be among them: two bytes may be a letter of another encoding by chance.
    """
    try:
        return not data.isascii() and max(data.decode("utf-8")) > "\u07ff"
    except UnicodeDecodeError:
        return False


def is_wide(codec: str) -> bool:
    """Whether characters of the codec may take several bytes."""
    return codec in _WIDE


def text_of(data: bytes, font: str, document: str) -> str | None:
    """Decode one run of bytes by the codec of its font, or of the document where the font has none; None if it is damaged."""
    if data.isascii():
        return data.decode("ascii")
    if font == SYMBOL:
        return "".join(chr(byte) if byte < 0x80 else BULLET for byte in data)
    try:
        return data.decode(_codec(data, font, document))
    except UnicodeDecodeError:
        return None


def mended(data: bytes, font: str, document: str, *, carefully: bool) -> str:
    """Decode a damaged run; `carefully` finds where characters begin again, and takes its time."""
    codec = _codec(data, font, document)
    return decode_as(data, codec).text if carefully and codec in CHOICES else data.decode(codec, errors="replace")


def _codec(data: bytes, font: str, document: str) -> str:
    return font or (document if _PAIR.search(data) else _WESTERN)


def _guess(data: bytes) -> str:
    """What the escaped bytes of the document look like, the fonts' own apart."""
    runs = [match[0] for _, match in zip(range(_RUNS), _RUN.finditer(data), strict=False)]
    digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(runs)).decode("ascii")
    sample = bytes.fromhex(digits)
    return "" if sample.isascii() else detect(sample)
