"""A figure of the text written anew for another value, the way it stood there: numerals, width, separators, decimals, unit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.folding import fold
from core.narrative.amounts import Amount, amounts
from core.narrative.sentences import Sentence
from core.numbers import Number, canonical

_PARTS = re.compile(
    r"(?P<head>百分之)?(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<han>[〇零一二两三四五六七八九十百千万亿点]+))(?P<tail>.*)", re.DOTALL
)
_SEPARATED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
_SPELLED = re.compile("[〇零一二三四五六七八九]{2,}")
_TWO = re.compile("(?:^|(?<=[万亿]))二(?=[百千万亿]|$)")
_ZEROS, _FULL = "〇零", ord("０") - ord("0")
_NUMERALS = "〇一二三四五六七八九"
_THOUSAND = 1000


def respelled(sentence: Sentence, index: int, value: Number) -> str | None:
    """The words for a value in place of figure number `index` of a sentence, written as that figure is.

    None when there is no way of writing it that reads as the value there and leaves the other figures as they are.
    """
    amount = sentence.amounts[index]
    written = sentence.written[amount.start : amount.bare_end]
    return next((words for words in _ways(written, amount, value, sentence.text) if _reads(sentence, index, words, value)), None)


def _ways(written: str, amount: Amount, value: Number, beside: str) -> Iterator[str]:
    """The ways of writing a value in place of `written`, the likest first; the last in plain digits."""
    parts = _PARTS.fullmatch(fold(written))
    if parts is None or value < 0:
        return
    begin, end = parts.span("digits") if parts["digits"] else parts.span("han")
    head, old, tail = written[:begin], written[begin:end], written[end:]
    shown = Decimal(value) / amount.scale
    if parts["digits"]:
        separated = "," in parts["digits"] or (len(parts["digits"].partition(".")[0]) < 4 and bool(_SEPARATED.search(beside)))
        yield head + _in_width(_digits(shown, amount.places, separated=separated), old) + tail
    else:
        yield head + _numerals(shown, old, counted=not head) + tail
    yield head + canonical(shown) + tail


def _reads(sentence: Sentence, index: int, words: str, value: Number) -> bool:
    """Whether a sentence with `words` in place of a figure is read as it should be."""
    old = sentence.amounts[index]
    shift = len(words) - (old.bare_end - old.start)
    found = tuple(amounts(sentence.text[: old.start] + fold(words) + sentence.text[old.bare_end :]))
    if len(found) != len(sentence.amounts) or found[:index] != sentence.amounts[:index]:
        return False
    here, behind = found[index], zip(found[index + 1 :], sentence.amounts[index + 1 :], strict=True)
    same = (here.start, here.unit, here.approximate, here.end) == (old.start, old.unit, old.approximate, old.end + shift)
    return same and here.value == value and all((one.value, one.start) == (was.value, was.start + shift) for one, was in behind)


def _digits(shown: Decimal, places: int, *, separated: bool) -> str:
    """A value in digits with at least so many decimals as the old figure had."""
    _, _, exponent = shown.normalize().as_tuple()
    exact = shown.quantize(Decimal(1).scaleb(min(-places, exponent if isinstance(exponent, int) else 0)))
    return f"{exact:,f}" if separated and shown >= _THOUSAND else f"{exact:f}"


def _in_width(digits: str, old: str) -> str:
    """Digits with the width and the marks of an old figure."""
    wide = ord(old[0]) >= _FULL
    marks = {fold(mark): mark for mark in reversed(old) if not mark.isdecimal()}
    marks = {",": "，" if wide else ",", ".": "．" if wide else "."} | marks
    return "".join(marks[one] if one in marks else chr(ord(one) + _FULL) if wide else one for one in digits)


def _numerals(shown: Decimal, old: str, *, counted: bool) -> str:
    """A value in Chinese numerals; `counted`: it counts things, so that two of them are 两."""
    zero = next((one for one in old if one in _ZEROS), None)
    if _SPELLED.fullmatch(old) and shown == shown.to_integral_value():
        return "".join(_NUMERALS[int(one)] for one in canonical(int(shown))).replace("〇", zero or "〇")
    from cn2an import an2cn  # type: ignore[import-untyped]  # deferred: 0.1 s, and few figures need it

    words: str = an2cn(canonical(shown), "low")
    words = words.replace("零", zero or "零")
    return _TWO.sub("两", words) if "两" in old or (counted and words == "二") else words
