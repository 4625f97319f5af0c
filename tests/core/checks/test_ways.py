"""Ways of applying in a row, beside the 25 applications of the tables."""

import pytest

from tests.core.checks.test_claims import told


@pytest.mark.parametrize(
    "text",
    [
        "从提交方式看，网络申请20件，信函申请5件。",
        "从提交方式看，网络申请20件，信函申请8件。",
        "网络申请12件，信函申请5件。",
        "共有7件，其中网络申请20件，信函申请8件。",
        "网络申请20件，信函申请9件，合计29件。",
        "网络留言20件，信函申请9件。",
    ],
)
def test_ways_that_may_be_right_are_quiet(text: str) -> None:
    assert not [marked for _, _, marked in told(text) if marked in {"20", "12"}]


@pytest.mark.parametrize(
    "text",
    ["从提交方式看，网络申请20件，信函申请9件。", "按渠道分，网络申请20件；信函申请2件。", "网络申请20件、信函申请15件。"],
)
def test_ways_that_come_to_another_sum_are_remarked(text: str) -> None:
    assert told(text) == [("claim.parts", "info", "20")]
