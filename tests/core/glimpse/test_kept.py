"""What is kept of a source is small, and holds the place of every cell and every line."""

import json
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Block, Paragraph, Place, RawCell, RawTable
from core.files import SUFFIXES
from core.forms import CellRef
from core.glimpse.asking import Cutting, LineAsk, ask_cell
from core.glimpse.kept import MOST_BLOCKS, kept_of, pack, plain, unpack
from core.glimpse.looking import look
from core.pipeline import load, load_clipboard
from core.report import Report
from tests.builders.article import article
from tests.builders.fixtures import fixture
from tests.builders.realistic import realistic_report
from tests.builders.text_shapes import TEXT_CARRIERS, as_text

KINDS = [suffix for suffix in SUFFIXES if fixture(suffix).exists()]
SMALL = 20_000


def written(blocks: Sequence[Block], report: Report, ref: CellRef) -> str:
    """The words that the cutting of a cell marks."""
    found = look(blocks, ask_cell(report, ref))
    assert found is not None, ref
    if isinstance(found, Cutting):
        [here] = [piece for piece in found.pieces if piece.here]
    else:
        [here] = [line for line in found.lines if line.here]
    return "".join(here.text[start:end] for start, end in here.marks) or (here.text if isinstance(found, Cutting) else "")


def test_there_are_kinds_to_look_at() -> None:
    assert {".xlsx", ".docx", ".pdf", ".html", ".txt"} <= set(KINDS)


@pytest.mark.parametrize("suffix", KINDS)
def test_every_cell_and_line_of_every_kind_of_file_is_found_again(suffix: str) -> None:
    report = load(fixture(suffix))[0].report
    assert 0 < len(report.kept) < SMALL
    blocks = unpack(report.kept)
    for ref, cell in report.cells():
        assert written(blocks, report, ref).strip() == cell.origin.raw.strip(), ref
    lines = [(section, line) for section in report.sections for line in section.text.split("\n") if line]
    assert len(lines) > 5
    for section, line in lines:
        assert look(blocks, LineAsk(section.place, line)).same, line


@pytest.mark.parametrize("carrier", ["glued", "glued-plain", "space", "pipe-rows", "lines"])
def test_figures_of_pasted_text_are_marked_where_they_stand(carrier: str) -> None:
    rng = random.Random(f"marks {carrier}")
    text = as_text(rng, article(realistic_report(rng, "2021")), TEXT_CARRIERS[carrier], "plain", "none")
    [loaded] = load_clipboard("", text)
    cells = [(ref, cell.origin.raw.strip()) for ref, cell in loaded.report.cells() if cell.origin and cell.origin.raw.strip()]
    assert len(cells) > 100
    blocks = unpack(loaded.report.kept)
    assert [ref for ref, raw in cells if raw not in written(blocks, loaded.report, ref)] == []


def test_blocks_come_back_as_they_were() -> None:
    blocks = (Paragraph("予以公开", Place(line=1)), RawTable((), Place(table=1)))
    assert unpack(pack(blocks)) == blocks


def packed_again(change: Callable[[list[object]], object]) -> bytes:
    """What was packed, changed by somebody."""
    data = json.loads(plain(pack([Paragraph("一"), RawTable((RawCell("二", 0, 0),))])))
    change(data)
    return kept_of(json.dumps(data).encode())


def test_what_somebody_changed_is_forgotten_and_nothing_worse() -> None:
    assert unpack(packed_again(list.copy))[0] == Paragraph("一")
    cell = {"text": "", "row": 0, "column": 0}
    for wrong in ({"row": -1}, {"column": 10**9}, {"column_span": 10**9}, {"row_span": 0}, {"row": 1.5}, {"more": 1}):
        kept = packed_again(lambda data, wrong=wrong: data.append(["RawTable", {"cells": [cell | wrong]}]))
        assert unpack(kept) == (), wrong
    many = packed_again(lambda data: data.extend([["Paragraph", {"text": ""}]] * MOST_BLOCKS))
    assert unpack(many) == ()
    assert unpack(kept_of(b" " * 30_000_000)) == ()


@given(st.binary(max_size=60))
def test_other_bytes_hold_nothing(data: bytes) -> None:
    assert unpack(data) == ()
    assert unpack(kept_of(data)) == ()


@given(st.data())
def test_damage_is_harmless(data: st.DataObject) -> None:
    whole = pack([Paragraph("予以公开", Place(line=1)), RawTable((RawCell("12", 0, 0),))])
    at = data.draw(st.integers(0, len(whole) - 1))
    assert isinstance(unpack(whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + 1 :]), tuple)


def test_of_very_many_nothing_is_kept() -> None:
    assert pack([Paragraph("一")] * MOST_BLOCKS) != b""
    assert pack([Paragraph("一")] * (MOST_BLOCKS + 1)) == b""
