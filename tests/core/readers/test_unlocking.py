"""Old workbooks that are encrypted without a password of anybody's, and those with one."""

import hashlib
import struct
from pathlib import Path

import pytest

from core.document import Unreadable
from core.readers import read_bytes
from core.readers.workbooks.biff import FILEPASS
from tests.builders.fixtures import fixture
from tests.core.readers.books import record, shown, wrapped
from tests.core.readers.showing import short
from tests.core.readers.test_xls import records, rows, stream_of
from tests.sizes import ROOT

FIXTURES = ROOT / "tests" / "fixtures"
SALT, VERIFIER = bytes(range(16)), bytes(range(100, 116))
PASSWORD = "VelvetSweatshop".encode("utf-16-le")


def rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def block_key(bits: int, block: int, password: bytes) -> bytes:
    base = hashlib.sha1(SALT + password, usedforsecurity=False).digest()
    key = hashlib.sha1(base + struct.pack("<I", block), usedforsecurity=False).digest()[: bits // 8]
    return key + bytes(11) if bits == 40 else key


def about(bits: int, password: bytes) -> bytes:
    """The record that describes the encryption of Excel 2002 and later."""
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + "RSA".encode("utf-16-le") + bytes(2)
    proof = rc4(block_key(bits, 0, password), VERIFIER + hashlib.sha1(VERIFIER, usedforsecurity=False).digest())
    verifier = struct.pack("<I", 16) + SALT + proof[:16] + struct.pack("<I", 20) + proof[16:]
    return record(FILEPASS, struct.pack("<HHHII", 1, 2, 2, 4, len(header)) + header + verifier)


def encrypted(data: bytes, bits: int, password: bytes = PASSWORD) -> bytes:
    """A workbook of ours, encrypted as Excel 2002 and later do."""
    stream, extra = stream_of(data), about(bits, password)
    head = 4 + struct.unpack_from("<H", stream, 2)[0]
    stream = bytearray(stream[:head] + extra + stream[head:])
    for at, number in records(bytes(stream)):
        if number == 0x85:
            struct.pack_into("<I", stream, at + 4, struct.unpack_from("<I", stream, at + 4)[0] + len(extra))
    cipher = bytearray()
    for at in range(0, len(stream), 1024):
        cipher += rc4(block_key(bits, at // 1024, password), bytes(stream[at : at + 1024]))
    for at, number in records(bytes(stream)):
        length = struct.unpack_from("<H", stream, at + 2)[0]
        plain = {0x809: length, FILEPASS: length, 0xE1: length, 0x85: 4}.get(number, 0)
        cipher[at : at + 4 + plain] = stream[at : at + 4 + plain]
    return wrapped(bytes(cipher))


def test_a_workbook_that_excel_opens_without_asking() -> None:
    document = read_bytes((FIXTURES / "protected.xls").read_bytes(), Path("年报.xls"))
    plain = read_bytes(fixture(".xlsx", small=True).read_bytes(), Path("年报.xlsx"))
    assert short(document.blocks) == short(plain.blocks)


def test_a_workbook_with_a_password() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes((FIXTURES / "secret.xls").read_bytes(), Path("年报.xls"))
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("bits", [40, 56, 128])
def test_the_newer_method(bits: int) -> None:
    table = [[f"第{number}项", number] for number in range(60)]
    assert shown(encrypted(rows(*table), bits), ".et") == [[[str(label), str(number)] for label, number in table]]


def test_the_newer_method_with_a_password() -> None:
    with pytest.raises(Unreadable) as caught:
        shown(encrypted(rows(["甲", 1]), 128, "geheim".encode("utf-16-le")), ".xls")
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("data", [b"", b"\0\0", b"\1\0\1\0", b"\1\0\2\0\2\0", struct.pack("<HH", 1, 2) + b"\xff" * 100, bytes(200)])
def test_a_description_that_is_none(data: bytes) -> None:
    head = record(0x809, struct.pack("<HH", 0x600, 5)) + record(FILEPASS, data) + record(10, b"")
    with pytest.raises(Unreadable) as caught:
        shown(wrapped(head), ".xls")
    assert caught.value.code in {"encrypted", "damaged"}
