"""An icon beside words: grows with them, and shows what it was given."""

from PySide6.QtGui import QFont, QFontInfo

from core.findings import Severity
from gui import theme
from gui.icon_label import IconLabel


def test_an_icon_is_as_large_as_the_words(qtbot):
    label = IconLabel(2)
    qtbot.addWidget(label)
    before = label.sizeHint()
    assert before.width() == before.height() == 2 * label.fontMetrics().height()
    font = QFont(label.font())
    font.setPointSizeF(QFontInfo(font).pointSizeF() * 2)
    label.setFont(font)
    assert label.sizeHint().width() > 1.8 * before.width()


def test_another_icon_is_drawn_at_once(qtbot):
    label = IconLabel(3, icon=theme.severity_icon(Severity.ERROR))
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    first = label.grab().toImage()
    label.show_icon(theme.severity_icon(Severity.INFO))
    second = label.grab().toImage()
    middle = first.rect().center()
    corner = (middle.x(), 3)
    assert first.pixelColor(*corner).red() > 150
    assert second.pixelColor(*corner).blue() > 150
