"""Gives the panes at the sides their width back when a window that was too small for them grows again."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow


class PaneWidths(QObject):
    """Remembers the widths that some docks had before the window squeezed them; a pane that is drawn wider or narrower counts."""

    def __init__(self, window: QMainWindow, docks: Sequence[QDockWidget]) -> None:
        super().__init__(window)
        self._window, self._docks = window, docks
        self._window_width = window.width()
        self._widths = self._now()
        self._before: tuple[int, list[int]] | None = None
        """The width of the window, and of the panes, before they were squeezed."""
        for watched in (window, *docks):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window after its layout has; a pane that changes while the window does not was moved by hand."""
        if event.type() is QEvent.Type.Resize:
            if watched is self._window:
                self._follow()
            elif self._window.width() == self._window_width and self._now() != self._widths:
                self._widths, self._before = self._now(), None
        return super().eventFilter(watched, event)

    def _now(self) -> list[int]:
        return [dock.width() for dock in self._docks]

    def _follow(self) -> None:
        was, before, self._window_width = self._window_width, self._widths, self._window.width()
        self._widths = self._now()
        squeezed = any(now < then for now, then in zip(self._widths, before, strict=True))
        if self._window_width < was and squeezed and self._before is None:
            self._before = was, before
        elif self._before and self._window_width >= self._before[0]:
            (_, widths), self._before = self._before, None
            self._window.resizeDocks(list(self._docks), widths, Qt.Orientation.Horizontal)
            self._widths = widths
