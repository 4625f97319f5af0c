"""Read the facts of the masthead and the preamble: title, organ, year, date, index number, period."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.dates import YEAR, year_of
from core.document import Block, Paragraph, RawTable
from core.folding import fold, squeeze
from core.recognise.labelled import date_of, dated, facts_of, labelled, published, publisher, stated_year
from core.recognise.titles import parts_of_title, title_of
from core.report import Header

_PERIOD = re.compile(
    rf"(?P<year>{YEAR})\s*年\s*1\s*月\s*1\s*日?\s*(?:起|开始)?\s*,?\s*(?:至|到|-|~|～|─)+\s*(?:(?P<end>{YEAR})\s*年)?\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日?"
)
_IN_SENTENCE = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{2,30}}?)\s*(?P<year>{YEAR})\s*年度?(?:政府|政务)信息公开(?:工作)?(?:情况)?年度报告"
)
_OURSELVES = re.compile(
    r"(?:我|本)(?:单位|机关|部门|局|厅|委|办|院|校|所|中心|公司|处|站|队|镇|乡|街道|县|市|区|省|州|旗|盟|管委会|街道办事处)"
)
"""How an organ speaks of itself, which is no name."""
_LEAD_IN = re.compile(r"^.*(?:公布|发布|编制|公开|现将|要求|现|和|及|由|的)(?=[\u4e00-\u9fff]{3,})")


_CAPTION = re.compile(r"[^。;:]{0,40}(?:政府|政务)信息公开[^。;:]{0,20}(?:表|情况|数据|统计)")
_REPORTED = re.compile("年报|年度报告|报表|信息公开")
_HEADED = re.compile(rf"(?:关于)?(?P<organ>[\u4e00-\u9fff]{{0,30}}?)\s*\(?(?P<year>{YEAR})\s*年(?!\s*\d+\s*月)")
_ORGAN = r"[\u4e00-\u9fff]{2,28}(?:[局厅委办府镇乡处院校所站队会署馆台县市区]|街道|中心|公司)"
_OWN_FILE = re.compile(rf"(?P<before>{YEAR})?\s*年?度?[\s_-]*(?P<organ>{_ORGAN})[\s_(-]*(?:(?P<behind>{YEAR})\s*年?度?\s*\)?)?")
"""A file that is named by its organ and its year alone: 青溪县教育局2023.xlsx."""
_SHEET = re.compile(
    rf"(?P<before>{YEAR})?\s*年?度?[\s_-]*(?P<organ>(?![各全]|[省市县区]直|乡镇|镇街|[县区]{{2}}|街道){_ORGAN})?"
    rf"[\s_(-]*(?:(?P<behind>{YEAR})\s*年?度?\s*\)?)?"
)
"""A sheet with the tables of one organ, or of one year: 石桥镇, 2022年."""
"""How tables are headed, and files named, that are part of a report: 青溪县教育局2023年报表."""


_SITE = r"(?:[_|—–]|-(?!\d))+"
"""What stands between the title of a page and the name of its site; not the dashes of a date."""
_Period = tuple[datetime.date, datetime.date]
_TITLE_LINE = 6  # characters that a line of the title has at least


@dataclass(frozen=True, slots=True)
class Masthead:
    """The header, and the year by each place that states it."""

    header: Header
    years: dict[str, int]


def read_masthead(
    blocks: Sequence[Block], path: Path | None, first: Sequence[Block] = (), unseen: Sequence[str] = (), part: str = ""
) -> Masthead:
    """Read the header from what stands before the first section; what is not stated stays None.

    Args:
        blocks: What stands there.
        path: The file, whose name may tell the organ and the year.
        first: What stands in the first section, where some write down the period that should stand before it.
        unseen: Lines that the file has and does not show, which count where it shows none.
        part: The name of the sheet, where a file holds a report on each.
    """
    lines = list(_lines(blocks))
    facts = facts_of(lines)
    hidden = [re.split(_SITE, line) for line in unseen]
    told = title_of(facts_of(hidden), hidden)
    title = title_of(facts, lines) or told
    stated = parts_of_title(title) if title else (None, None)
    preamble = _text(lines)
    mentioned, caption = _mentioned(preamble), _of_part(lines, path, part) if part else _caption(lines, path)
    years, period = _years(stated[1], preamble, first)
    if not years and (other := caption[1] or stated_year(facts, lines)):
        years = {"caption": other}
    if not part and (named := _file_year(path)) and years and named != next(iter(years.values())) + 1:
        years["file"] = named
    organ = stated[0] or mentioned[0] or publisher(facts) or caption[0] or (parts_of_title(told)[0] if told else None)
    date = published(facts) or dated(lines) or published(facts_of(hidden))
    year = next(iter(years.values()), None)
    return Masthead(Header(title, organ, year, date, facts.get("索引号") or None, period), years)


def _years(titled: int | None, preamble: str, first: Sequence[Block]) -> tuple[dict[str, int], _Period | None]:
    """The year by what states it, the surest first, and the period; each is asked for where nothing before it has one."""
    period = _period(preamble)
    years = {"title": titled, "period": period[0].year if period else None}
    if not any(years.values()):
        years["preamble"] = _mentioned(preamble)[1]
    if not any(years.values()):
        opening = _text(_lines(first))
        period = _period(opening)
        years["period"] = period[0].year if period else _until(opening)
    return {where: year for where, year in years.items() if year}, period


def is_title(line: str, title: str | None) -> bool:
    """Whether a line is the title, or one of the lines that it is printed in."""
    text = "".join(line.split()).strip("#*《》")
    return bool(title) and (text == title or (len(text) >= _TITLE_LINE and text in (title or "")))


def is_masthead(line: str, title: str | None) -> bool:
    """Whether a line before the first section belongs to the masthead and not to the opening words."""
    text = "".join(line.split()).strip("#*《》")
    if not text or "。" in text:
        return False
    return is_title(line, title) or (len(text) < 150 and any(True for _ in labelled(line)))


def _lines(blocks: Sequence[Block]) -> Iterator[list[str]]:
    """Each line or table row as its fields."""
    for block in blocks:
        if isinstance(block, RawTable):
            yield from ([squeeze(cell.text) for cell in row] for row in block.rows())
        elif isinstance(block, Paragraph):
            fields = re.split(r"\||\t", block.text)
            yield [field for field in map(squeeze, fields) if field]


def _text(lines: Iterable[list[str]]) -> str:
    return "\n".join(squeeze(" ".join(fields)) for fields in lines if fields)


def _year(text: str | None) -> int | None:
    return year_of(text) if text else None


def _period(text: str) -> _Period | None:
    match = _PERIOD.search(fold(text))
    if not match:
        return None
    first = _year(match["year"]) or 0
    start = date_of(first, 1, 1)
    end = date_of(_year(match["end"]) or first, int(match["month"]), int(match["day"]))
    return (start, end) if start and end else None


def _caption(lines: Sequence[list[str]], path: Path | None) -> tuple[str | None, int | None]:
    """The organ and year that a table without a report around it is headed with: over itself, or in the name of its file."""
    alone = [fields[0] for fields in lines if len(fields) == 1]
    named = [path.stem] if path and _REPORTED.search(fold(path.stem)) else []
    for text in (*(line for line in alone if _CAPTION.fullmatch(fold(line))), *named):
        match = _HEADED.search(fold(text))
        if match and match["organ"] and not _OURSELVES.fullmatch(match["organ"]):
            return text[match.start("organ") : match.end("organ")], _year(match["year"])
        if match:
            return None, _year(match["year"])
    own = _OWN_FILE.fullmatch(fold(path.stem)) if path else None
    year = _year(own["behind"] or own["before"]) if own else None
    return (own["organ"], year) if own and year else (None, None)


def _of_part(lines: Sequence[list[str]], path: Path | None, part: str) -> tuple[str | None, int | None]:
    """The same of one report among several: over its table, in the name of its sheet; the year perhaps in that of the file."""
    organ, year = _caption(lines, None)
    sheet = _SHEET.fullmatch(fold(part))
    if sheet:
        organ, year = organ or sheet["organ"], year or _year(sheet["before"] or sheet["behind"])
    return organ, year or _file_year(path)


def _until(text: str) -> int | None:
    """The year up to whose last day a text says that it goes."""
    match = re.search(rf"截[至止]到?\s*(?P<year>{YEAR})\s*年\s*(?:12\s*月\s*31\s*日|底)", fold(text))
    return _year(match["year"]) if match else None


def _mentioned(preamble: str) -> tuple[str | None, int | None]:
    """The organ and year that a sentence of the preamble gives to this report."""
    for match in _IN_SENTENCE.finditer(fold(preamble)):
        if match["organ"].endswith(("做好", "关于", "编制")) or "关于做好" in match["organ"]:
            continue
        organ = preamble[match.start("organ") : match.end("organ")]
        organ = _LEAD_IN.sub("", organ)
        return organ if len(organ) >= 3 and not _OURSELVES.fullmatch(organ) else None, _year(match["year"])
    bare = re.search(
        rf"({YEAR})\s*年度?(?:政府|政务)信息公开(?:工作)?"
        r"(?:(?:情况)?年度报告(?!编制|发布|有关|工作|的?通知)|(?:年度)?(?:有关)?情况(?:报告|公布|公开|汇报)?如下)",
        fold(preamble),
    )
    return None, _year(bare[1]) if bare else None


def _file_year(path: Path | None) -> int | None:
    """The one year that the file name speaks of, if it speaks of just one."""
    years = set(re.findall(r"(?<!\d)(20[12]\d)(?!\d)", path.stem)) if path else set()
    return int(years.pop()) if len(years) == 1 else None
