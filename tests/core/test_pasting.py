"""What a copied block means: whole tables by their labels, parts with some labels, plain blocks."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import CellRef
from core.pasting.copied import LONGEST, MOST_PAGE, MOST_ROWS, block_of, is_prose
from core.pasting.part import Part, part_of
from core.pasting.whole import whole_tables
from tests.builders import clipboard
from tests.builders.reports import random_report
from tests.sizes import ROOT

FORM = clipboard.FORM
COLUMNS = ("person", "business", "research", "welfare", "legal", "other", "total")
GRANTED = "（一）予以公开\t5\t1\t0\t0\t0\t2\t8"


def requests(row: str, *texts: str) -> dict[CellRef, str]:
    return {CellRef("requests", row, column): text for column, text in zip(COLUMNS, texts, strict=True)}


def read(program: str, key: str, *mimes: str) -> dict[CellRef, str]:
    held = clipboard.held(program, key)
    page, text = (held[mime].decode("utf-8") if mime in mimes else "" for mime in (clipboard.HTML, clipboard.TEXT))
    found = whole_tables(page, text, FORM)
    assert found is not None
    assert (found.doubtful, found.left) == (0, ())
    return dict(found.entries)


@pytest.mark.parametrize("mime", [clipboard.HTML, clipboard.TEXT])
@pytest.mark.parametrize("key", clipboard.TABLES)
@pytest.mark.parametrize("program", clipboard.PROGRAMS)
def test_every_entry_of_a_copied_table_goes_where_its_labels_say(program, key, mime):
    wanted = {ref: clipboard.entries()[ref] for ref in clipboard.values(key)}
    assert read(program, key, mime) == wanted


def test_what_stands_in_the_fixtures_is_what_the_builder_writes():
    for program, copy in clipboard.PROGRAMS.items():
        for key in clipboard.TABLES:
            assert clipboard.held(program, key) == {mime: text.encode("utf-8") for mime, text in copy(key).items()}


def test_rows_go_by_their_labels_in_whatever_order():
    text = f"四、结转下年度继续办理\t0\t0\t0\t0\t0\t1\t1\r\n{GRANTED}\r\n"
    found = whole_tables("", text, FORM)
    assert found.entries == requests("carried_out", *"0000011") | requests("granted", *"5100028")


def test_columns_go_by_their_headings_in_whatever_order():
    heads = "总计\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他"
    found = whole_tables("", f"\t{heads}\r\n（一）予以公开\t8\t5\t1\t0\t0\t0\t2\r\n（二）部分公开\t3\t3\t0\t0\t0\t0\t0\r\n", FORM)
    assert found.entries == requests("granted", *"5100028") | requests("partly_granted", *"3000003")


def test_what_the_form_has_no_row_for_is_told():
    text = f"{GRANTED}\r\n（二）部分公开\t3\t0\t0\t0\t0\t0\t3\r\n（三）不予公开小计\t1\t0\t0\t0\t0\t0\t1\r\n"
    found = whole_tables("", text, FORM)
    assert found.entries == requests("granted", *"5100028") | requests("partly_granted", *"3000003")
    assert found.left == ("（三）不予公开小计",)


@pytest.mark.parametrize("text", ["", "5", "1\t2\r\n3\t4", "没有", "\t".join(map(str, range(15))), "（一）予以公开\t5\t1\t0"])
def test_what_has_no_whole_rows_with_labels_is_no_table(text):
    assert whole_tables("", text, FORM) is None


def test_figures_alone_are_no_table_however_they_are_laid_out():
    row = "<tr>" + "".join(f"<td>{number}</td>" for number in range(15)) + "</tr>"
    assert whole_tables(f"<table>{row * 3}</table>", "", FORM) is None


def test_a_page_too_large_to_be_read_at_once_gives_way_to_the_plain_text():
    page = f"<table><tr><td>{'x' * MOST_PAGE}</td><td>1</td></tr></table>"
    assert whole_tables(page, GRANTED, FORM).entries == requests("granted", *"5100028")


def test_in_more_rows_than_any_report_has_no_labels_are_looked_for():
    text = "\r\n".join([GRANTED] * (MOST_ROWS + 1))
    assert whole_tables("", text, FORM) is None
    assert part_of("", text, FORM).entries[0] == tuple(GRANTED.split("\t"))


def test_getting_ready_loads_what_reads_a_page():
    code = (
        "import sys; from core.pasting.whole import get_ready; from core.forms import newest\n"
        "module = 'core.readers.web.clipboard'; before = module in sys.modules; get_ready(newest())\n"
        "print(before, module in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


@given(st.integers(0, 2**32), st.sampled_from(["2021", "2019"]))
def test_a_row_of_any_report_is_read_back(seed, form):
    report = random_report(random.Random(seed), form)
    for row in report.grids["requests"].rows:
        refs = [CellRef("requests", row.key, column) for column in COLUMNS]
        texts = [report.cell(ref).entry.text for ref in refs]
        found = whole_tables("", "\t".join([row.label, *texts]), report.form)
        assert found is not None
        assert dict(found.entries) == dict(zip(refs, texts, strict=True))


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_clipboard_is_too_odd(page, text):
    found = whole_tables(page, text, FORM)
    part = part_of(page, text, FORM)
    assert found is None or all(ref.grid in FORM.grids for ref in found.entries)
    assert len({len(line) for line in part.entries}) <= 1


def test_a_plain_block_has_no_labels():
    assert part_of("", "1\t2\r\n3\t\r\n", FORM) == Part((("1", "2"), ("3", "")))


def test_a_part_with_row_labels_alone():
    part = part_of("", "（一）予以公开\t5\t1\r\n2.重复申请\t2\t0", FORM)
    assert part == Part((("5", "1"), ("2", "0")), (("requests", "granted"), ("requests", "unprocessed_repeat")))


def test_a_part_with_labels_on_both_sides():
    part = part_of("", "\t自然人\t总计\r\n（一）予以公开\t5\t8\r\n（二）部分公开\t2\t2", FORM)
    rows = (("requests", "granted"), ("requests", "partly_granted"))
    assert part == Part((("5", "8"), ("2", "2")), rows, ("person", "total"))


def test_a_part_with_column_headings_alone():
    assert part_of("", "自然人\t总计\r\n5\t8", FORM) == Part((("5", "8"),), (), ("person", "total"))


def test_labels_that_nobody_knows_are_left_out():
    assert part_of("", "甲\t5\r\n乙\t6", FORM) == Part((("5",), ("6",)))


def test_two_rows_of_one_label_name_nothing():
    assert part_of("", "（一）予以公开\t5\r\n（一）予以公开\t6", FORM).rows == ()


def test_words_alone_are_entries():
    assert part_of("", "没有", FORM) == Part((("没有",),))
    assert part_of("", "约5\t约6", FORM) == Part((("约5", "约6"),))


def test_without_plain_text_the_table_of_the_page_counts():
    page = "<table><tr><td>5</td><td rowspan=2>7</td></tr><tr><td>6</td></tr></table>"
    assert part_of(page, "", FORM) == Part((("5", "7"), ("6", "")))


def test_a_block_is_read_as_spreadsheets_write_it():
    assert block_of("1\t2\r\n3\t\r\n") == [["1", "2"], ["3", ""]]
    assert block_of('"（三）不予\n公开"\t4\r\n其他\t5') == [["（三）不予\n公开", "4"], ["其他", "5"]]
    assert block_of("\r\n") == [[""]]
    assert block_of("") == []


def test_what_nobody_writes_into_a_cell_is_prose():
    assert is_prose(["5", "字" * (LONGEST + 1)])
    assert not is_prose(["22（其中修订16件）", "字" * LONGEST])
