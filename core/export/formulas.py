"""The live check formulas and the results that stand beside them for viewers that do not calculate."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.document import column_letters
from core.export.plan import At, CheckLine
from core.numbers import Number, canonical, difference, total, whole
from core.report import Report

HOLDS = "相符"
FAILS = "不符，差"
FAILS_ANYWAY = "不符，至少差"
UNCHECKED = "未核（有空白）"
_DIGITS = 15
"""What a spreadsheet keeps of a number."""
_PLACES = 6
"""Decimals that count; what lies beyond is the noise of binary fractions."""


def fits(value: Number) -> bool:
    """Whether a spreadsheet holds the number exactly."""
    return len(canonical(value).lstrip("-0.").replace(".", "")) <= _DIGITS


def address(place: At) -> str:
    """The spreadsheet name of a place counted from 0: (6, 3) is D7."""
    return f"{column_letters(place[1] + 1)}{place[0] + 1}"


def formulas(line: CheckLine) -> tuple[str, str, str]:
    """The formulas of the sum, the difference (right side less left) and the conclusion.

    Blanks and words are no numbers: with any, the conclusion is open unless one complete side is exceeded already.
    """
    left, right = _ranges(line.left), _ranges(line.right)
    the_sum, the_difference = address(line.sum), address(line.difference)
    complete = f"COUNT({_ranges(line.left + line.right)})={len(line.left) + len(line.right)}"
    apart = f"ROUND(SUM({right})-{the_sum},{_PLACES})"
    too_little = f"AND(COUNT({right})={len(line.right)},{apart}<0)"
    too_much = f"AND(COUNT({left})={len(line.left)},{apart}>0)"
    judged = f'IF({the_difference}=0,"{HOLDS}","{FAILS}"&ABS({the_difference}))'
    otherwise = f'IF(OR({too_little},{too_much}),"{FAILS_ANYWAY}"&ABS({apart}),"{UNCHECKED}")'
    return f"=SUM({left})", f'=IF({complete},{apart},"")', f"=IF({complete},{judged},{otherwise})"


def results(line: CheckLine, report: Report) -> tuple[Number, Number | str, str]:
    """What the three formulas give for the figures of the report."""
    left, right = (_numbers(report.value(ref) for ref in side) for side in (line.equation.left, line.equation.right))
    full_left, full_right = len(left) == len(line.left), len(right) == len(line.right)
    below, above = total(left), total(right)
    apart = canonical(difference(below, above))
    if full_left and full_right:
        return below, _less(above, below), HOLDS if below == above else FAILS + apart
    broken = (full_right and above < below) or (full_left and above > below)
    return below, "", FAILS_ANYWAY + apart if broken else UNCHECKED


def _less(above: Number, below: Number) -> Number:
    """The signed difference of two sums."""
    return whole(Decimal(above) - below)


def _numbers(values: Iterable[Number | None]) -> list[Number]:
    """The values that the workbook holds as numbers."""
    return [value for value in values if value is not None and fits(value)]


def runs(places: Sequence[At]) -> list[list[At]]:
    """Draw neighbours in one row or column together."""
    drawn: list[list[At]] = []
    for place in places:
        if drawn and _continues(drawn[-1], place):
            drawn[-1].append(place)
        else:
            drawn.append([place])
    return drawn


def _continues(run: Sequence[At], place: At) -> bool:
    step = (place[0] - run[-1][0], place[1] - run[-1][1])
    return step in {(0, 1), (1, 0)} and (len(run) == 1 or step == (run[-1][0] - run[-2][0], run[-1][1] - run[-2][1]))


def _ranges(places: Sequence[At]) -> str:
    """The places as spreadsheet ranges."""
    return ",".join(address(run[0]) if len(run) == 1 else f"{address(run[0])}:{address(run[-1])}" for run in runs(places))
