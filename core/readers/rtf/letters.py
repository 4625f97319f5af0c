"""Join the bytes, code points and signs of an RTF file into text, whatever stands between the halves of a character."""

from core.readers.rtf import codes as rtfcodes

_PRIVATE = range(0xF000, 0xF100)
"""Where Windows puts the signs of symbol fonts."""
_LEADING, _TRAILING = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_MOST = 0x10FFFF
_MOST_MENDED = 200_000
"""Bytes in damaged runs; mending is slow, and so much damage is not mended."""


class Letters:
    """Text on its way into the pieces of a line; bytes wait until their character is whole."""

    def __init__(self, data: bytes) -> None:
        """`data` is the whole file: what it declares, and what its bytes look like."""
        self._document = rtfcodes.document_codec(data)
        self._utf8 = rtfcodes.is_utf8(data)
        self.paired = not self._utf8 and rtfcodes.is_wide(self._document)
        self.pieces: list[str] = []
        self._waiting, self._codec = bytearray(), ""
        self._leading = 0
        self._to_mend = _MOST_MENDED

    def put_bytes(self, data: bytes, codec: str) -> None:
        """Bytes in the codec of a font, "" for that of the document."""
        if codec != self._codec:
            self.flush()
            self._codec = codec
        self._waiting += data

    def put_raw(self, data: bytes, codec: str) -> None:
        """Bytes that stand in the file as they are: UTF-8 where the whole file is."""
        if self._utf8 and not data.isascii():
            self.put(data.decode("utf-8", errors="replace"))
        else:
            self.put_bytes(data, codec)

    def put_code(self, value: int, *, sign: bool) -> None:
        """uN, signed 16 bits, two of them for a character beyond; with `sign` those of symbol fonts are bullets."""
        value = value + 0x10000 if value < 0 else value
        if value in _LEADING:
            self._leading = value
            return
        if value in _TRAILING:
            value = 0x10000 + (self._leading - 0xD800) * 0x400 + value - 0xDC00 if self._leading else 0xFFFD
        self._leading = 0
        if sign and value in _PRIVATE:
            self.put(rtfcodes.BULLET)
        elif 0x20 <= value <= _MOST:
            self.put(chr(value))

    def put(self, text: str) -> None:
        """Text as it is."""
        self.flush()
        self.pieces.append(text)

    def flush(self) -> None:
        """What waited is all there is of it."""
        if self._waiting:
            data = bytes(self._waiting)
            self._waiting.clear()
            text = rtfcodes.text_of(data, self._codec, self._document)
            self.pieces.append(self._mended(data) if text is None else text)

    def _mended(self, data: bytes) -> str:
        self._to_mend -= len(data)
        return rtfcodes.mended(data, self._codec, self._document, carefully=self._to_mend > 0)

    def ends_with(self, signs: str) -> bool:
        """Whether the line so far ends with one of some signs."""
        self.flush()
        return bool(self.pieces) and self.pieces[-1].endswith(tuple(signs))
