"""Last year's reports, and which of them belongs to a report: the same organ, the year before."""

import re
from collections.abc import Iterable

from core.folding import key
from core.report import Report

_ENDINGS = re.compile(r"(?:人民)?政府(?:办公[室厅])?$|办事处$")
_SHORTEST = 3  # characters of a name that another may end in


class Past:
    """Reports of earlier years, to look up last year's."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = tuple(reports)

    def of(self, report: Report) -> Report | None:
        """Last year's report of the same organ; None when there is none, or more than one might be it.

        Names are compared without 人民政府 and 办事处; a short one may be the end of a long one (珠街街道 and
        曲靖市麒麟区珠街街道). If only one report is at hand, what the masthead leaves out is not held against it.
        """
        if len(self._reports) == 1:
            only = self._reports[0]
            return only if _may_be_year(report, only, lenient=True) and _may_be_organ(report, only) else None
        name = _name(report)
        years = [(_name(one), one) for one in self._reports if _may_be_year(report, one, lenient=False)]
        same = [one for other, one in years if name and other == name]
        alike = same or [one for other, one in years if _is_end(name, other)]
        return alike[0] if same or len(alike) == 1 else None


def _may_be_year(report: Report, other: Report, *, lenient: bool) -> bool:
    year, before = report.header.year, other.header.year
    if year is None or before is None:
        return lenient
    return before == year - 1


def _may_be_organ(report: Report, other: Report) -> bool:
    name, another = _name(report), _name(other)
    return not name or not another or name == another or _is_end(name, another)


def _name(report: Report) -> str:
    """The name of the organ without what one report may have and another not."""
    return _ENDINGS.sub("", key(report.header.organ or ""))


def _is_end(name: str, other: str) -> bool:
    short, long = sorted([name, other], key=len)
    return len(short) >= _SHORTEST and long.endswith(short)
