"""Workbooks that are not ours, or ours and damaged: left to the general reader, or refused with a reason."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from core.document import Unreadable
from core.export.record import SHEET
from core.export.reread import own_reports
from tests.core.export.opened import a_report, exported, opened, saved

PATH = Path("导出.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a workbook", b"PK\x05\x06" + bytes(18)])
def test_other_bytes_are_not_ours(data: bytes) -> None:
    assert own_reports(data, PATH) is None


def test_another_workbook_is_not_ours() -> None:
    assert own_reports(saved(Workbook()), PATH) is None


@pytest.mark.parametrize("record", [
    "", "{", "[]", "{}", '{"version":2}', '{"version":2,"reports":[]}', '{"version":2,"reports":[{}]}',
    '{"version":2,"reports":[7]}',
])  # fmt: skip
def test_a_damaged_record_is_a_clear_error(record: str) -> None:
    book = opened(exported(a_report(1)))
    for cell in book[SHEET]["A"]:
        cell.value = None
    book[SHEET]["A1"] = record
    with pytest.raises(Unreadable) as caught:
        own_reports(saved(book), PATH)
    assert caught.value.code == "damaged"
    assert caught.value.message.startswith("“导出.xlsx”已损坏")


@pytest.mark.parametrize("version", [1, 3])
def test_the_record_of_another_version_is_left_to_the_general_reader(version: int) -> None:
    book = opened(exported(a_report(1)))
    book[SHEET]["A1"] = f'{{"version":{version},"more":1}}'
    assert own_reports(saved(book), PATH) is None


def test_a_missing_part_is_a_clear_error() -> None:
    original = zipfile.ZipFile(io.BytesIO(exported(a_report(1))))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as copy:
        for name in original.namelist():
            if name != "xl/worksheets/sheet4.xml":
                copy.writestr(name, original.read(name))
    with pytest.raises(Unreadable):
        own_reports(stream.getvalue(), PATH)


@pytest.mark.parametrize("seed", range(25))
def test_damaged_bytes_raise_only_our_own_error(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(exported(a_report(1)))
    for _ in range(rng.randint(1, 30)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    if seed % 3 == 0:
        del data[rng.randrange(len(data)) :]
    try:
        reports = own_reports(bytes(data), PATH)
    except Unreadable:
        reports = None
    assert reports is None or [report.form.key for report in reports] == ["2021"]
