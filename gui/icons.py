"""The icons of resources/icons, for those who need nothing else of the core and its colours."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton

_LEAST = 16
"""The side of an icon beside words at least, in pixels."""
ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"


def icon(name: str) -> QIcon:
    """An icon by its name. Those of the toolbar are PNG, so that the window appears before Qt has loaded its SVG reader."""
    picture = ICONS / f"{name}.png"
    if not picture.exists():
        return QIcon(str(picture.with_suffix(".svg")))
    made = QIcon(str(picture))
    made.addFile(str(ICONS / f"{name}@2x.png"))  # by itself Qt takes it on sharper screens only, and not for larger words
    return made


def beside_words(button: QAbstractButton) -> None:
    """Let the icon of a button be as high as its words."""
    side = max(_LEAST, round(button.fontMetrics().height() * 1.15))
    button.setIconSize(QSize(side, side))


def app_icon() -> QIcon:
    """The icon of the program in the sizes that window managers ask for."""
    made = QIcon()
    for path in sorted(ICONS.glob("app-*.png")):
        made.addFile(str(path))
    return made
