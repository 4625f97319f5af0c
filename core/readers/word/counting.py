"""How a number of a list is written: 一, 甲, ①, iv and the other formats of Word (ECMA-376, part 1, 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_FOOTNOTES = "*†‡§"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_MOST = 32_767

BULLET = "bullet"


def written(count: int, format_name: str) -> str:
    """Write `count` in a format of Word such as “chineseCounting”; plain digits in one that is not known.

    Formats that have no more signs, such as circles beyond 20, go on with plain digits, as Word does.
    """
    count = min(max(count, 0), _MOST)
    return _FORMATS.get(format_name, str)(count)


def _positional(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _counted(digits: str, units: str, *, bare_ten: bool) -> Callable[[int], str]:
    """Numerals with 十, 百, 千, 万; `bare_ten` writes 十一 and not 一十一."""

    def write(count: int) -> str:
        if count >= 10_000:
            high, low = divmod(count, 10_000)
            rest = "" if not low else (digits[0] if low < 1000 else "") + _below(low, digits, units)
            return _below(high, digits, units) + units[3] + rest
        text = _below(count, digits, units) if count else digits[0]
        return text[1:] if bare_ten and 10 <= count < 20 else text

    return write


def _below(count: int, digits: str, units: str) -> str:
    """A number below ten thousand: 一百〇五."""
    text = ""
    for place in (3, 2, 1, 0):
        digit = count // 10**place % 10
        if digit:
            gap = digits[0] if text and count // 10 ** (place + 1) % 10 == 0 else ""
            text += gap + digits[digit] + (units[place - 1] if place else "")
    return text


def _japanese(count: int) -> str:
    """As Chinese, but 百 and 千 without 一, and no zero between: 百五."""
    text = "".join(
        ("" if digit == 1 and place else _DIGITS[digit]) + ("", "十", "百", "千")[place]
        for place in (3, 2, 1, 0)
        for digit in (count // 10**place % 10,)
        if digit
    )
    return text if 0 < count < 10_000 else _positional(_DIGITS)(count)


def _signs(signs: str) -> Callable[[int], str]:
    """One sign each for as long as there are some."""
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


def _run(first: int, size: int) -> str:
    return "".join(map(chr, range(first, first + size)))


def _sexagenary(count: int) -> str:
    return _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12] if 0 < count <= 60 else str(count)


def _letters(count: int) -> str:
    """A to Z, then AA, BB and so on."""
    if count < 1:
        return str(count)
    times, letter = divmod(count - 1, 26)
    return chr(ord("A") + letter) * min(times + 1, 20)


def _roman(count: int) -> str:
    text, rest = "", count
    for size, sign in _ROMAN:
        times, rest = divmod(rest, size)
        text += sign * times
    return text or str(count)


def _footnote(count: int) -> str:
    return _FOOTNOTES[(count - 1) % 4] * min((count - 1) // 4 + 1, 20) if count else "0"


_CHINESE = _counted(_DIGITS, "十百千万", bare_ten=True)
_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "taiwaneseDigital": _positional(_DIGITS),
    "ideographDigital": _positional(_DIGITS),
    "japaneseDigitalTenThousand": _positional(_DIGITS),
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": _counted(_LEGAL, "拾佰仟万", bare_ten=False),
    "ideographLegalTraditional": _counted(_LEGAL_TRADITIONAL, "拾佰仟萬", bare_ten=False),
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _signs(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _signs(_run(0x3280, 10)),
    "decimalEnclosedCircle": _signs(_run(0x2460, 20)),
    "decimalEnclosedCircleChinese": _signs(_run(0x2460, 20)),
    "decimalEnclosedParen": _signs(_run(0x2474, 20)),
    "decimalEnclosedFullstop": _signs(_run(0x2488, 20)),
    "decimalFullWidth": lambda count: str(count).translate(_WIDE),
    "decimalFullWidth2": lambda count: str(count).translate(_WIDE),
    "decimalZero": "{:02d}".format,
    "numberInDash": "- {} -".format,
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "chicago": _footnote,
    "none": lambda _: "",
    BULLET: lambda _: "",
}  # fmt: skip

BY_CODE = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 9: "chicago", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth2", 22: "decimalZero", 23: BULLET, 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
    32: "ideographZodiacTraditional", 33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 57: "numberInDash",
    255: "none",
}  # fmt: skip
"""The formats by the numbers that Word 97 to 2003 gives them ([MS-OSHARED] 2.2.1.3, MSONFC)."""


def headed(number: str, text: str) -> str:
    """A number and the text behind it, with a gap only where they would run together: “一、总体情况”, “1.1 范围”."""
    if not number.endswith("\t"):
        return number + text
    number, text = number[:-1], text.lstrip(" \t")
    narrow = number[-1:].isascii() and text[:1].isascii() and text[:1].isalnum()
    lettered = number[-1:].isalpha() or number[-1:].isdecimal()
    return f"{number} {text}" if text and (narrow or lettered) else number + text
