"""The report year: stated alike everywhere, and brought up to date in every sentence about this year's work."""

import re
from collections.abc import Iterator

from core.checks.codes import finding
from core.dates import YEAR, year_of
from core.findings import Finding, Span
from core.folding import fold
from core.report import Report, Section

_STATED = {"title": "标题", "period": "统计期限", "preamble": "引言", "file": "文件名"}


def findings(report: Report) -> list[Finding]:
    """Everything about years."""
    return [*_mismatch(report), *_stale(report)]


def _mismatch(report: Report) -> Iterator[Finding]:
    stated = report.years_stated
    if len(set(stated.values())) > 1:
        said = "，".join(f"{_STATED[where]}为{year}年" for where, year in stated.items())
        yield finding("year.mismatch", f"年份不一致：{said}", values=tuple(f"{where}{year}" for where, year in stated.items()))


# A clause that opens with a bare year speaks of that year's work, unless its words say why another year stands there.
_OPENING = re.compile(
    r"(?:^|(?<=[。;\n:!]))\s*(?:[(]?[一二三四五六七八九十\d]+[)、.]\s*)?(?:截至|在)?"
    rf"(?P<year>{YEAR})\s*年(?:度|全年)?(?!\s*\d+\s*月)(?P<rest>[^。;\n!]*)"
)
_ELSEWHERE = re.compile(
    r"以来|起[,至]|至今|相比|同期|(?<![较比与同])(?:上年|去年)(?!度?(?:末|底)?(?:结转|转入|遗留))|往年|^.{0,4}(?:结转|遗留)"
    r"|(?<!贯彻)(?<!落实)(?<!执行)(?<!按照)(?<!依照)(?<!根据)(?<!依据)(?<!学习)《|\[20|^[^,]{0,16}工作要点|底前|^底"
    r"|(?:印发|发布|公布|出台|制定|修订)的|(?:考核|考评|评估|检查)(?:结果|反馈|通报|中|发现|指出)"
)


_PLANS = re.compile(r"将|计划|拟|要|继续|下一步|打算|目标|争取|力争|进一步")


def _stale(report: Report) -> Iterator[Finding]:
    year = report.header.year
    if year is None:
        return
    for section in report.sections:
        yield from _stale_in(section, year)


def _stale_in(section: Section, year: int) -> Iterator[Finding]:
    text = fold(section.text)
    for match in _OPENING.finditer(text):
        other = year_of(match["year"])
        rest = match["rest"]
        if other == year or not year - 5 <= other <= year + 1 or str(year) in rest or _ELSEWHERE.search(rest):
            continue
        if other > year and _PLANS.search(rest):
            continue
        start, end = match.start("year"), min(match.end(), match.start("year") + 12)
        span = Span(section.number, start, end, section.text[start:end])
        message = f"“{span.text}…”说的是本年工作，年份却是{other}年，本报告为{year}年，请核对是否应改为{year}年"
        before = text[:start].count(fold(span.text))
        yield finding("year.stale", message, section.number, spans=(span,), values=(span.text,), subject=str(before or ""))
