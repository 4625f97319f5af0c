"""The labelled facts of a masthead, such as 索引号 and 发布日期: which labels there are, and what stands behind each."""

import datetime
import re
from collections.abc import Iterator, Sequence

from core.folding import fold

_DATE = re.compile(r"(?P<year>20\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})")
_LONE_DATE = re.compile(r"20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_PUBLISHED = (
    "发布日期",
    "发布时间",
    "发文日期",
    "公开日期",
    "公开时间",
    "公布日期",
    "信息时间",
    "时间",
    "日期",
    "生成日期",
    "成文日期",
    "填报日期",
    "填表日期",
)
"""The labels of the date of publication, the surest first."""
_FILLED_IN_BY = ("填报单位", "填报机关", "报送单位", "报送机关", "编报单位", "编制单位", "填表单位", "单位名称")
_FOR_YEAR = ("报告年度", "统计年度", "填报年度", "所属年度")
"""How a sheet with the tables alone says whose they are, and of what year."""
_LABELS = (
    *_PUBLISHED,
    *_FILLED_IN_BY,
    *_FOR_YEAR,
    "填表人",
    "制表人",
    "审核人",
    "负责人",
    "联系电话",
    "索引号",
    "文号",
    "发布机构",
    "发布单位",
    "公开主体",
    "公开机构",
    "信息来源",
    "来源",
    "标题",
    "名称",
    "信息名称",
    "分类",
    "主题词",
    "有效性",
    "时效",
    "内容概述",
    "发文机关",
    "公开范围",
    "公开方式",
    "浏览次数",
    "阅读次数",
    "点击数",
    "作者",
)
_SEALED = re.compile(r"^\s*[(（]\s*(?:盖章|公章|签章|加盖公章)\s*[)）]")
_YEAR_BEHIND = re.compile(r"[\s(（]*(?:年度\s*[:：]?\s*)?20\d\d\s*年?度?[)）]?$")
_YEAR_ALONE = re.compile(r"\(?\s*20\d\d\s*年度?\s*\)?")
_ANY_LABEL = re.compile("|".join(r"\s*".join(label) for label in sorted(_LABELS, key=len, reverse=True)))


def facts_of(lines: Sequence[list[str]]) -> dict[str, str]:
    """What stands behind each label of the masthead, in the same field or in the next; the first mention counts."""
    facts: dict[str, str] = {}
    for fields in lines:
        if sum(map(len, fields)) > 400:
            continue
        for index, field in enumerate(fields):
            for label, value in labelled(field):
                if not value and index + 1 < len(fields) and not _is_label(fields[index + 1]):
                    value = fields[index + 1]
                if value:
                    facts.setdefault(label, value)
    return facts


def _is_label(field: str) -> bool:
    return bool(_ANY_LABEL.fullmatch(fold(field).strip(" :·[]")))


def labelled(field: str) -> Iterator[tuple[str, str]]:
    """The labels of one field with what follows each, up to the next label."""
    folded = fold(field)
    matches = [match for match in _ANY_LABEL.finditer(folded) if _stands_free(folded, match)]
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(field)
        value = _SEALED.sub("", field[match.end() : end]).strip(" :：·•|　[]【】").strip()
        yield re.sub(r"\s", "", match[0]), value


def _stands_free(folded: str, match: re.Match[str]) -> bool:
    """A label stands at the start, after a break, or before a colon; inside a sentence it is just a word."""
    before, after = folded[: match.start()].rstrip(), folded[match.end() :].lstrip()
    return after.startswith((":", "]")) or not before.strip("·[ ") or (len(folded) < 120 and folded[match.start() - 1].isspace())


def published(facts: dict[str, str]) -> datetime.date | None:
    """The date of publication, by the first of its labels that has one."""
    dates = (_date(facts.get(label, "")) for label in _PUBLISHED)
    return next((date for date in dates if date), None)


def dated(lines: Sequence[list[str]]) -> datetime.date | None:
    """A date that stands alone, as under the title of a printed report."""
    alone = (fold(fields[0]).strip("()[] ") for fields in lines if len(fields) == 1)
    return next((_date(text) for text in alone if _LONE_DATE.fullmatch(text)), None)


def _date(text: str) -> datetime.date | None:
    match = _DATE.search(fold(text))
    return date_of(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


def date_of(year: int, month: int, day: int) -> datetime.date | None:
    """A day of the calendar; None for one that it does not have."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def publisher(facts: dict[str, str]) -> str | None:
    """The publishing organ, unless it is an office that publishes for its government."""
    for label in ("发布机构", "公开主体", "公开机构", "发文机关", "发布单位", *_FILLED_IN_BY, "信息来源", "来源"):
        organ = _YEAR_BEHIND.sub("", facts.get(label, ""))
        if 2 < len(organ) <= 30 and not fold(organ).endswith(("办公室", "办公厅", "网", "网站")):
            return organ
    return None


def stated_year(facts: dict[str, str], lines: Sequence[list[str]]) -> int | None:
    """The year that a sheet with the tables alone is told to be of: labelled, or by itself, or behind whose it is."""
    told = [facts.get(label, "") for label in _FOR_YEAR]
    alone = [field for fields in lines for field in fields if _YEAR_ALONE.fullmatch(fold(field))]
    behind = [facts.get(label, "") for label in _FILLED_IN_BY]
    for text in (*told, *alone, *(found[0] for text in behind if (found := _YEAR_BEHIND.search(text)))):
        if year := re.search(r"20\d\d", fold(text)):
            return int(year[0])
    return None
