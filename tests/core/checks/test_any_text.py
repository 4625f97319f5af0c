"""Whatever stands in the text, the checks of words say what they say about words that are there."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks import completeness, enumeration, privacy, units, wording
from core.findings import Finding
from core.report import Report, Section
from tests.builders.reports import random_report

_MARKERS = ["一是", "二是", "三要", "第一，", "（一）", "（3）", "1.", "2、", "①", "。", "；", "，", "\n"]
_WORDS = ["XX", "××", "待补", "____", "＊＊", "政务公开工作", "行政事业性收费", "5万元", "處理費", "主动公开"]
_PIECES = st.sampled_from([*_MARKERS, *_WORDS, "13800001234", "11010519491231002X"])
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=20).map("".join)


def report_of(preamble: str, texts: list[str]) -> Report:
    report = random_report(random.Random(2), "2021")
    report.preamble = preamble
    report.sections = [
        Section(part.number, part.title, text, part.number) for part, text in zip(report.sections, texts, strict=True)
    ]
    return report


def all_of(report: Report) -> list[Finding]:
    return [found for module in (completeness, enumeration, privacy, units, wording) for found in module.findings(report)]


@settings(max_examples=150)
@given(_TEXTS, st.lists(_TEXTS, min_size=6, max_size=6))
def test_spans_are_words_of_the_text_and_keys_are_unique(preamble: str, texts: list[str]) -> None:
    report = report_of(preamble, texts)
    passages = [preamble, *texts]
    found = all_of(report)
    for finding in found:
        for span in finding.spans:
            assert span.text
            assert passages[span.section][span.start : span.end] == span.text
    assert len({finding.key for finding in found}) == len(found)
    assert all_of(report) == found
