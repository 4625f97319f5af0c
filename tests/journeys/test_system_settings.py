"""The settings: each choice has its effect at once, and at the next start."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui import theme
from gui.appearance import Appearance, plain_palette
from gui.main_window import MainWindow
from gui.services import Services
from gui.settings import Colours, Preferences, TextSize
from gui.settings_dialog import SettingsDialog


@pytest.fixture(autouse=True)
def plain_again(qapp, tmp_path):
    """Whatever a test chose, the next one finds the system's own looks."""
    font, palette = QApplication.font(), QApplication.palette()
    yield
    QApplication.setFont(font)
    QApplication.setPalette(QPalette())
    QApplication.processEvents()
    assert QApplication.palette().color(QPalette.ColorRole.Base) == palette.color(QPalette.ColorRole.Base)


@pytest.fixture
def dialog(window):
    window.actions_.settings.trigger()
    [opened] = window.findChildren(SettingsDialog)
    return opened


def choose(box, choice) -> None:
    box.setCurrentIndex(box.findData(choice.value))
    QApplication.processEvents()


def test_larger_words_are_larger_everywhere_and_at_the_next_start(window, dialog, qtbot, core, settings, tmp_path):
    plain, title = QFontInfo(window.font()).pixelSize(), QFontInfo(window.start_page.title.font()).pixelSize()
    choose(dialog.text_size, TextSize.LARGER)
    assert QFontInfo(window.font()).pixelSize() == pytest.approx(plain * 1.5, abs=1)
    assert QFontInfo(window.start_page.title.font()).pixelSize() == pytest.approx(title * 1.5, abs=1)
    choose(dialog.text_size, TextSize.SYSTEM)
    assert QFontInfo(window.font()).pixelSize() == plain
    assert QFontInfo(window.start_page.title.font()).pixelSize() == title
    choose(dialog.text_size, TextSize.LARGE)
    Appearance().apply(Preferences(settings))
    assert QFontInfo(QApplication.font()).pixelSize() == pytest.approx(plain * 1.25, abs=1)


def test_tables_and_texts_follow_the_size_and_keep_their_zoom(window, dialog, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    page = window.review.workspace.show_section(document, 3)
    window.actions_.larger.trigger()
    [(_, grid)] = page.tables
    before = QFontInfo(grid.view.font()).pixelSize()
    choose(dialog.text_size, TextSize.LARGER)
    assert QFontInfo(grid.view.font()).pixelSize() == pytest.approx(before * 1.5, abs=1.5)
    assert QFontInfo(page.editor.font()).pixelSize() == pytest.approx(before * 1.5, abs=1.5)


def test_dark_is_dark_at_once_and_light_again(window, dialog):
    choose(dialog.colours, Colours.DARK)
    assert theme.is_dark(window.palette())
    choose(dialog.colours, Colours.LIGHT)
    assert not theme.is_dark(window.palette())
    choose(dialog.colours, Colours.SYSTEM)
    assert window.palette().color(QPalette.ColorRole.Base) == QApplication.palette().color(QPalette.ColorRole.Base)


def colours(*windows):
    """The colours of everything that is to be seen in some windows."""
    role = QPalette.ColorRole
    widgets = [widget for window in windows for widget in (window, *window.findChildren(QWidget))]
    return [(widget, [widget.palette().color(one).name() for one in (role.Window, role.Base, role.Text)]) for widget in widgets]


@pytest.mark.parametrize("between", [[Colours.DARK], [Colours.LIGHT, Colours.DARK], [Colours.DARK, Colours.LIGHT]])
def test_every_widget_is_again_as_the_system_has_it(window, dialog, open_files, file, between):
    [document] = open_files(file("甲.html", "bad 1"))
    window.review.workspace.show_section(document, 0)
    before = colours(window, dialog)
    for chosen in between:
        choose(dialog.colours, chosen)
    choose(dialog.colours, Colours.SYSTEM)
    assert [left for left in before if left not in colours(window, dialog)] == []


def test_the_facts_of_the_file_follow_colours_and_size(window, dialog, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    page = window.review.workspace.show_section(document, 0)
    [line] = [edit for edit in page.findChildren(QLineEdit) if edit.accessibleName() == "来源文件"]
    plain = QFontInfo(line.font()).pixelSize()
    choose(dialog.colours, Colours.DARK)
    palette = line.palette()
    assert theme.contrast(palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Text)) >= 4.5
    choose(dialog.text_size, TextSize.LARGER)
    choose(dialog.text_size, TextSize.SYSTEM)
    assert QFontInfo(line.font()).pixelSize() == plain


def test_the_settings_grow_with_their_own_words(dialog, qtbot):
    dialog.show()
    choose(dialog.text_size, TextSize.LARGER)
    qtbot.waitUntil(lambda: dialog.size() == dialog.sizeHint())
    for part in dialog.findChildren(QWidget):
        assert dialog.rect().contains(part.geometry()) or part.parentWidget() is not dialog
    assert dialog.text_size.width() >= dialog.text_size.sizeHint().width()


@pytest.mark.parametrize("dark", [False, True])
def test_our_own_colours_can_be_read(dark):
    palette, role = plain_palette(dark=dark), QPalette.ColorRole
    pairs = [(role.Window, role.WindowText), (role.Base, role.Text), (role.Button, role.ButtonText)]
    pairs += [(role.Highlight, role.HighlightedText), (role.ToolTipBase, role.ToolTipText), (role.Base, role.Link)]
    pairs += [(role.Base, role.PlaceholderText)]
    for under, over in pairs:
        assert theme.contrast(palette.color(under), palette.color(over)) >= 4.5, (under, over)


def test_the_start_goes_on_with_what_was_open(window, dialog, qtbot, open_files, file, core, settings, tmp_path):
    paths = [file("甲.html", "good 1"), file("乙.html", "good 2")]
    open_files(*paths)
    dialog.reopen.setChecked(True)
    window.close()
    second = MainWindow(Services(core.load, core.load_clipboard, core.export, core.members), settings, tmp_path)
    qtbot.addWidget(second)
    second.show()
    with qtbot.waitSignal(second.review.opening.ended):
        second.open_last()
    assert [document.path for document in second.review.desk.documents] == paths


def test_without_the_wish_the_start_opens_nothing(window, open_files, file, qtbot, core, settings, tmp_path):
    open_files(file("甲.html", "good 1"))
    window.close()
    second = MainWindow(Services(core.load, core.load_clipboard, core.export, core.members), settings, tmp_path)
    qtbot.addWidget(second)
    second.open_last()
    assert not second.background.busy


def test_choices_that_are_not_understood_count_as_none(tmp_path):
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    for key in ("text_size", "colours", "reopen"):
        settings.setValue(key, "喵")
    preferences = Preferences(settings)
    assert (preferences.text_size, preferences.colours, preferences.reopen) == (TextSize.SYSTEM, Colours.SYSTEM, False)
