"""Saved pages: the pages in their frames, pictures that may be tables, and workbooks saved as pages."""

from pathlib import Path

import pytest

from core.document import Paragraph, Picture, RawTable, Unreadable
from core.forms import forms
from core.pipeline import load
from core.readers import read, read_bytes
from core.readers.web import html
from core.readers.web.frames import Folder, on_disk
from tests.core.readers.showing import short

TABLE = "<table><tr><td>新收<td>7<tr><td>结转<td>0</table>"
INNER = f"<html><body><p>一、总体情况</p>{TABLE}</body></html>"
SHOWN = ["一、总体情况", [["新收", "7"], ["结转", "0"]]]


def save(folder: Path, **files: str | bytes) -> Path:
    """The page “page” as 年报.html in a folder, and others by their names in 年报_files."""
    (folder / "年报_files").mkdir()
    for name, text in files.items():
        path = folder / "年报.html" if name == "page" else folder / "年报_files" / f"{name}.html"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder / "年报.html"


@pytest.mark.parametrize(
    "address",
    [
        "年报_files/inner.html",
        "./年报_files/inner.html",
        "年报_files\\inner.html",
        "%E5%B9%B4%E6%8A%A5_files/inner.html",
        "%C4%EA%B1%A8_files/inner.html",
        " 年报_files/inner.html#top",
    ],
)
@pytest.mark.parametrize("tag", ["<iframe src='{}'></iframe>", "<frameset><frame src='{}'></frameset>"])
def test_a_frame_is_read_in_place(tmp_path: Path, address: str, tag: str) -> None:
    path = save(tmp_path, page=f"<html>{tag.format(address)}</html>", inner=INNER.encode("gbk"))
    document = read(path)
    assert short(document.blocks) == SHOWN
    assert document.notices == ()


def test_words_around_a_frame_and_a_frame_in_a_frame(tmp_path: Path) -> None:
    page = "<p>甲</p><div>乙<iframe src='年报_files/one.html'></iframe>戊</div>"
    path = save(tmp_path, page=f"<html><body>{page}", one="<p>丙</p><iframe src='two.html'></iframe>", two="<p>丁</p>")
    assert short(read(path).blocks) == ["甲", "乙", "丙", "丁", "戊"]


def test_pages_in_one_another(tmp_path: Path) -> None:
    one = "<p>甲</p><iframe src='two.html'></iframe>"
    two = "<p>乙</p><iframe src='one.html'></iframe><iframe src='two.html'></iframe>"
    path = save(tmp_path, page="<html><iframe src='年报_files/one.html'></iframe>", one=one, two=two)
    assert short(read(path).blocks) == ["甲", "乙"]


def test_some_dozens_and_no_more(tmp_path: Path) -> None:
    files = {f"n{number}": f"<p>{number}</p>" for number in range(80)}
    page = "".join(f"<iframe src='年报_files/{name}.html'></iframe>" for name in files)
    path = save(tmp_path, page=f"<html><body>{page}", **files)
    assert len(read(path).blocks) == 60


@pytest.mark.parametrize(
    "address",
    ["../秘密.html", "年报_files/../../秘密.html", "..\\秘密.html", "%2e%2e/秘密.html", "{outside}", "file://{outside}",
     "/etc/passwd", "//host/秘密.html", "C:\\秘密.html", "http://a.cn/x.html", "年报_files/link.html", "about:blank", "",
     "\0", "x" * 5000],
)  # fmt: skip
def test_nothing_outside_the_folder_is_opened(tmp_path: Path, address: str) -> None:
    outside = tmp_path / "秘密.html"
    outside.write_text("<p>秘密</p>", "utf-8")
    folder = tmp_path / "里面"
    folder.mkdir()
    tag = f"<iframe src='{address.format(outside=outside)}'></iframe>"
    path = save(folder, page=f"<html><body><p>甲</p>{tag}<p>乙</p>")
    (folder / "年报_files" / "link.html").symlink_to(outside)
    assert short(read(path).blocks) == ["甲", "乙"]


def test_a_folder_or_a_picture_is_no_page(tmp_path: Path) -> None:
    page = "<html><body><p>甲</p><iframe src='年报_files'></iframe><iframe src='年报_files/i.html'></iframe>"
    assert short(read(save(tmp_path, page=page, i=b"\x89PNG\r\n\x1a\n" + bytes(50))).blocks) == ["甲"]


def test_a_name_that_is_no_file_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page out of an archive has a name that may be that of another file here."""
    page = "<html><body><p>甲</p><iframe src='年报_files/inner.html'></iframe>"
    path = save(tmp_path, page=page + " another", inner=INNER)
    assert short(read_bytes(page.encode(), path).blocks) == ["甲"]
    monkeypatch.chdir(tmp_path)
    assert Folder(on_disk(Path("没有.html"), 3))("年报.html", "") is None


def test_frames_that_are_missing_are_said(tmp_path: Path) -> None:
    frame = "<iframe src='年报_files/%E6%AD%A3%E6%96%87.html'></iframe>"
    path = save(tmp_path, page=f"<html><body><p>甲</p>{frame}")
    (notice,) = read(path).notices
    assert notice == ("这个网页的正文在另一个文件里（年报_files/正文.html），没有找到。请把和网页同名的文件夹放在一起再打开。")
    path.write_text(f"<html><body><p>甲</p>{TABLE}{frame}", "utf-8")
    assert read(path).notices == ()
    path.write_text("<html><body><p>甲</p><iframe src='https://a.cn/ad.html'></iframe>", "utf-8")
    assert read(path).notices == ()
    path.write_text(f"<html><body>{frame}", "utf-8")
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert (caught.value.code, caught.value.detail) == ("framed", "年报_files/正文.html")


def test_the_sheets_of_a_workbook_saved_as_a_page(tmp_path: Path) -> None:
    links = "".join(f'<link id="shLink" href="年报_files/sheet{n}.html">' for n in (1, 2))
    frames = '<frameset rows="*,39"><frame src="年报_files/sheet1.html"><frame src="年报_files/tabs.html"></frameset>'
    page = f'<html><head><meta name="Excel Workbook Frameset">{links}</head>{frames}<noframes><p>无</p></noframes></html>'
    path = save(tmp_path, page=page, sheet1=INNER, sheet2="<p>末</p>", tabs="<p>Sheet1</p>")
    assert short(read(path).blocks) == [*SHOWN, "末"]


@pytest.mark.parametrize(
    ("tag", "large"),
    [
        ("<img src=a.png width=600 height=400>", True),
        ("<img src=a.png width=300 height=100>", True),
        ("<img src=a.png width=299 height=400>", False),
        ("<img src=a.png width=600 height=99>", False),
        ("<img src=a.png width=1 height=1>", False),
        ("<img src=a.png width=600>", True),
        ("<img src=a.png height=20px>", False),
        ("<img src=a.png width='100%'>", True),
        ("<img src=a.png style='WIDTH: 415.3pt; HEIGHT: 300pt'>", True),
        ("<img src=a.png style='width:20px;height:20px' width=600 height=600>", False),
        ("<img src=a.png style='max-width:100%'>", True),
        ("<img src=W020240105.png>", True),
        ("<img src='/images/icon_share.png'>", False),
        ("<img src='../img/logo.jpg'>", False),
        ("<img src='data:image/png;base64," + "A" * 9_000 + "'>", True),
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", False),
        ("<img>", True),
        ("<p style='display:none'><img src=a.png width=600></p>", False),
    ],
)
def test_large_pictures(tag: str, large: bool) -> None:
    blocks = html.blocks(f"<p>三、申请情况</p><p>{tag}</p><p>四、复议诉讼情况</p>")
    assert [type(block) for block in blocks] == [Paragraph, *[Picture] * large, Paragraph]


def test_a_picture_stands_behind_the_words_beside_it() -> None:
    blocks = html.blocks("<p>三、申请情况<img src=a.png width=600></p><div><img src=b.png>说明</div>")
    assert [block.text if isinstance(block, Paragraph) else block.place.describe() for block in blocks] == [
        "三、申请情况",
        "第2段",
        "说明",
        "第4段",
    ]


def test_pictures_in_tables() -> None:
    data = "<table><tr><td>甲<td><img src=a.png><tr><td>乙<td>2</table>"
    layout = "<table><tr><td><p>三、申请情况</p><img src=a.png></td></tr></table>"
    assert [type(block) for block in html.blocks(data)] == [RawTable]
    assert [type(block) for block in html.blocks(layout)] == [Paragraph, Picture]


def test_a_page_of_pictures_alone_has_no_text() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(b"<html><body><img src=a.png width=600 height=900></body></html>", Path("a.html"))
    assert caught.value.code == "blank"


def test_a_table_that_is_a_picture_is_called_one(tmp_path: Path) -> None:
    titles = [f"{number}、{section.title}" for number, section in zip("一二三四五六", forms()["2021"].sections, strict=True)]
    lines = [f"<h3>{title}</h3><p>2023年本机关按要求推进公开工作。</p>" for title in titles]
    lines[2] += "<p><img src='年报_files/W020240105.png' width=640 height=900></p>"
    path = save(tmp_path, page="<html><body><h1>青禾县教育局2023年政府信息公开工作年度报告</h1>" + "".join(lines))
    (loaded,) = load(path)
    missing = [finding.message for finding in loaded.verdict.findings if finding.code == "grid.missing"]
    assert [("这里有图片" in message) for message in missing] == [False, True, False]


def test_a_page_as_excel_writes_it() -> None:
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
    <head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Excel.Sheet>
    <style><!-- .xl65 {mso-number-format:"0\\.00";} --></style>
    <!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:Name>表三</x:Name></x:ExcelWorksheets></x:ExcelWorkbook></xml>
    <![endif]--></head><body>
    <!--[if !excel]>&nbsp;&nbsp;<![endif]--><div id="1" align=center x:publishsource="Excel">
    <table border=0 style='border-collapse:collapse'><col width=72 span=3 style='mso-width-source:userset'>
    <tr height=19><td class=xl65 colspan=2 style='mso-ignore:colspan'>项目</td><td x:str>数量</td></tr>
    <tr><td>收费</td><td>万元</td><td class=xl65 align=right x:num="0.12345">0.12</td></tr>
    <tr><td>许可</td><td>件</td><td x:num>7</td></tr>
    <tr style='display:none'><td>藏</td><td></td><td x:num>9</td></tr>
    <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td></tr><![endif]>
    </table></div></body></html>"""
    for name in ("年报.xls", "年报.doc", "年报.et", "年报.html"):
        document = read_bytes(page.encode("gbk"), Path(name))
        assert document.source.kind == "html"
        assert short(document.blocks) == [[["项目", "数量"], ["收费", "万元", "0.12"], ["许可", "件", "7"]]]


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1", "us-ascii", ""])
@pytest.mark.parametrize("real", ["utf-8", "gb18030", "utf-16"])
def test_a_charset_that_is_wrong_or_missing(declared: str, real: str) -> None:
    meta = f"<meta charset='{declared}'>" if declared else ""
    page = f"<html><head>{meta}</head><body><p>一、总体情况</p><p>本年度主动公开政府信息，办理依申请公开事项。</p>"
    assert short(read_bytes(page.encode(real), Path("a.html")).blocks)[0] == "一、总体情况"
