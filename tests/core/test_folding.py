"""Folding for matching."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.folding import fold, key, squeeze


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("規範性文件", "规范性文件"),
        ("制發件數", "制发件数"),
        ("行政復議、行政訴訟", "行政复议、行政诉讼"),
        ("複議", "复议"),
        ("覆議", "复议"),
        ("（一）予以公開", "(一)予以公开"),
        ("１２３．４", "123.4"),
        ("〔2021〕", "[2021]"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("⾏政⻚⻓⾒⼯⼾", "行政页长见工户"),  # radicals, as PDF files give them
    ],
)
def test_folded(written: str, plain: str) -> None:
    assert fold(written) == plain


@pytest.mark.parametrize(
    "written", ["（三）不予\n公开", "(三) 不予公開", "（三）不予公开：", "（ 三 ）不　予 公 开", "\u200b（三）不予公开"]
)
def test_keys_of_one_label_are_equal(written: str) -> None:
    assert key(written) == "三不予公开"


@given(st.text())
def test_folding_keeps_every_position_and_settles(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_squeeze() -> None:
    assert squeeze("\u3000 15\u00a0\n件\u200b ") == "15 件"
