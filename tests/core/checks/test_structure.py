"""What is said of lines that a table lacks: also what to do about it."""

import random

from core.checks import check
from tests.builders.reports import random_report


def test_of_lines_that_were_written_as_one_it_says_what_to_do() -> None:
    report = random_report(random.Random(5), "2021", collapsed=True)
    [found] = [found for found in check(report).findings if found.code == "grid.row_missing"]
    assert found.message.endswith("格式规定分列 3 行，这里合成了一行；请在原文件里分开填写，再重新打开")
