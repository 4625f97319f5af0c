"""Names of fonts, for the signs that Word writes in a font of their own ([MS-DOC] 2.9.286, SttbfFfn)."""

import struct

from core.readers.doc.fib import Binary, Part
from core.readers.word.symbols import symbol

_NAME = 39
_MOST = 5000


def fonts(binary: Binary) -> tuple[str, ...]:
    """The names of all fonts, by their number; none in old documents."""
    table = b"" if binary.old else binary.part(Part.FONTS)
    names: list[str] = []
    at = 4
    while at < len(table) and len(names) < _MOST:
        entry = table[at + 1 : at + 1 + table[at]]
        name = entry[_NAME : _NAME + (len(entry) - _NAME) // 2 * 2].decode("utf-16-le", "replace")
        names.append(name.partition("\0")[0])
        at += 1 + table[at]
    return tuple(names)


def sign(operand: bytes, names: tuple[str, ...]) -> str:
    """The sign that a property names by font and character ([MS-DOC] 2.9.46, CSymbolOperand)."""
    font, number = struct.unpack_from("<HH", operand)
    return symbol(chr(number), names[font] if font < len(names) else "")
