"""Years left over from an older report: told by how a sentence opens, or by the figures it states for such a year."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core import narrative
from core.checks.codes import finding
from core.checks.values import value_of
from core.dates import YEAR, year_of
from core.findings import Finding, Span
from core.folding import fold
from core.narrative import Claim
from core.narrative.scopes import Scope
from core.narrative.vocabulary import vocabulary
from core.numbers import canonical
from core.report import Report, Section

_OLDEST = 5
_QUOTED = 12
_YEAR = re.compile(rf"(?P<year>{YEAR})\s*年(?!\s*\d+\s*月(?!\s*31\s*日|底))")
_SENTENCE_ENDS = "。!?\n"


def findings(report: Report) -> list[Finding]:
    """Every year that is not the report's where this year's work is spoken of."""
    year = report.header.year
    if year is None:
        return []
    return [found for section in report.sections for found in _in_section(report, section, year)]


def _in_section(report: Report, section: Section, year: int) -> Iterator[Finding]:
    text = fold(section.text)
    opening = {max(match.start("year"), match.start("till")) for match in _OPENING.finditer(text) if _is_about(year, match)}
    for match in _YEAR.finditer(text):
        other = year_of(match["year"])
        if other == year or not year - _OLDEST <= other <= year + 1:
            continue
        if match.start() in opening or _states_this_year(report, section, text, match):
            yield _finding(section, text, match, year)


def _finding(section: Section, text: str, match: re.Match[str], year: int) -> Finding:
    start, end = match.span()
    span = Span(section.number, start, end, section.text[start:end])
    words = re.split("[。；;！!\n]", section.text[start : start + _QUOTED])[0]
    message = f"“{words}…”说的是本年工作，年份却是{year_of(match['year'])}年，本报告为{year}年，请核对是否应改为{year}年"
    before = text[:start].count(fold(span.text))
    return finding("year.stale", message, section.number, spans=(span,), values=(words,), subject=str(before or ""))


_OPENING = re.compile(
    r"(?:^|(?<=[。;\n:!]))\s*(?:[(]?[一二三四五六七八九十\d]+[)、.]\s*)?"
    rf"(?:截[至止]到?(?P<till>{YEAR})\s*年\s*(?:12\s*月\s*(?:31\s*日|底)|年?[末底])"
    rf"|(?:截至|在)?(?P<year>{YEAR})\s*年(?:度|全年)?(?!\s*\d+\s*月))(?P<rest>[^。;\n!]*)"
)
"""A clause that opens with a bare year speaks of that year's work, unless its words say why another year stands there."""
_ELSEWHERE = re.compile(
    r"^[^,]+以来|^以来.*(?:累计|先后|连续|逐年|每年|历年|共|\d|持续|一直|始终|多年)|起[,至]|至今|(?<![上去]年)(?<!同期)相比|(?<![上去]年)同期|(?<![较比与同])(?:上年|去年)(?!以来|度?(?:末|底)?(?:也|均|并)?(?:无|没有|未|尚无)?(?:有)?(?:申请|办理)?(?:件|事项)?(?:结转|转入|遗留))|往年|^.{0,4}(?:结转|遗留|转入|转来|转结|未办结)"
    r"|(?<!贯彻)(?<!实施)(?<!落实)(?<!宣传)(?<!遵守)(?<!遵循)(?<!施行)(?<!执行)(?<!按照)(?<!依照)(?<!根据)(?<!依据)(?<!学习)(?<!按)(?<!对)《|(?<=对)《(?!(?:中华人民共和国)?(?:政府信息公开)?条例》)|\[20|^(?!(?:细化)?落实|完成|承担|承办|牵头|执行)[^,]{0,16}工作要点(?!(?:所)?(?:确定|明确|部署|提出|安排|规定)的[^,]*任务)|底前|^底"
    r"|(?<!新)(?:印发|发布|公布|出台|制定|修订)的|新(?:印发|发布|公布|出台|制定|修订)的(?!(?:行政)?规范性文件|规章)|(?:考核|考评|评估|检查)(?:结果|反馈|通报|中|发现|指出)"
    r"|^[^,]{0,12}(?:存在|提出|查摆|查找|反馈|发现|反映|遗留|剩余)的|荣获|获评|评为|授予|表彰|机构改革|^(?:成立|组建|挂牌|更名)"
)
_PLANS = re.compile(r"将|计划|拟|要|继续|下一步|打算|目标|争取|力争|进一步")


def _is_about(year: int, match: re.Match[str]) -> bool:
    """Whether a sentence that opens with another year can only mean `year`."""
    rest, told = match["rest"], year_of(match["year"] or match["till"])
    if str(year) in re.sub(rf"{year}\s*年度?[^,、和及\d]{{0,6}}预算", "", rest) or _ELSEWHERE.search(rest):
        return False
    if rest.startswith("以来") and (told != year - 1 or match.string[: match.start()].strip()):
        return False  # from that year on; only the sentence that opens a report speaks of its own year so
    return not (told > year and _PLANS.search(rest))


_COMPARED = re.compile(r"(?:[较比与同自由从]|(?<!截)至|以来|结转)\s*$")
_HANDED_ON = re.compile("(?:度|末|底)?(?:结转|遗留|转入|转来|转结|未办结)")
"""2022年结转3件，共办结24件: what the year before handed on, and all that was done with it this year."""
_ENOUGH = 3
"""So many digits that agree are no chance."""


def _states_this_year(report: Report, section: Section, text: str, match: re.Match[str]) -> bool:
    """Whether what a sentence states for another year is what the tables hold for this one."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE_ENDS) + 1
    end = min((place for mark in _SENTENCE_ENDS if (place := text.find(mark, match.end())) >= 0), default=len(text))
    if _COMPARED.search(text, begin, match.start()) or _HANDED_ON.match(text, match.end()):
        return False
    if not vocabulary().trigger.search(text, begin, end):
        return False
    told = f"{text[begin : match.start()]}{report.header.year}{text[match.end('year') : end]}"
    stop = re.search(rf";|{YEAR}", text[match.end() : end])
    reach = range(match.end() - begin, (match.end() + stop.start() if stop else end) - begin)
    sentence = replace(section, text=told)
    agreeing = _agreeing(report, [claim for claim in _claims(report, sentence) if claim.site.amount.start in reach])
    return len("".join(agreeing)) >= _ENOUGH


def _claims(report: Report, section: Section) -> Iterator[Claim]:
    """The exact figures of a passage that repeat cells of this year."""
    for passage in narrative.read(replace(report, sections=[section])):
        for claim in passage.claims.values():
            amount = claim.site.amount
            if claim.site.scope is Scope.WHOLE and not claim.of_other_years and not amount.approximate and amount.is_count:
                yield claim


def _agreeing(report: Report, claims: list[Claim]) -> set[str]:
    """The figures above zero that are in the tables; none where one figure is not."""
    agreeing: set[str] = set()
    for claim in claims:
        known = [value for cells in claim.sums if (value := value_of(report, cells)) is not None]
        if known and claim.site.amount.value not in known:
            return set()
        if known and claim.site.amount.value:
            agreeing.add(canonical(claim.site.amount.value))
    return agreeing
