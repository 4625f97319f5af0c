"""Figures as people write them: exact, approximate, blank or unreadable; never a float."""

import enum
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.folding import fold, squeeze

Number = int | Decimal


class Kind(enum.StrEnum):
    """What an entry turned out to be."""

    EXACT = "exact"
    BLANK = "blank"
    APPROXIMATE = "approximate"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Figure:
    """One entry of a grid, read.

    `text` is what stood there, `note` the words beside the figure, `normalised` whether the figure
    was written in another way than digits alone (full width, thousands separators, a unit glued on).
    """

    kind: Kind
    text: str = ""
    value: Number | None = None
    note: str = ""
    normalised: bool = False


BLANK = Figure(Kind.BLANK)

_BLANK_MARKS = frozenset(["", "/", "\\", "-", "--", "---", "----", "无", "空", "空白", "_", "//", "*", "无数据", "n/a"])
_DIGITS = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+"
_SIGN = r"(?P<sign>-{1,2}|[+负]|净?[增减](?:加|少)?)?"
_PLAIN = re.compile(rf"{_SIGN} ?(?P<digits>{_DIGITS}) ?(?:(?P<money>[万亿]?元)|(?P<scale>[万亿]?)(?:件|条|个|项|次|宗|份|人|部)?)")
_BELOW_ZERO = re.compile("[-负减]")
_NOTE = re.compile(r" ?(?P<note>[(\[<].*[)\]>]|[(\[].*|[*#^①-⑳]+|[注其](?:中|:|：).*)", re.DOTALL)
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_AMOUNT = rf"(?:{_DIGITS}|[{_NUMERALS}]+) ?[万亿]?"
_APPROXIMATE = re.compile(rf"(?:约|近|大约|将近|超|超过|逾|不足|至少) ?{_AMOUNT}.{{0,2}}|{_AMOUNT}(?:余|多|左右|以上|上下).{{0,2}}")
_CHINESE = re.compile("(?P<digits>[" + _NUMERALS + "]+)(?:件|条|个|项|次|宗|份|人|部)?")
_CLEAN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_OPENING, _CLOSING = "(（[〔【", ")）]〕】"
_MOST_DIGITS = 20  # more than any office counts, and still exact with a scale of 万 or 亿
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_IN_TEN_THOUSANDS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
_AS_WRITTEN = {"元": Decimal(1), "万元": Decimal(1), "亿元": Decimal(10_000)}
"""Where a column says no unit, 万元 is the usual one of such tables."""


@functools.lru_cache(maxsize=4096)
def parse_figure(text: str, unit: str = "") -> Figure:
    """Read one entry as the clerk wrote it; whatever cannot be read exactly has no value.

    `unit` is that of the column: in a column of 万元 the entries 5.2万 and 52000元 are 5.2; where it says none, an amount counts as
    it is written. Figures of more than 20 digits are none.
    """
    shown = squeeze(text)
    folded = fold(shown).strip()
    if folded.lower().replace(" ", "") in _BLANK_MARKS:
        return Figure(Kind.BLANK, shown)
    if (match := _PLAIN.match(folded)) and sum(map(str.isdecimal, match["digits"])) <= _MOST_DIGITS:
        value = _number(match, unit)
        rest = folded[match.end() :]
        if not rest:
            return Figure(Kind.EXACT, shown, value, "", not _CLEAN.fullmatch(shown))
        if note := _NOTE.fullmatch(rest):
            return Figure(Kind.EXACT, shown, value, _inside(shown[-len(note["note"]) :]), False)
    if match := _CHINESE.fullmatch(folded):
        return _chinese(shown, match["digits"])
    if _APPROXIMATE.fullmatch(folded):
        return Figure(Kind.APPROXIMATE, shown)
    return Figure(Kind.UNREADABLE, shown)


def figure(value: Number | None) -> Figure:
    """The figure for a value that the program itself supplies."""
    return BLANK if value is None else Figure(Kind.EXACT, canonical(value), value)


def canonical(value: Number) -> str:
    """Write a value the one canonical way: no exponent, no trailing zeros."""
    if isinstance(value, int):
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole(value: Decimal) -> Number:
    """An integral Decimal as int, any other as it is, so that equal values are one value."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def total(values: Iterable[Number]) -> Number:
    """An exact sum."""
    result = sum(values)
    return result if isinstance(result, int) else whole(result)


def difference(left: Number, right: Number) -> Number:
    """How far two values are apart."""
    return whole(abs(Decimal(left) - right))


def _number(match: re.Match[str], unit: str) -> Number:
    digits = match["digits"].replace(",", "").replace(" ", "")
    if match["money"]:
        value = Decimal(digits) * (_IN_TEN_THOUSANDS[match["money"]] if unit == "万元" else _AS_WRITTEN[match["money"]])
    else:
        scale = "" if match["scale"] and unit.startswith(match["scale"]) else match["scale"]
        value = Decimal(digits) * _SCALES[scale]
    return whole(-value if _BELOW_ZERO.search(match["sign"] or "") else value)


def _inside(note: str) -> str:
    """The words of a note without the brackets around the whole of it."""
    words = note.strip()
    inner = words[1:-1] if words[:1] in _OPENING and words[-1:] in _CLOSING else words
    depth = 0
    for character in inner:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return words
    return inner.strip()


def _chinese(shown: str, digits: str) -> Figure:
    value = chinese_number(digits)
    if value is None:
        return Figure(Kind.UNREADABLE, shown)
    return Figure(Kind.EXACT, shown, value, "", True)


def chinese_number(digits: str) -> int | None:
    """Read a Chinese numeral such as 二十五 or 二〇二三; None when it is not one."""
    import cn2an  # type: ignore[import-untyped]  # deferred: 0.1 s, and few entries need it

    try:
        return int(cn2an.cn2an(digits.replace("〇", "零"), "smart"))
    except (ValueError, KeyError):  # it stumbles over 〇十一
        return None
