"""Fold text for matching: one width, simplified characters, no spacing; the original is always what is shown."""

import functools
import re

from core.radicals import PLAIN

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2007\u2009\u202f\ufeff\t\v\f\r"), " ")
_LOOKALIKES = str.maketrans({
    "〔": "[", "〕": "]", "【": "[", "】": "]", "［": "[", "］": "]", "〈": "<", "〉": ">",
    "—": "-", "–": "-", "―": "-", "−": "-", "‐": "-", "‑": "-", "─": "-", "﹣": "-",
    "•": "·", "‧": "·", "﹒": ".", "｡": "。", "､": "、", "“": '"', "”": '"', "„": '"', "「": '"', "」": '"',
    "‘": "'", "’": "'", "覆": "复",
})  # fmt: skip
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\u00ad"), "")
_NOT_WORD = re.compile(r"[\W_]+")
_LEAST, _MOST = 24, 50_000
"""Characters of a text that is kept folded: a few fold at once, far longer texts would take the memory."""


@functools.cache
def _simplified() -> dict[int, str]:
    """One simplified character for each traditional one (OpenCC t2s), so that positions never shift."""
    from opencc import OpenCC  # deferred: loading its dictionaries costs more than a small report

    characters = [chr(code) for code in range(0x4E00, 0x9FFF)]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, simplified, strict=True) if old != new and len(new) == 1}


@functools.cache
def _table() -> dict[str, str]:
    simplified = _simplified()
    radicals = {code: simplified.get(ord(plain), plain) for code, plain in PLAIN.items()}
    table: dict[int, str | int] = {**simplified, **radicals, **_FULL_WIDTH, **_SPACES, **_LOOKALIKES}
    return {chr(code): chr(other) if isinstance(other, int) else other for code, other in table.items()}


@functools.cache
def _changing() -> re.Pattern[str]:
    """Finds a character that folds to another."""
    return re.compile(f"[{re.escape(''.join(_table()))}]")


def fold(text: str) -> str:
    """Return `text` at one width and in simplified characters, character for character: positions are kept."""
    return _fold_section(text) if _LEAST < len(text) < _MOST else _folded(text)


@functools.lru_cache(maxsize=128)
def _fold_section(text: str) -> str:
    """The same for a whole section, which every check folds again."""
    return _folded(text)


def _folded(text: str) -> str:
    """The same anew. Few characters of a text change, and looking each up takes far longer than finding those."""
    return _changing().sub(lambda match: _table()[match[0]], text)


def squeeze(text: str) -> str:
    """Return `text` without invisible characters and with each run of white space as one blank."""
    return " ".join(text.translate(_INVISIBLE).translate(_SPACES).split())


@functools.lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Return what two ways of writing one label have in common: folded, letters and digits only."""
    return _NOT_WORD.sub("", fold(text.translate(_INVISIBLE))).lower()
