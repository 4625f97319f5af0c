"""The live checks beside and below a table: sum, difference, conclusion, red when a sum does not hold."""

from collections.abc import Mapping, Sequence

from core.export.formulas import FAILS, UNCHECKED, formulas, results, runs
from core.export.paper import LINE, Paper
from core.export.plan import TOP, CheckLine, TablePlan
from core.layout import Layout
from core.report import Report

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "sum.row": ("校核：各列之和", "总计减各列之和", "校核结论"),
    "sum.column": ("校核：第三项各目之和", "（七）总计减各目之和", "结论"),
    "balance": ("校核：第一项加第二项之和", "第三项加第四项，减上行", "结论"),
    "sum.disputes": ("校核：前几项之和", "总计减上行", "结论"),
}
_ANY_WORDS = ("校核：左边之和", "右边减左边", "结论")


def write_checks(paper: Paper, plan: TablePlan, report: Report) -> None:
    """Write a formula with its present result for every equation of the table."""
    lines = plan.checks
    if plan.layout is None or not lines:
        return
    for code in dict.fromkeys(line.equation.code for line in lines):
        _label(paper, plan.layout, plan.split, [line for line in lines if line.equation.code == code])
    for line in lines:
        places = (line.sum, line.difference, line.conclusion)
        for place, formula, result in zip(places, formulas(line), results(line, report), strict=True):
            paper.sheet.write_formula(*place, formula, paper.styles.of("check"), result)
    _colour(paper, lines)


def _label(paper: Paper, layout: Layout, split: int, lines: Sequence[CheckLine]) -> None:
    """Say what the checks of one kind are: before each block, at the left of their rows, or above their columns."""
    first = lines[0]
    words = _WORDS.get(first.equation.code, _ANY_WORDS)
    if layout.table.layout == "one_row":
        for line in lines:
            _label_block(paper, line, words)
        return
    for place, word in zip((first.sum, first.difference, first.conclusion), words, strict=True):
        if first.equation.along == "column":
            paper.put((place[0], 0), word, "check", span=(1, split))
        else:
            paper.put((TOP, place[1]), word, "check", span=(max(1, layout.header_rows), 1))
    if first.equation.along == "column":
        paper.sheet.set_row(first.conclusion[0], 4 + 2 * LINE)


def _label_block(paper: Paper, line: CheckLine, words: tuple[str, str, str]) -> None:
    """The words of one block under a one-row table; its conclusion takes the width of the block."""
    start, end = line.conclusion[1], line.sum[1]
    paper.put((line.sum[0], start), words[0], "check", span=(1, end - start))
    paper.put((line.difference[0], start), words[1], "check", span=(1, end - start))
    paper.put(line.conclusion, "", "check", span=(1, end - start + 1))


def _colour(paper: Paper, lines: Sequence[CheckLine]) -> None:
    """Red where a sum does not hold, amber where it could not be judged, whatever the figures become."""
    for run in runs([line.conclusion for line in lines]):
        for words, style in ((FAILS, "fails"), (UNCHECKED, "open")):
            rule = {"type": "text", "criteria": "begins with", "value": words[:2], "format": paper.styles.of(style)}
            paper.sheet.conditional_format(*run[0], *run[-1], rule)
