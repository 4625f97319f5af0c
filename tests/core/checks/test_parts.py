"""Parts of a figure in the text: what is told beside them is none of them. The report is that of test_claims.py."""

import pytest

from tests.core.checks.test_claims import PREAMBLE, found, told


def parts(text: str) -> list[str]:
    """The words marked first in each finding about parts."""
    return [marked for code, _, marked in told(text) if code == "claim.parts"]


@pytest.mark.parametrize(
    "text",
    [
        "更新栏目17个（其中新设14个），专题5个。",
        "解读政策3件：图文解读3件；收到留言8件。",
        "收到来信9件，其中涉及收费的有7件；予以公开12件。",
        "政策解读32条，其中图文解读24条，占75%；2023年我局发布信息6083条。",
        "新收申请25件，办结24件；共25件申请，其中线上20件、线下5件。",
        "对34条涉及个人隐私的信息作处理；全年审核发布信息2560条。",
    ],
)
def test_what_is_told_beside_the_parts_is_not_added_to_them(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("更新栏目17个（其中新设14个、改版5个）。", "17"),
        ("来信9件的来源分别为网上2件；邮局5件；窗口4件。", "9"),
    ],
)
def test_parts_that_come_to_more_are_remarked(text: str, marked: str) -> None:
    assert parts(text) == [marked]


def test_a_single_part_is_not_called_a_sum() -> None:
    [one] = found(f"{PREAMBLE}公开信息30条，其中网站80条。")
    assert one.message == "“30条”：其中的一部分是80，超过了总数30，请核对"
