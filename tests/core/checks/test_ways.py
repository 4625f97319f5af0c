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
        "从申请内容看，拆迁类20件、规划类3件、其他2件。",
        "从申请内容看，拆迁类20件、规划类13件。",
        "从申请内容看，拆迁类20件、规划类3件、其他3件，合计26件。",
        "按所涉领域统计，拆迁类20件；规划类7件；其他1件。",
        "从留言内容看，拆迁类20件、规划类3件、其他5件。",
    ],
)
def test_ways_that_may_be_right_are_quiet(text: str) -> None:
    assert not [marked for _, _, marked in told(text) if marked in {"20", "12"}]


@pytest.mark.parametrize(
    "text",
    [
        "从提交方式看，网络申请20件，信函申请9件。",
        "按渠道分，网络申请20件；信函申请2件。",
        "网络申请20件、信函申请15件。",
        "新收申请中，网络申请20件，信函申请2件。",
        "网上政府信息公开申请件20件、书面申请件15件。",
        "从申请内容看，拆迁类20件、规划类3件、其他6件。",
        "从申请事项分，拆迁类20件；规划类7件；其他2件。",
    ],
)
def test_ways_that_come_to_another_sum_are_remarked(text: str) -> None:
    assert told(text) == [("claim.parts", "info", "20")]
