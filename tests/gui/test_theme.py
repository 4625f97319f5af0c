"""Every colour that carries words can be read: light, dark, and in the high contrast of the system."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox

from core.findings import Severity
from gui import theme
from gui.appearance import edged, plain_palette


def stark(base: str, text: str) -> QPalette:
    palette = QPalette(QColor(base))
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window, QPalette.ColorRole.Button):
        palette.setColor(role, QColor(base))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(role, QColor(text))
    return palette


@pytest.fixture(params=["light", "dark", "black", "white"])
def palette(request, qapp) -> QPalette:
    if request.param in {"black", "white"}:
        return stark(*(("#000000", "#ffffff") if request.param == "black" else ("#ffffff", "#000000")))
    return plain_palette(dark=request.param == "dark")


def test_contrast_is_that_of_the_standard():
    assert theme.contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert theme.contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)
    assert theme.contrast(QColor("red"), QColor("red")) == 1


@pytest.mark.parametrize("severity", list(Severity))
def test_words_stand_out_from_what_they_are_marked_with(palette, severity):
    for under in (theme.base(palette), theme.tint(severity, palette), theme.faint_tint(severity, palette)):
        assert theme.contrast(theme.text(palette), under) >= 4.5
        assert theme.contrast(theme.severity_colour(severity, palette), under) >= 4.5


def test_labels_and_quiet_words_can_be_read(palette):
    assert theme.contrast(theme.text(palette), theme.label(palette)) >= 4.5
    for under in (theme.base(palette), theme.label(palette)):
        assert theme.contrast(theme.muted(palette), under) >= 4.5


def test_the_rules_of_a_table_and_the_cursor_can_be_seen(palette):
    assert theme.contrast(theme.line(palette), theme.base(palette)) >= 1.5
    assert theme.contrast(theme.accent(palette), theme.base(palette)) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_what_cannot_be_used_now_is_quieter_and_can_still_be_read(dark):
    palette, group, role = plain_palette(dark=dark), QPalette.ColorGroup, QPalette.ColorRole
    for under, over in ((role.Window, role.WindowText), (role.Base, role.Text), (role.Button, role.ButtonText)):
        faded = theme.contrast(palette.color(group.Disabled, over), palette.color(under))
        assert 3 <= faded < theme.contrast(palette.color(over), palette.color(under)) * 0.75


def test_a_box_to_tick_is_seen_in_the_dark(qtbot):
    box = QCheckBox("提示也列上")
    qtbot.addWidget(box)
    dark = plain_palette(dark=True)
    box.setPalette(edged(dark))
    picture = box.grab().toImage()
    around, middle = dark.color(QPalette.ColorRole.Window), picture.height() // 2
    seen = [theme.contrast(picture.pixelColor(x, middle), around) for x in range(middle * 2)]
    assert max(seen) >= 2.5


def test_a_severity_is_told_apart_by_the_shape_of_its_icon(qapp):
    shapes = set()
    for severity in Severity:
        image = theme.severity_icon(severity).pixmap(32, 32).toImage()
        shapes.add(tuple(image.pixelColor(x, y).alpha() > 128 for x in range(0, 32, 2) for y in range(0, 32, 2)))
    assert len(shapes) == len(Severity)
