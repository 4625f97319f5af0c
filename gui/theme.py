"""Colours and icons that carry a meaning, taken from the system's palette so that light and dark both work."""

import functools
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QColor, QIcon, QPalette

from core.findings import Severity, State
from core.forms import RESOURCES

_BASE = {Severity.ERROR: QColor("#d13438"), Severity.WARNING: QColor("#f0a30a"), Severity.INFO: QColor("#2b7cd3")}
_TEXT = {
    Severity.ERROR: (QColor("#b3141b"), QColor("#ff8a8a")),
    Severity.WARNING: (QColor("#8a5300"), QColor("#ffc766")),
    Severity.INFO: (QColor("#1b5fa8"), QColor("#8ec1f7")),
}
_TINT = (0.16, 0.30)
_FAINT = (0.05, 0.10)
_PALETTES = 64  # whose colours are kept
_SEEN = 3
"""The least contrast of what is no words (WCAG 2.2, 1.4.11)."""


_Made = TypeVar("_Made")


def _once_a_palette(make: Callable[[QPalette], _Made]) -> Callable[[QPalette], _Made]:
    """Reckon something once for each palette: every cell that is painted asks for the same few colours."""
    held: dict[int, _Made] = {}

    @functools.wraps(make)
    def made(palette: QPalette) -> _Made:
        key = palette.cacheKey()
        if key not in held:
            if len(held) == _PALETTES:
                held.clear()
            held[key] = make(palette)
        return held[key]

    return made


@functools.cache
def icon(name: str) -> QIcon:
    """An icon of resources/icons, sharp at every scale; drawn once for each size."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))


def severity_icon(severity: Severity) -> QIcon:
    """Circle for an error, triangle for a warning, square for a remark: told apart without colour."""
    return icon(severity.value)


def state_icon(state: State) -> QIcon:
    """Tick for passed, the error mark for failed, a dashed circle for unchecked."""
    return icon("error" if state is State.FAILED else state.value)


@_once_a_palette
def is_dark(palette: QPalette) -> bool:
    """Whether the system's palette writes light on dark."""
    return palette.color(QPalette.ColorRole.Base).lightness() < palette.color(QPalette.ColorRole.Text).lightness()


def severity_colour(severity: Severity, palette: QPalette) -> QColor:
    """The colour for text and lines of a severity, readable on the palette's base."""
    return _TEXT[severity][is_dark(palette)]


def tint(severity: Severity, palette: QPalette) -> QColor:
    """The background of a cell or line that a finding blames."""
    return blend(base(palette), _BASE[severity], _TINT[is_dark(palette)])


def faint_tint(severity: Severity, palette: QPalette) -> QColor:
    """The background of a cell that only takes part in a sum that fails."""
    return blend(base(palette), _BASE[severity], _FAINT[is_dark(palette)])


@_once_a_palette
def base(palette: QPalette) -> QColor:
    """The background of what can be written in."""
    return palette.color(QPalette.ColorRole.Base)


@_once_a_palette
def text(palette: QPalette) -> QColor:
    """The colour of ordinary text."""
    return palette.color(QPalette.ColorRole.Text)


@_once_a_palette
def accent(palette: QPalette) -> QColor:
    """The system's colour for what is selected; that of words, where it could hardly be seen."""
    chosen = palette.color(QPalette.ColorRole.Highlight)
    return chosen if contrast(chosen, base(palette)) >= _SEEN else text(palette)


@_once_a_palette
def focus(palette: QPalette) -> QColor:
    """The frame of where the keyboard is: a colour that is seen on pages and beside them, that of words where no other is."""
    grounds = base(palette), palette.color(QPalette.ColorRole.Window)
    colours = (palette.color(role) for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.Link))
    return next((one for one in colours if all(contrast(one, ground) >= _SEEN for ground in grounds)), text(palette))


@_once_a_palette
def edited(palette: QPalette) -> QColor:
    """The mark of a cell that somebody changed."""
    return severity_colour(Severity.INFO, palette)


def found(palette: QPalette) -> QColor:
    """The background of words that were looked for."""
    return tint(Severity.WARNING, palette)


@_once_a_palette
def label(palette: QPalette) -> QColor:
    """The background of printed labels and headers."""
    return blend(base(palette), text(palette), 0.045 if not is_dark(palette) else 0.08)


@_once_a_palette
def line(palette: QPalette) -> QColor:
    """The rules of a table."""
    return blend(base(palette), text(palette), 0.26)


@_once_a_palette
def muted(palette: QPalette) -> QColor:
    """Text that says less than the rest."""
    return blend(base(palette), text(palette), 0.58 if not is_dark(palette) else 0.64)


def blend(under: QColor, over: QColor, share: float) -> QColor:
    """Lay `over` on `under` with an opacity of `share`."""
    return _blended(under.rgb(), over.rgb(), share)


@functools.lru_cache(maxsize=512)
def _blended(under: int, over: int, share: float) -> QColor:
    low, high = QColor(under), QColor(over)
    return QColor(
        _mix(low.red(), high.red(), share), _mix(low.green(), high.green(), share), _mix(low.blue(), high.blue(), share)
    )  # fmt: skip


def contrast(one: QColor, other: QColor) -> float:
    """How well one colour stands out from another, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(low: int, high: int, share: float) -> int:
    return round(low + (high - low) * share)
