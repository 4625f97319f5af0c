"""Going back to the file: only as long as it is the same, and pages drawn as they were read."""

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from core.document import Source
from core.glimpse.asking import Drawn, LineAsk, Standing, ask_cell
from core.glimpse.drawing import MOST_PIXELS, draw
from core.glimpse.source import draw_page, look_again, standing
from core.pipeline import load
from tests.builders.fixtures import fixture


@pytest.fixture
def copied(tmp_path):
    """Puts a copy of a fixture where it can be changed, and reads it."""

    def copy(suffix: str):
        path = Path(shutil.copy(fixture(suffix), tmp_path))
        return path, load(path)[0].report

    return copy


def test_a_file_is_the_same_until_it_changes_or_goes(copied) -> None:
    path, report = copied(".html")
    assert standing(report.source) is Standing.SAME
    path.write_bytes(path.read_bytes() + b" ")
    assert standing(report.source) is Standing.CHANGED
    path.unlink()
    assert standing(report.source) is Standing.GONE


def test_a_file_in_an_archive_stands_for_itself(copied) -> None:
    path, report = copied(".zip")
    assert report.source.member
    assert standing(report.source) is Standing.SAME
    assert standing(replace(report.source, sha256="0" * 64)) is Standing.CHANGED
    path.write_bytes(b"")
    assert standing(report.source) is Standing.GONE


def test_what_was_pasted_has_no_file() -> None:
    assert standing(Source(None, "text")) is Standing.NONE


def test_a_place_is_found_by_reading_again_what_is_still_the_same(copied) -> None:
    path, report = copied(".xlsx")
    ref = next(ref for ref, cell in report.cells() if cell.value)
    found = look_again(report.source, ask_cell(report, ref))
    assert [piece.text for piece in found.pieces if piece.here] == [report.cell(ref).origin.raw]
    line = report.section(1).text.split("\n")[0]
    assert look_again(report.source, LineAsk(report.section(1).place, line)).same
    path.write_bytes(fixture(".ods").read_bytes())
    assert look_again(report.source, ask_cell(report, ref)) is None


FRAMESET = '<html><frameset><frame src="甲.files/sheet001.htm"></frameset></html>'
FRAMED = (
    "<h1>青禾镇人民政府2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>收到申请12件。</p><p>二、主动公开政府信息情况</p>"
)


def test_what_stands_in_a_frame_is_found_again_inside_an_archive_too(tmp_path) -> None:
    path = tmp_path / "下发.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("甲.htm", FRAMESET)
        file.writestr("甲.files/sheet001.htm", FRAMED)
    [loaded] = load(path)
    found = look_again(loaded.report.source, LineAsk(loaded.report.section(1).place, "收到申请12件。"))
    assert [line.text for line in found.lines if line.here] == ["收到申请12件。"]


def has_ink(drawn: Drawn, box: tuple[int, int, int, int]) -> bool:
    """Whether anything but white stands in a box, in points."""
    scale, pixels = drawn.width / drawn.across, drawn.pixels
    left, top, right, bottom = (round(scale * edge) for edge in box)
    rows = (pixels[4 * (y * drawn.width + left) : 4 * (y * drawn.width + right)] for y in range(top, bottom))
    return any(row.replace(b"\xff\xff\xff\xff", b"") for row in rows)


def test_every_figure_stands_in_its_box_on_the_page(copied) -> None:
    _, report = copied(".pdf")
    pages: dict[int, Drawn] = {}
    for ref, cell in report.cells():
        place = cell.origin.place
        if place.page not in pages:
            pages[place.page] = draw_page(report.source, place.page, 1.0)
        left, top, right, bottom = place.box
        inner = left + 2, top + 2, right - 2, bottom - 2
        assert has_ink(pages[place.page], inner) == bool(cell.origin.raw.strip()), ref
    assert len(pages) > 1


def test_a_page_is_drawn_at_the_scale_that_was_asked_for(copied) -> None:
    _, report = copied(".pdf")
    drawn = draw_page(report.source, 1, 1.5)
    assert (drawn.width, drawn.height) == (round(1.5 * drawn.across), round(1.5 * drawn.down))
    assert len(drawn.pixels) == 4 * drawn.width * drawn.height


def test_a_huge_scale_is_bounded(copied) -> None:
    _, report = copied(".pdf")
    drawn = draw_page(report.source, 1, 50.0)
    assert 0.99 * MOST_PIXELS < drawn.width * drawn.height < 1.01 * MOST_PIXELS


def test_a_changed_file_is_not_drawn(copied) -> None:
    path, report = copied(".pdf")
    path.write_bytes(path.read_bytes() + b"\n")
    assert draw_page(report.source, 1, 1.0) is Standing.CHANGED
    path.unlink()
    assert draw_page(report.source, 1, 1.0) is Standing.GONE


def test_a_page_that_is_not_there_is_not_drawn() -> None:
    data = fixture(".pdf").read_bytes()
    assert draw(data, Path("年报.pdf"), 99, 1.0) is None
    assert draw(data, Path("年报.pdf"), 0, 1.0) is None


def test_a_page_printed_sideways_is_turned_upright() -> None:
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(200, 400))
    pdf.rotate(90)  # the text runs upwards; turned upright, the page is 400 wide and the text stands near its lower edge
    pdf.drawString(10, -190, "A report printed sideways with letters enough")
    pdf.save()
    drawn = draw(out.getvalue(), Path("a.pdf"), 1, 1.0)
    assert (drawn.width, drawn.height) == (400, 200)
    assert has_ink(drawn, (10, 180, 60, 192))
    assert not has_ink(drawn, (0, 0, 400, 175))
