"""A zip file as a bag of files: which of them are tried, under which names, and what becomes of bad ones."""

import io
import random
import struct
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Unreadable
from core.pipeline import load, members
from core.readers import archive, zipguard
from tests.sizes import ROOT

REPORT = (ROOT / "resources" / "samples" / "示例-无错误.html").read_bytes()
BAG = Path("下发.zip")


def packed(files: Mapping[str, bytes], encoding: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file. With an encoding the names are written in it and not declared, as Windows packs them."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        for name, content in files.items():
            file.writestr(name.encode(encoding).decode("cp437") if encoding else name, content)
    return _undeclared(data.getvalue()) if encoding else data.getvalue()


def _undeclared(data: bytes) -> bytes:
    """The zip file with its names as bytes of code page 437, and without the flag that says UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            plain = _Plain(entry.filename)
            plain.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(plain, old.read(entry))
    return out.getvalue()


class _Plain(zipfile.ZipInfo):
    """An entry whose name is written in code page 437."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp437"), self.flag_bits


def patched(data: bytes, offset: int, form: str, value: int) -> bytes:
    """The zip file with one number of its first directory entry changed."""
    changed = bytearray(data)
    struct.pack_into(form, changed, changed.rfind(b"PK\x01\x02") + offset, value)
    return bytes(changed)


def inside(data: bytes, path: Path) -> tuple[str, ...]:
    bag = archive.opened(data, path)
    return bag.members() if bag else ()


def taken(data: bytes, path: Path, member: str) -> bytes:
    return archive.Bag(data, path).read(member).data


def refusal(data: bytes, member: str = "", name: Path = BAG) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        taken(data, name, member) if member else inside(data, name)
    return caught.value


def test_files_come_folder_by_folder_without_what_is_no_report() -> None:
    reports = ["乙/二.docx", "一.html", "乙/一.pdf", "甲/三.XLSX"]
    others = ["丙.png", "__MACOSX/._一.html", ".DS_Store", "乙/~$一.docx", ".藏/四.txt", "一_files/框.html", "一.files/图.txt"]
    data = packed(dict.fromkeys([*reports, *others], b"x"))
    assert inside(data, BAG) == ("一.html", "乙/一.pdf", "乙/二.docx", "甲/三.XLSX")


def test_a_folder_that_is_only_called_like_the_files_of_a_page() -> None:
    assert inside(packed({"一_files/框.html": b"x", "二.html": b"y"}), BAG) == ("二.html", "一_files/框.html")


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "big5"])
def test_names_are_read_whatever_machine_packed_them(encoding: str) -> None:
    names = ["某某市政府/政府信息公開工作年度報告.html", "某某市政府/附表一.xlsx"]
    assert inside(packed(dict.fromkeys(names, b"x"), encoding), BAG) == tuple(names)


def test_a_second_byte_that_is_a_backslash_is_no_folder() -> None:
    """In GBK the second byte of 昞 is that of a backslash."""
    assert inside(packed({"昞阳县年度报告.html": b"x"}, "gbk"), BAG) == ("昞阳县年度报告.html",)


def test_names_that_lead_elsewhere_lead_nowhere() -> None:
    data = packed({"../../密.txt": b"1", "/根.txt": b"2", "a\\b\\窗.txt": b"3", "c/\x1b[31m红.txt": b"4"})
    assert inside(data, BAG) == ("密.txt", "根.txt", "a/b/窗.txt", "c/[31m红.txt")
    assert [taken(data, BAG, name) for name in inside(data, BAG)] == [b"1", b"2", b"3", b"4"]


def test_a_zip_in_the_zip_is_opened_and_one_in_that_is_not() -> None:
    deepest = packed({"深.txt": b"deep"})
    inner = packed({"里.txt": b"inner", "更里.zip": deepest, "照片.png": b"x"})
    data = packed({"外.txt": b"outer", "套.zip": inner, "空.zip": packed({}), "坏.zip": inner[:-30]})
    found = inside(data, BAG)
    assert found == ("坏.zip", "外.txt", "套.zip/更里.zip", "套.zip/里.txt", "空.zip")
    assert taken(data, BAG, "套.zip/里.txt") == b"inner"
    assert taken(data, BAG, "套.zip/更里.zip") == deepest


@pytest.mark.parametrize("member", ["没有.txt", "套.zip/没有.txt", "甲.txt/乙.txt"])
def test_a_name_that_is_not_there(member: str) -> None:
    assert refusal(packed({"甲.txt": b"x", "套.zip": packed({"乙.txt": b"y"})}), member).code == "missing"


NO_BAGS = [
    (packed({"word/document.xml": b"<x/>"}), "a.zip"),
    (packed({"甲.txt": b""}), "a.docx"),
    (b"text", "a.zip"),
    (b"", "a.zip"),
]


@pytest.mark.parametrize(("data", "name"), NO_BAGS)
def test_what_is_no_bag_has_no_members(data: bytes, name: str) -> None:
    assert inside(data, Path(name)) == ()


@pytest.mark.parametrize("files", [{}, {"照片.png": b"x", "资料/": b""}])
def test_an_archive_without_a_report(files: dict[str, bytes]) -> None:
    assert refusal(packed(files)).code == "archive_empty"


def test_an_archive_that_is_cut_off() -> None:
    data = packed({"甲.html": REPORT})
    assert refusal(data[: len(data) // 2]).code == "archive_damaged"


def test_too_many_files() -> None:
    assert refusal(packed(dict.fromkeys(map("{}.txt".format, range(2001)), b""))).code == "archive_many"
    assert refusal(packed(dict.fromkeys(map("{}.png".format, range(10_001)), b""))).code == "bomb"


def test_files_that_together_are_too_large() -> None:
    data = packed(dict.fromkeys(map("{}.txt".format, range(21)), b"x"))
    for record in [at for at in range(len(data)) if data.startswith(b"PK\x01\x02", at)]:
        data = data[: record + 24] + struct.pack("<I", 99_000_000) + data[record + 28 :]
    assert refusal(data).code == "bomb"


ONE = packed({"甲.txt": b"x" * 50})
MEMBERS = [
    ("encrypted_member", patched(ONE, 8, "<H", 0x801)),
    ("odd_compression", patched(ONE, 10, "<H", 9)),
    ("too_large", patched(ONE, 24, "<I", 150_000_000)),
    ("bomb", packed({"甲.txt": bytes(2_000_000)})),
    ("archive_damaged", patched(ONE, 16, "<I", 12345)),
    ("archive_damaged", patched(ONE, 42, "<I", 12345)),
]


@pytest.mark.parametrize(("code", "data"), MEMBERS, ids=[code for code, _ in MEMBERS])
def test_a_bad_file_in_the_archive(code: str, data: bytes) -> None:
    assert inside(data, BAG) == ("甲.txt",)
    error = refusal(data, "甲.txt")
    assert error.code == code
    assert code == "too_large" or "“甲.txt”" in error.message


@given(st.data())
def test_damaged_archives_are_refused_and_nothing_else(drawn: st.DataObject) -> None:
    data = bytearray(packed({"甲.txt": b"x" * 50, "套.zip": packed({"乙.txt": b"y" * 50}), "丙/丁.csv": b"z"}))
    for _ in range(drawn.draw(st.integers(1, 4))):
        data[drawn.draw(st.integers(4, len(data) - 1))] = drawn.draw(st.integers(0, 255))
    code, whole = "", bytes(data[: drawn.draw(st.integers(30, len(data)))])
    try:
        for member in inside(whole, BAG):
            with suppress(Unreadable):
                assert len(taken(whole, BAG, member)) < 1000
    except Unreadable as error:
        code = error.code
    assert code in {"", "archive_empty", "archive_damaged", "bomb"}


def test_a_report_in_an_archive_names_both_files(tmp_path: Path) -> None:
    path = tmp_path / "下发.zip"
    path.write_bytes(packed({"乡镇/甲.html": REPORT, "套.zip": packed({"乙.html": REPORT})}, "gbk"))
    assert members(path) == ("套.zip/乙.html", "乡镇/甲.html")
    for member in members(path):
        [loaded] = load(path, member=member)
        source = loaded.report.source
        assert (source.path, source.member, source.kind) == (path, member, "html")
        assert source.name == Path(member).name
        assert source.where == f"{path} › {member}"
        assert [item.report.source.member for item in load(path)] == list(members(path))


FRAMESET = '<html><frameset><frame src="{}"></frameset></html>'


@pytest.mark.parametrize("folder", ["", "乡镇/"])
@pytest.mark.parametrize("nested", [False, True])
def test_a_page_in_an_archive_finds_its_frames_there(tmp_path: Path, folder: str, *, nested: bool) -> None:
    files = {f"{folder}年报.htm": FRAMESET.format("./年报.files/sheet001.htm").encode(), f"{folder}年报.files/sheet001.htm": REPORT}
    path = tmp_path / "下发.zip"
    path.write_bytes(packed({"套.zip": packed(files)} if nested else files))
    [member] = members(path)
    [loaded] = load(path, member=member)
    assert loaded.report.sections
    assert loaded.report.source.member == member


@pytest.mark.parametrize("address", ["../密.htm", "/密.htm", "年报.files/没有.htm", "大.htm"])
def test_a_page_in_an_archive_finds_nothing_else(tmp_path: Path, address: str) -> None:
    path = tmp_path / "下发.zip"
    packs = {
        "甲/年报.htm": FRAMESET.format(address).encode(),
        "密.htm": REPORT,
        "甲/大.htm": random.Random(1).randbytes(20_000_001),
    }
    path.write_bytes(packed(packs))
    with pytest.raises(Unreadable) as caught:
        load(path, member="甲/年报.htm")
    assert caught.value.code in {"framed", "blank"}


def test_a_file_in_an_archive_is_read_in_the_encoding_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "下发.zip"
    path.write_bytes(packed({"甲.txt": "某某市2023年政府信息公开工作年度报告\n一、总体情况\n没有。".encode("gb18030")}))
    assert load(path, member="甲.txt")[0].report.source.encoding == "gb18030"
    with pytest.raises(Unreadable) as caught:
        load(path, encoding="big5", member="甲.txt")
    assert "年报" not in caught.value.code


def test_a_page_in_an_archive_takes_no_files_from_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲_files").mkdir()
    (tmp_path / "甲_files" / "里.html").write_bytes(REPORT)
    path = tmp_path / "下发.zip"
    path.write_bytes(packed({"甲.html": '<html><frameset><frame src="甲_files/里.html"></frameset></html>'.encode()}))
    with pytest.raises(Unreadable):
        load(path, member="甲.html")


def times_opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The archives that are opened from now on, inner ones too."""
    seen: list[Path] = []
    really = zipguard.opened

    def opened(data: bytes, path: Path, damaged: str = "damaged") -> zipfile.ZipFile:
        seen.append(path)
        return really(data, path, damaged)

    monkeypatch.setattr(zipguard, "opened", opened)
    return seen


def test_an_archive_is_opened_once_for_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = packed({f"{number}.html": REPORT for number in range(3)})
    path = tmp_path / "年报.zip"
    path.write_bytes(packed({"甲.html": REPORT, "乡镇.zip": inner}))
    opened = times_opened(monkeypatch)
    names = members(path)
    assert names == ("乡镇.zip/0.html", "乡镇.zip/1.html", "乡镇.zip/2.html", "甲.html")
    assert [load(path, member=name)[0].report.source.member for name in names] == list(names)
    assert [path.name for path in opened] == ["年报.zip", "乡镇.zip"]


def test_an_archive_that_changed_is_opened_anew(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    path.write_bytes(packed({"甲.html": REPORT}))
    assert members(path) == ("甲.html",)
    path.write_bytes(packed({"甲.html": REPORT, "乙.html": REPORT}))
    assert members(path) == ("乙.html", "甲.html")
    path.write_bytes(REPORT)
    with pytest.raises(Unreadable) as caught:
        load(path, member="甲.html")
    assert caught.value.code == "missing"
    path.unlink()
    with pytest.raises(Unreadable) as caught:
        load(path, member="甲.html")
    assert caught.value.code == "missing"
