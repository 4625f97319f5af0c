"""The title of a report: whether a line is one, and the organ and the year that it names."""

import re
from collections.abc import Sequence
from itertools import pairwise

from core.dates import YEAR, year_of
from core.folding import fold

_REPORT = r"(?:政府|政务)信息公开(?:(?:工作|情况|的|年度?|总结)*报告|(?:工作)?年报)"
_TITLE = re.compile(rf"(?P<lead>[^。;,:]*?)(?:{_REPORT})(?:\s*[(\[]?\s*(?P<late>{YEAR})\s*年?度?\s*[)\]]?)?\s*")
_YEAR_WORDS = re.compile(rf"\(?({YEAR})\s*年?度?\)?")


def title_of(facts: dict[str, str], lines: Sequence[list[str]]) -> str | None:
    """The most telling title: with organ and year before one without; a title broken over two lines is joined."""
    fields = [facts.get("标题", ""), *(field for line in lines for field in line)]
    pairs = [first + second for first, second in pairwise(fields[1:]) if len(first) + len(second) <= 60]
    candidates = [text for text in map(as_title, [*fields, *pairs]) if text]
    return max(candidates, key=lambda text: sum(map(bool, parts_of_title(text))), default=None)


def as_title(field: str) -> str | None:
    """The title of a report without its decoration, when a line is nothing but that."""
    text = "".join(field.strip("#*《》 \t").split())
    folded = fold(text)
    if not 8 <= len(folded) <= 60 or "格式" in folded or "通知" in folded:
        return None
    return text if _TITLE.fullmatch(folded) else None


def parts_of_title(title: str) -> tuple[str | None, int | None]:
    """The organ and the year that a title names."""
    match = _TITLE.fullmatch(fold(title))
    if not match:
        return None, None
    stated = _YEAR_WORDS.search(match["lead"])
    named = stated[1] if stated else match["late"]
    year = year_of(named) if named else None
    start, end = stated.span() if stated else (match.end("lead"), match.end("lead"))
    parts = (
        re.sub(r"^[^\u4e00-\u9fff]*(?:关于)?|(?:关于|的)$", "", part.strip("·_- "))
        for part in (title[:start], title[end : match.end("lead")])
    )
    return next((part for part in parts if len(part) >= 2), None), year
