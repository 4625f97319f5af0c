"""The pages drawn last, at hand as pictures, within a fixed amount of memory."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtGui import QImage

from core.glimpse.asking import Drawn

_MOST = 60_000_000
"""Bytes of all pictures together: some six pages at twice the size of an ordinary screen's points."""
_NEAR = 0.02


@dataclass(frozen=True, slots=True)
class Page:
    """One drawn page: the scale it was asked for at, its picture, and its size in points."""

    scale: float
    image: QImage
    across: float
    down: float

    def is_sharp(self, scale: float) -> bool:
        """Whether it was drawn for this scale, or about."""
        return abs(self.scale - scale) <= _NEAR * scale


def page_of(drawn: Drawn, scale: float) -> Page:
    """The picture of a page that was drawn for a scale; takes some milliseconds, and may be made on any thread."""
    image = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, QImage.Format.Format_RGB32)
    return Page(scale, image.copy(), drawn.across, drawn.down)


class Pages:
    """Pages by the file and their number; of each the drawing made last."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, int], Page] = OrderedDict()

    def keep(self, sha256: str, number: int, page: Page) -> None:
        """Keep a page, and give up those not looked at for longest."""
        self._held[sha256, number] = page
        self._held.move_to_end((sha256, number))
        while len(self._held) > 1 and sum(page.image.sizeInBytes() for page in self._held.values()) > _MOST:
            self._held.popitem(last=False)

    def nearest(self, sha256: str, number: int) -> Page | None:
        """The page as it was drawn last, at whatever scale."""
        found = self._held.get((sha256, number))
        if found is not None:
            self._held.move_to_end((sha256, number))
        return found
