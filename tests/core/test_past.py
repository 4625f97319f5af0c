"""Which of last year's reports belongs to a report."""

import random
from dataclasses import replace

import pytest

from core.past import Past
from core.report import Report
from tests.builders.reports import random_report


def report_of(organ: str | None, year: int | None) -> Report:
    report = random_report(random.Random(1), "2021")
    report.header = replace(report.header, organ=organ, year=year)
    return report


FOLDER = [
    ("青禾县人民政府", 2022),
    ("青禾县人民政府", 2021),
    ("青禾县教育局", 2022),
    ("白石县教育局", 2022),
    ("曲河市临江区珠溪街道", 2022),
    (None, 2022),
    ("双河镇", None),
]


@pytest.mark.parametrize(
    ("organ", "year", "place"),
    [
        ("青禾县人民政府", 2023, 0),
        ("青禾县人民政府", 2022, 1),
        ("青禾县政府办公室", 2023, 0),
        ("青禾縣教育局", 2023, 2),
        ("珠溪街道办事处", 2023, 4),
        ("教育局", 2023, None),
        ("青禾县人民政府", 2025, None),
        ("青禾县", None, None),
        (None, 2023, None),
        ("双河镇", 2023, None),
        ("白石县水利局", 2023, None),
    ],
)
def test_in_a_folder_organ_and_year_must_agree(organ: str | None, year: int | None, place: int | None) -> None:
    reports = [report_of(*facts) for facts in FOLDER]
    found = Past(reports).of(report_of(organ, year))
    assert found is (None if place is None else reports[place])


@pytest.mark.parametrize(
    ("organ", "year", "agrees"),
    [
        ("青禾县人民政府", 2022, True),
        (None, 2022, True),
        ("青禾县", None, True),
        ("青禾县人民政府", 2021, False),
        ("白石县人民政府", 2022, False),
    ],
)
def test_a_single_report_is_taken_unless_it_says_otherwise(organ: str | None, year: int | None, agrees: bool) -> None:
    only = report_of(organ, year)
    assert Past([only]).of(report_of("青禾县人民政府", 2023)) is (only if agrees else None)


def test_nothing_at_hand() -> None:
    assert Past([]).of(report_of("青禾县人民政府", 2023)) is None
