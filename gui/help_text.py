"""The text of a help page: its pictures are made smaller where the window is narrower than they are."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QIcon, QImage, QResizeEvent, QTextCursor, QTextDocument, QTextImageFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

_ICON = 18
"""The icons in the pages, in pixels at 100 %."""


class HelpText(QTextBrowser):
    """Shows one page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: dict[str, float] = {}
        """How wide the page wants its pictures to be, by the names that it gives them."""
        self.setOpenLinks(False)

    def turn_to(self, page: QUrl) -> None:
        """Show another page from its beginning."""
        self.setSource(page)
        self._widths = {shown.name(): shown.width() for _place, shown in self._pictures()}
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Draw icons for the screen that they are seen on; the text would draw them for a coarse one and enlarge that."""
        path = self.source().resolved(QUrl(name)).toLocalFile()
        if path.endswith(".svg"):
            return QIcon(path).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
        return super().loadResource(kind, name)

    @property
    def room(self) -> int:
        """How wide a picture may be, beside a scroll bar, whether there is one now or not."""
        taken = 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()
        return self.width() - taken - 2 * round(self.document().documentMargin())

    def _fit(self) -> None:
        """Show each picture as wide as it wants to be, or as there is room for."""
        for place, shown in list(self._pictures()):
            wanted = min(self._widths.get(shown.name(), 0), max(1, self.room))
            if shown.width() != wanted and shown.name() in self._widths:
                self._show(place, shown, round(wanted))

    def _show(self, place: int, shown: QTextImageFormat, width: int) -> None:
        """Show the picture at a place in a width; it is scaled here, as the text would do it roughly."""
        url = self.source().resolved(QUrl(shown.name()))
        sharp = round(width * self.devicePixelRatioF())
        image = QImage(url.toLocalFile())
        if image.width() > sharp:
            image = image.scaledToWidth(sharp, Qt.TransformationMode.SmoothTransformation)
        self.document().addResource(QTextDocument.ResourceType.ImageResource, url, image)
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        shown.setWidth(width)
        cursor.setCharFormat(shown)

    def _pictures(self) -> Iterator[tuple[int, QTextImageFormat]]:
        """All pictures of a width that the page gives, and where they stand."""
        block = self.document().begin()
        while block.isValid():
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                if fragment.charFormat().isImageFormat():
                    yield fragment.position(), fragment.charFormat().toImageFormat()
                fragments += 1
            block = block.next()
