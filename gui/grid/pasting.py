"""Pasting: which cell gets which entry of the clipboard, and what to tell the clerk about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.forms import CellRef, Form
from core.naming import place_of
from core.pasting.copied import MOST_TEXT, is_prose
from core.pasting.part import Part, part_of
from core.pasting.whole import Labelled, whole_tables
from gui.grid.sheet import Sheet

_WHOLE_REPORT = "要打开整份年报，请用菜单“文件”里的“把剪贴板里的文字作为报告打开”。"
_PROSE = f"剪贴板里是成段的文字，不是表格里的数字，没有粘贴。{_WHOLE_REPORT}"
_TOO_MUCH = f"剪贴板里的内容太多，不像一张表里的数字，没有粘贴。{_WHOLE_REPORT}"
_NOTHING = "剪贴板里没有可以粘贴的内容。请先在别处选中数字或表格并复制。"
_APART = "选中的是几块不相连的格，只能一次填同一个数，没有粘贴。请只点选左上角的第一格。"
_NO_LABELS = "剪贴板里没有认出表格的行名，不知道数字该填在哪里，没有粘贴。请连同行名和列名一起复制整张表。"
_MANY = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """What a paste would write, and a sentence about it. `asks`: only part of it fits, so nothing is written unasked."""

    entries: Mapping[CellRef, str]
    says: str = ""
    asks: bool = False


def plan(form: Form, sheet: Sheet, chosen: Sequence[CellRef], page: str, text: str) -> Plan:
    """What pasting on the chosen cells would do; labels that were copied along say where their figures belong."""
    if len(text) > MOST_TEXT:
        return Plan({}, _TOO_MUCH)
    whole = whole_tables(page, text, form)
    if whole is not None:
        return Plan(whole.entries, _told(whole, form))
    if not chosen:
        return Plan({}, _NO_LABELS)
    part = part_of(page, text, form)
    if not part.entries:
        return Plan({}, _NOTHING)
    if is_prose(entry for line in part.entries for entry in line):
        return Plan({}, _PROSE)
    return _named(form, sheet, chosen[0], part) if part.rows or part.columns else _block(form, sheet, chosen, part.entries)


def _told(whole: Labelled, form: Form) -> str:
    """How many cells of which tables were filled, what was doubtful, and what found no place."""
    tables = dict.fromkeys(form.table_of(ref.grid).name for ref in whole.entries)
    parts = [f"已按行名和列名粘贴到{'、'.join(tables)}，共 {len(whole.entries)} 格。"]
    if whole.doubtful:
        parts.append(f"其中 {whole.doubtful} 格读法存疑，请对照原表核对。")
    if whole.left:
        more = "等" if len(whole.left) > _MANY else ""
        parts.append(f"表格里没有这些内容的位置，没有粘贴：{'；'.join(whole.left[:_MANY])}{more}。")
    return "".join(parts)


# A part of a table with labels


def _named(form: Form, sheet: Sheet, start: CellRef, part: Part) -> Plan:
    """Rows and columns that have labels go where these say, the others on from the first chosen cell."""
    key = part.rows[0][0] if part.rows else start.grid
    grid = form.grids[key]
    here = start if start.grid == key else CellRef(key, grid.rows[0].key, grid.columns[0].key)
    shown = dict.fromkeys(ref.row for ref in sheet.refs if ref.grid == key)
    rows = [row for _, row in part.rows] or _from(list(shown), here.row)
    columns = list(part.columns) or _from([column.key for column in grid.columns], here.column)
    return _laid_out(form, here, part.entries, [[CellRef(key, row, column) for column in columns] for row in rows])


def _from(keys: list[str], first: str) -> list[str]:
    return keys[keys.index(first) :]


# A plain block


def _block(form: Form, sheet: Sheet, chosen: Sequence[CellRef], block: Sequence[Sequence[str]]) -> Plan:
    """One value fills what is chosen; a block goes from the first chosen cell on, repeated where the choice is a multiple of it."""
    height, width = len(block), len(block[0])
    if height == width == 1:
        return Plan(dict.fromkeys(chosen, block[0][0]))
    area = sheet.bounds(chosen)
    if sum(map(len, area)) > len(chosen):
        return Plan({}, _APART)
    rows = len(area) if len(area) % height == 0 else height
    columns = len(area[0]) if len(area[0]) % width == 0 else width
    wanted = [[block[row % height][column % width] for column in range(columns)] for row in range(rows)]
    return _laid_out(form, area[0][0], wanted, sheet.block(area[0][0], rows, columns))


def _laid_out(form: Form, start: CellRef, wanted: Sequence[Sequence[str]], room: Sequence[Sequence[CellRef]]) -> Plan:
    """Lay entries over cells, line by line; where some fall off, the clerk is asked before the rest is written."""
    entries = {ref: text for line, refs in zip(wanted, room, strict=False) for text, ref in zip(line, refs, strict=False)}
    filled = sum(bool(text.strip()) for line in wanted for text in line)
    lost = filled - sum(bool(text.strip()) for text in entries.values())
    if not lost:
        return Plan(entries)
    size = f"剪贴板里有 {len(wanted)} 行 × {len(wanted[0])} 列"
    return Plan(entries, f"{size}，从{place_of(form, start)}起放不下，有 {lost} 格落在表外，所以没有粘贴。", asks=True)
