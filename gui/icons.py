"""The icons of resources/icons, for those who need nothing else of the core and its colours."""

from pathlib import Path

from PySide6.QtGui import QIcon

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"


def icon(name: str) -> QIcon:
    """An icon by its name. Those of the toolbar are PNG, so that the window appears before Qt has loaded its SVG reader."""
    picture = ICONS / f"{name}.png"
    return QIcon(str(picture if picture.exists() else picture.with_suffix(".svg")))


def app_icon() -> QIcon:
    """The icon of the program in the sizes that window managers ask for."""
    made = QIcon()
    for path in sorted(ICONS.glob("app-*.png")):
        made.addFile(str(path))
    return made
