"""Damaged and hostile Word documents: a document or one plain sentence, soon, and in little memory."""

import struct
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import Unreadable
from core.readers import read_bytes
from tests.builders.doc_file import DELETED, SPECIAL, Doc, ListLevel, Lists, Run, old_doc, old_row, par, row, sprm
from tests.builders.ole_file import SECTOR, ole_file

LISTS = Lists({7: [ListLevel("\0、", 39), ListLevel("\1）", 0)]}, [(7, {0: 2}), (7, {})])
SYMBOL = SPECIAL + sprm(0x6A09, b"\1\0\xfc\xf0")
INNER = [par("小"), *row(["1", "2"], [0, 400, 800], depth=2)]
RICH = Doc(
    [
        par("一", sprm(0x460B, 1)),
        *row([INNER, "丁"], [0, 1000, 2000], [0x60, 0]),
        *row(["", "戊"], [0, 1000, 2000], [0x20, 0]),
        par([Run("\x08", SPECIAL), Run("\x13 A \x14甲\x15"), Run("旧", DELETED), Run("(", SYMBOL)]),
    ],
    footnotes=[par("注")],
    boxes=[[par("框")]],
    anchors={14: 1026},
    shapes={1026: 202},
    lists=LISTS,
    fonts=("宋体", "Wingdings"),
    cuts=(5, 9),
    prms={1: 3},
    grpprls=(b"", b"\x35\x08\x01"),
    data=struct.pack("<H", 4) + bytes(60),
).written()
OLD = old_doc([par("一、总体情况"), *old_row(["甲", "乙"], [0, 1000, 2000]), par([Run("旧", b"\x41\x01")])])
SEEDS = st.sampled_from([RICH, OLD])
NUMBERS = st.sampled_from([b"\xff" * 4, b"\xff\xff\xff\x7f", bytes(4), b"\xfe\xff\xff\xff", b"\0\0\1\0"])
NOTHING = 0xFFFFFFFF


def outcome(data: bytes) -> str:
    """The code of the refusal, or “” for a document; anything else fails the test."""
    try:
        read_bytes(data, Path("年报.doc"))
    except Unreadable as error:
        return error.code
    return ""


@contextmanager
def bounded(seconds: float = 5, megabytes: int = 100) -> Iterator[None]:
    tracemalloc.start()
    start = time.process_time()
    try:
        yield
        assert time.process_time() - start < seconds
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1_000_000
    finally:
        tracemalloc.stop()


def test_the_seeds_are_whole() -> None:
    assert outcome(RICH) == outcome(OLD) == ""


@given(SEEDS, st.integers(8, 12_000))
def test_cut_off_anywhere(data: bytes, end: int) -> None:
    assert outcome(data[:end]) in {"", "damaged", "unsupported_ole"}


@given(SEEDS, st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 255)), min_size=1, max_size=20))
@settings(max_examples=300)
def test_bytes_flipped_anywhere(data: bytes, changes: list[tuple[int, int]]) -> None:
    changed = bytearray(data)
    for place, byte in changes:
        changed[place % len(changed)] = byte
    outcome(bytes(changed))


@given(
    SEEDS, st.integers(0, 12_000), st.sampled_from([b"\xff" * 4, b"\xff\xff\xff\x7f", bytes(4), b"\xfe\xff\xff\xff", b"\0\0\1\0"])
)
@settings(max_examples=300)
def test_numbers_changed_anywhere(data: bytes, place: int, number: bytes) -> None:
    place = place // 2 * 2 % (len(data) - 4)
    outcome(data[:place] + number + data[place + 4 :])


@given(st.binary(max_size=4096))
def test_any_bytes_for_a_document(content: bytes) -> None:
    outcome(ole_file({"1Table": content, "WordDocument": struct.pack("<HH", 0xA5EC, 193) + content}))
    outcome(ole_file({"WordDocument": struct.pack("<HH", 0xA5DC, 104) + content}))


def entry(data: bytes, name: str) -> int:
    return data.index(name.encode("utf-16-le"))


def test_a_stream_that_claims_gigabytes_along_a_circle() -> None:
    data = bytearray(RICH)
    struct.pack_into("<I", data, entry(data, "WordDocument") + 120, 0xF0000000)
    table = SECTOR * (1 + struct.unpack_from("<I", data, 76)[0])
    for sector in range(20):
        struct.pack_into("<I", data, table + 4 * sector, sector)
    with bounded():
        assert outcome(bytes(data)) == "damaged"


@pytest.mark.parametrize("place", [44, 64, 72])
@pytest.mark.parametrize("number", [0xFFFFFFFF, 0x00FFFFFF])
def test_a_header_that_claims_tables_without_end(place: int, number: int) -> None:
    data = bytearray(RICH)
    struct.pack_into("<I", data, place, number)
    struct.pack_into("<I", data, 68, 1)
    with bounded():
        assert outcome(bytes(data)) == "damaged"


@pytest.mark.parametrize(("place", "number"), [(30, 2), (30, 60_000), (32, 60_000)])
def test_absurd_sizes_of_sectors(place: int, number: int) -> None:
    data = bytearray(RICH)
    struct.pack_into("<H", data, place, number)
    with bounded():
        assert outcome(bytes(data)) == "damaged"


def test_a_directory_of_one_endless_branch() -> None:
    """Entries that hang from one another: as deep as there are, which no call may follow."""
    entries = b"".join(
        "甲".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBBIII", 4, 2, 1, NOTHING, number + 1, NOTHING) + bytes(48)
        for number in range(40_000)
    )
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBBIII", 22, 5, 1, NOTHING, NOTHING, 1) + bytes(48)
    data = bytearray(ole_file({"WordDocument": root + entries}))
    struct.pack_into("<I", data, 48, 0)
    with bounded():
        assert outcome(bytes(data)) == "damaged"


def test_fields_within_fields() -> None:
    data = Doc([par("\x13" * 50_000 + "甲" + "\x15" * 50_000), par("乙")]).written()
    with bounded():
        assert outcome(data) == ""


def test_tables_that_open_and_close_at_every_depth() -> None:
    deep = par("底", sprm(0x2416, 1) + sprm(0x6649, 200))
    data = Doc([one for _ in range(300) for one in (par("顶"), deep)]).written()
    with bounded():
        assert outcome(data) == ""


def test_a_number_of_a_list_as_long_as_a_book() -> None:
    lists = Lists({7: [ListLevel("\0" * 60_000)]}, [(7, {})])
    data = Doc([par("甲", sprm(0x460B, 1))] * 500, lists=lists).written()
    with bounded():
        assert outcome(data) == ""


@pytest.mark.parametrize("part", [1, 12, 13, 15, 33, 40, 50, 56, 73, 74])
@pytest.mark.parametrize("size", [1, 0x7FFFFFFF])
def test_tables_that_begin_or_end_outside(part: int, size: int) -> None:
    data = bytearray(RICH)
    head = data.index(struct.pack("<HH", 0xA5EC, 193))
    struct.pack_into("<II", data, head + 154 + 8 * part, 0x7FFFFFFF, size)
    with bounded():
        assert outcome(bytes(data)) == "damaged"


def test_pieces_that_show_the_same_text_again_and_again() -> None:
    """A small file whose table of pieces makes it long: no more text than any report has."""
    data = bytearray(Doc([par("甲" * 300)], cuts=tuple(range(1, 300))).written())
    head = data.index(struct.pack("<HH", 0xA5EC, 193))
    struct.pack_into("<I", data, head + 76, 4_000_000_000)
    with bounded():
        assert outcome(bytes(data)) == "damaged"
