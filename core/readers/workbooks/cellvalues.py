"""How a stored value is shown: fifteen digits and no exponent, a date as ISO text, a percentage with its sign, tidy text."""

import enum
import re
from datetime import datetime, timedelta
from decimal import Context, Decimal, DecimalException

_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_PERCENTS = frozenset([9, 10])
_UNSPOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|general', re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = Context(prec=15)
"""Excel keeps and shows fifteen digits; what is stored beyond them is noise of the binary fraction."""
_LONGEST_CODE = 255
_MOST_DIGITS = 30
_LAST_DAY = 2_958_466
EPOCH = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)


class Look(enum.Enum):
    """What a number format makes of a number."""

    PLAIN = enum.auto()
    DATE = enum.auto()
    PERCENT = enum.auto()


def look(number: int, code: str) -> Look:
    """Judge a number format by its number, or by its code when the workbook defines it."""
    spoken = _UNSPOKEN.sub("", code[:_LONGEST_CODE])
    if re.search("[ymdhs]", spoken, re.IGNORECASE) or (not code and number in _DATES):
        return Look.DATE
    return Look.PERCENT if "%" in spoken or (not code and number in _PERCENTS) else Look.PLAIN


def figure_text(raw: str, kind: Look, epoch: datetime) -> str:
    """Write a stored number as the clerk sees it; what is no number stays word for word."""
    try:
        value = _DIGITS.create_decimal(raw.strip())
    except DecimalException:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return raw
    seconds = int((value * 86_400).to_integral_value())
    if kind is Look.DATE and 0 <= seconds < _LAST_DAY * 86_400:
        return _date_text(seconds, epoch)
    return f"{_plain(value * 100)}%" if kind is Look.PERCENT else _plain(value)


def iso_text(raw: str) -> str:
    """Write a date in ISO 8601 as other dates are shown: without a time when that is midnight; else word for word."""
    try:
        moment = datetime.fromisoformat(raw.strip().removesuffix("Z"))
    except ValueError:
        return raw
    return _moment_text(moment.replace(tzinfo=None))


def tidy(text: str) -> str:
    """Text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unescape(text: str) -> str:
    """Undo the escapes for characters that XML does not take, such as _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).encode("utf-8", "replace").decode("utf-8")


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _date_text(seconds: int, epoch: datetime) -> str:
    if seconds < 86_400:
        return (datetime.min + timedelta(seconds=seconds)).time().isoformat()
    return _moment_text(epoch + timedelta(seconds=seconds))


def _moment_text(moment: datetime) -> str:
    moment = moment.replace(microsecond=0)
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(sep=" ")
