"""Phrases are read word by word, the longest known word at each place; what no word explains is strange."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks import check
from core.findings import Severity
from core.forms import RESOURCES, FormError
from core.narrative import read
from core.narrative.lexicon import lexicon, load_lexicon
from tests.core.checks.test_claims import PREAMBLE, report
from tests.core.narrative.test_meanings import report as bare_report

GOOD = (RESOURCES / "lexicon.toml").read_text("utf-8")
TRUE = (
    "收到政府信息公开申请25件，上年结转3件，办结24件，结转下年度4件。",
    "办结24件，其中予以公开12件、部分公开4件、不予公开2件、无法提供6件。",
    "因政府信息公开被申请行政复议2件，结果维持2件；行政诉讼1件，尚未审结1件。",
    "全年作出行政许可决定1007件，行政处罚决定194件。",
    "制发行政规范性文件4件，废止1件，现行有效24件。",
    "不予处理、其他处理均为0件，未收取其他费用，没有重复申请。",
    "收到政府信息公开申请25件，办结率85.71%，其中自然人占100%。",
)


@pytest.mark.parametrize(
    ("text", "concepts", "strange"),
    [
        ("收到政府信息公开申请", ("receive", "request"), ""),
        ("未经复议直接向人民法院起诉的", ("direct", "suit"), ""),
        ("全年办理各领域行政复议案件", ("handle", "review"), "领域"),
        ("由信访引发的行政复议", ("other", "review"), ""),
        ("通过网络、信函等渠道收到申请", ("receive", "apply"), ""),
        ("通过网络收到申请", ("channel", "receive", "apply"), ""),
        ("截至12月31日", (), ""),
        # the longest word 来自企业 would leave 他 over
        ("来自企业及其他组织的", ("orgs",), ""),
    ],
)
def test_a_phrase_is_read(text: str, concepts: tuple[str, ...], strange: str) -> None:
    phrase = lexicon().phrase(text)
    assert (phrase.concepts, phrase.strange) == (concepts, strange)


@given(st.text(max_size=60))
def test_any_text_is_a_phrase(text: str) -> None:
    phrase = lexicon().phrase(text)
    assert set(phrase.concepts) <= lexicon().concepts
    assert set(phrase.strange) <= set(text)
    assert phrase.is_empty == (not phrase.concepts and not phrase.strange)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('both = ["两项", ', 'both = ["两项", "重复申请", '),
        ('review = ["review"]', 'review = ["weather"]'),
        ("{area}政府", "{weather}政府"),
        ("[subjects]", "[weather]\nrain = []\n\n[subjects]"),
        ("\n[filling]\n", "\n[filling\n"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    path = tmp_path / "lexicon.toml"
    path.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(FormError, match=r"lexicon\.toml"):
        load_lexicon(path)


@given(st.data())
def test_a_word_nobody_knows_in_front_of_anything_blames_nobody(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TRUE))
    place = data.draw(st.integers(0, len(text) - 1))
    words = data.draw(st.sampled_from(("蟠桃", "麒麟类", "非遗的", "由瑶琴引发的")))
    strange = PREAMBLE + text[:place] + words + text[place:]
    weighty = [one for one in check(report(strange)).findings if one.severity is not Severity.INFO]
    assert not [one.message for one in weighty if one.code.startswith("claim.")], strange


@pytest.mark.parametrize(
    "text",
    [
        "由信访引发的行政复议9件。",
        "各领域行政复议案件9件。",
        "涉及征地的政府信息公开申请9件。",
        "未经复议直接找法院评理的9件，维持9件。",
        "制发公文90件，其中主动公开50件、依申请公开9件、不予公开9件。",
        "从土地领域看，收到政府信息公开申请9件。",
        "因属于国家秘密，不予公开9件。",
        "收到政府信息公开申请25件，其中收到信函申请9件。",
        "予以公开、部分公开、不予公开分别为9件、9件。",
    ],
)
def test_what_may_be_a_part_of_something_is_left_alone(text: str) -> None:
    found = read(bare_report(f"（二）依申请公开。{text}"))
    assert {claim.meaning.key for one in found for claim in one.claims.values() if claim.site.amount.value == 9} == set()
