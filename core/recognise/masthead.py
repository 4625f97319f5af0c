"""Read the facts of the masthead and the preamble: title, organ, year, date, index number, period."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from core.dates import YEAR, year_of
from core.document import Block, Paragraph, RawTable
from core.folding import fold, squeeze
from core.report import Header

_REPORT = r"(?:政府|政务)信息公开(?:(?:工作|情况|的|年度?|总结)*报告|(?:工作)?年报)"
_TITLE = re.compile(rf"(?P<lead>[^。;,:]*?)(?:{_REPORT})(?:\s*[(\[]?\s*(?P<late>{YEAR})\s*年?度?\s*[)\]]?)?\s*")
_YEAR_WORDS = re.compile(rf"\(?({YEAR})\s*年?度?\)?")
_PERIOD = re.compile(
    rf"(?P<year>{YEAR})\s*年\s*1\s*月\s*1\s*日?\s*(?:起|开始)?\s*,?\s*(?:至|到|-|~|～|─)+\s*(?:(?P<end>{YEAR})\s*年)?\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日?"
)
_DATE = re.compile(r"(?P<year>20\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})")
_LONE_DATE = re.compile(r"20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_PUBLISHED = [
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
]
_LABELS = (
    *_PUBLISHED,
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
_SPACED = {label: r"\s*".join(label) for label in sorted(_LABELS, key=len, reverse=True)}
_ANY_LABEL = re.compile("|".join(_SPACED.values()))
_IN_SENTENCE = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{2,30}}?)\s*(?P<year>{YEAR})\s*年度?(?:政府|政务)信息公开(?:工作)?(?:情况)?年度报告"
)
_LEAD_IN = re.compile(r"^.*(?:公布|发布|编制|公开|现将|要求|现|和|及|由|的)(?=[\u4e00-\u9fff]{3,})")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The header, and the year by each place that states it."""

    header: Header
    years: dict[str, int]


def read_masthead(blocks: Sequence[Block], path: Path | None) -> Masthead:
    """Read the header from what stands before the first section; what is not stated stays None."""
    lines = list(_lines(blocks))
    facts = _facts(lines)
    title = _title(facts, lines)
    stated = _title_parts(title) if title else (None, None)
    preamble = "\n".join(squeeze(" ".join(fields)) for fields in lines)
    period = _period(preamble)
    mentioned = _mentioned(preamble)
    years = {"title": stated[1], "period": period[0].year if period else None}
    if not any(years.values()):
        years["preamble"] = mentioned[1]
    known = {where: year for where, year in years.items() if year}
    year = next(iter(known.values()), None)
    if (named := _file_year(path)) and year is not None and named != year + 1:
        known["file"] = named
    organ = stated[0] or mentioned[0] or _publisher(facts)
    return Masthead(Header(title, organ, year, _published(facts) or _dated(lines), facts.get("索引号") or None, period), known)


def is_masthead(line: str, title: str | None) -> bool:
    """Whether a line before the first section belongs to the masthead and not to the opening words."""
    text = "".join(line.split()).strip("#*《》")
    if not text or "。" in text:
        return False
    if title and (text == title or (len(text) >= 6 and text in title)):
        return True
    return len(text) < 150 and any(True for _ in _labelled(line))


def _lines(blocks: Sequence[Block]) -> Iterator[list[str]]:
    """Each line or table row as its fields."""
    for block in blocks:
        if isinstance(block, RawTable):
            yield from ([squeeze(cell.text) for cell in row] for row in block.rows())
        elif isinstance(block, Paragraph):
            fields = re.split(r"\||\t", block.text)
            yield [field for field in map(squeeze, fields) if field]


# ── labelled facts ───────────────────────────────────────────────────


def _facts(lines: Sequence[list[str]]) -> dict[str, str]:
    """What stands behind each label of the masthead, in the same field or in the next; the first mention counts."""
    facts: dict[str, str] = {}
    for fields in lines:
        if sum(map(len, fields)) > 400:
            continue
        for index, field in enumerate(fields):
            for label, value in _labelled(field):
                if not value and index + 1 < len(fields) and not _is_label(fields[index + 1]):
                    value = fields[index + 1]
                if value:
                    facts.setdefault(label, value)
    return facts


def _is_label(field: str) -> bool:
    return bool(_ANY_LABEL.fullmatch(fold(field).strip(" :·[]")))


def _labelled(field: str) -> Iterator[tuple[str, str]]:
    """The labels of one field with what follows each, up to the next label."""
    folded = fold(field)
    matches = [match for match in _ANY_LABEL.finditer(folded) if _stands_free(folded, match)]
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(field)
        value = field[match.end() : end].strip(" :：·•|　[]【】").strip()
        yield re.sub(r"\s", "", match[0]), value


def _stands_free(folded: str, match: re.Match[str]) -> bool:
    """A label stands at the start, after a break, or before a colon; inside a sentence it is just a word."""
    before, after = folded[: match.start()].rstrip(), folded[match.end() :].lstrip()
    return after.startswith((":", "]")) or not before.strip("·[ ") or (len(folded) < 120 and folded[match.start() - 1].isspace())


def _published(facts: dict[str, str]) -> datetime.date | None:
    dates = (_date(facts.get(label, "")) for label in _PUBLISHED)
    return next((date for date in dates if date), None)


def _dated(lines: Sequence[list[str]]) -> datetime.date | None:
    """A date that stands alone, as under the title of a printed report."""
    alone = (fold(fields[0]).strip("()[] ") for fields in lines if len(fields) == 1)
    return next((_date(text) for text in alone if _LONE_DATE.fullmatch(text)), None)


def _date(text: str) -> datetime.date | None:
    match = _DATE.search(fold(text))
    return _safe_date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


def _safe_date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _publisher(facts: dict[str, str]) -> str | None:
    """The publishing organ, unless it is an office that publishes for its government."""
    for label in ("发布机构", "公开主体", "公开机构", "发文机关", "发布单位", "信息来源", "来源"):
        organ = facts.get(label, "")
        if 2 < len(organ) <= 30 and not fold(organ).endswith(("办公室", "办公厅", "网", "网站")):
            return organ
    return None


# ── title and year ───────────────────────────────────────────────────


def _title(facts: dict[str, str], lines: Sequence[list[str]]) -> str | None:
    """The most telling title: with organ and year before one without; a title broken over two lines is joined."""
    fields = [facts.get("标题", ""), *(field for line in lines for field in line)]
    pairs = [first + second for first, second in pairwise(fields[1:]) if len(first) + len(second) <= 60]
    candidates = [text for text in map(as_title, [*fields, *pairs]) if text]
    return max(candidates, key=lambda text: sum(map(bool, _title_parts(text))), default=None)


def as_title(field: str) -> str | None:
    """The title of a report without its decoration, when a line is nothing but that."""
    text = "".join(field.strip("#*《》 \t").split())
    folded = fold(text)
    if not 8 <= len(folded) <= 60 or "格式" in folded or "通知" in folded:
        return None
    return text if _TITLE.fullmatch(folded) else None


def _title_parts(title: str) -> tuple[str | None, int | None]:
    """The organ and the year that a title names."""
    match = _TITLE.fullmatch(fold(title))
    if not match:
        return None, None
    stated = _YEAR_WORDS.search(match["lead"])
    year = _year(stated[1] if stated else match["late"])
    start, end = stated.span() if stated else (match.end("lead"), match.end("lead"))
    parts = (re.sub(r"^(?:关于)|(?:关于|的)$", "", part.strip("·_- ")) for part in (title[:start], title[end : match.end("lead")]))
    return next((part for part in parts if len(part) >= 2), None), year


def _year(text: str | None) -> int | None:
    return year_of(text) if text else None


def _period(text: str) -> tuple[datetime.date, datetime.date] | None:
    match = _PERIOD.search(fold(text))
    if not match:
        return None
    first = _year(match["year"]) or 0
    start = _safe_date(first, 1, 1)
    end = _safe_date(_year(match["end"]) or first, int(match["month"]), int(match["day"]))
    return (start, end) if start and end else None


def _mentioned(preamble: str) -> tuple[str | None, int | None]:
    """The organ and year that a sentence of the preamble gives to this report."""
    for match in _IN_SENTENCE.finditer(fold(preamble)):
        if match["organ"].endswith(("做好", "关于", "编制")) or "关于做好" in match["organ"]:
            continue
        organ = preamble[match.start("organ") : match.end("organ")]
        organ = _LEAD_IN.sub("", organ)
        return organ if len(organ) >= 3 else None, _year(match["year"])
    bare = re.search(
        rf"({YEAR})\s*年度?(?:政府|政务)信息公开(?:工作)?(?:情况)?年度报告(?!编制|发布|有关|工作|的?通知)", fold(preamble)
    )
    return None, _year(bare[1]) if bare else None


def _file_year(path: Path | None) -> int | None:
    """The one year that the file name speaks of, if it speaks of just one."""
    years = set(re.findall(r"(?<!\d)(20[12]\d)(?!\d)", path.stem)) if path else set()
    return int(years.pop()) if len(years) == 1 else None
