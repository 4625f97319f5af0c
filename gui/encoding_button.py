"""The encoding of a text or a web page in the status bar: which one it was read in, and a menu to read it in another."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.document import Source

NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030（含 GBK、GB2312）",
    "big5": "Big5（繁体）",
    "utf-16-le": "UTF-16（小端）",
    "utf-16-be": "UTF-16（大端）",
}
"""The encodings of core.readers.encoding.CHOICES, as a clerk meets them in other programs."""
_CHOSEN = {"utf-8-sig": "utf-8", "cp950": "big5"}
"""The entry of the menu for a codec that is a variant of it."""


def short_name(encoding: str) -> str:
    """The name of a codec in a few letters."""
    return NAMES.get(_CHOSEN.get(encoding, encoding), encoding.upper()).partition("（")[0]


class EncodingButton(QToolButton):
    """Shows how the text of a file was decoded; hidden for files that have no such thing."""

    chosen = Signal(str)
    """The codec to read the file in again; "" to work it out anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, autoRaise=True, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip("文字编码。如果文字是乱码，请在这里换一种编码重新读入。")
        self.setMenu(QMenu(self))
        self._add("", "自动识别")
        self.menu().addSeparator()
        for codec, name in NAMES.items():
            self._add(codec, name)
        self.show_source(None)

    def show_source(self, source: Source | None) -> None:
        """Show the encoding of a file, which can be changed as long as there is a file to read again."""
        encoding = source.encoding if source else None
        self.setVisible(encoding is not None)
        if source is None or encoding is None:
            return
        self.setText(short_name(encoding))
        self.setAccessibleName(f"文字编码 {self.text()}")
        self.setEnabled(source.path is not None)
        for action in self.menu().actions():
            action.setChecked(bool(action.data()) and action.data() == _CHOSEN.get(encoding, encoding))

    def _add(self, codec: str, name: str) -> None:
        action = QAction(name, self, checkable=bool(codec))
        action.setData(codec)
        action.triggered.connect(lambda: self.chosen.emit(codec))
        self.menu().addAction(action)
