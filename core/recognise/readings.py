"""How sure a reading is, why it is in doubt, and the cells that come of it."""

from collections.abc import Sequence

from core.document import Place
from core.forms import CellRef, GridForm
from core.numbers import BLANK, parse_figure
from core.recognise.choose import Choice
from core.recognise.digits import Option
from core.recognise.divide import Ways
from core.report import Cell, Origin, Reading

SURE_LABEL = 0.72
"""The likeness of a label from which on nobody need look at it again."""
TWICE = "原文有不止一行是这个名称，数字却不同"
HEADINGS_UNCLEAR = "原文的列标题认不清，是按格式规定的顺序读入的，而多数行的合计不符"
GUESSED = "原文的表格没有框线，格子是按位置分开的，而有的行没有找到或者合计不符"

Judgement = tuple[Reading, str]
"""How sure a reading is, and why it is in doubt or how it was found."""


def of_row(line: str, ways: Ways, choice: Choice, score: float) -> Judgement:
    """Judge the reading of one row of a grid; `score` is the likeness of its label."""
    if line not in choice.chosen:
        return _unread(ways)
    if ways.traceless:
        return Reading.DOUBTFUL, "原文在这一行的名称后面没有数字，也看不出空白格"
    if line in choice.doubtful:
        return _ambiguous(ways)
    if score < SURE_LABEL:
        return Reading.DOUBTFUL, "这一行的名称与格式规定的差别较大"
    return _forced(ways) if line in choice.forced else (Reading.PLAIN, "")


def of_run(ways: Ways, *, lost: bool) -> Judgement:
    """Judge the reading of a grid that is printed as one row; `lost` says that blank cells were lost elsewhere."""
    if ways.plain is not None:
        return Reading.PLAIN, ""
    if not (ways.summing or ways.all):
        return _unread(ways)
    if lost or len(ways.summing) != 1 or not ways.complete:
        return _ambiguous(ways)
    return _forced(ways) if ways.open else (Reading.PLAIN, "")


def _unread(ways: Ways) -> Judgement:
    return Reading.DOUBTFUL, f"原文是“{ways.written}”，格数对不上，没有读入"


def _ambiguous(ways: Ways) -> Judgement:
    return Reading.DOUBTFUL, f"原文的数字连在一起：“{ways.written}”，有不止一种读法"


def _forced(ways: Ways) -> Judgement:
    return Reading.FORCED, f"原文的数字连在一起：“{ways.written}”，按勾稽关系分开"


def cells_of(
    form: GridForm, refs: Sequence[CellRef], option: Option, ways: Ways, place: Place, judgement: Judgement
) -> dict[CellRef, Cell]:
    """The cells of one row as read; `place` is where the row stood, for cells that have no place of their own."""
    return {
        ref: _cell(text, form.column(ref.column).unit, ways.place(index) or place, judgement)
        for index, (ref, text) in enumerate(zip(refs, option, strict=True))
    }


def _cell(text: str, unit: str, place: Place, judgement: Judgement) -> Cell:
    entry = parse_figure(text, unit) if text else BLANK
    return Cell(entry, Origin(text, place, *judgement))
