"""The facts of the masthead as the clerk reads and types them; each knows how to show and how to understand itself."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from core.folding import fold, squeeze
from core.report import Header, Report

_DATE = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")
_YEAR = re.compile(r"20\d\d")


class NotUnderstood(Exception):
    """What was typed cannot be that fact; the message says how to write it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that can be edited: its label, how it is shown, and the header after it was typed anew."""

    key: str
    label: str
    example: str
    show: Callable[[Header], str]
    write: Callable[[Header, str], Header]


def parse_date(text: str) -> datetime.date | None:
    """A date in any of the usual ways of writing it; None for nothing."""
    shown = squeeze(text)
    if not shown:
        return None
    match = _DATE.fullmatch(shown)
    try:
        return datetime.date(*map(int, match.groups())) if match else _fail(shown)
    except ValueError:
        return _fail(shown)


def parse_year(text: str) -> int | None:
    """A year with or without the word for it; None for nothing."""
    shown = squeeze(text).removesuffix("度").removesuffix("年")
    if not shown:
        return None
    if not (shown.isascii() and shown.isdigit() and 2000 <= int(shown) <= 2100):
        raise NotUnderstood(f"“{text}”不像年份，请写成 2023")
    return int(shown)


def with_fact(report: Report, fact: Fact, text: str) -> tuple[Header, Mapping[str, int]]:
    """The header, and the years stated, after `text` was typed for a fact; NotUnderstood when it cannot be that."""
    header = fact.write(report.header, text)
    years = dict(report.years_stated)
    if fact.key == "title":
        found = _YEAR.search(header.title or "")
        _put(years, "title", int(found[0]) if found else None)
    if fact.key in {"start", "end"}:
        _put(years, "period", header.period[0].year if header.period else None)
    return header, years


def years_with(report: Report, preamble: str) -> Mapping[str, int]:
    """The years stated after the words before the first section were changed, where these are what states the year."""
    years = dict(report.years_stated)
    if "preamble" in years:
        found = _YEAR.search(fold(preamble))
        _put(years, "preamble", int(found[0]) if found else None)
    return years


def _put(years: dict[str, int], key: str, year: int | None) -> None:
    years.pop(key, None)
    if year is not None:
        years[key] = year


def _fail(text: str) -> datetime.date:
    raise NotUnderstood(f"“{text}”不像日期，请写成 2024-01-29")


def _words(text: str) -> str | None:
    return squeeze(text) or None


def _iso(date: datetime.date | None) -> str:
    return date.isoformat() if date else ""


def _period(header: Header, position: int) -> str:
    return _iso(header.period[position]) if header.period else ""


def _with_period(header: Header, position: int, text: str) -> Header:
    """Set one end of the period; the other end, when there is none yet, follows from the calendar year."""
    date = parse_date(text)
    if date is None:
        return replace(header, period=None)
    start, end = header.period or (datetime.date(date.year, 1, 1), datetime.date(date.year, 12, 31))
    start, end = (date, end) if position == 0 else (start, date)
    if start > end:
        raise NotUnderstood("统计期限的开始日期晚于结束日期，请核对")
    return replace(header, period=(start, end))


FACTS = (
    Fact("title", "标题", "", lambda header: header.title or "", lambda header, text: replace(header, title=_words(text))),
    Fact("organ", "发布机关", "", lambda header: header.organ or "", lambda header, text: replace(header, organ=_words(text))),
    Fact(
        "year",
        "报告年度",
        "例如 2023",
        lambda header: str(header.year) if header.year else "",
        lambda header, text: replace(header, year=parse_year(text)),
    ),
    Fact(
        "published",
        "公布日期",
        "例如 2024-01-29",
        lambda header: _iso(header.published),
        lambda header, text: replace(header, published=parse_date(text)),
    ),
    Fact(
        "index_number",
        "索引号",
        "",
        lambda header: header.index_number or "",
        lambda header, text: replace(header, index_number=_words(text)),
    ),
    Fact(
        "start",
        "统计期限起",
        "例如 2023-01-01",
        lambda header: _period(header, 0),
        lambda header, text: _with_period(header, 0, text),
    ),
    Fact(
        "end",
        "统计期限止",
        "例如 2023-12-31",
        lambda header: _period(header, 1),
        lambda header, text: _with_period(header, 1, text),
    ),
)
