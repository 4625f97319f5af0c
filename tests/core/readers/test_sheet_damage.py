"""Workbooks cut off, overwritten and torn apart: a document or our own error, and nothing else, within seconds."""

import functools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import Document, Unreadable
from core.readers import read_bytes
from tests.builders.fixtures import fixture
from tests.core.readers.books import ods, open_cell, open_table, packed, parts, sheet_xml, wrapped
from tests.core.readers.test_xls import stream_of

SUFFIXES = (".xlsx", ".xls", ".ods")
ROW = '<Row><Cell ss:Formula="=SUM(RC[1])"><Data ss:Type="Number">1</Data></Cell><Cell ss:MergeAcross="1"><Data/></Cell></Row>'


@functools.cache
def sample(suffix: str) -> bytes:
    return fixture(suffix, small=True).read_bytes()


def is_fine(data: bytes, suffix: str) -> bool:
    """Whether the bytes give a document or our own error; any other exception passes through."""
    try:
        return isinstance(read_bytes(data, Path(f"年报{suffix}")), Document)
    except Unreadable as error:
        return bool(error.message)


@st.composite
def flips(draw: st.DrawFn) -> list[tuple[float, bytes]]:
    """Where in some data, from 0 to 1, which bytes are put."""
    place = st.floats(0, 1, exclude_max=True)
    odd = st.sampled_from([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\x7f", b"\x3c\0", b"9999999", b"-1", b"<", b'"'])
    return draw(st.lists(st.tuples(place, st.binary(min_size=1, max_size=3) | odd), min_size=1, max_size=6))


def overwritten(data: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    for place, new in changes:
        at = int(place * len(data))
        data = data[:at] + new + data[at + len(new) :]
    return data


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60)
@given(place=st.floats(0, 1))
def test_cut_off_anywhere(suffix: str, place: float) -> None:
    data = sample(suffix)
    assert is_fine(data[: int(place * len(data))], suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60)
@given(changes=flips())
def test_bytes_overwritten(suffix: str, changes: list[tuple[float, bytes]]) -> None:
    assert is_fine(overwritten(sample(suffix), changes), suffix)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@settings(max_examples=120)
@given(changes=flips(), number=st.integers(0, 99))
def test_bytes_overwritten_in_one_part(suffix: str, changes: list[tuple[float, bytes]], number: int) -> None:
    content = parts(sample(suffix))
    names = sorted(name for name in content if name.endswith((".xml", ".rels")))
    name = names[number % len(names)]
    assert is_fine(packed(content | {name: overwritten(content[name], changes)}), suffix)


@settings(max_examples=250)
@given(changes=flips())
def test_bytes_overwritten_in_the_records(changes: list[tuple[float, bytes]]) -> None:
    assert is_fine(wrapped(overwritten(stream_of(sample(".xls")), changes)), ".xls")


@settings(max_examples=120)
@given(changes=flips())
def test_bytes_overwritten_in_xml(changes: list[tuple[float, bytes]]) -> None:
    assert is_fine(overwritten(sheet_xml(ROW, ROW).encode(), changes), ".xml")


@given(data=st.binary(max_size=400))
def test_any_bytes_as_a_stream(data: bytes) -> None:
    assert is_fine(wrapped(data), ".xls")
    assert is_fine(wrapped(b"\x09\x08\x04\0\0\x06\x05\0" + data), ".xls")


@given(text=st.text(max_size=60), kind=st.sampled_from(["float", "date", "time", "boolean", "percentage", "string"]))
def test_any_text_in_a_cell(text: str, kind: str) -> None:
    written = "".join(character for character in text if character.isprintable() and character not in '<>&"')
    more = f'office:value="{written}" office:date-value="{written}" table:formula="{written}" table:number-columns-spanned="2"'
    assert is_fine(ods(open_table(open_cell(written, more=more.replace("string", kind)))), ".ods")
