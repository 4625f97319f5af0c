"""Which cells figures and denials in the text are about: every entry of the vocabulary on its own examples."""

import pytest

from core.document import Source
from core.forms import forms
from core.narrative import Claim, Passage, prefill, read
from core.narrative.sites import Scope
from core.narrative.vocabulary import Meaning, vocabulary
from core.report import Header, Report, Section

MEANINGS = {entry.key: entry for entry in vocabulary().meanings}
WHOLLY = {entry.key: entry for entry in vocabulary().wholly}
DENIABLE = {key: entry for key, entry in MEANINGS.items() if entry.denied}


def report(text: str, form: str = "2021", section: int = 1) -> Report:
    """A report on 2023 without tables."""
    return Report(Source(None, "built"), Header(year=2023), forms()[form], [Section(section, "", text)])


def passages(text: str) -> tuple[Passage, ...]:
    return read(report(text))


def meaning_of(marked: str) -> list[str]:
    """What the figure in 【】 is taken for, in the form in force or that of 2019."""
    start = marked.index("【")
    text = marked.replace("【", "").replace("】", "")
    found = (read(report(text, form)) for form in ("2021", "2019"))
    claims = next((list(claims) for read_ in found if (claims := _at(start, read_))), [])
    assert all(text[claim.span.start : claim.span.end] == claim.span.text for claim in claims)
    return [claim.meaning.key for claim in claims]


def _at(start: int, found: tuple[Passage, ...]) -> list[Claim]:
    return [claim for passage in found for claim in passage.claims.values() if claim.span.start == start]


def denied(text: str) -> list[str]:
    read_ = (read(report(text, form)) for form in ("2021", "2019"))
    return [found.meaning.key for passages_ in read_ for passage in passages_ for found in passage.denials]


@pytest.mark.parametrize("entry", MEANINGS.values(), ids=lambda entry: entry.key)
def test_every_meaning_is_found_in_its_examples(entry: Meaning) -> None:
    assert entry.examples
    assert [meaning_of(text) for text in entry.examples] == [[entry.key]] * len(entry.examples)
    assert not [text for text in entry.counter if entry.key in meaning_of(text)]


@pytest.mark.parametrize("entry", DENIABLE.values(), ids=lambda entry: entry.key)
def test_every_meaning_is_denied_in_its_examples(entry: Meaning) -> None:
    assert [text for text in entry.denied if entry.key not in denied(text)] == []
    assert [text for text in entry.undenied if entry.key in denied(text)] == []


@pytest.mark.parametrize("entry", WHOLLY.values(), ids=lambda entry: entry.key)
def test_what_is_all_of_one_kind_is_found_in_its_examples(entry: Meaning) -> None:
    assert entry.examples
    assert [text for text in entry.examples if entry.key not in denied(text)] == []
    assert [text for text in entry.counter if entry.key in denied(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年收到政府信息公开申请【25】件。",
        "收到政府信息公开申请比上年增加【25】件。",
        "自2008年以来，累计收到政府信息公开申请【25】件。",
        "政府信息公开申请平均办理时间【25】天。",
        "12345热线受理诉求108件，均及时答复，办结【100】件。",
        "办结人大代表建议【25】件。",
        "上半年收到政府信息公开申请【25】件。",
        "向市政府报送规范性文件备案【3】件。",
    ],
)
def test_other_things_are_not_taken_for_cells(text: str) -> None:
    assert meaning_of(text) == []


def test_figures_of_a_part_of_the_office() -> None:
    [claim] = [claim for passage in passages("区政府本级收到政府信息公开申请5件。") for claim in passage.claims.values()]
    assert claim.site.scope is Scope.PART


def test_a_missing_table_is_filled_from_the_text() -> None:
    built = report(
        "（二）依申请公开。2023年收到政府信息公开申请30件，其中自然人22件、商业企业8件；上年结转2件。"
        "办结31件，1件结转下年度继续办理，未发生行政复议。"
    )
    filled = {str(ref): value for ref, value in prefill(built, read(built)).items()}
    assert filled == {
        "requests.received.total": 30,
        "requests.received.person": 22,
        "requests.received.business": 8,
        "requests.carried_in.total": 2,
        "requests.concluded.total": 31,
        "requests.carried_out.total": 1,
        "disputes.review.total": 0,
    }


def test_figures_that_differ_fill_nothing() -> None:
    built = report("收到政府信息公开申请30件。全年共收到政府信息公开申请31件。")
    assert prefill(built, read(built)) == {}


def test_what_contains_another_figure_is_the_wider_sum() -> None:
    [first, *_] = passages("收到政府信息公开申请28件（含上年结转3件）。")[0].claims.values()
    assert [[ref.row for ref in cells] for cells in first.sums] == [["received", "carried_in"]]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("收到政府信息公开申请25件，因本单位没有掌握相关信息，无法提供的6件。", ["received", "unavailable_not_held"]),
        ("已办结的申请中，公开（含部分公开）16件。", ["open"]),
        ("新收申请25件，加上2022年结转的3件，总计28件。", ["received", "carried_in", "incoming"]),
        ("因政府信息公开引起的行政复议2件、行政诉讼1件。", ["review", "suit"]),
        ("在办结的24件申请中，12件予以公开、4件部分公开。", ["concluded", "granted", "partly"]),
        ("收到依申请公开政府信息申请书25份，办结24份。", ["received", "concluded"]),
    ],
)
def test_words_told_together_are_read_together(text: str, keys: list[str]) -> None:
    claims = [claim.meaning.key for passage in passages(text) for claim in passage.claims.values()]
    assert claims == keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("本单位全年未办理行政许可。", "licences"),
        ("然而2023年没有居民向我镇申请公开政府信息。", "handled"),
        ("没有发生因政府信息公开工作引发的投诉、行政复议、行政诉讼等事件。", "review"),
    ],
)
def test_there_was_none_of_it(text: str, key: str) -> None:
    assert key in denied(text)
