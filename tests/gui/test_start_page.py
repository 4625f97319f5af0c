"""The words of the start page about the work on a file: nothing is called sound that has warnings or was not checked."""

import pytest

from core.library import Left
from gui.start_page import left_as


@pytest.mark.parametrize(
    ("left", "work", "said"),
    [
        (None, "已保存", "已保存"),
        (Left(0, 0, 0, 0), "", "没有发现问题"),
        (Left(0, 0, 0, 0), "已打开", "没有发现问题，已打开"),
        (Left(2, 10, 1, 42), "已打开", "错误 2 处，已打开"),
        (Left(0, 10, 1, 42), "", "没有错误，有 10 处警告"),
        (Left(0, 0, 1, 42), "已导出", "没有错误，有 42 项未核，已导出"),
        (Left(0, 0, 1, 0), "", "没有错误，有 1 处提示"),
    ],
)
def test_what_is_left_is_told_the_gravest_first(left, work, said):
    assert left_as(left, work) == said
