"""The context menu of a text: the right figure for a disputed one, its cell in the table, setting aside, and the clipboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from core.findings import Finding, Suggestion
from core.rewording import Rewording
from gui import theme
from gui.grid.menu import add_offer, shortened
from gui.grid.words import TO_CELL

Keys = QKeySequence.StandardKey
_TABLE = "改表格："


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the menu can ask for beside the clipboard; `stepped` is called after an undo or a redo."""

    repair: Callable[[Suggestion], None]
    reword: Callable[[Rewording], None]
    show_cell: Callable[[Finding], None]
    set_aside: Callable[[Finding], None]
    stepped: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A finding about the words at a point, and what could stand there instead, the likeliest first.

    `repairs` are the changes of the table that would settle it too, in words.
    """

    finding: Finding
    offers: tuple[Rewording, ...] = ()
    repairs: tuple[tuple[str, Suggestion], ...] = ()


def offer_text(offer: Rewording) -> str:
    """An offer in words: 改为 3,165（与表三 …一致）."""
    return f"改为 {offer.text}（{offer.why}）" if offer.why else f"改为 {offer.text}"


def best_of(dispute: Dispute) -> str:
    """What is likeliest to settle a finding, in words; "" where nothing is known to."""
    if dispute.repairs:
        return _TABLE + dispute.repairs[0][0]
    return offer_text(dispute.offers[0]) if dispute.offers else ""


def build(editor: QPlainTextEdit, stack: QUndoStack | None, disputes: Sequence[Dispute], deeds: Deeds) -> QMenu:
    """The menu of an editor at words that are disputed, or at words that are not."""
    menu = QMenu(editor)
    _add_offers(menu, disputes, deeds)
    _add_cells(menu, disputes, deeds)
    _add_aside(menu, disputes, deeds)
    menu.addSeparator()
    if stack is not None and not editor.isReadOnly():
        _add_steps(menu, stack, deeds)
    _add_clipboard(menu, editor)
    return menu


def _add_offers(menu: QMenu, disputes: Sequence[Dispute], deeds: Deeds) -> None:
    """One line for each change of the table that the sums speak for, and for each figure that may be the right one here."""
    for words, repair in dict.fromkeys(repair for dispute in disputes for repair in dispute.repairs):
        action = add_offer(menu, _TABLE + words)
        action.setIcon(theme.icon("bulb"))
        action.triggered.connect(lambda _=False, repair=repair: deeds.repair(repair))
    for offer in dict.fromkeys(offer for dispute in disputes for offer in dispute.offers):
        action = add_offer(menu, offer_text(offer))
        action.setIcon(theme.icon("bulb"))
        action.triggered.connect(lambda _=False, offer=offer: deeds.reword(offer))
    menu.addSeparator()


def _add_cells(menu: QMenu, disputes: Sequence[Dispute], deeds: Deeds) -> None:
    """One line for each finding that points at a cell."""
    found = [dispute.finding for dispute in disputes if dispute.finding.cells]
    for one in found:
        action = menu.addAction(_named(TO_CELL, one, found))
        action.triggered.connect(lambda _=False, one=one: deeds.show_cell(one))


def _add_aside(menu: QMenu, disputes: Sequence[Dispute], deeds: Deeds) -> None:
    """One line for each finding; the window asks for the reason."""
    found = [dispute.finding for dispute in disputes]
    for one in found:
        action = menu.addAction(theme.severity_icon(one.severity), _named("搁置", one, found) + ("…" if len(found) == 1 else ""))
        action.triggered.connect(lambda _=False, one=one: deeds.set_aside(one))


def _named(deed: str, finding: Finding, among: Sequence[Finding]) -> str:
    """What can be done about a finding, with its sentence where there are several."""
    return deed if len(among) == 1 else f"{deed}：{shortened(finding.message)}"


def _add_steps(menu: QMenu, stack: QUndoStack, deeds: Deeds) -> None:
    """The report's own undo and redo, named by what they take back."""
    undo = _add(menu, f"撤销 {stack.undoText()}".rstrip(), stack.undo, Keys.Undo, enabled=stack.canUndo())
    redo = _add(menu, f"重做 {stack.redoText()}".rstrip(), stack.redo, QKeySequence("Ctrl+Y"), enabled=stack.canRedo())
    for step in (undo, redo):
        step.triggered.connect(lambda: deeds.stepped())
    menu.addSeparator()


def _add_clipboard(menu: QMenu, editor: QPlainTextEdit) -> None:
    editable, marked = not editor.isReadOnly(), editor.textCursor().hasSelection()
    _add(menu, "剪切", editor.cut, Keys.Cut, enabled=editable and marked)
    _add(menu, "复制", editor.copy, Keys.Copy, enabled=marked)
    _add(menu, "粘贴", editor.paste, Keys.Paste, enabled=editable and editor.canPaste())
    menu.addSeparator()
    _add(menu, "全选", editor.selectAll, Keys.SelectAll, enabled=not editor.document().isEmpty())


def _add(menu: QMenu, text: str, deed: Callable[[], None], keys: Keys | QKeySequence, *, enabled: bool) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda: deed())
    action.setShortcut(QKeySequence(keys))
    action.setEnabled(enabled)
    return action
