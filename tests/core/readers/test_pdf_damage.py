"""Whatever the bytes of a PDF: a document, or Unreadable with a sentence, and nothing else."""

import random
import re
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.article import article
from tests.builders.fixtures import fixture, shortened
from tests.builders.pdf_shapes import Print, printed
from tests.builders.reports import random_report
from tests.core.readers.promises import attempt

PATH = Path("年报.pdf")
PAGE = printed(shortened(article(random_report(random.Random(7), "2021"))), Print("boxes"))
SAMPLES = {"ours": PAGE, "LibreOffice": fixture(".pdf", small=True).read_bytes()}


@pytest.mark.parametrize("kind", SAMPLES)
def test_cut_off_anywhere(kind: str) -> None:
    data = SAMPLES[kind]
    for end in range(5, len(data), max(1, len(data) // 60)):
        attempt(data[:end], PATH)


@pytest.mark.parametrize("kind", SAMPLES)
@settings(deadline=None)
@given(data=st.data())
def test_damaged_anywhere(kind: str, data: st.DataObject) -> None:
    sample = bytearray(SAMPLES[kind])
    for position in data.draw(st.lists(st.integers(8, len(sample) - 1), max_size=8)):
        sample[position] = data.draw(st.integers(0, 255))
    start, length = data.draw(st.integers(8, len(sample))), data.draw(st.integers(0, 6))
    del sample[start : start + length]
    attempt(bytes(sample), PATH)


NUMBER = re.compile(rb"-?\d+\.?\d*")
STRANGE = [b"0", b"-1", b"1e9", b"99999999999", b"0.00001", b"-32768", b"nan", b"2147483648"]


def unpacked(data: bytes) -> bytes:
    """The same file with its streams as they are before they are packed."""

    def inflate(match: re.Match[bytes]) -> bytes:
        try:
            return b"stream\n" + zlib.decompress(match[1]) + b"\nendstream"
        except zlib.error:
            return match[0]

    opened = re.sub(rb"stream\r?\n(.*?)\r?\nendstream", inflate, data, flags=re.DOTALL)
    return re.sub(rb"/Filter\s*(?:\[[^\]]*\]|/\w+)", b"", opened)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.lists(st.sampled_from(STRANGE), min_size=1, max_size=6))
def test_strange_numbers_inside(start: int, strange: list[bytes]) -> None:
    """Sizes, places and matrices that no page has."""
    data = unpacked(SAMPLES["LibreOffice"])
    numbers = list(NUMBER.finditer(data))
    for offset, number in enumerate(strange):
        match = numbers[(start + offset * 7919) % len(numbers)]
        data = (
            data[: match.start()] + number.ljust(match.end() - match.start())[: match.end() - match.start()] + data[match.end() :]
        )
    attempt(data, PATH)


@pytest.mark.parametrize(("old", "new"), [
    (b"/MediaBox", b"/MediaB0x"), (b"595", b"1e9"), (b"842", b"0  "), (b"/Kids", b"/Kid5"), (b"/Count", b"/C0unt"),
    (b"/Contents", b"/C0ntents"), (b"/Font", b"/F0nt"), (b"/ToUnicode", b"/T0Unicode"), (b"/Type/Page", b"/Type/Pagf"),
])  # fmt: skip
def test_parts_that_are_missing(old: bytes, new: bytes) -> None:
    for data in SAMPLES.values():
        attempt(data.replace(old, new), PATH)
