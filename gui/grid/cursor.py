"""Where the cursor goes when a key of a spreadsheet is pressed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from core.forms import CellRef
from gui.grid.sheet import Filled, Move, Sheet

Action = QAbstractItemView.CursorAction

_MOVES = {
    Action.MoveLeft: Move.LEFT,
    Action.MoveRight: Move.RIGHT,
    Action.MoveUp: Move.UP,
    Action.MoveDown: Move.DOWN,
    Action.MoveHome: Move.ROW_START,
    Action.MoveEnd: Move.ROW_END,
    Action.MoveNext: Move.NEXT,
    Action.MovePrevious: Move.PREVIOUS,
}
_PAGES = {Action.MovePageUp: Move.UP, Action.MovePageDown: Move.DOWN}
_CORNERS = {Move.ROW_START: Move.FIRST, Move.ROW_END: Move.LAST}


def target(
    sheet: Sheet,
    start: CellRef,
    action: Action,
    modifiers: Qt.KeyboardModifier,
    filled: Filled,
    near: Callable[[CellRef], bool],
) -> CellRef:
    """Where `action` leads from `start`; `near` says which cells are within one pane of it."""
    if action in _PAGES:
        ahead = sheet.path(start, _PAGES[action])
        return [start, *([ref for ref in ahead if near(ref)] or ahead[:1])][-1]
    move = _MOVES[action]
    if not modifiers & Qt.KeyboardModifier.ControlModifier:
        return sheet.move(start, move)
    return sheet.move(start, _CORNERS[move]) if move in _CORNERS else sheet.move(start, move, filled)
