"""The size of words and the colours of the whole program: those of the system, or as the clerk has chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from gui.settings import Colours, Preferences, TextSize

_SCHEMES = {Colours.LIGHT: Qt.ColorScheme.Light, Colours.DARK: Qt.ColorScheme.Dark}
_Role = QPalette.ColorRole
_DARK = {
    _Role.Window: "#36383d",
    _Role.WindowText: "#e6e7ea",
    _Role.Base: "#1f2023",
    _Role.AlternateBase: "#2a2b2f",
    _Role.Text: "#e6e7ea",
    _Role.Button: "#484b51",
    _Role.ButtonText: "#e6e7ea",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#393b40",
    _Role.ToolTipText: "#e6e7ea",
    _Role.PlaceholderText: "#9da0a8",
    _Role.Highlight: "#3574c4",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#3574c4",
    _Role.Link: "#7ab0f5",
    _Role.LinkVisited: "#b79cf0",
    _Role.Light: "#55585e",
    _Role.Midlight: "#46494e",
    _Role.Mid: "#5a5d63",
    _Role.Dark: "#1a1b1d",
    _Role.Shadow: "#000000",
}
_LIGHT = {
    _Role.Window: "#efefef",
    _Role.Base: "#ffffff",
    _Role.Text: "#000000",
    _Role.Highlight: "#2b6cb8",
    _Role.HighlightedText: "#ffffff",
    _Role.PlaceholderText: "#6b6b6b",
    _Role.Link: "#0b57b5",
}
_TICKED = ("QCheckBox", "QTreeWidget")
_EDGE = "#b8bbc2"
"""What is darkened by the style to the edge of a box to tick, in the dark."""
_FADED = {False: "#808080", True: "#a6a9b0"}
"""Words of what cannot be used now: quieter than the others, and still to be read."""


class Appearance:
    """Dresses the application; what follows the system goes on doing so while the program runs."""

    def __init__(self) -> None:
        self._sized = self._coloured = False

    def apply(self, wanted: Preferences) -> None:
        """Show everything as wanted, at once."""
        self._size(wanted.text_size)
        self._colour(wanted.colours)

    def _size(self, wanted: TextSize) -> None:
        if wanted is TextSize.SYSTEM and not self._sized:
            return
        self._sized = wanted is not TextSize.SYSTEM
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        QApplication.setFont(enlarged(font, wanted.percent))

    def _colour(self, wanted: Colours) -> None:
        if wanted is Colours.SYSTEM and not self._coloured:
            return
        self._coloured = wanted is not Colours.SYSTEM
        hints = QApplication.styleHints()
        if wanted is Colours.SYSTEM:
            hints.unsetColorScheme()
            _dress(QPalette())
            return
        hints.setColorScheme(_SCHEMES[wanted])
        if hints.colorScheme() != _SCHEMES[wanted]:  # a desktop whose colours Qt cannot ask for
            own = plain_palette(dark=wanted is Colours.DARK)
            _dress(own, edged(own) if wanted is Colours.DARK else None)


def enlarged(font: QFont, percent: int) -> QFont:
    """A font at a share of its size."""
    made = QFont(font)
    if percent != 100:
        made.setPointSizeF(QFontInfo(font).pointSizeF() * percent / 100)
    return made


def _dress(palette: QPalette, ticked: QPalette | None = None) -> None:
    """Show everything in some colours, and what can be ticked in others, where there are such.

    A new palette of the program does away with those of kinds of widgets: left to themselves they follow it again.
    """
    QApplication.setPalette(palette)
    for kind in _TICKED if ticked else ():
        QApplication.setPalette(ticked, kind)  # type: ignore[arg-type]  # the stubs want bytes, the call a str


def edged(palette: QPalette) -> QPalette:
    """Dark colours with which Qt's own style draws a box to tick with an edge that stands out: it makes it from the window's."""
    made = QPalette(palette)
    made.setColor(_Role.Window, QColor(_EDGE))
    return made


def plain_palette(*, dark: bool) -> QPalette:
    """Colours of our own, for desktops that have none of the kind to offer."""
    colours = _DARK if dark else _LIGHT
    palette = QPalette(QColor(colours[_Role.Window]))
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_FADED[dark]))
    return palette
