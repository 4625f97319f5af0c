"""Everything the clerk can ask for from a menu, the toolbar or a key, in one place; what it does is connected elsewhere."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QWidget

from gui.icons import icon

_MNEMONIC = re.compile(r"\(&.\)|…")
"""What a menu shows of a name and a toolbar does not."""
Keys = QKeySequence.StandardKey | str | None
_ICON, _LINE = 24, 16
"""The side of an icon beside words of this height, in pixels."""


class Actions:
    """The actions themselves, without menus."""

    def __init__(self, window: QMainWindow, undo_group: QUndoGroup) -> None:
        self.undo = undo_group.createUndoAction(window, "撤销")
        self.redo = undo_group.createRedoAction(window, "重做")
        self.compare_menu = QMenu("与上年比对(&C)", window)
        self.view_menu, self.edit_menu = QMenu("视图(&V)", window), QMenu("编辑(&E)", window)
        action = partial(_action, window)
        self._add_files(action)
        self._add_writing(action)
        self._add_reviewing(action)
        self._add_looking(action)
        self._add_clipboard(action)
        self._add_window(action)
        self._finish(QKeySequence.StandardKey)

    def _add_files(self, action: Callable[..., QAction]) -> None:
        """What brings reports into the window, and takes them out."""
        self.open = action("打开(&O)…", QKeySequence.StandardKey.Open, "open")
        self.open_folder = action("打开文件夹(&D)…", "Ctrl+Shift+O")
        self.paste_report = action("把剪贴板里的文字作为报告打开(&V)", "Ctrl+Shift+V")
        self.failures = action("打不开的文件(&I)…")
        self.close, self.quit = action("关闭这份报告(&C)", "Ctrl+W"), action("退出(&X)", "Ctrl+Q")

    def _add_reviewing(self, action: Callable[..., QAction]) -> None:
        """What leads through the findings and deals with them."""
        self.next = action("下一处问题(&N)", "F8", "next")
        self.previous = action("上一处问题(&P)", "Shift+F8", "previous")
        self.accept, self.set_aside = action("接受建议(&A)", "Ctrl+Return"), action("搁置(&S)…", "Ctrl+Shift+D")
        self.restore = action("恢复搁置的问题(&R)")

    def _add_window(self, action: Callable[..., QAction]) -> None:
        """What is about the window and the program themselves."""
        self.start_page = action("开始页(&H)", "Alt+Home")
        self.next_pane, self.previous_pane = action("下一个窗格(&N)", "F6"), action("上一个窗格(&P)", "Shift+F6")
        self.plain_layout = action("恢复默认布局(&R)")
        self.settings = action("设置(&T)…", "Ctrl+,")
        self.help, self.about = action("使用说明(&H)", "F1"), action("关于年报校核台(&A)")

    def _add_writing(self, action: Callable[..., QAction]) -> None:
        """What brings work to the disk, and back."""
        self.save = action("保存(&S)", QKeySequence.StandardKey.Save, "save")
        self.save_as, self.recover = action("另存为(&A)…", "Ctrl+Shift+S"), action("找回没有保存的修改(&B)…")
        self.export = action("导出工作簿(&E)…", "Ctrl+E", "export")
        self.export.setToolTip("导出工作簿：正文、表格、校核结果和修改记录，自己留存")
        self.export_all = action("全部报告导出到一个工作簿(&L)…", "Ctrl+Shift+E")
        self.feedback, self.feedback_all = action("生成发给单位的校对单(&J)…"), action("全部报告的校对单(&K)…")
        self.feedback_preview = action("校对单打印预览(&Y)…")
        self.print, self.preview, self.pdf = action("打印(&P)…", "Ctrl+P"), action("打印预览(&W)…"), action("存为 PDF(&F)…")

    def _add_clipboard(self, action: Callable[[str], QAction]) -> None:
        """What the menu only names the keys of: whatever has the keyboard knows them itself."""
        standard = QKeySequence.StandardKey
        named = (("剪切(&T)", standard.Cut), ("复制(&C)", standard.Copy), ("粘贴(&V)", standard.Paste))
        self.cut, self.copy, self.paste = (action(f"{name}\t{QKeySequence(key).toString()}") for name, key in named)

    def _add_looking(self, action: Callable[[str, Keys], QAction]) -> None:
        """What finds a place, and what makes everything larger or smaller."""
        standard = QKeySequence.StandardKey
        self.find, self.find_next = action("查找(&F)…", standard.Find), action("查找下一处(&N)", "F3")
        self.find_previous, self.locate = action("查找上一处(&P)", "Shift+F3"), action("定位(&G)…", "Ctrl+G")
        self.larger, self.smaller = action("放大(&I)", "Ctrl+="), action("缩小(&O)", "Ctrl+-")
        self.larger.setShortcuts([QKeySequence("Ctrl+="), QKeySequence("Ctrl++")])
        self.plain_size = action("实际大小(&Z)", "Ctrl+0")

    def paste_everywhere(self, starting: bool) -> None:
        """On the start page the ordinary key for pasting opens what was copied; elsewhere it belongs to the editors."""
        keys = ["Ctrl+V", "Ctrl+Shift+V"] if starting else ["Ctrl+Shift+V"]
        self.paste_report.setShortcuts([QKeySequence(key) for key in keys])

    def _finish(self, standard: type[QKeySequence.StandardKey]) -> None:
        self.undo.setShortcut(QKeySequence(standard.Undo))
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.undo.setIcon(icon("undo"))
        self.redo.setIcon(icon("redo"))
        for part in ((self.undo, self.redo), (self.cut, self.copy, self.paste)):
            self.edit_menu.addActions(part)
            self.edit_menu.addSeparator()
        self.edit_menu.addActions([self.find, self.find_next, self.find_previous, self.locate])
        self.view_menu.addAction(self.start_page)
        self.view_menu.addSeparator()
        self.view_menu.addActions([self.larger, self.smaller, self.plain_size])
        self.view_menu.addSeparator()
        self.view_menu.addActions([self.next_pane, self.previous_pane, self.plain_layout])
        self.view_menu.addSeparator()
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        for action in self.not_yet:
            action.setEnabled(False)

    @property
    def of_report(self) -> tuple[QAction, ...]:
        """Those that need a report in front."""
        looking = self.find, self.find_next, self.find_previous, self.locate, self.larger, self.smaller, self.plain_size
        writing = self.save, self.save_as, self.export, self.feedback, self.feedback_preview, self.close
        printing = self.print, self.preview, self.pdf
        walking = self.next, self.previous, self.accept, self.compare_menu.menuAction(), self.plain_layout
        return *writing, *printing, *walking, *looking

    @property
    def not_yet(self) -> tuple[QAction, ...]:
        """Those that nothing can be done with when the program starts."""
        return *self.of_report, self.export_all, self.feedback_all, self.failures, self.set_aside, self.restore


def _action(window: QMainWindow, text: str, keys: Keys = None, picture: str = "") -> QAction:
    """An action; its name loses the key and the dots of the menu where it stands on a button."""
    made = QAction(icon(picture) if picture else QIcon(), text, window)
    made.setIconText(_MNEMONIC.sub("", text.partition("\t")[0]))
    made.setToolTip(made.iconText())
    if keys is not None:
        made.setShortcut(QKeySequence(keys))
        made.setToolTip(f"{made.iconText()}（{made.shortcut().toString()}）")
    return made


def build_menus(window: QMainWindow, actions: Actions, recent: QMenu) -> None:
    """Put the actions into the menu bar."""
    bar = window.menuBar()
    file = bar.addMenu("文件(&F)")
    file.addActions([actions.open, actions.open_folder])
    file.addMenu(recent)
    file.addActions([actions.paste_report, actions.failures])
    file.addSeparator()
    file.addActions([actions.save, actions.save_as, actions.recover])
    file.addSeparator()
    file.addActions([actions.export, actions.export_all, actions.feedback, actions.feedback_all, actions.feedback_preview])
    file.addSeparator()
    file.addActions([actions.preview, actions.print, actions.pdf])
    file.addSeparator()
    file.addAction(actions.settings)
    file.addSeparator()
    file.addActions([actions.close, actions.quit])
    bar.addMenu(actions.edit_menu)
    review = bar.addMenu("校核(&J)")
    review.addActions([actions.next, actions.previous])
    review.addSeparator()
    review.addActions([actions.accept, actions.set_aside, actions.restore])
    review.addSeparator()
    review.addMenu(actions.compare_menu)
    bar.addMenu(actions.view_menu)
    bar.addMenu("帮助(&H)").addActions([actions.help, actions.about])


class _ToolBar(QToolBar):
    """A toolbar whose icons grow with the words beside them."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        side = max(_ICON, round(_ICON * self.fontMetrics().height() / _LINE))
        self.setIconSize(QSize(side, side))


def build_toolbar(window: QMainWindow, actions: Actions) -> QToolBar:
    """Put what is used most into a toolbar, words beside the icons."""
    bar = _ToolBar("工具栏", window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.addActions([actions.open, actions.save, actions.export])
    bar.addSeparator()
    bar.addActions([_short(actions.undo, window), _short(actions.redo, window)])
    bar.addSeparator()
    bar.addActions([actions.previous, actions.next])
    window.addToolBar(bar)
    return bar


def _short(action: QAction, window: QMainWindow) -> QAction:
    """The same action with one word, for the toolbar: the menu names the whole step."""
    short = QAction(action.icon(), action.text()[:2], window)
    short.triggered.connect(action.trigger)

    def follow() -> None:
        short.setEnabled(action.isEnabled())
        short.setToolTip(f"{action.text()}（{action.shortcut().toString()}）")

    action.changed.connect(follow)
    follow()
    return short
