"""The two sample reports: committed as generated, one clean, one with exactly the mistakes meant."""

from collections import Counter

import pytest

from core.findings import Severity, State
from core.pipeline import load
from tests.builders.samples import CLEAN, FOLDER, WRONG, samples


@pytest.mark.parametrize("name", sorted(samples()))
def test_the_committed_page_is_the_generated_one(name):
    assert (FOLDER / name).read_text("utf-8") == samples()[name]


def test_the_clean_sample_passes_everything():
    [loaded] = load(CLEAN)
    assert loaded.verdict.findings == ()
    assert loaded.verdict.count(State.PASSED) == 42
    assert (loaded.report.header.organ, loaded.report.header.year) == ("青溪县人民政府", 2023)


def test_the_sample_with_mistakes_has_those_that_were_made():
    [loaded] = load(WRONG)
    codes = Counter(found.code for found in loaded.verdict.findings)
    assert codes["sum.row"] == 1
    assert codes["sum.column"] == 1
    assert codes["balance"] == 2
    assert codes["cell.blank"] == 1
    assert codes["cell.normalised"] == 2
    assert codes["section.title"] == 1
    assert codes["year.stale"] == 1
    assert [found.section for found in loaded.verdict.findings if found.severity is Severity.ERROR].count(3) == 4
    assert (loaded.verdict.count(State.FAILED), loaded.verdict.count(State.UNCHECKED)) == (4, 3)
