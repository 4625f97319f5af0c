"""Where the window stands and how large it is: as last time, as far as the screens of today allow."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

_KEY = "geometry"
_PLAIN = QSize(1360, 860)
_SEEN = 100
"""So many pixels of the upper edge must be on a screen, or nobody could move the window."""


def take_size(window: QMainWindow, settings: QSettings) -> None:
    """Be as large as last time, or as the screen comfortably allows; where a new window goes is for the system to say."""
    plain_size(window)
    geometry = settings.value(_KEY)
    if not geometry or not window.restoreGeometry(geometry):
        return
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not window.isMaximized() and not window.isFullScreen() and screens:
        window.setGeometry(fitted(window.geometry(), screens))


def plain_size(window: QMainWindow) -> None:
    """Be as large as the screen comfortably allows."""
    window.resize(_PLAIN.boundedTo(window.screen().availableSize() * 0.9))


def remember_size(window: QMainWindow, settings: QSettings) -> None:
    """Note the place and the size for the next start."""
    settings.setValue(_KEY, window.saveGeometry())


def fitted(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """A place no larger than a screen and with its upper edge in reach; `screens` begins with the main one."""
    best = max(screens, key=lambda screen: _area(screen.intersected(wanted)))
    size = wanted.size().boundedTo(best.size())
    edge = QRect(wanted.topLeft(), QSize(size.width(), 1))
    inside = best.intersected(edge)
    if size == wanted.size() and inside.width() >= min(_SEEN, size.width()):
        return wanted
    left = min(max(wanted.left(), best.left()), best.right() + 1 - size.width())
    top = min(max(wanted.top(), best.top()), best.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0
