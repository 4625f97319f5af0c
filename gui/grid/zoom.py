"""How large the tables and texts are shown, the same for all reports, remembered from one day to the next."""

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QFont, QFontInfo

STEPS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Per cent of the system's font."""
PLAIN = 100
_KEY = "zoom"


class Zoom(QObject):
    """One of STEPS, kept in the settings."""

    changed = Signal(int)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        kept = str(settings.value(_KEY, PLAIN))
        self.percent = int(kept) if kept.isdecimal() and int(kept) in STEPS else PLAIN

    def step(self, by: int) -> None:
        """Go `by` steps larger (or, below 0, smaller); 0 goes back to the plain size."""
        index = STEPS.index(self.percent) + by
        self._set(STEPS[min(max(index, 0), len(STEPS) - 1)] if by else PLAIN)

    def _set(self, percent: int) -> None:
        if percent != self.percent:
            self.percent = percent
            self._settings.setValue(_KEY, percent)
            self.changed.emit(percent)


def scaled(system: QFont, percent: int) -> QFont:
    """The font of the system at a zoom; at the plain size one that follows the system."""
    if percent == PLAIN:
        return QFont()
    font = QFont()
    font.setPointSizeF(QFontInfo(system).pointSizeF() * percent / PLAIN)
    return font
