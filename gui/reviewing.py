"""Working through the findings: walking with F8, taking a suggestion, setting aside with a reason, bringing back."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QWidget

from core.edits import Edit, SetCells, bring_back, put_aside, take
from core.findings import Finding, Suggestion
from core.forms import CellRef
from core.retitling import Retitling
from gui.desk import Desk
from gui.dialogs import AsideDialog
from gui.document import OpenReport
from gui.findings_panel import FindingsPanel
from gui.findings_reasons import Reasons
from gui.grid.entry import PASTED
from gui.grid.menu import add_offer, preview_in
from gui.grid.words import advice
from gui.messages import Kind, Messages
from gui.tally import Line, is_about
from gui.text_offers import offer_words
from gui.walk import Order, PaperOrder, section_of_cell, step
from gui.workspace import Workspace

_NO_OFFER = "这一处没有可以直接接受的建议。请对照原文自己改；确认无误的，可以搁置。"
_NONE_SELECTED = "没有选中问题。请先在问题清单里点一处，或者按 F8。"


class Reviewing(QObject):
    """Joins the panel of findings to the pages and the edits of the current report."""

    def __init__(
        self, desk: Desk, panel: FindingsPanel, workspace: Workspace, messages: Messages, reasons: Reasons, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._panel, self._workspace = desk, panel, workspace
        self._messages, self._reasons, self._window = messages, reasons, window
        self._last: WeakKeyDictionary[OpenReport, Order] = WeakKeyDictionary()
        desk.changed.connect(self._on_changed)
        panel.go_to.connect(self.go_to)
        panel.accept_asked.connect(self.accept)
        panel.aside_asked.connect(self.set_all_aside)
        panel.restore_asked.connect(self.restore)
        panel.pointed.connect(self._preview)
        workspace.aside_requested.connect(self.set_aside)
        workspace.mark_clicked.connect(panel.select)

    @Slot()
    def next(self) -> None:
        """Go to the next finding, as on paper."""
        self._walk(forward=True)

    @Slot()
    def previous(self) -> None:
        """Go to the finding before."""
        self._walk(forward=False)

    @Slot(object, bool)
    def go_to(self, finding: Finding, focus: bool) -> None:
        """Show the place of a finding."""
        if document := self._desk.current:
            self._last[document] = PaperOrder(document.report)(finding)
            self._workspace.go_to(document, finding, focus)

    @Slot(object, bool)
    def go_to_sum(self, line: Line, focus: bool) -> None:
        """Show the place of a sum that did not pass, and mark the finding about it where there is one."""
        document = self._desk.current
        if document is None:
            return
        found = next((one for one in document.verdict.findings if line.equation and is_about(one, line.equation)), None)
        if found is not None:
            self._panel.select(found)
            self.go_to(found, focus)
        else:
            self._workspace.go_to_cell(document, line.section, line.cell, focus)

    @Slot()
    def accept_current(self) -> None:
        """Take what is offered for the finding that is selected, or say why nothing is."""
        if self._panel.accept_button.isEnabled():
            self._panel.accept_button.click()
        else:
            found = self._panel.current()
            if found:
                self.go_to(found, False)
            self._messages.post(Kind.NOTE, _NO_OFFER if found else _NONE_SELECTED, stands=lambda: self._panel.current() == found)

    @Slot(object)
    def accept(self, finding: Finding) -> None:
        """Take the suggestion; where there are several, let the clerk choose."""
        if len(finding.suggestions) > 1:
            self._choose(finding)
        elif finding.suggestions:
            self._take(finding.suggestions[0])
        elif document := self._desk.current:
            button = self._panel.accept_button
            offer_words(document, finding, self._window, button.mapToGlobal(button.rect().bottomLeft()))

    @Slot(object)
    def set_aside(self, finding: Finding) -> None:
        """Ask for a reason and set one finding aside."""
        self.set_all_aside((finding,))

    @Slot(object)
    def set_all_aside(self, findings: tuple[Finding, ...]) -> None:
        """Ask for one reason and set some findings aside, as one step."""
        document = self._desk.current
        if document is None or not findings:
            return
        dialog = AsideDialog(findings, self._reasons.offered, self._window)
        dialog.accepted.connect(lambda: self._put_aside(document, findings, dialog.reason))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _put_aside(self, document: OpenReport, findings: tuple[Finding, ...], reason: str) -> None:
        self._reasons.remember(reason)
        if len(findings) == 1:
            document.push(put_aside(findings[0], "搁置一处问题", reason), reason)
            return
        label = f"搁置 {len(findings)} 处问题"
        document.push_together(label, [put_aside(finding, label, reason) for finding in findings], reason)

    @Slot(object)
    def restore(self, finding: Finding) -> None:
        """Bring back a finding that was set aside."""
        if document := self._desk.current:
            document.push(bring_back(finding, "恢复一处问题"))

    def follow_cell(self, ref: CellRef | None) -> None:
        """Mark in the list what there is about the cell that the cursor moved to."""
        document = self._desk.current
        found = document.verdict.by_cell.get(ref, ()) if document and ref else ()
        current = self._panel.current()
        if current is None or ref not in current.cells:
            self._panel.follow(found)
            current = self._panel.current()
        if current is not None and ref in current.cells:
            self._workspace.show_sum(current)

    def _walk(self, *, forward: bool) -> None:
        document = self._desk.current
        if document is None:
            return
        found = self._panel.unseen or step(document.report, self._panel.shown, self._from(document), forward)
        if found is None and document.verdict.findings:
            self._messages.post(Kind.NOTE, "没有符合筛选条件的问题。清除筛选后，F8 再走全部问题。")
        elif found is None:
            self._messages.post(Kind.DONE, "没有需要处理的问题了。")
        else:
            self._panel.select(found)
            self.go_to(found, True)

    def _from(self, document: OpenReport) -> Order | None:
        """Where the walk goes on: at the finding that is selected, or else at the last one gone to."""
        current = self._panel.current()
        return PaperOrder(document.report)(current) if current else self._last.get(document)

    def _choose(self, finding: Finding) -> None:
        form = self._desk.current.report.form if self._desk.current else None
        if form is None:
            return
        menu = QMenu(self._window)
        for suggestion in finding.suggestions:
            action = add_offer(menu, advice(form, None, suggestion))
            action.setData(suggestion)
            action.triggered.connect(lambda _=False, chosen=suggestion: self._take(chosen))
        preview_in(menu, self._preview)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._panel.accept_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @Slot(object)
    def _preview(self, suggestion: Suggestion | Retitling | None) -> None:
        if document := self._desk.current:
            document.show_preview(suggestion)

    def _take(self, suggestion: Suggestion) -> None:
        document = self._desk.current
        if document is None:
            return
        document.push(take(document.report, suggestion, "接受建议"), suggestion.reason)
        ref, _ = suggestion.values[0]
        section = section_of_cell(document.report, ref)
        if section != self._workspace.section_in_front(document):
            self._workspace.go_to_cell(document, section, ref, False)

    @Slot(object, object)
    def _on_changed(self, document: OpenReport, edit: Edit | None) -> None:
        """What was pasted is looked at from the beginning."""
        if document is self._desk.current and isinstance(edit, SetCells) and edit.label.startswith(PASTED):
            self._panel.begin_at(edit.cells)
