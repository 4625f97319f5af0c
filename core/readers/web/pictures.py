"""Pictures in a web page: which of them are large enough to hold a table."""

import re
from collections.abc import Mapping

_WIDE, _HIGH = 300, 100
_SMALL_DATA = 6_000
"""An inline picture of fewer letters than this is an icon."""
_LENGTH = re.compile(r"\s*(\d{1,6})(?:\.\d*)?\s*(px|pt|cm|mm|in|%|r?em|v[wh])?\s*$", re.IGNORECASE)
_PIXELS = {"": (1, 1), "px": (1, 1), "pt": (4, 3), "cm": (378, 10), "mm": (378, 100), "in": (96, 1)}
_STYLED = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*([^;!]{1,20})", re.IGNORECASE)
_ICON = re.compile(r"icon|ico\b|logo|btn|button|spacer|blank|arrow|share|weixin|wechat|qrcode|ewm|banner|line\.", re.IGNORECASE)


def is_large(attributes: Mapping[str, str | None]) -> bool:
    """Whether an <img> may hold a table, by the size it is shown in; one of unknown size may, unless it is an icon."""
    styled = {name.lower(): value for name, value in _STYLED.findall(attributes.get("style") or "")}
    wide = _pixels(styled.get("width") or attributes.get("width"))
    high = _pixels(styled.get("height") or attributes.get("height"))
    if wide is not None or high is not None:
        return (wide is None or wide >= _WIDE) and (high is None or high >= _HIGH)
    source = attributes.get("src") or ""
    if source.startswith("data:"):
        return len(source) >= _SMALL_DATA
    return _ICON.search(source.rpartition("/")[2]) is None


def _pixels(length: str | None) -> int | None:
    """A length in pixels of 1/96 inch; None when it is relative or missing."""
    match = _LENGTH.match(length or "")
    if match is None or (match[2] or "").lower() not in _PIXELS:
        return None
    times, by = _PIXELS[(match[2] or "").lower()]
    return int(match[1]) * times // by
