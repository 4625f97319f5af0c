"""Whatever the bytes: a document, or Unreadable with a sentence, and nothing else."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from core.document import Document, Paragraph, RawTable
from core.readers import read_text
from core.readers.blocks import Slot, finish
from core.readers.settling import settle
from core.readers.text import split_lines
from tests.core.readers.promises import attempt

PATH = Path("年报.xlsx")


def _workbook() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表三")
        sheet.merge_range("A1:C1", "三、申请情况")
        sheet.write_row(1, 0, ["新收", 1, 746.844])
        sheet.write_row(2, 0, ["结转", True, "公开"])
        sheet.write_formula(3, 1, "=B2+1", None, 2)
    return data.getvalue()


TEXT = "一、总体情况\n本年度公开信息7件。\n名称,甲,乙\n新收,1,2\n结转,3,4\n合计,4,6\n"
PAGE = "<html><head><meta charset=gbk><body><p>公开<table><tr><td rowspan=2>新收<td>1<tr><td>2</table></body></html>"
SAMPLES = {
    "xlsx": _workbook(),
    "html": PAGE.encode("gbk"),
    "csv": TEXT[TEXT.index("名称") :].encode("utf-8-sig"),
    "text": TEXT.encode("gbk"),
    "utf-16": TEXT.encode("utf-16"),
    "big5": "一、總體情況\n主動公開政府信息7件。\n".encode("big5"),
}


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    attempt(data, PATH)


@given(
    st.sampled_from([b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"BM", b"RIFF", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(),
)
def test_any_bytes_after_a_known_beginning(head: bytes, data: bytes) -> None:
    attempt(head + data, PATH)


@pytest.mark.parametrize("kind", SAMPLES)
def test_cut_off_anywhere(kind: str) -> None:
    data = SAMPLES[kind]
    for end in range(1, len(data), max(1, len(data) // 700)):
        attempt(data[:end], PATH)


@pytest.mark.parametrize("kind", SAMPLES)
@given(data=st.data())
def test_damaged_anywhere(kind: str, data: st.DataObject) -> None:
    sample = bytearray(SAMPLES[kind])
    for position in data.draw(st.lists(st.integers(0, len(sample) - 1), max_size=8)):
        sample[position] = data.draw(st.integers(0, 255))
    start, length = data.draw(st.integers(0, len(sample))), data.draw(st.integers(0, 6))
    del sample[start : start + length]
    if sample:
        attempt(bytes(sample), PATH)


def _repacked(part: str, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLES["xlsx"])) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, source.read(name).replace(old, new, 1) if name == part else source.read(name))
    return target.getvalue()


PARTS = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]


@given(
    st.sampled_from(PARTS),
    st.sampled_from([b"1", b"A1", b"rId1", b"sheet", b'"', b"<", b">", b"v", b"s", b"ref", b"r=", b"Id", b"count", b"0"]),
    st.one_of(st.binary(max_size=4), st.sampled_from([b"-1", b"99999999999", b"A1:XFD1048576", b"1e400", b"nan", "甲".encode()])),
)
def test_workbooks_damaged_inside(part: str, old: bytes, new: bytes) -> None:
    attempt(_repacked(part, old, new), PATH)


@given(st.text())
def test_any_pasted_text_comes_back(text: str) -> None:
    blocks = read_text(text).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == split_lines(text)


TAGS = st.sampled_from([
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=2>", "<td colspan=3>", "<td rowspan=0>", "</td>", "<tbody>",
    "<p>", "</p>", "<br>", "<div hidden>", "</div>", "<pre>", "</pre>", "<caption>", "<b>", "</b>", "甲", "7", "&nbsp;", "\n", " ",
])  # fmt: skip


@given(st.lists(TAGS, max_size=40).map("".join))
def test_any_soup_of_tags(soup: str) -> None:
    attempt(f"<html><body>{soup}".encode(), PATH)


@given(st.lists(TAGS, max_size=40).map("".join))
def test_no_visible_letter_is_lost(soup: str) -> None:
    page = soup.replace("<div hidden>", "<div>")
    outcome = attempt(f"<html><body>{page}".encode(), PATH)
    blocks = outcome.blocks if isinstance(outcome, Document) else ()
    texts = [cell.text for block in blocks if isinstance(block, RawTable) for cell in block.cells]
    texts += [block.text for block in blocks if isinstance(block, Paragraph)]
    assert "".join(texts).count("甲") == page.count("甲")
    assert "".join(texts).count("7") == page.count("7")


SLOTS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["", "甲", "7", "长" * 130])), max_size=20)


@given(SLOTS)
def test_settling_keeps_every_text(cells: list[tuple[int, int, str]]) -> None:
    unique = {(row, column): text for row, column, text in cells}
    slots = [Slot(row, column, content=[Paragraph(text)] if text else []) for (row, column), text in sorted(unique.items())]
    texts: list[str] = []
    for block in finish(settle(slots)):
        texts += [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
    assert sorted(filter(None, texts)) == sorted(filter(None, unique.values()))
