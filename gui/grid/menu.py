"""The context menu of the grid: what can be done to the cells that are selected."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.findings import Finding, Suggestion
from core.forms import CellRef, Form
from gui import theme
from gui.grid import words

_LONG, _LONGER = 36, 60
"""Letters in a line of a menu at most: of a finding, and of a suggestion; a menu shall fit on a small screen."""

_ROW = re.compile(r"(第\d+行)‘[^’]*’")
"""A row by its number and its label; the number is enough where there is little room."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the menu can ask for."""

    accept: Callable[[Suggestion], None]
    restore: Callable[[], None]
    cut: Callable[[], None]
    copy: Callable[[], None]
    paste: Callable[[], None]
    clear: Callable[[], None]
    edit: Callable[[], None]
    fill_down: Callable[[], None]
    fill_right: Callable[[], None]
    choose_all: Callable[[], None]
    find: Callable[[], None]
    explain: Callable[[], None]
    preview: Callable[[Suggestion | None], None]
    go_to_words: Callable[[Finding], None]
    set_aside: Callable[[Finding], None]


def build(
    parent: QWidget, form: Form, ref: CellRef, findings: Sequence[Finding], edited: bool, filled: bool, deeds: Deeds
) -> QMenu:
    """The menu for the cell `ref`; `edited`: something selected can be restored; `filled`: the cell is not blank."""
    menu = QMenu(parent)
    _add_suggestions(menu, form, ref, findings, deeds)
    _add(menu, "修改这一格", deeds.edit, QKeySequence("F2"))
    menu.addSeparator()
    _add(menu, "剪切", deeds.cut, QKeySequence(QKeySequence.StandardKey.Cut))
    _add(menu, "复制", deeds.copy, QKeySequence(QKeySequence.StandardKey.Copy))
    _add(menu, "粘贴", deeds.paste, QKeySequence(QKeySequence.StandardKey.Paste))
    _add(menu, "清除内容", deeds.clear, QKeySequence("Delete"))
    _add(menu, "恢复原值", deeds.restore, enabled=edited)
    menu.addSeparator()
    _add(menu, "向下填充", deeds.fill_down, QKeySequence("Ctrl+D"))
    _add(menu, "向右填充", deeds.fill_right, QKeySequence("Ctrl+R"))
    _add(menu, "全选", deeds.choose_all, QKeySequence(QKeySequence.StandardKey.SelectAll))
    menu.addSeparator()
    _add(menu, "查找这个内容", deeds.find, QKeySequence(QKeySequence.StandardKey.Find), filled)
    _add(menu, "口径说明", deeds.explain, QKeySequence("F1"))
    _add_words(menu, findings, deeds)
    _add_aside(menu, findings, deeds)
    return menu


def _add(menu: QMenu, text: str, deed: Callable[[], None], key: QKeySequence | None = None, enabled: bool = True) -> None:
    action = menu.addAction(text)
    action.triggered.connect(lambda: deed())
    action.setEnabled(enabled)
    if key is not None:
        action.setShortcut(key)


def _add_suggestions(menu: QMenu, form: Form, ref: CellRef, findings: Sequence[Finding], deeds: Deeds) -> None:
    """One line for each repair, best first; where several findings suggest the same figures, the first reason is enough."""
    offers: dict[object, Suggestion] = {}
    for offer in (offer for found in findings for offer in found.suggestions):
        offers.setdefault(offer.values, offer)
    for offer in offers.values():
        action = add_offer(menu, words.advice(form, ref, offer))
        action.setIcon(theme.icon("bulb"))
        action.triggered.connect(lambda _=False, offer=offer: deeds.accept(offer))
        action.setData(offer)
    preview_in(menu, deeds.preview)
    if offers:
        menu.actions()[0].setShortcut(QKeySequence("Alt+Return"))
        menu.addSeparator()


def add_offer(menu: QMenu, said: str) -> QAction:
    """One line for a suggestion: what it changes comes first, and the whole of it is in the tooltip."""
    short = said if len(said) <= _LONGER else _ROW.sub(r"\1", said)
    action = menu.addAction(shortened(short, _LONGER))
    action.setToolTip(said)
    menu.setToolTipsVisible(True)
    return action


def preview_in(menu: QMenu, preview: Callable[[Suggestion | None], None]) -> None:
    """Preview the suggestion of the line that is highlighted in a menu (its data), until the menu closes."""
    menu.hovered.connect(lambda action: preview(action.data()))
    menu.aboutToHide.connect(lambda: preview(None))


def _add_words(menu: QMenu, findings: Sequence[Finding], deeds: Deeds) -> None:
    """One line for each finding that points at words of the text."""
    for found in (one for one in findings if one.spans):
        action = menu.addAction(f"{words.TO_WORDS}：{shortened(found.spans[0].text)}")
        action.triggered.connect(lambda _=False, found=found: deeds.go_to_words(found))


def shortened(text: str, most: int = _LONG) -> str:
    """A sentence cut to what fits into a line of a menu."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _add_aside(menu: QMenu, findings: Sequence[Finding], deeds: Deeds) -> None:
    """One line for each finding that can be set aside; the window asks for the reason."""
    if findings:
        menu.addSeparator()
    for found in findings:
        action = menu.addAction(theme.severity_icon(found.severity), f"搁置：{shortened(found.message)}")
        action.triggered.connect(lambda _=False, found=found: deeds.set_aside(found))
