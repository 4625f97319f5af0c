"""The steps of the self-test that need Qt: the window with a report in it, Chinese characters, a PDF; nothing is shown."""

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMessageLogContext, QRect, QSettings, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.app import NAME, choose_input_method, data_folder, make_application
from gui.crash import start_log
from gui.main_window import MainWindow
from gui.self_test_outcome import Failed
from gui.services import real_services
from gui.start_page import SAMPLES

if TYPE_CHECKING:
    from core.report import Report
    from gui.document import OpenReport

LEAST_COLOURS = 12
"""A picture with fewer is no page of figures: one without letters has some of frames and marks."""
_SIDE = 48
"""Pixels of the square into which one character is drawn."""
_MILLISECONDS = 60_000
"""The longest that opening a sample may take."""

_log = logging.getLogger("nianbao")


def begin() -> QApplication:
    """The application as the window has it; what Qt has to say goes to the log."""
    choose_input_method(os.environ)
    qInstallMessageHandler(_note)
    application = make_application([NAME])
    start_log(data_folder())
    return application


def draw_window(folder: Path) -> None:
    """Open a sample in the real window, with settings and data in `folder`, and see that there is something on it."""
    window = MainWindow(real_services(), QSettings(str(folder / "设置.ini"), QSettings.Format.IniFormat), folder / "数据")
    window.show()
    try:
        if not _opened(window):
            raise Failed("窗口里没有打开示例年报")
        check_picture(window.grab().toImage())
        check_picture(window.review.workspace.grab().toImage())
    finally:
        window.close()


def check_picture(picture: QImage) -> None:
    """Raise Failed when a picture is blank or nearly so."""
    if colours(picture) < LEAST_COLOURS:
        raise Failed("画出的窗口是空白的")


def colours(picture: QImage) -> int:
    """How many colours there are in a picture, of every third pixel."""
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)})


def draw_characters() -> None:
    """See that characters come out as themselves: without a font for them they would all be the same box, or nothing."""
    blank, *drawn = (picture_of(text) for text in (" ", "政", "府"))
    if blank in drawn or drawn[0] == drawn[1]:
        raise Failed("没有能显示汉字的字体，请安装一种中文字体")


def picture_of(text: str) -> QImage:
    """One character in black on white, in the font of the window."""
    picture = QImage(_SIDE, _SIDE, QImage.Format.Format_Grayscale8)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    font = QFont(QApplication.font())
    font.setPixelSize(_SIDE * 2 // 3)
    painter.setFont(font)
    painter.drawText(QRect(0, 0, _SIDE, _SIDE), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture


def write_pdf(report: "Report", target: Path) -> None:
    """Print a report into a file as the window does."""
    from gui.printing.faces import installed_faces
    from gui.printing.output import pdf_of
    from gui.printing.report import compose

    faces = installed_faces()
    target.write_bytes(pdf_of(compose(report, faces), faces, target.stem, lambda _step: None))


def _opened(window: MainWindow) -> "list[OpenReport]":
    """Open the sample with mistakes, as a click on it does, and let the window paint it; what is on the desk then."""
    loop = QEventLoop()
    window.review.opening.ended.connect(lambda _documents: QTimer.singleShot(200, loop.quit))
    QTimer.singleShot(_MILLISECONDS, loop.quit)
    window.open_paths([SAMPLES[1]], remember=False)
    loop.exec()
    return list(window.review.desk.documents)


def _note(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    _log.info("Qt: %s", text)
