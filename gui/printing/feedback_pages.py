"""The 校对单 on A4 pages: the same words and columns as in the Word document."""

from collections.abc import Sequence

from core.export.feedback import COLUMNS, REPLY, TITLE, Feedback
from gui.printing.faces import Face, Faces
from gui.printing.flow import Flow
from gui.printing.sheet import LEFT, RIGHT, Page
from gui.printing.table import Box, Table, place

_TITLE, _BODY, _ABOUT, _SMALL = 220, 160, 120, 105
"""2号, 3号, 小四 and 五号."""
_WIDTHS = 240, 790, 620, 1700, 590
_REPLY_WIDTHS = 737, 737, 737, 850, 567
_CENTRED = 0, 2, 4
_ROOM = 620
"""The height of the room for the answer."""
_GAP = 80


def compose_sheets(sheets: Sequence[Feedback], faces: Faces) -> tuple[Page, ...]:
    """The pages of some sheets, each of which begins on a page of its own."""
    flow = Flow(faces)
    for sheet in sheets:
        flow.need(flow.room + 1)
        _sheet(flow, sheet)
    return flow.pages()


def _sheet(flow: Flow, sheet: Feedback) -> None:
    flow.paragraph(TITLE, Face.TITLE, _TITLE, 320, centred=True)
    flow.paragraph(sheet.about, Face.TEXT, _ABOUT, 240, centred=True)
    flow.paragraph(sheet.opening, Face.TEXT, _BODY, 284, indent=2 * _BODY)
    flow.skip(_GAP)
    place(flow, _lines(sheet))
    flow.skip(_GAP)
    place(flow, _reply(0, _ROOM))
    place(flow, _reply(1, 0))


def _lines(sheet: Feedback) -> Table:
    boxes = [Box(0, column, 1, 1, heading, Face.HEADING) for column, heading in enumerate(COLUMNS)]
    for row, line in enumerate(sheet.lines, 1):
        texts = (str(row), line.place, line.present, line.problem, line.wanted, "")
        boxes += (Box(row, column, 1, 1, text, centred=column in _CENTRED) for column, text in enumerate(texts))
    return Table(tuple(boxes), (*_WIDTHS, RIGHT - LEFT - sum(_WIDTHS)), 1, _SMALL, 260)


def _reply(row: int, least: int) -> Table:
    """The room for the answer, and below it the line of who gives it."""
    if row == 0:
        boxes: tuple[Box, ...] = Box(0, 0, 1, 1, REPLY[0]), Box(0, 1, 1, 5, "")
    else:
        boxes = tuple(Box(0, 2 * n + side, 1, 1, "" if side else words) for n, words in enumerate(REPLY[1:]) for side in (0, 1))
    return Table(boxes, (*_REPLY_WIDTHS, RIGHT - LEFT - sum(_REPLY_WIDTHS)), 0, _SMALL, max(least, 260))
