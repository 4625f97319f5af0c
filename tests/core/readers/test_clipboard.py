"""What is pasted: a page where it has a table or headings, whatever the program and the system put around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Document, Unreadable
from core.readers import MOST_TEXT, read_clipboard
from core.readers.web import clipboard
from tests.core.readers.showing import Short, short

TABLE = "<table><tr><td>新收</td><td>7</td></tr><tr><td>结转</td><td>0</td></tr></table>"
ROWS: list[Short] = [[["新收", "7"], ["结转", "0"]]]
TEXT = "新收\t7\n结转\t0"
HEADER = (
    "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000999\r\nStartFragment:0000000141\r\nEndFragment:0000000900\r\n"
    "SourceURL:https://www.example.gov.cn/zfxxgk/1.html\r\n"
)
EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n<head><style><!-- td {} --></style></head>\r\n<body>\r\n'
    "<table border=0>\r\n<!--StartFragment-->\r\n<col width=72>\r\n<tr><td>新收</td><td x:num>7</td></tr>\r\n"
    "<tr><td>结转</td><td x:num>0</td></tr>\r\n<!--EndFragment-->\r\n</table>\r\n</body>\r\n</html>"
)
CHROME = f"<html>\r\n<body>\r\n<!--StartFragment-->{TABLE}<!--EndFragment-->\r\n</body>\r\n</html>"


def pasted(page: str, text: str = TEXT) -> Document:
    return read_clipboard(page, text)


@pytest.mark.parametrize(
    "page",
    [
        TABLE,
        CHROME,
        EXCEL,
        HEADER + CHROME,
        HEADER + EXCEL,
        HEADER.replace("\r\n", "\n") + CHROME,
        HEADER + CHROME + "\0",
        "\ufeff" + CHROME,
        f'<meta http-equiv="content-type" content="text/html; charset=utf-8">{TABLE}',
        "<tr><td>新收</td><td>7</td></tr><tr><td>结转</td><td>0</td></tr>",
        "<!--StartFragment--><td>新收</td><td>7</td></tr><tr><td>结转</td><td>0</td></tr>",
        CHROME.encode("utf-8").decode("latin-1"),
        CHROME.encode("utf-16-le").decode("latin-1"),
        CHROME.encode("utf-16").decode("latin-1"),
    ],
)
def test_a_table_from_any_program(page: str) -> None:
    document = pasted(page)
    assert (document.source.kind, document.source.path) == ("html", None)
    assert short(document.blocks) == ROWS


def test_a_page_of_english_bytes_only() -> None:
    page = "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>"
    assert short(pasted(page.encode("utf-16-le").decode("latin-1")).blocks) == [[["a", "1"], ["b", "2"]]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_bytes_of_a_clipboard(encoding: str) -> None:
    assert clipboard.decoded((HEADER + CHROME + "\0").encode(encoding)) == HEADER + CHROME
    assert clipboard.decoded(b"") == ""


@pytest.mark.parametrize(
    "page",
    ["<p>一、总体情况</p><p>正文</p>", "<h2>总体情况</h2><p>正文</p>", "<div>二、主动公开政府信息情况</div>"],
)
def test_headings_are_a_reason_to_read_the_page(page: str) -> None:
    document = pasted(page, "一、总体情况 正文")
    assert document.source.kind == "html"
    assert len(document.blocks) == page.count("</")


@pytest.mark.parametrize(
    "page",
    [
        "",
        " \r\n",
        "<html><body></body></html>",
        "<span>新收 7</span>",
        "<div style='font-family: Consolas'><div>新收</div><div>7</div></div>",
        "<table><tr><td>一列</td></tr></table>",
        "<iframe src='a.html'></iframe>",
        "<b>" * 1_000_001,
    ],
)
def test_otherwise_the_text_is_as_good(page: str) -> None:
    document = pasted(page)
    assert document.source.kind == "text"
    assert short(document.blocks) == ["新收\t7", "结转\t0"]


def test_hidden_rows_stay_hidden() -> None:
    page = TABLE.replace("</table>", "<tr style='display:none'><td>藏</td><td>9</td></tr></table>")
    assert short(pasted(page).blocks) == ROWS


def test_more_than_any_report() -> None:
    with pytest.raises(Unreadable) as caught:
        read_clipboard("", "公" * (MOST_TEXT + 1))
    assert caught.value.code == "too_large"


PIECES = st.sampled_from(
    ["Version:0.9\r\n", "StartHTML:1\r\n", "<!--StartFragment-->", "<table>", "<tr>", "<td>", "甲", "é", "\0", "\ufeff"]
)


@given(st.lists(PIECES, max_size=20).map("".join), st.text(max_size=20))
def test_whatever_is_pasted(page: str, text: str) -> None:
    document = read_clipboard(page, text)
    assert document.source.kind in {"html", "text"}
    assert document.blocks or not text
