"""F6: the keyboard goes from pane to pane, and in each to where it was last."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from gui.pane_frame import PaneFrame


class PaneWalk:
    """Knows the panes in the order in which they stand, and frames the one that it leads to."""

    def __init__(self, window: QWidget, *panes: QWidget) -> None:
        self.panes = panes
        self.frame = PaneFrame(window)

    def step(self, by: int) -> None:
        """Go to the next pane (1) or the one before (-1) that is to be seen and takes the keyboard."""
        panes = [(pane, target) for pane in self.panes if pane.isVisible() and (target := _target(pane)) is not None]
        if not panes:
            return
        focus = QApplication.focusWidget()
        places = [place for place, (pane, _) in enumerate(panes) if _holds(pane, focus)]
        start = places[-1] if places else (-1 if by > 0 else 0)
        pane, target = panes[(start + by) % len(panes)]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.frame.show_around(pane)


def _target(pane: QWidget) -> QWidget | None:
    """Where the keyboard was in a pane, or else the first place there that takes it."""
    last = pane.focusWidget()
    if last is not None and _takes_keys(last):
        return last
    within = (_front(pane), pane, *pane.findChildren(QWidget))
    return next((widget for widget in within if _takes_keys(widget)), None)


def _front(pane: QWidget) -> QWidget:
    """The one that a pane, or of several pages the one in front, gives the keyboard to by itself."""
    front: QWidget | None = pane.currentWidget() if isinstance(pane, QStackedWidget) else pane
    while front is not None and front.focusProxy() is not None:
        front = front.focusProxy()
    return front or pane


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _takes_keys(widget: QWidget) -> bool:
    reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return reachable and widget.isVisible() and widget.isEnabled()
