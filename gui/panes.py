"""The panes around the page: outline and findings at the sides, drawers below; remembered as the clerk arranges them."""

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtWidgets import QDockWidget, QStatusBar, QWidget

from gui.frame import Frame
from gui.pane_title import PaneTitle
from gui.pane_widths import PaneWidths

_KEY = "panes"
_HOLDS = {"tally": "（不符和未核的合计）"}
"""What the menu says of a pane whose name alone leaves that open."""
_Area = Qt.DockWidgetArea
_SIDES, _BELOW = (_Area.LeftDockWidgetArea, _Area.RightDockWidgetArea), _Area.BottomDockWidgetArea
_WIDTHS, _SHARES = (24, 28), (0.212, 0.23)
"""Of the sides, in widths of a character, and at most of the window: what is left is for the table."""


class Panes(QObject):
    """Places four panes and the status bar; without a report none of them is there."""

    def __init__(self, window: Frame, sides: tuple[QWidget, QWidget], drawers: tuple[QWidget, QWidget], status: QStatusBar) -> None:
        """`sides` are outline and findings, `drawers` the list of sums and the source."""
        super().__init__(window)
        self._window, self._status = window, status
        window.setStatusBar(status)
        self.sides = [self._dock("目录", "outline", sides[0], _SIDES[0]), self._dock("问题", "findings", sides[1], _SIDES[1])]
        self.tally, self.source = (
            self._dock("核对清单", "tally", drawers[0], _BELOW),
            self._dock("原文", "source", drawers[1], _BELOW),
        )
        self.source.toggleViewAction().setShortcut("F4")
        self.drawers = [self.tally, self.source]
        window.tabifyDockWidget(*self.drawers)
        for drawer in self.drawers:
            drawer.hide()
            drawer.toggleViewAction().triggered.connect(drawer.raise_)
        for dock, key in zip((*self.sides, *self.drawers), "LFTS", strict=True):
            dock.toggleViewAction().setText(f"{dock.windowTitle()}{_HOLDS.get(dock.objectName(), '')}(&{key})")
            window.actions_.view_menu.addAction(dock.toggleViewAction())
        kept = window.settings.value(_KEY)
        self._shape = kept if isinstance(kept, QByteArray) else None
        self.shown = False
        """Whether the panes are there."""
        PaneWidths(window, self.sides)
        self._show_each(False)

    def _dock(self, title: str, name: str, pane: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable | QDockWidget.DockWidgetFeature.DockWidgetMovable)
        dock.setTitleBarWidget(PaneTitle(dock))
        dock.setWidget(pane)
        self._window.addDockWidget(area, dock)
        return dock

    def show(self, shown: bool) -> None:
        """Hide the panes when there is no report, and bring them back as the clerk had arranged them."""
        if self.shown and not shown:
            self._shape = self._window.saveState()
        self.shown = shown
        self._show_each(shown)

    def _show_each(self, shown: bool) -> None:
        for dock in self.sides:
            dock.setVisible(shown)
        if shown and self._shape:
            self._window.restoreState(self._shape)
        elif shown:
            self._plain_widths()
        self._status.setVisible(shown)
        for drawer in self.drawers:
            drawer.setVisible(shown and drawer.isVisible())
        for dock in (*self.sides, *self.drawers):
            dock.toggleViewAction().setEnabled(shown)

    @Slot()
    def reset(self) -> None:
        """Put all panes back where they are when the program is first used."""
        for dock, area in zip(self.sides, _SIDES, strict=True):
            self._window.addDockWidget(area, dock)
            dock.show()
        for drawer in self.drawers:
            self._window.addDockWidget(_BELOW, drawer)
            drawer.hide()
        self._window.tabifyDockWidget(*self.drawers)
        self._plain_widths()

    def remember(self) -> None:
        """Keep the arrangement for the next start."""
        shape = self._window.saveState() if self.shown else self._shape
        if shape:
            self._window.settings.setValue(_KEY, shape)

    def _plain_widths(self) -> None:
        character = self._window.fontMetrics().horizontalAdvance("国")
        most = [round(share * self._window.width()) for share in _SHARES]
        wanted = [min(count * character, width) for count, width in zip(_WIDTHS, most, strict=True)]
        self._window.resizeDocks(self.sides, wanted, Qt.Orientation.Horizontal)
