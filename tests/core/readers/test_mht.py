"""Pages in a single file: which part is the page, how its bytes are written, what stands in its frames."""

import base64
import quopri
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Unreadable
from core.readers import read_bytes, sniff
from core.readers.web import mht
from tests.builders.mht_shapes import MHT_STYLES, as_mht
from tests.core.readers.promises import attempt
from tests.core.readers.showing import Short, short

PATH = Path("年报.mht")
PAGE = "<html><head></head><body><p>一、总体情况</p><table><tr><td>新收<td>7<tr><td>结转<td>0</table></body></html>"
SHOWN: list[Short] = ["一、总体情况", [["新收", "7"], ["结转", "0"]]]
RELATED = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n"


def part(kind: str, body: str | bytes, *headers: str, way: str = "8bit") -> bytes:
    """One part with its boundary before it."""
    data = body if isinstance(body, bytes) else body.encode("utf-8")
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(way, bytes)(data)
    head = "\r\n".join([f"Content-Type: {kind}", f"Content-Transfer-Encoding: {way}", *headers])
    return f"--XX\r\n{head}\r\n\r\n".encode() + coded + b"\r\n"


def whole(*parts: bytes, head: str = RELATED) -> bytes:
    return head.encode() + b"".join(parts) + b"--XX--\r\n"


def shown(data: bytes) -> list[Short]:
    return short(mht.read(data, PATH).blocks)


@pytest.mark.parametrize("style", MHT_STYLES)
@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb18030", "utf-16"])
def test_as_programs_save_it(style: str, charset: str) -> None:
    document = read_bytes(as_mht(random.Random(style + charset), PAGE, style, charset), PATH)
    assert document.source.kind == "mht"
    assert short(document.blocks) == (["首页 导航", *SHOWN] if style == "framed" else SHOWN)
    assert document.notices == ()


@pytest.mark.parametrize("way", ["8bit", "base64", "quoted-printable", "binary", "x-unknown"])
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_transfer_encodings(way: str, charset: str) -> None:
    assert shown(whole(part("text/html", PAGE.encode(charset), way=way))) == SHOWN


def test_the_charset_of_the_header_is_a_hint_and_no_more() -> None:
    few = b"<html><p>\xa4\xbd\xb6\x7d</p></html>"
    assert shown(whole(part("text/html; charset=big5", few))) == ["公開"]
    for charset in ("nonsense", "us-ascii", "big5", "utf-8"):
        assert shown(whole(part(f"text/html; charset={charset}", PAGE.encode("gbk")))) == SHOWN


def test_the_part_that_is_named_comes_first() -> None:
    head = RELATED.replace("boundary=XX", 'start="<b@x>"; boundary="XX"')
    parts = part("text/html", "<p>甲</p>", "Content-ID: <a@x>"), part("text/html", "<p>乙</p>", "Content-ID: <b@x>")
    assert shown(whole(*parts, head=head)) == ["乙"]
    assert shown(whole(*parts)) == ["甲"]


def test_without_a_page_the_text_is_read() -> None:
    assert shown(whole(part("image/png", b"\x89PNG"), part("text/plain", "甲\n乙"))) == ["甲", "乙"]


def test_a_single_part() -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\nContent-Location: http://a.cn/1.htm\r\n\r\n"
    document = read_bytes(head.encode() + PAGE.encode("gbk"), PATH)
    assert (document.source.kind, document.source.encoding, short(document.blocks)) == ("mht", "gb18030", SHOWN)


def test_sheets_of_a_workbook_in_order() -> None:
    links = "".join(f'<link id="shLink" href="甲.files/sheet00{n}.htm">' for n in (1, 2))
    frames = (
        f'<html><head>{links}</head><frameset><frame src="甲.files/sheet001.htm"><frame src="甲.files/tabstrip.htm"></frameset>'
    )
    sheets = [
        part(
            "text/html",
            f"<table><tr><td>表{n}<td>1<tr><td>乙<td>2</table>",
            f"Content-Location: file:///C:/x/甲.files/sheet00{n}.htm",
        )
        for n in (2, 1)
    ]
    data = whole(part("text/html", frames, "Content-Location: file:///C:/x/甲.htm"), *sheets)
    assert shown(data) == [[["表1", "1"], ["乙", "2"]], [["表2", "1"], ["乙", "2"]]]


def test_a_frame_by_its_identity_and_a_frame_in_itself() -> None:
    first = "<p>甲</p><iframe src='cid:f@x'></iframe><p>丙</p>"
    second = "<p>乙</p><iframe src='cid:f@x'></iframe><iframe src='http://a.cn/1.htm'></iframe>"
    data = whole(
        part("text/html", first, "Content-Location: http://a.cn/1.htm"), part("text/html", second, "Content-ID: <f@x>"),
    )  # fmt: skip
    assert shown(data) == ["甲", "乙", "丙"]


def test_an_encoding_that_the_clerk_chose() -> None:
    document = read_bytes(whole(part("text/html", PAGE.encode("gbk"))), PATH, "big5")
    assert document.source.encoding in {"big5", "cp950"}
    assert short(document.blocks)[0] != "一、总体情况"


@pytest.mark.parametrize("declared", [b"boundary=YY", b"bxundary=XX"])
def test_a_boundary_that_is_not_the_declared_one(declared: bytes) -> None:
    assert shown(whole(part("text/html", PAGE)).replace(b"boundary=XX", declared)) == SHOWN


def test_a_file_that_is_cut_off_says_so() -> None:
    data = whole(part("text/html", PAGE))[: -len(b"</body></html>\r\n--XX--\r\n")]
    content = mht.read(data, PATH)
    assert short(content.blocks) == SHOWN
    assert len(content.notices) == 1
    assert "不完整" in content.notices[0]


@pytest.mark.parametrize("data", [RELATED.encode(), whole(), whole(part("image/png", b"\x89PNG"))])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        mht.read(data, PATH)
    assert caught.value.code == "damaged"


@pytest.mark.parametrize("name", ["年报.doc", "年报.html", "年报.txt"])
def test_by_another_name_and_saved_anew(name: str) -> None:
    text = whole(part("text/html", PAGE)).decode("utf-8")
    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("utf-16-le"), text.encode("utf-16-be")):
        assert sniff.container(data, Path(name)) == "mht"
        assert short(read_bytes(data, Path(name)).blocks) == SHOWN


@pytest.mark.parametrize(
    "data",
    [
        whole(part("text/html", PAGE), *[part("text/css", "a")] * 100_000),
        whole(*[part("image/gif", "a")] * 15_000, part("text/html", PAGE)),
        whole(part("text/html", PAGE), b"--XX\r\n" * 200_000),
        whole(part("text/html", PAGE), b"--XX\r\nContent-Type: text/css;" + b" " * 500_000),
        whole(part("text/html", PAGE), b"--XX\r\nA: " + b"=?" * 200_000),
        whole(part("text/html", PAGE + "<iframe src='cid:x'>" * 50_000)),
        RELATED.encode() + b"--XX\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n" * 5_000 + part("text/html", PAGE),
    ],
)
def test_hostile_files_end_soon(data: bytes) -> None:
    start = time.process_time()
    assert shown(data)[:2] == SHOWN
    assert time.process_time() - start < 5


SAMPLES = [as_mht(random.Random(style), PAGE, style, "gbk") for style in MHT_STYLES]


@given(st.sampled_from(SAMPLES), st.floats(0, 1))
def test_cut_off_anywhere(sample: bytes, share: float) -> None:
    attempt(sample[: int(len(sample) * share)], PATH)


@given(st.sampled_from(SAMPLES), st.floats(0, 1), st.binary(min_size=1, max_size=4))
def test_bytes_changed_anywhere(sample: bytes, share: float, new: bytes) -> None:
    start = int((len(sample) - 1) * share)
    attempt(sample[:start] + new + sample[start + len(new) :], PATH)
