"""Each kind of finding has an example that fires and one that does not; a kind without examples fails here."""

import pytest

from core.checks import check
from core.checks.codes import codes
from core.findings import Finding, Severity
from tests.core.checks.examples import EXAMPLES, Change, Example, built, sound


def test_every_kind_of_finding_has_its_examples() -> None:
    assert sorted(example.code for example in EXAMPLES) == sorted(codes())


def test_a_sound_report_has_no_finding() -> None:
    assert [check(sound(form)).findings for form in ("2021", "2019")] == [(), ()]


def judged(example: Example, change: Change) -> list[Finding]:
    previous = example.previous(example.form) if example.previous else None
    return [finding for finding in check(built(example, change), previous).findings if finding.code == example.code]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_it_fires(example: Example) -> None:
    found = judged(example, example.failing)
    assert found
    assert any(example.said in finding.message for finding in found), [finding.message for finding in found]
    assert all(finding.severity is codes()[example.code].severity for finding in found)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_it_keeps_quiet(example: Example) -> None:
    assert judged(example, example.passing) == []


@pytest.mark.parametrize("code", list(codes()))
def test_every_kind_explains_itself(code: str) -> None:
    entry = codes()[code]
    assert entry.name
    assert entry.rule.endswith("。")
    assert entry.source
    assert entry.severity in Severity
