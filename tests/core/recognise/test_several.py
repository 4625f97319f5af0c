"""Several reports in one file: workbooks with a sheet a unit, texts one after another, and what must stay one."""

import io
import random
from pathlib import Path

import pytest
import xlsxwriter

from core.readers import read_bytes, read_text
from core.recognise import recognise_all
from core.report import Report
from core.same import differences
from tests.builders.article import article
from tests.builders.reports import random_report
from tests.builders.sheet_shapes import as_xlsx
from tests.builders.text_shapes import TEXT_CARRIERS, as_text


def report(seed: int) -> Report:
    return random_report(random.Random(seed), "2021")


def as_lines(source: Report, seed: int = 0) -> str:
    return as_text(random.Random(seed), article(source), TEXT_CARRIERS["tabs"], "plain", "none")


def values(found: Report) -> dict[str, str]:
    return {str(ref): cell.entry.text for ref, cell in found.cells()}


def workbook(sheets: dict[str, list[list[str | int]]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return stream.getvalue()


def table_rows(source: Report, key: str) -> list[list[str]]:
    boards = [board for part in article(source).parts for board in part.tables if not isinstance(board, str)]
    return [list(row) for board in boards if board.key == key for row in board.fields()]


@pytest.mark.parametrize("count", [2, 3])
def test_texts_one_after_another_are_several_reports(count: int) -> None:
    wanted = [report(seed) for seed in range(count)]
    found = recognise_all(read_text("\n".join(as_lines(one) for one in wanted)))
    assert [one.header.title for one in found] == [article(one).title for one in wanted]
    assert [values(one) for one in found] == [values(one) for one in wanted]
    assert [one.source.part for one in found] == [f"第{number}份" for number in range(1, count + 1)]


def test_one_report_is_not_divided() -> None:
    wanted = report(4)
    (found,) = recognise_all(read_text(as_lines(wanted)))
    assert found.source.part == ""
    assert values(found) == values(wanted)


def test_a_title_in_every_running_head_divides_nothing() -> None:
    wanted = report(5)
    title, *lines = as_lines(wanted).split("\n")
    pages = [lines[start : start + 20] for start in range(0, len(lines), 20)]
    (found,) = recognise_all(read_text("\n".join("\n".join([title, *page]) for page in pages)))
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]


def test_links_to_other_reports_divide_nothing() -> None:
    links = "\n".join(f"青禾县{year}年政府信息公开工作年度报告" for year in (2021, 2022, 2023))
    (found,) = recognise_all(read_text(f"{links}\n{as_lines(report(6))}\n{links}"))
    assert values(found) == values(report(6))


def test_a_sheet_for_each_unit_is_a_report_for_each_unit() -> None:
    wanted = {"东桥镇": report(7), "西桥镇": report(8), "南桥街道": report(9)}
    sheets = {
        name: [row for key in ("art20_1", "requests", "disputes") for row in [*table_rows(one, key), []]]
        for name, one in wanted.items()
    }
    found = recognise_all(read_bytes(workbook(sheets), Path("汇总.xlsx")))
    assert [one.source.part for one in found] == list(wanted)
    for have, want in zip(found, wanted.values(), strict=True):
        assert {ref: text for ref, text in values(have).items() if "requests" in ref} == {
            ref: text for ref, text in values(want).items() if "requests" in ref
        }


def test_one_table_on_a_sheet_for_each_unit() -> None:
    sheets = {name: table_rows(report(seed), "requests") for seed, name in enumerate(("甲局", "乙局"))}
    found = recognise_all(read_bytes(workbook(sheets), Path("表三.xlsx")))
    assert [one.source.part for one in found] == ["甲局", "乙局"]


def test_a_sheet_for_each_table_is_one_report() -> None:
    wanted = report(10)
    data = as_xlsx(random.Random(1), article(wanted), "several", "none", figures="numbers")
    (found,) = recognise_all(read_bytes(data, Path("年报.xlsx")))
    assert values(found) == values(wanted)


def test_a_second_table_three_beside_the_words_stays_with_its_report() -> None:
    wanted = report(11)
    prose = [[line] for line in as_lines(wanted).split("\n") if "\t" not in line]
    sheets = {"正文": prose, "表三": table_rows(wanted, "requests"), "表三（本级）": table_rows(report(12), "requests")}
    found = recognise_all(read_bytes(workbook(sheets), Path("年报.xlsx")))
    assert len(found) == 1


def test_the_same_report_twice_is_two_reports_with_the_same_content() -> None:
    lines = as_lines(report(13))
    first, second = recognise_all(read_text(f"{lines}\n{lines}"))
    assert differences(first, second) == []
