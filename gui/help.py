"""The help of one screen, and the box that says what this program is."""

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QTextBrowser, QVBoxLayout, QWidget

from core.forms import RESOURCES

VERSION = "0.1.0"
_PAGE = RESOURCES / "help" / "index.html"


class HelpDialog(QDialog):
    """Shows the help page beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = QTextBrowser(self)
        self.page.setSource(QUrl.fromLocalFile(str(_PAGE)))
        self.page.setOpenLinks(False)
        buttons = QDialogButtonBox(self)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page)
        layout.addWidget(buttons)
        self.resize(760, 640)


def show_about(parent: QWidget) -> None:
    """Say what the program is, its version and its terms."""
    import platform  # deferred: only this box needs it

    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("关于年报校核台")
    box.setIconPixmap(QGuiApplication.windowIcon().pixmap(QSize(64, 64)))
    box.setText(f"<h3>年报校核台 {VERSION}</h3><p>打开、校核、改正并导出政府信息公开工作年度报告。</p>")
    box.setInformativeText(
        "所有文件只在这台电脑上处理，程序从不联网。\n原始文件从不改动，改正后的内容写进新的工作簿。\n\n"
        f"按 MIT 许可证发布。　Python {platform.python_version()}，Qt {qVersion()}"
    )
    box.addButton("关闭", QMessageBox.ButtonRole.RejectRole)
    box.open()
