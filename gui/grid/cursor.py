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
_KEYS = {
    Qt.Key.Key_Left: Action.MoveLeft,
    Qt.Key.Key_Right: Action.MoveRight,
    Qt.Key.Key_Up: Action.MoveUp,
    Qt.Key.Key_Down: Action.MoveDown,
    Qt.Key.Key_Home: Action.MoveHome,
    Qt.Key.Key_End: Action.MoveEnd,
    Qt.Key.Key_PageUp: Action.MovePageUp,
    Qt.Key.Key_PageDown: Action.MovePageDown,
    Qt.Key.Key_Tab: Action.MoveNext,
    Qt.Key.Key_Backtab: Action.MovePrevious,
}
_PAGES = {Action.MovePageUp: Move.UP, Action.MovePageDown: Move.DOWN}
_CORNERS = {Move.ROW_START: Move.FIRST, Move.ROW_END: Move.LAST}

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
TABS = frozenset({Action.MoveNext, Action.MovePrevious})


def action_of(key: int) -> Action | None:
    """The move that a key asks for."""
    return next((action for name, action in _KEYS.items() if name == key), None)


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
