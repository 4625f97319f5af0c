"""Sizes, wrapping and colours: everything can be read, at every width, in light and dark."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette

from core.edits import type_cells
from core.findings import Severity, State
from core.layout import Role
from gui import theme
from gui.grid import paint
from gui.grid.delegate import FigureEdit
from gui.grid.sizing import edges, sizes
from tests.gui.grid.conftest import put, ref
from tests.gui.grid.test_sheet import SHEETS

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def metrics(qapp) -> QFontMetrics:
    return QFontMetrics(qapp.font())


def palette(base: str, text: str) -> QPalette:
    built = QPalette(QColor(base))
    built.setColor(QPalette.ColorRole.Base, QColor(base))
    built.setColor(QPalette.ColorRole.Text, QColor(text))
    return built


PALETTES = {"light": ("#ffffff", "#000000"), "dark": ("#1e1f22", "#dfe1e5")}


# ── sizes ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [500, 740, 1000, 1900])
@pytest.mark.parametrize("key", sorted(SHEETS))
def test_every_printed_word_fits_into_its_cell(key, width, metrics):
    sheet = SHEETS[key]
    size = sizes(sheet, metrics, width)
    across, down = edges(size.labels + size.columns), edges(size.headers + size.rows)
    for cell in sheet.layout.cells:
        if cell.role is not Role.VALUE:
            room = across[cell.column + cell.column_span] - across[cell.column] - 2 * paint.PAD
            height = down[cell.row + cell.row_span] - down[cell.row]
            assert paint.wrapped_height(cell.text, room, metrics) <= height, cell.text


@pytest.mark.parametrize("key", sorted(SHEETS))
def test_the_table_fills_the_pane_until_it_is_wide_enough(key, metrics):
    sheet = SHEETS[key]
    least, most = sizes(sheet, metrics, 0).width, sizes(sheet, metrics, 10_000).width
    assert least < 60 * metrics.horizontalAdvance("国")
    assert sizes(sheet, metrics, (least + most) // 2).width == (least + most) // 2


@pytest.mark.parametrize("key", sorted(SHEETS))
def test_every_value_has_room_for_four_digits(key, metrics):
    size = sizes(SHEETS[key], metrics, 0)
    assert min(size.columns) >= metrics.horizontalAdvance("8888") + 2 * paint.PAD


# ── wrapping ─────────────────────────────────────────────────────────


def test_a_centred_header_breaks_into_even_lines(metrics):
    em = metrics.horizontalAdvance("国")
    assert paint.even_width("结果维持", 3 * em, metrics) < 3 * em
    assert paint.even_width("总计", 3 * em, metrics) == 3 * em


def test_a_numeral_stands_apart_when_a_label_needs_two_lines(metrics):
    em = metrics.horizontalAdvance("国")
    assert paint.numeral_apart("（三）不予公开", 5 * em, metrics) == "（三）\n不予公开"
    assert paint.numeral_apart("（三）不予公开", 9 * em, metrics) == "（三）不予公开"
    assert paint.numeral_apart("未经复议直接起诉", 5 * em, metrics) == "未经复议直接起诉"


def test_the_words_of_a_tall_cell_stay_in_sight(metrics):
    window, tall = QRect(0, 0, 100, 200), QRect(0, -300, 100, 900)
    assert paint.in_sight(tall, window, "三", metrics) == window
    leaving = QRect(0, -300, 100, 302)
    assert paint.in_sight(leaving, window, "三", metrics).bottom() == leaving.bottom()
    assert paint.in_sight(leaving, window, "三", metrics).height() >= metrics.height()
    entering = QRect(0, 198, 100, 302)
    assert paint.in_sight(entering, window, "三", metrics).top() == entering.top()


def test_the_bulb_stands_beside_the_mark_or_below_it_in_a_narrow_cell(panel):
    grid = panel("requests")
    face = grid.view.grid.face(ref("granted", "person"))
    marked = replace(face, blamed=Severity.ERROR, icon=True, bulb=True)
    for cell in (QRect(0, 0, 90, 28), QRect(0, 0, 45, 40)):
        places = paint.mark_places(cell, marked)
        assert not places["icon"].intersects(places["bulb"])
        assert all(cell.contains(place) for place in places.values())
    assert paint.mark_places(QRect(0, 0, 90, 28), face) == {}


def test_the_marks_grow_with_the_figures(panel):
    face = replace(panel("requests").view.grid.face(ref("granted", "person")), blamed=Severity.ERROR, icon=True, bulb=True)
    plain, large = (paint.mark_places(QRect(0, 0, 200, 90), face, line) for line in (18, 54))
    assert {name: place.width() for name, place in large.items()} == {name: 3 * place.width() for name, place in plain.items()}
    assert not large["icon"].intersects(large["bulb"])
    narrow = paint.mark_places(QRect(0, 0, 45, 28), face, 15)
    assert narrow["bulb"].bottom() < 28


def test_the_marks_stay_within_a_low_row(panel):
    face = replace(panel("requests").view.grid.face(ref("granted", "person")), blamed=Severity.ERROR, icon=True, bulb=True)
    for shown in (face, replace(face, bulb=False), replace(face, icon=False)):
        for height in (12, 16, 20, 27):
            cell = QRect(0, 50, 40, height)
            places = paint.mark_places(cell, shown, 9)
            assert all(cell.contains(place) for place in places.values())


def test_a_long_figure_is_written_smaller_and_not_cut(metrics, qapp):
    font = qapp.font()
    whole = metrics.horizontalAdvance("123456")
    assert paint.fitted(font, "123456", whole) == font
    smaller = paint.fitted(font, "123456", round(whole * 0.7))
    assert QFontMetrics(smaller).horizontalAdvance("123456") == pytest.approx(whole * 0.7, rel=0.1)
    assert paint.fitted(font, "1" * 90, whole).pointSizeF() > font.pointSizeF() * 0.5


def test_a_column_is_as_wide_as_its_figures_and_their_marks(panel, document):
    put(document.report, ref("granted", "person"), "1234567")
    document.push(entry_of(document))
    view = panel("requests").view
    view.resize(300, 400)
    face = view.grid.face(ref("granted", "person"))
    assert (face.text, face.icon) == ("1234567", True)
    assert view.place(ref("granted", "person")).width() >= paint.figure_width(face, view.fontMetrics())
    assert view.place(ref("granted", "research")).width() < view.place(ref("granted", "person")).width()


def test_a_merged_header_almost_out_of_sight_ends_in_dots(metrics):
    words, em = "法人或其他组织", metrics.horizontalAdvance("国")
    one, two = (paint.wrapped_height(words, width * em, metrics) for width in (8, 4))
    assert two > one
    assert paint.cut_to(words, QRect(0, 0, 8 * em, one), metrics) == words
    assert paint.cut_to(words, QRect(0, 0, 4 * em, one), metrics) in {"法人或…", "法人…"}
    assert paint.cut_to(words, QRect(0, 0, 4 * em, two), metrics) == words


# ── colours ──────────────────────────────────────────────────────────


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as the accessibility guidelines reckon it."""
    lights = sorted((_light(colour) for colour in (one, other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _light(colour: QColor) -> float:
    parts = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3])
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("severity", Severity)
def test_text_can_be_read_on_every_background(mode, severity):
    shown = palette(*PALETTES[mode])
    assert theme.is_dark(shown) is (mode == "dark")
    assert contrast(theme.text(shown), theme.tint(severity, shown)) >= 4.5
    assert contrast(theme.severity_colour(severity, shown), theme.base(shown)) >= 4.5
    assert contrast(theme.severity_colour(severity, shown), theme.tint(severity, shown)) >= 3
    assert contrast(theme.muted(shown), theme.base(shown)) >= 3


@pytest.mark.parametrize("made", [*Severity, *State])
def test_every_severity_and_state_has_an_icon_of_its_own_shape(made):
    icon = theme.severity_icon(made) if isinstance(made, Severity) else theme.state_icon(made)
    image = icon.pixmap(QSize(32, 32)).toImage()
    drawn = [image.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32)]
    assert 100 < sum(drawn) < 1024


def test_a_blamed_cell_is_tinted_and_others_are_not(panel, document):
    put(document.report, ref("granted", "person"), "约5")
    grid = panel("requests")
    document.push(entry_of(document))
    picture = grid.view.viewport().grab().toImage()
    for column, expected in (("person", theme.tint(Severity.ERROR, grid.palette())), ("business", theme.base(grid.palette()))):
        rect = grid.view.place(ref("granted", column))
        assert picture.pixelColor(rect.center().x(), rect.top() + 2) == expected


def entry_of(document):
    """An edit far from the cells that are looked at."""
    return type_cells(document.report, "修改", {ref("review", "upheld", "disputes"): "1"})


def test_the_editor_is_right_aligned_and_frameless(panel, qtbot):
    grid = panel("requests")
    grid.go_to(ref("granted", "person"))
    qtbot.keyClick(grid.view, Qt.Key.Key_F2)
    editor = grid.view.viewport().findChild(FigureEdit)
    assert editor.alignment() & Qt.AlignmentFlag.AlignRight
    assert not editor.hasFrame()
    assert grid.view.place(ref("granted", "person")).contains(editor.geometry())


def test_frozen_headers_stay_beside_their_cells_while_scrolling(panel):
    grid = panel("requests")
    grid.go_to(ref("carried_out", "total"))
    view = grid.view
    assert view.verticalScrollBar().value() > 0
    labels = {cell.text: rect for cell, rect in view.rows._places()}
    row = view.place(ref("carried_out", "person"))
    assert (labels["四、结转下年度继续办理"].top(), labels["四、结转下年度继续办理"].height()) == (row.top(), row.height())
    headers = {cell.text: rect for cell, rect in view.columns._places()}
    assert (headers["总计"].left(), headers["总计"].width()) == (
        view.place(ref("received", "total")).left(),
        view.place(ref("received", "total")).width(),
    )
    assert view.corner.geometry() == QRect(0, 0, view.rows.width(), view.columns.height())
