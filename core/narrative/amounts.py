"""Figures in running text: their place, value and unit, and whether they are exact; dates and numbers of documents are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.numbers import Number, chinese_number, whole

_UNITS = "万元|亿元|元|个?百分点|人次|件次|件|条|份|宗|个|项|次|起|例|部|期|篇|家|人|户|册|场|类|种|本|张|幅|批|篇次|条次|%|‰"
_HAN_UNITS = (
    "件(?!事)|宗|份(?!额|子)|条(?!例|件|款)|起(?!草|来|诉)|例(?!如|外)|部(?!门|分|署|委)|个(?!人|性|别|工作日|自然日|小时|月|星期|季度)|次(?!年|日|性)"
    "|项(?!目|下|合计|共计|相加|之和)"
)
_SPANS = "个?(?:工作日|自然日|天|小时|分钟|星期|周|月|季度)"
"""How long something takes: no number of cases."""
_DIGITS = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++)?"
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_AMOUNT = re.compile(
    rf"(?:(?<![\d.A-Za-z第\[/_-])(?<!\d,)(?P<digits>{_DIGITS})(?!\s*(?:年|月|日|号|届|版|级|{_SPANS}|[-~/:.]\d|[A-Za-z]|\]))\s*"
    rf"|(?<=[为是])(?P<nil>零)(?=\s*(?:[,;。)、]|$))"
    rf"|(?<![第{_NUMERALS}])(?:(?P<han>一(?=[件宗份])|(?!一[^{_NUMERALS}])[{_NUMERALS}]++)(?P<vague>余|多|几)?(?={_HAN_UNITS})"
    rf"|(?P<parts>百分之)(?P<share>{_DIGITS}|[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?)))"
    rf"(?P<more>余|多)?(?P<scale>[万亿](?!元))?(?P<many>余|多)?\s*(?P<unit>{_UNITS})?(?P<about>以上|左右|上下|以内|以下)?"
)
_BEGINNING = re.compile(rf"[\d{_NUMERALS}]")
_ABOUT = re.compile(r"(?:约|近|将近|大约|超|超过|逾|不足|至少|突破|接近|多达)\s*$")
"""Words in front of a figure that make it a rough one."""
_ABOUT_ENDS = frozenset("约近超过逾足少破达 ")
"""How these end: most figures have something else in front of them."""
_ROUND = frozenset(["十", "百", "千", "万", "十万", "百万", "千万", "亿", "10", "100", "1000", "10000"])
_SOME = re.compile(r"(?:几|(?<![总件份宗个人次项条例起单笔结理开复答处供讼量转办收定])数)$")
"""数十件 is a rough figure; 总数10件 and 申请数十五件 are none."""
_SCALES = {None: 1, "万": 10_000, "亿": 100_000_000}
_MOST_DIGITS = 15
_WRITTEN = ("han", "share", "nil")


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure; `start` and `end` count code points of its text, unit included, `bare_end` up to a unit that is no part of it.

    `unit` is as written, "%" for a share in any writing, "" for a bare figure. `places` counts the decimals printed.
    `scale` is 1, or what 万 and 亿 stand for.
    """

    start: int
    end: int
    value: Number
    unit: str
    approximate: bool = False
    places: int = 0
    scale: int = 1
    bare_end: int = 0

    @property
    def is_share(self) -> bool:
        return self.unit == "%"

    @property
    def is_count(self) -> bool:
        """Whether it may be a number of cases, documents and the like."""
        return self.unit not in {"%", "‰", "百分点", "个百分点"} and not self.is_money and isinstance(self.value, int)

    @property
    def is_money(self) -> bool:
        return self.unit.endswith("元")


def amounts(text: str) -> Iterator[Amount]:
    """Every figure of a folded text, in order."""
    end = 0
    for begin in _BEGINNING.finditer(text):
        if begin.start() >= end and (match := _AMOUNT.match(text, begin.start())):
            end = match.end()
            if amount := _amount(match):
                yield amount


def _amount(match: re.Match[str]) -> Amount | None:
    name = "digits" if match["digits"] else next(filter(match.group, _WRITTEN))
    written, unit, scale = match[name], match["unit"] or "", _SCALES[match["scale"]]
    value = _value(written)
    if value is None:
        return None
    return Amount(
        match.start(),
        len(match[0].rstrip()) + match.start(),
        value if scale == 1 else whole(Decimal(value) * scale),
        "%" if match["parts"] else unit,
        approximate=_vague(match),
        places=len(written.partition(".")[2]),
        scale=scale,
        bare_end=match.end("unit" if unit == "%" else "scale" if match["scale"] else name),
    )


def _value(written: str) -> Number | None:
    if written.isdecimal() and len(written) <= _MOST_DIGITS:
        return int(written)
    digits = written.replace(",", "")
    if digits[0].isdecimal():
        return (whole(Decimal(digits)) if "." in digits else int(digits)) if len(digits) <= _MOST_DIGITS else None
    whole_part, _, fraction = digits.partition("点")
    value = chinese_number(whole_part)
    if value is None or not fraction:
        return value
    decimals = [chinese_number(numeral) for numeral in fraction]
    return None if None in decimals else whole(Decimal(f"{value}.{''.join(map(str, decimals))}"))


def _vague(match: re.Match[str]) -> bool:
    if any(match.group("vague", "more", "many", "about")):
        return True
    start = match.start()
    before = match.string[start - 1 : start]
    if before in {"数", "几"}:
        return (match["han"] or match["digits"]) in _ROUND and _SOME.search(match.string, start - 1, start) is not None
    return before in _ABOUT_ENDS and bool(_ABOUT.search(match.string, max(0, start - 4), start))
