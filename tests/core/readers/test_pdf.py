"""PDF pages drawn by hand: what is read, where it stood, what is said about it, and what is refused."""

import io
import re
import time
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from core.document import Paragraph, Picture, RawTable, Unreadable
from core.readers import read_bytes
from core.readers.pdf import read
from tests.builders.fixtures import fixture
from tests.builders.pdf_pages import HEIGHT, WIDTH, document, grid, scan, words, write
from tests.builders.pdf_tables import text_width
from tests.core.readers.showing import tables, texts

PATH = Path("年报.pdf")
TITLE = "青禾镇2023年政府信息公开工作年度报告"


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, PATH)
    return caught.value


def test_paragraphs_and_cells_know_their_place() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, TITLE, 80, 742)
        grid(canvas, (100, 200, 300), (642, 622, 602), (("规章", "7"), ("许可", "8")))

    title, table = read(document(words("封面上的字"), page), PATH).blocks[1:]
    assert isinstance(title, Paragraph)
    assert isinstance(table, RawTable)
    assert title.place.describe() == "第2页"
    left, top, right, bottom = title.place.box or (0, 0, 0, 0)
    assert (left, right) == (80, round(80 + text_width(TITLE, 12)))
    assert top < 842 - 742 < bottom
    cell = table.cells[3]
    assert cell.text == "8"
    assert cell.place.box == (200, 220, 300, 240)
    assert cell.place.describe() == "第2页，第1个表格第2行第2格"


def test_full_lines_go_on_and_short_ones_end() -> None:
    full = "字" * 36
    lines = (full, full, "完。", "一、总体情况", full, "句。")
    found = texts(read(document(words(*lines, step=20)), PATH))
    assert found == [full + full + "完。", "一、总体情况", full + "句。"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    full = "字" * 36
    first = words(full, full, full, y=160, step=20)
    second = words("完。", "二、主动公开", y=760, step=20)
    assert texts(read(document(first, second), PATH)) == [full * 3 + "完。", "二、主动公开"]


def test_printed_twice_to_look_bold_counts_once() -> None:
    def page(canvas: Canvas) -> None:
        for x, y in ((80, 700), (80.4, 700), (80, 699.6)):
            write(canvas, "合计11件", x, y)

    assert texts(read(document(page), PATH)) == ["合计11件"]


def test_spaces_stay_as_they_are_printed() -> None:
    lines = ("总\u3000\u3000计", "文 号", "本 年 度", "2023 年 5 件")
    assert texts(read(document(words(*lines)), PATH)) == list(lines)


def test_no_space_comes_in_between_spread_characters() -> None:
    def page(canvas: Canvas) -> None:
        for index, character in enumerate("政府信息公开工作"):
            write(canvas, character, 80 + index * 15.5, 700)

    assert texts(read(document(page), PATH)) == ["政府信息公开工作"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_may_be_turned(rotation: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        write(canvas, TITLE, 80, 742)
        grid(canvas, (100, 200, 300), (642, 622, 602), (("规章", "7"), ("许可", "8")))
        write(canvas, "六、其他需要报告的事项", 80, 500)

    size = (HEIGHT, WIDTH) if rotation in (90, 270) else (WIDTH, HEIGHT)
    content = read(document(page, size=size), PATH)
    assert [type(block) for block in content.blocks] == [Paragraph, RawTable, Paragraph]
    assert texts(content) == [TITLE, "六、其他需要报告的事项"]
    assert tables(content) == [[["规章", "7"], ["许可", "8"]]]


def test_a_label_set_upwards_or_downwards_is_a_word() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, (100, 120, 200, 300), (700, 600, 500), (("", "甲", "1"), ("", "乙", "2")))
        for turn, x, y in ((90, 113, 610), (270, 107, 590)):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(turn)
            write(canvas, "办理结果", 0, 0, 9)
            canvas.restoreState()
        for index, character in enumerate("竖排标签"):
            write(canvas, character, 305, 690 - 12 * index, 9)

    content = read(document(page), PATH)
    assert [row[0] for row in tables(content)[0]] == ["办理结果", "办理结果"]


def test_characters_under_one_another_are_a_word() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, (100, 150, 250, 300), (700, 600), (("", "甲", "1"),))
        for index, character in enumerate("办理结果"):
            write(canvas, character, 120, 680 - 14 * index, 9)

    assert tables(read(document(page), PATH)) == [[["办理结果", "甲", "1"]]]


@pytest.mark.parametrize("foot", ["- # -", "— # —", "#", "# / 3", "第#页 共3页", "第 # 页"])
def test_page_numbers_are_kept_out(foot: str) -> None:
    pages = [
        words(f"第{name}页的内容写在这里", foot.replace("#", str(number)), y=700, step=655)
        for number, name in ((1, "一"), (2, "二"), (3, "三"))
    ]
    content = read(document(*pages), PATH)
    assert texts(content) == ["第一页的内容写在这里", "第二页的内容写在这里", "第三页的内容写在这里"]
    assert content.notices == ()


def test_a_number_on_a_page_is_not_its_page_number_by_looks_alone() -> None:
    found = texts(read(document(words("收费金额", "- 3 -", "7", step=30)), PATH))
    assert found == ["收费金额", "- 3 -", "7"]


def test_running_heads_are_kept_out_and_told() -> None:
    pages = [words("青禾镇年报", f"正文{name}", y=800, step=100) for name in "甲乙丙"]
    content = read(document(*pages), PATH)
    assert texts(content) == ["正文甲", "正文乙", "正文丙"]
    assert content.notices == ("每页重复的文字（页眉、页脚、菜单）没有算作正文：“青禾镇年报”。",)


def test_a_menu_beside_the_text_is_not_mixed_into_it() -> None:
    lines = ["这是正文的一行，写得比较长，" + "很" * count + "长。" for count in (8, 5, 9, 4, 12, 2)]
    menu = ["首页", "机构职能", "政策文件", "公开指南", "公开年报", "依申请公开"]

    def page(canvas: Canvas) -> None:
        words(*menu, x=40, y=703, step=26)(canvas)
        words(*lines, x=200, y=700, step=22)(canvas)

    assert texts(read(document(page), PATH)) == [*menu, *lines]


def test_radicals_are_the_characters_that_they_look_like() -> None:
    content = read(document(lambda canvas: write(canvas, "⼀、总体情况，⼯作年⻚", 80, 700)), PATH)
    assert texts(content) == ["一、总体情况，工作年页"]


def test_a_page_that_is_a_picture_is_named() -> None:
    content = read(document(words(TITLE), scan, words("六、其他需要报告的事项")), PATH)
    assert [type(block) for block in content.blocks] == [Paragraph, Picture, Paragraph]
    picture = content.blocks[1]
    assert isinstance(picture, Picture)
    assert picture.full_page
    assert picture.place.page == 2
    assert content.notices == ("第2页只有图片，没有文字，其中的内容读不出来，请对照原件补录。",)


def test_a_scan_is_refused_with_the_number_of_its_pages() -> None:
    error = refused(document(scan, scan, scan))
    assert error.code == "scan"
    assert "共 3 页，全是扫描图片" in error.message


def test_the_words_over_a_scan_are_read_and_doubted() -> None:
    def page(canvas: Canvas) -> None:
        scan(canvas)
        text = canvas.beginText(80, 700)
        text.setTextRenderMode(3)
        text.setFont("STSong-Light", 12)
        text.textLine("政 府 信 息 公 开 工 作 年 度 报 告 2023")
        canvas.drawText(text)

    content = read(document(page), PATH)
    assert texts(content) == ["政府信息公开工作年度报告 2023"]
    assert content.notices == ("第1页是扫描件，文字由识别软件生成，可能认错字和数字，请逐格对照原件核对。",)


def test_words_across_the_page_are_a_watermark() -> None:
    def page(canvas: Canvas) -> None:
        words(TITLE, "正文")(canvas)
        canvas.translate(120, 600)
        canvas.rotate(45)
        write(canvas, "内部资料", 0, 0, 40)

    content = read(document(page), PATH)
    assert texts(content) == [TITLE, "正文"]
    assert content.notices == ("第1页有斜排的文字（如水印），没有算作正文：“内部资料”。",)


def test_words_outside_the_visible_page_are_told() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 500, 800))
        words(TITLE)(canvas)
        write(canvas, "看不见", 80, 20)

    content = read(document(page), PATH)
    assert texts(content) == [TITLE]
    assert content.notices == ("第1页的纸张边缘以外还有看不见的文字，没有读取。",)


def test_figures_cut_by_the_edge_of_the_paper_are_told() -> None:
    content = read(document(words(TITLE, x=WIDTH - 30)), PATH)
    assert "第1页的内容超出了纸张边缘，数字可能被截掉一部分，请对照原件核对。" in content.notices


def test_what_was_typed_into_a_form_is_read() -> None:
    def page(canvas: Canvas) -> None:
        words(TITLE)(canvas)
        canvas.acroForm.textfield(name="received", value="12345", x=100, y=500, width=100, height=20)

    assert texts(read(document(page), PATH)) == [TITLE, "12345"]


def test_text_without_meaning_is_refused() -> None:
    data = fixture(".pdf").read_bytes()
    unmapped = re.sub(rb"/ToUnicode \d+ 0 R", lambda match: b" " * len(match[0]), data)
    assert unmapped != data
    assert refused(unmapped).code == "garbled"


def test_a_password_is_asked_for_only_where_one_is_needed_to_open() -> None:
    assert refused(document(words(TITLE), encrypt=StandardEncryption("geheim", "besitzer"))).code == "encrypted_pdf"
    locked = document(words(TITLE), encrypt=StandardEncryption("", "besitzer", canPrint=0, canCopy=0))
    assert texts(read(locked, PATH)) == [TITLE]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(2000), fixture(".pdf").read_bytes()[:300]])
def test_a_torso_is_damaged(data: bytes) -> None:
    assert refused(data).code == "damaged_pdf"


def test_a_cover_over_packed_files_is_told() -> None:
    portfolio = pypdfium2.PdfDocument(document(words("请用更高版本的阅读器打开")))
    portfolio.new_attachment("年报.docx").set_data(b"PK")
    stream = io.BytesIO()
    portfolio.save(stream)
    portfolio.close()
    assert refused(stream.getvalue()).code == "pdf_shell"


def test_a_file_whose_pages_are_missing_is_told() -> None:
    parts = (b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", b"2 0 obj<</Type/Pages/Kids[9 0 R]/Count 1>>endobj\n")
    assert refused(b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n").code == "pdf_without_pages"


def test_an_empty_page_is_blank() -> None:
    assert refused(document(words())).code == "blank"


def test_a_page_with_far_too_many_lines_is_read_in_bounded_time() -> None:
    def page(canvas: Canvas) -> None:
        words(TITLE)(canvas)
        for index in range(100_000):
            canvas.line(index % 500, index // 500, index % 500 + 3, index // 500)

    data = document(page)
    start = time.perf_counter()
    content = read(data, PATH)
    assert time.perf_counter() - start < 20
    assert texts(content) == [TITLE]
    assert content.notices == ("第1页的图形太多，没有全部读取，其中的表格可能不完整，请对照原件核对。",)


@pytest.mark.slow
def test_five_hundred_pages_are_read_and_a_thousand_and_one_refused() -> None:
    page = words(*(f"第{number}行写着一些内容。" for number in range(20)), step=25)
    start = time.perf_counter()
    content = read(document(*[page] * 500), PATH)
    assert time.perf_counter() - start < 120
    assert len(texts(content)) == 500 * 20
    assert content.notices[0] == "文件共 500 页，比一份年报长得多，请确认里面只有一份年报。"
    error = refused(document(*[words(TITLE)] * 1001))
    assert error.code == "pdf_too_long"
    assert "共 1001 页" in error.message
