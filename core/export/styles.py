"""How the workbook looks: fonts that office machines have, colours that never speak alone, A4 pages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from core.same import storable

SONG = "宋体"
HEI = "黑体"
FANG = "仿宋"
LIMIT = 32_767
"""The most characters a cell holds."""
RED, PALE_RED, AMBER, GREY = "#F4A6A0", "#FBE3E0", "#FFE9A8", "#F2F2F2"
DARK_RED, DARK_AMBER, MUTED = "#9C0006", "#8A5A00", "#666666"
_SIMPLIFIED = 134
"""The character set GB2312: a machine without the named font picks another Chinese one."""

_PROPERTIES: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "title": {"font_name": HEI, "font_size": 16, "align": "center"},
    "heading": {"font_name": HEI, "font_size": 12},
    "plain": {},
    "small": {"font_size": 9, "font_color": MUTED},
    "left": {"align": "left"},
    "centre": {"align": "center"},
    "right": {"align": "right"},
    "top": {"valign": "top"},
    "wrap": {"text_wrap": True},
    "grid": {"border": 1},
    "header": {"font_name": HEI, "align": "center", "text_wrap": True, "border": 1},
    "label": {"text_wrap": True, "border": 1},
    "value": {"align": "center", "text_wrap": True, "border": 1},
    "text": {"num_format": "@"},
    "long": {"num_format": "0"},
    "prose": {"font_name": FANG, "font_size": 12, "text_wrap": True, "valign": "top"},
    "prose_title": {"font_name": HEI, "font_size": 18, "align": "center", "text_wrap": True},
    "prose_heading": {"font_name": HEI, "font_size": 14, "text_wrap": True},
    "error": {"bg_color": RED, "bold": True},
    "operand": {"bg_color": PALE_RED},
    "warning": {"bg_color": AMBER},
    "info": {},
    "doubtful": {"italic": True, "underline": 1},
    "absent": {"pattern": 14, "fg_color": "#BFBFBF", "bg_color": "#FFFFFF"},
    "check": {"font_size": 9, "align": "center", "text_wrap": True, "border": 4, "bg_color": GREY},
    "link": {"font_color": "#0B5394", "underline": 1},
    "fails": {"bg_color": RED, "font_color": DARK_RED, "bold": True},
    "open": {"bg_color": AMBER, "font_color": DARK_AMBER},
    "red_sign": {"font_color": RED, "font_size": 9},
    "amber_sign": {"font_color": "#E0B000", "font_size": 9},
})  # fmt: skip
_BASE = {"font_name": SONG, "font_size": 10, "font_charset": _SIMPLIFIED, "valign": "vcenter"}
_PARTIAL = frozenset({"fails", "open"})
"""Styles laid over others by a condition: they carry nothing but the difference."""


class Styles:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, ...], Any] = {}

    def of(self, *names: str) -> Any:
        """The format that has all the named properties; later names win."""
        if names not in self._made:
            base = {} if _PARTIAL.issuperset(names) else dict(_BASE)
            for name in names:
                base |= _PROPERTIES[name]
            self._made[names] = self._workbook.add_format(base)
        return self._made[names]


def set_page(sheet: Any, header: str, *, landscape: bool = False) -> None:
    """Set the sheet up for A4, one page wide, with the organ above and page numbers below."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    words = storable(header).replace("\n", " ").replace("&", "&&")[:180]
    sheet.set_header(f'&R&"{SONG},Regular"&9 {words}')
    sheet.set_footer(f'&C&"{SONG},Regular"&9第 &P 页，共 &N 页')


def cell_text(text: str) -> str:
    """What of a text a cell can hold; longer texts end in an ellipsis."""
    text = storable(text)
    return text if len(text) <= LIMIT else text[: LIMIT - 1] + "…"


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a column of `width` characters, a Chinese one counting for two."""
    room = max(1.0, width - 1)
    return sum(max(1, -int(-_units(line) // room)) for line in text.split("\n"))


def _units(text: str) -> int:
    return sum(2 if ord(character) > 0x2000 else 1 for character in text)
