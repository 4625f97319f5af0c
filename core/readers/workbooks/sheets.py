"""What every reader of workbooks finds on a sheet, how that becomes blocks, and what the clerk is told about it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from core.document import Content, Picture, Place, column_letters
from core.readers.blocks import MOST_CELLS, MOST_ROWS, Item, TooMany, finish
from core.readers.workbooks import gridding
from core.readers.workbooks.references import Spot, cell_name
from core.readers.workbooks.sums import Stale, reckoned, stale

OWN_RECORD = "_年报校核台"
"""The hidden sheet on which our own workbooks keep what their other sheets cannot show."""
MOST_LETTERS = 20_000_000
_IMAGE = "DISPIMG("
_PASSED_OVER = "工作表“{name}”有 {rows} 行，远超年报，没有读入。如果年报就在里面，请把它另存为一份单独的文件再打开。"
_MOST_MERGED = 1_000_000
_NAMED = 4
"""So many rows, columns or cells are named in a notice; the rest are counted."""


@dataclass(slots=True)
class Sheet:
    """One worksheet, rows and columns counted from 1.

    `cells` holds the text of every cell that has some, `words` those of them that are text in the file and no number;
    `merges` merged ranges, first cell to last; `formulas` formulas as in Excel; `hidden_rows` and `hidden_columns`
    ranges, ends included; `pictures` the cells under the upper left corners; `uncalculated` formulas without a result,
    `reckoned` those whose result was found by adding up.
    """

    name: str
    hidden: bool = False
    cells: dict[Spot, str] = field(default_factory=dict)
    words: set[Spot] = field(default_factory=set)
    merges: dict[Spot, Spot] = field(default_factory=dict)
    formulas: dict[Spot, str] = field(default_factory=dict)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    pictures: list[Spot] = field(default_factory=list)
    uncalculated: int = 0
    reckoned: list[Spot] = field(default_factory=list)

    def reckon(self) -> None:
        """Put in the results that formulas without one have, where these only add up."""
        if not self.uncalculated:
            return
        results = reckoned(self.formulas, self.cells, self.words)
        self.cells |= results
        self.reckoned = sorted(results)
        self.uncalculated -= len(results)


def is_image(formula: str) -> bool:
    """Whether a formula only shows a picture, as WPS lays it into a cell."""
    return _IMAGE in formula


class Room:
    """How much the sheets of one workbook may still hold; TooMany when that is used up."""

    def __init__(self) -> None:
        self._cells, self._letters, self._marks = MOST_CELLS, MOST_LETTERS, MOST_CELLS

    def put(self, sheet: Sheet, spot: Spot, text: str, *, words: bool) -> None:
        """Set the text of a cell; blank text is no cell."""
        if not text:
            return
        self._cells -= spot not in sheet.cells
        self._letters -= len(text)
        if self._cells < 0 or self._letters < 0:
            raise TooMany(sheet.name)
        sheet.cells[spot] = text
        if words:
            sheet.words.add(spot)

    def mark(self, sheet: Sheet) -> None:
        """Count something beside the cells: a merged range, a hidden row, a picture."""
        self._marks -= 1
        if self._marks < 0:
            raise TooMany(sheet.name)


def content(sheets: Iterable[Sheet]) -> Content:
    """Return the blocks of all sheets in the order of their tabs, pictures last, and what there is to say about them.

    A sheet with far more rows than all reports of a province is passed over; TooMany when there is no other.
    """
    found = [sheet for sheet in sheets if not (sheet.hidden and sheet.name == OWN_RECORD)]
    shown = [sheet for sheet in found if not _is_register(sheet)]
    if found and not shown:
        raise TooMany(found[0].name)
    passed_over = [_PASSED_OVER.format(name=sheet.name, rows=_height(sheet)) for sheet in found if _is_register(sheet)]
    for sheet in shown:
        sheet.reckon()
    covered = [sorted(_under(sheet)) for sheet in shown]
    items = [item for sheet, under in zip(shown, covered, strict=True) for item in _items(sheet, under)]
    notes = [text for sheet, under in zip(shown, covered, strict=True) for text in _notices(sheet, under)]
    return Content(finish(items), (*passed_over, *notes))


def _is_register(sheet: Sheet) -> bool:
    """Whether a sheet is a register of cases or the like, and no report."""
    return len(sheet.cells) > MOST_ROWS and _height(sheet) > MOST_ROWS


def _height(sheet: Sheet) -> int:
    """The number of rows with something in them."""
    return len({row for row, _ in sheet.cells})


def _items(sheet: Sheet, under: Sequence[Spot]) -> list[Item]:
    def place(row: int, column: int) -> Place:
        return Place(sheet=sheet.name, row=row, column=column)

    pictures = [Picture(place(row, column)) for row, column in sheet.pictures]
    covered = frozenset(under)
    cells = {spot: text for spot, text in sheet.cells.items() if spot not in covered} if covered else sheet.cells
    return [*gridding.items(gridding.Sheet(cells, sheet.merges, place), place(0, 0)), *pictures]


def _under(sheet: Sheet) -> Iterator[Spot]:
    """The filled cells that lie under a merged range, where nobody sees them."""
    room = _MOST_MERGED
    lowest = max((row for row, _ in sheet.cells), default=0)
    last = max((column for _, column in sheet.cells), default=0)
    for (top, left), end in sheet.merges.items():
        bottom, right = max(min(end[0], lowest), top), max(min(end[1], last), left)
        room -= (bottom - top + 1) * (right - left + 1)
        if room < 0:
            return
        spots = product(range(top, bottom + 1), range(left, right + 1))
        yield from (spot for spot in spots if spot in sheet.cells and spot != (top, left))


def _notices(sheet: Sheet, under: Sequence[Spot]) -> Iterator[str]:
    name = f"工作表“{sheet.name}”"
    if sheet.hidden and sheet.cells:
        yield f"{name}是隐藏的，也读入了。"
    if rows := _covered({row for row, _ in sheet.cells}, sheet.hidden_rows):
        yield f"{name}有隐藏的行（第{_listed([str(row) for row in rows], '行')}），也读入了。"
    if columns := _covered({column for _, column in sheet.cells}, sheet.hidden_columns):
        yield f"{name}有隐藏的列（{_listed([column_letters(column) for column in columns], '列')}），也读入了。"
    if under:
        names = _listed([cell_name(spot) for spot in under], "格")
        yield f"{name}有单元格被合并的单元格遮住（{names}），里面的内容没有读入。如果要用，请先取消合并。"
    if sheet.reckoned:
        names = _listed([cell_name(spot) for spot in sheet.reckoned], "格")
        yield f"{name}有公式没有保存计算结果（{names}），已按公式相加算出，请核对。"
    if sheet.uncalculated:
        yield (
            f"{name}有 {sheet.uncalculated} 个公式没有计算结果，按原文读入。"
            "请用 Excel 或 WPS 打开，保存一次，再重新打开。"
        )  # fmt: skip
    found = list(stale(sheet.formulas, sheet.cells, sheet.words))
    yield from _stale_notices(name, [one for one in found if not one.texts], [one for one in found if one.texts])


def _stale_notices(name: str, old: Sequence[Stale], texts: Sequence[Stale]) -> Iterator[str]:
    if old:
        yield (
            f"{name}有公式的结果与它所加的单元格不符：{_compared(old)}。"
            "文件里存的可能是旧结果，请用 Excel 或 WPS 打开，重新计算并保存，再重新打开。"
        )  # fmt: skip
    if texts:
        yield (
            f"{name}有公式漏加了以文本形式存储的数字：{_compared(texts)}。"
            "请在 Excel 或 WPS 里把这些数字转换为数值，保存后再重新打开。"
        )  # fmt: skip


def _compared(found: Sequence[Stale]) -> str:
    """Both figures of each formula."""
    figures = [f"{cell_name(one.spot)} 存的是 {one.stored}，各单元格相加是 {one.found}" for one in found]
    return "；".join(figures[:_NAMED]) + (f"；等等，共 {len(found)} 处" if len(found) > _NAMED else "")


def _covered(filled: set[int], ranges: Iterable[tuple[int, int]]) -> list[int]:
    """The filled rows or columns that lie in one of the ranges, in order."""
    numbers, found = sorted(filled), set[int]()
    for first, last in ranges:
        found.update(numbers[bisect_left(numbers, first) : bisect_right(numbers, last)])
    return sorted(found)


def _listed(names: Sequence[str], unit: str) -> str:
    """The first few rows, columns or cells, and how many there are in all."""
    return "、".join(names[:_NAMED]) + unit + (f"等共 {len(names)} {unit}" if len(names) > _NAMED else "")
