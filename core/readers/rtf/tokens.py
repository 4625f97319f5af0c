"""Cut the bytes of an RTF file into control words, bytes and braces, one after another and never recursively."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from core.readers.rtf.words import BINARY

TEXT, BYTES, OPEN, CLOSE = ".text", ".bytes", ".{", ".}"
"""What a token can be besides a control word or sign, which are known by their name: “par”, “~”."""
_LARGEST = 1_000_000_000
_JUNK = b"\r\n\0"
_TOKEN = rb"((?:\\'[0-9a-fA-F]{2})+)|\\([a-zA-Z]{1,32})(-?[0-9]+)? ?|\\([^a-zA-Z])|([{}])|(%s)|\\"
_SIMPLE = re.compile(_TOKEN % rb"[^\\{}]+", re.DOTALL)
_PAIRED = re.compile(_TOKEN % rb"(?:[^\\{}\x81-\xfe]+|[\x81-\xfe][\x40-\xfe]?){1,4096}", re.DOTALL)
"""Where two bytes make a character the second one may look like a backslash or a brace."""
_BRACE = re.compile(rb"[{}]|\\bin([0-9]+) ?|\\.", re.DOTALL)
_CONTROL = re.compile(rb"\\(?:par|cell|row)(?![a-z])")
_HEX, _WORD, _VALUE, _SIGN, _MARK, _RAW = range(1, 7)


class Token(NamedTuple):
    """One control word with its number, if it has one; or bytes of text, or a brace."""

    name: str
    value: int | None = None
    raw: bytes = b""


class Scanner:
    """Tokens from left to right (RTF 1.9.1, “Conventions of an RTF Reader”); bin data is passed over."""

    def __init__(self, data: bytes, words: Iterable[str], *, paired: bool) -> None:
        """`words` are those that mean something, the others are left out unless they name a group.

        `paired`: raw bytes above 0x80 begin characters of two bytes.
        """
        self._data = data
        self._words = {word.encode("ascii"): word for word in words}
        self._pattern = _PAIRED if paired else _SIMPLE
        self._at = 0
        self._starred = False

    def next(self) -> Token | None:
        """The next token that means something, None at the end of the file."""
        while match := self._pattern.match(self._data, self._at):
            self._at = match.end()
            if match.lastindex not in (_WORD, _VALUE):
                return self._other(match)
            name = self._words.get(match[_WORD])
            if name is not None:
                return self._word(name, match[_VALUE])
            if self._starred:
                self._starred = False
                return Token(match[_WORD].decode("ascii"))
        return None

    def skip(self) -> None:
        """Pass over what is left of the group, up to the brace that closes it."""
        depth = 0
        while match := _BRACE.search(self._data, self._at):
            if match[0] == b"}" and not depth:
                self._at = match.start()
                return
            depth += (match[0] == b"{") - (match[0] == b"}")
            self._at = match.end() + (_number(match[1]) if match[1] else 0)
        self._at = len(self._data)

    def is_over(self) -> bool:
        """Whether nothing that looks like RTF follows: a brace too many does not end a document."""
        return _CONTROL.search(self._data, self._at) is None

    def _word(self, name: str, digits: bytes | None) -> Token:
        self._starred = False
        value = None if digits is None else _number(digits)
        if name == BINARY:
            self._at += max(value or 0, 0)
        return Token(name, value)

    def _other(self, match: re.Match[bytes]) -> Token:
        """Text, bytes, a brace, or a control sign; a backslash at the end of the file is nothing."""
        kind = match.lastindex
        if kind == _RAW:
            return Token(TEXT, None, match[_RAW].translate(None, _JUNK))
        if kind == _HEX:
            return Token(BYTES, None, bytes.fromhex(match[_HEX].replace(b"\\'", b"").decode("ascii")))
        if kind == _MARK:
            return Token(OPEN if match[_MARK] == b"{" else CLOSE)
        self._starred = kind == _SIGN and match[_SIGN] == b"*"
        return Token(match[_SIGN].decode("latin-1") if kind else "")


def _number(digits: bytes) -> int:
    """A number of any length, cut to what makes sense."""
    return max(-_LARGEST, min(int(digits[:11]), _LARGEST))
