"""The fonts of an RTF file, as far as they say how the bytes written in them are to be read."""

from core.readers.rtf import codes


class Fonts:
    """The fonts as the table of fonts defines them one after another; `default` is the number of that of plain text."""

    def __init__(self) -> None:
        self.default = 0
        self._codecs: dict[int, str] = {}
        self._defined = 0

    def define(self, word: str, value: int) -> None:
        """Take in one control word of the table (RTF 1.9.1, “Font Table”)."""
        match word:
            case "f":
                self._defined = value
            case "fcharset":
                self._codecs[self._defined] = codes.font_codec(value)
            case "cpg":
                self._codecs[self._defined] = codes.codec_of(value)

    def codec(self, number: int) -> str:
        """The codec of a font; "" when it leaves that to the document."""
        return self._codecs.get(number, "")
