"""Files that cannot be opened: each has its stable code and one plain sentence, and nothing else ever happens."""

import io
import os
import random
import re
import socket
import struct
import time
import zipfile
from pathlib import Path

import pytest
import xlwt

from core.document import Document, Unreadable
from core.readers import MOST_BYTES, MOST_TEXT, read, read_bytes, read_clipboard
from core.readers.refusals import codes, refuse

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
NOISE = random.Random(2024).randbytes(20_000)
"""Bytes that nothing tells from what encryption makes."""
WORDS = re.compile(r"[A-Za-z]{4,}")
KNOWN_WORDS = {"Word", "Excel", "Office", "html", "HTML", "xlsx", "xlsb", "docx"}


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(256)


def zipped(*names: str, first: bytes = b"") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        if first:
            file.writestr(zipfile.ZipInfo("mimetype"), first)
        for name in names:
            file.writestr(name, "<x/>")
    return data.getvalue()


def refusal(data: bytes, name: str = "年 报.bin") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, Path(name))
    return caught.value


KINDS = [
    ("damaged_pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a.pdf"),
    ("damaged_pdf", b"\n\n%PDF-1.4\n", "a.txt"),
    ("blank", zipped("[Content_Types].xml", "word/document.xml"), "a.docx"),
    ("blank", zipped("word/document.xml", "word/embeddings/Microsoft_Excel.xlsx"), "a.txt"),
    ("blank", zipped("word/document.xml"), "a.wps"),
    ("unsupported_xlsb", zipped("xl/workbook.bin"), "a.xlsb"),
    ("blank", zipped("content.xml", first=b"application/vnd.oasis.opendocument.spreadsheet"), "a.ods"),
    ("unsupported_ofd", zipped("OFD.xml", "Doc_0/Document.xml"), "a.ofd"),
    ("unsupported_presentation", zipped("ppt/presentation.xml"), "a.pptx"),
    ("unsupported_archive", zipped("年报.txt", "年报2.txt"), "a.zip"),
    ("unsupported_archive", zipped(), "a.zip"),
    ("unsupported_archive", b"Rar!\x1a\x07\x01\x00" + bytes(50), "a.rar"),
    ("unsupported_archive", b"7z\xbc\xaf\x27\x1c" + bytes(50), "a.7z"),
    ("unsupported_archive", b"\x1f\x8b\x08" + bytes(50), "a.gz"),
    ("damaged", ole("WordDocument"), "a.doc"),
    ("damaged", ole("Workbook") + ole("WordDocument"), "a.doc"),
    ("damaged", ole("WordDocument"), "a.wps"),
    ("damaged", ole("Workbook"), "a.xls"),
    ("damaged", ole("Book"), "a.xlsx"),
    ("damaged", ole("Workbook"), "a.ET"),
    ("unsupported_presentation", ole("PowerPoint Document"), "a.ppt"),
    ("unsupported_ole", ole("Else"), "a.doc"),
    ("encrypted", ole("EncryptedPackage"), "a.xlsx"),
    ("unsupported_image", b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png"),
    ("unsupported_image", b"\xff\xd8\xff\xe0" + bytes(50), "a.jpg"),
    ("unsupported_image", b"GIF89a" + bytes(50), "a.gif"),
    ("unsupported_image", b"BM" + bytes(12) + struct.pack("<I", 40) + bytes(50), "a.bmp"),
    ("unsupported_image", b"RIFF\0\0\0\0WEBPVP8 " + bytes(50), "a.webp"),
    ("unsupported_image", b"II*\0" + bytes(50), "a.tif"),
    ("damaged", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n--x\r\n", "a.mht"),
    ("damaged", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; x\r\n", "a.mht"),
    ("unsupported_xml", b'<?xml version="1.0"?>\r\n<?mso-application progid="PowerPoint.Show"?>\r\n<x/>', "a.xml"),
    ("blank", b'<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook/>', "a.xls"),
    ("framed", b"<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>", "a.htm"),
    ("empty", b"", "a.txt"),
    ("blank", b" \r\n\t\n", "a.txt"),
    ("blank", b"\xef\xbb\xbf", "a.txt"),
    ("blank", "<html><body><img src='1.png'></body></html>".encode("utf-16"), "a.html"),
    ("zeroed", bytes(1000), "a.txt"),
    ("zeroed", bytes(100_000), "a.docx"),
    ("encrypted_by_office", NOISE, "a.docx"),
    ("encrypted_by_office", NOISE, "a.PDF"),
    ("encrypted_by_office", NOISE[:600], "a.et"),
    ("encrypted_by_office", b"%TSD-Header-###%" + NOISE[:900], "a.txt"),
    ("encrypted_by_office", b"b\x14#e" + bytes(9) + b"E-SafeNet\0\0\0LOCK" + NOISE, "a.html"),
    ("binary", NOISE, "a.txt"),
    ("binary", NOISE, "a"),
    ("binary", b"\0" * 400 + NOISE[:100], "a.doc"),
    ("binary", bytes(range(256)) * 20, "a.xlsx"),
    ("binary", b"\x7fELF\x02\x01\x01" + bytes(200), "a.txt"),
    ("too_large", "公开".encode() * (MOST_TEXT // 6 + 1), "a.txt"),
    ("too_large", b"<p>" * 1_000_001, "a.html"),
    ("damaged", b"PK\x03\x04xl/workbook.xml", "a.xlsx"),
    ("damaged", zipped("xl/workbook.xml"), "a.xlsx"),
    ("damaged", zipped("xl/workbook.xml", "xl/_rels/workbook.xml.rels")[:-30], "a.xlsx"),
    ("blank", zipped("xl/workbook.xml", "xl/_rels/workbook.xml.rels"), "a.xlsx"),
]


@pytest.mark.parametrize(("code", "data", "name"), KINDS, ids=[f"{code}-{number}" for number, (code, _, _) in enumerate(KINDS)])
def test_every_kind_is_named(code: str, data: bytes, name: str) -> None:
    error = refusal(data, name)
    assert error.code == code
    assert error.message.endswith("。")


def test_every_code_has_an_example() -> None:
    elsewhere = {"missing", "directory", "special", "locked", "io", "bomb", "too_many"}
    elsewhere |= {"archive_empty", "archive_many", "archive_damaged", "odd_compression", "encrypted_member"}  # test_archive
    elsewhere |= {"encrypted_pdf", "scan", "garbled", "pdf_too_long", "pdf_shell", "pdf_without_pages"}  # test_pdf
    elsewhere |= {"crashed", "timeout", "memory", "fault"}  # test_isolation
    assert {code for code, _, _ in KINDS} | elsewhere == set(codes())


@pytest.mark.parametrize("code", codes())
def test_sentences_are_plain_chinese(code: str) -> None:
    error = refuse(code, Path("目录/年 报.xyz"), "detail for the log", size=200_000_000)
    assert set(WORDS.findall(error.message)) <= KNOWN_WORDS
    assert ("年 报.xyz" in error.message) != code.startswith("too_large")
    assert "detail" not in error.message
    assert error.detail == "detail for the log"
    assert "请" in error.message


def test_size_is_said_in_megabytes() -> None:
    assert refuse("too_large", Path("a.txt"), size=200_000_000).message.startswith("文件有 200 MB，远超一份年报的大小")


def test_a_bomb_is_not_opened() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"<x>" + b" " * 50_000_000)
    assert refusal(data.getvalue()).code == "bomb"


def test_too_many_parts() -> None:
    assert refusal(zipped("xl/workbook.xml", *[f"xl/{number}" for number in range(10_001)])).code == "bomb"


def test_a_directory_that_lies_about_sizes() -> None:
    """The part says 10 bytes and holds more: the checksum gives it away, and no more than 10 are taken out."""
    data = bytearray(zipped("xl/workbook.xml"))
    record = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, record + 24, 2)
    assert refusal(bytes(data)).code == "damaged"


def test_an_encrypted_part() -> None:
    data = bytearray(zipped("xl/workbook.xml"))
    record = data.rfind(b"PK\x01\x02")
    struct.pack_into("<H", data, record + 8, 1)
    assert refusal(bytes(data)).code == "encrypted"


def failure(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path)
    return caught.value.code


def test_a_missing_file(tmp_path: Path) -> None:
    assert failure(tmp_path / "没有.txt") == "missing"
    assert failure(tmp_path / "没有" / "没有.txt") == "missing"


def test_a_directory(tmp_path: Path) -> None:
    folder = tmp_path / "年报.txt"
    folder.mkdir()
    assert failure(folder) == "directory"


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("公开", encoding="utf-8")
    assert failure(tmp_path / "a\0b") == "io"
    assert failure(tmp_path / ("长" * 300)) == "io"
    assert failure(tmp_path / "a.txt" / "b.txt") == "io"


def test_a_file_deleted_between_listing_and_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "年报.txt"
    path.write_text("公开", encoding="utf-8")
    real = Path.stat

    def stat_and_delete(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        status = real(self, follow_symlinks=follow_symlinks)
        self.unlink()
        return status

    monkeypatch.setattr(Path, "stat", stat_and_delete)
    assert failure(path) == "missing"


@pytest.mark.parametrize(("error", "code"), [(PermissionError(13, "x"), "locked"), (OSError(5, "x"), "io")])
def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str) -> None:
    path = tmp_path / "年报.txt"
    path.write_text("公开", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    assert failure(path) == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert failure(tmp_path / "pipe") == "special"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert failure(tmp_path / "s") == "special"


@pytest.mark.parametrize(("size", "head"), [(200_000_000, "一、总体情况\n"), (MOST_TEXT + 1, "<html>"), (MOST_BYTES + 1, "PK\3\4")])
def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path, size: int, head: str) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.write(head.encode())
        file.truncate(size)
    start = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert time.process_time() - start < 0.5
    assert caught.value.code == "too_large"
    assert f"{size // 1_000_000} MB" in caught.value.message


@pytest.mark.parametrize("name", ["年报 2023（定稿）.txt", "a b.html", "无后缀", "年报.docx", "'\"$`.csv"])
def test_names_do_not_matter(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("一、总体情况\n", encoding="gbk")
    document = read(path)
    assert isinstance(document, Document)
    assert document.source.kind == "text"


REGISTERS = {
    "register.csv": lambda rows: "序号,类别,件数\n" + "".join(f"{row},自然人,{row % 7}\n" for row in range(rows)),
    "register.txt": lambda rows: "".join(f"第{row}行\n" for row in range(rows)),
    "figures.txt": lambda rows: "".join(f"{row}\n" for row in range(rows)),
    "blank.txt": lambda rows: "\n" * rows + "公开",
    "lines.html": lambda rows: "<html><body>" + "<p>甲" * min(rows, 400_000),
    "table.html": lambda rows: "<table>" + "<tr><td>甲<td>1" * min(rows, 300_000),
}


@pytest.mark.parametrize("rows", [100_000, 1_000_000])
@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_of_cases_is_refused_soon(name: str, rows: int) -> None:
    """Nothing of it is read, so that nothing can be lost without a word."""
    start = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read_bytes(REGISTERS[name](rows).encode(), Path(name))
    assert caught.value.code == "too_many"
    assert "只留下年报那部分" in caught.value.message
    assert time.process_time() - start < 20


def test_pasted_lines_without_end_are_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_clipboard("", "1\n" * 50_001)
    assert caught.value.code == "too_many"


def test_as_many_lines_as_three_hundred_reports_have_are_read() -> None:
    assert len(read_bytes("第一行\n".encode() * 50_000, Path("a.txt")).blocks) == 50_000


@pytest.mark.parametrize("kept", [100, 600, 5000, -3000, -600])
def test_an_old_workbook_that_was_cut_off_is_told_as_damaged(kept: int) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表三")
    for row in range(200):
        sheet.write(row, 0, f"予以公开{row}")
    stream = io.BytesIO()
    book.save(stream)
    assert refusal(stream.getvalue()[:kept], "年报.xls").code == "damaged"
