"""Scripts and encodings: traditional characters made by machine, and bytes as programs of all ages write them."""

import functools

from opencc import OpenCC

ENCODINGS = ("utf-8", "utf-8-sig", "gbk", "gb18030", "big5", "utf-16")
SCRIPTS = ("", "s2t", "s2tw")


@functools.cache
def _converter(script: str) -> OpenCC:
    return OpenCC(script)


def rewrite(text: str, script: str) -> str:
    """The text in the given script; "" leaves it simplified."""
    return _converter(script).convert(text) if script else text


def encode(text: str, encoding: str) -> bytes:
    """The bytes of a file; what an old encoding lacks is written with its nearest sign."""
    return "".join(_fitting(character, encoding) for character in text).encode(encoding)


@functools.lru_cache(maxsize=8192)
def _fitting(character: str, encoding: str) -> str:
    for substitute in (character, {"\xa0": "\u3000", "•": "·", "〔": "[", "〕": "]"}.get(character, ""), _plain(character)):
        if substitute and _has(encoding, substitute):
            return substitute
    return "?"


def _plain(character: str) -> str:
    """The form of a traditional character that Big5 has: 爲 is 為 there."""
    return {"爲": "為", "裏": "裡", "啓": "啟", "峯": "峰"}.get(character, "")


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
