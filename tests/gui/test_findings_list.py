"""The list of findings: groups, filters, folding, several at once, and reasons that are remembered."""

import random

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from core.edits import bring_back, put_aside, type_cells
from core.findings import Finding, Severity, verdict
from core.forms import CellRef
from gui.document import OpenReport
from gui.findings_model import ROW, FindingsModel
from gui.findings_panel import FindingsPanel
from gui.findings_reasons import READY, Reasons
from gui.findings_rows import ASIDE, Grouping, Listing, rows_of
from tests.builders.reports import random_report

TOTAL = CellRef("requests", "granted", "total")
SIDE = CellRef("disputes", "review", "total")
BLANK = CellRef("requests", "refused_law", "person")


@pytest.fixture
def document():
    made = OpenReport(random_report(random.Random(1), "2021"))
    values = {TOTAL: str(made.report.value(TOTAL) + 3), SIDE: str(made.report.value(SIDE) + 1), BLANK: ""}
    made.push(type_cells(made.report, "改", values))
    return made


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def panel(qtbot, settings, document):
    made = FindingsPanel(None, settings)
    qtbot.addWidget(made)
    made.show_document(document)
    made.show()
    return made


def lines(panel):
    model = panel.list.model()
    return [model.index(row).data(ROW) for row in range(model.rowCount())]


def headings(rows):
    return [row.text.split("  ")[0] for row in rows if row.finding is None]


def test_after_a_paste_the_list_begins_at_what_is_about_the_pasted_cells(panel, document):
    last = panel.list.model().index(panel.list.model().rowCount() - 1)
    for cells in ((SIDE, TOTAL), (SIDE,)):
        panel.list.setCurrentIndex(last)
        document.push(type_cells(document.report, "粘贴", {ref: str(document.report.value(ref) + 1) for ref in cells}))
        panel.begin_at(cells)
        panel.refresh()
        about = [number for number, row in enumerate(lines(panel)) if row.finding and set(cells) & set(row.finding.cells)]
        assert panel.list.currentIndex().row() == about[0]
    panel.list.setCurrentIndex(last)
    document.push(type_cells(document.report, "粘贴", {BLANK: "0"}))
    panel.begin_at((CellRef("requests", "granted", "research"),))
    panel.refresh()
    assert panel.list.verticalScrollBar().value() == 0


def found(name, severity):
    return Finding(name, severity, name, 1)


def listed(document, panel, *findings):
    """Let the report have just these findings, and the list show them."""
    document.verdict = verdict(list(findings), [], ())
    panel.refresh()


def test_the_selection_moves_on_to_the_most_serious_one_that_is_nearest(panel, document):
    errors = [found(name, Severity.ERROR) for name in ("e1", "e2", "e3")]
    warnings = [found(name, Severity.WARNING) for name in ("w1", "w2", "w3")]
    hints = [found(name, Severity.INFO) for name in ("i1", "i2")]
    listed(document, panel, *errors, *warnings, *hints)
    panel.select(errors[1])
    listed(document, panel, errors[0], errors[2], *warnings, *hints)
    assert panel.current() == errors[2], "the next one down"
    listed(document, panel, errors[0], *warnings, *hints)
    assert panel.current() == errors[0], "an error before any warning"
    listed(document, panel, *warnings, *hints)
    assert panel.current() == warnings[0]
    panel.select(warnings[1])
    listed(document, panel, warnings[2], *hints)
    assert panel.current() == warnings[2], "also when another one above has gone with it"
    panel.select(hints[0])
    listed(document, panel, warnings[2], hints[1])
    assert panel.current() == warnings[2], "an open warning is not left behind"
    listed(document, panel, hints[1])
    assert panel.current() == hints[1]
    listed(document, panel)
    assert panel.current() is None


def test_where_the_list_is_grouped_by_section_a_serious_one_comes_first_too(panel, document):
    panel.filter.grouping.setCurrentIndex(panel.filter.grouping.findData(Grouping.SECTION))
    one, two = (Finding(name, Severity.ERROR, name, section) for name, section in (("e1", 1), ("e6", 6)))
    hint = Finding("i2", Severity.INFO, "i2", 2)
    listed(document, panel, one, hint, two)
    panel.select(one)
    listed(document, panel, hint, two)
    assert panel.current() == two


def test_what_is_brought_back_stays_selected(panel, document):
    one, two, other = (found(name, Severity.INFO) for name in ("i1", "i2", "i3"))
    document.verdict = verdict([one, other], [(two, "r")], ())
    panel.refresh()
    panel.select(two)
    listed(document, panel, one, two, other)
    assert panel.current() == two


def test_every_way_of_grouping_shows_every_finding_once(document):
    model = FindingsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for grouping in Grouping:
        model.show(document.report, document.verdict, Listing(grouping))
        shown = [model.index(row).data(ROW).finding for row in range(model.rowCount())]
        assert sorted(found.key for found in shown if found) == sorted(found.key for found in document.verdict.findings)
        model.fold(model.index(0).data(ROW).group)
        assert model.rowCount() < len(shown)


def test_groups_by_section_stand_as_on_paper(document):
    rows = list(rows_of(document.report, document.verdict, Listing(Grouping.SECTION)))
    assert headings(rows) == ["三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"]


def test_words_and_severities_filter_and_say_how_many(panel, document):
    panel.filter.search.setText("第3行")
    assert all("第3行" in row.text for row in lines(panel) if row.finding)
    seen = sum(row.finding is not None for row in lines(panel))
    assert 0 < seen < len(document.verdict.findings)
    assert panel._summary.text() == f"筛选出 {seen} 处，共 {len(document.verdict.findings)} 处。F8 只走筛选出的。"
    panel.filter.search.clear()
    panel.filter.buttons[Severity.ERROR].click()
    assert Severity.ERROR not in {row.finding.severity for row in lines(panel) if row.finding}
    errors = document.verdict.severities()[Severity.ERROR]
    assert panel.filter.buttons[Severity.ERROR].text() == f"错误 {errors}"


def test_another_report_begins_with_no_line_selected_or_current(panel, document):
    panel.list.setCurrentIndex(panel.list.model().index(1, 0))
    assert panel.aside_button.isEnabled()
    twin = OpenReport(random_report(random.Random(1), "2021"))
    twin.push(type_cells(twin.report, "改", {ref: document.report.cell(ref).entry.text for ref in (TOTAL, SIDE, BLANK)}))
    panel.show_document(twin)
    assert (panel.current(), panel.list.standing()) == (None, ())
    panel.follow([lines(panel)[1].finding])
    assert panel.current() is not None
    assert panel.aside_button.isEnabled()


def test_only_what_was_checked_bears_the_tick(panel):
    def green() -> int:
        shown = panel.list.viewport().grab().toImage()
        return sum(shown.pixelColor(x, y).hslSaturation() > 100 for x in range(shown.width()) for y in range(shown.height()))

    panel.filter.search.setText("zz")
    assert green() == 0
    panel.list.praise = "42 项合计全部相符"
    assert green() > 500


def test_one_that_is_chosen_elsewhere_comes_out_of_the_filter_and_of_its_group(panel, document):
    found = document.verdict.findings[0]
    panel.filter.search.setText("zz")
    panel.filter.buttons[Severity.INFO].click()
    assert (panel.shown, panel.list.note, panel.list.praise) == ((), "没有符合筛选条件的问题。", "")
    panel.select(found)
    assert panel.current() == found
    assert not panel.list.model().listing.filters
    panel.list.model().fold(lines(panel)[0].group)
    assert not panel.list.model().index_of(found).isValid()
    assert found in panel.shown
    panel.select(found)
    assert panel.current() == found


def test_following_the_cursor_leaves_filter_and_groups_as_they_are(panel, document):
    errors = [one for one in document.verdict.findings if one.severity is Severity.ERROR]
    others = [one for one in document.verdict.findings if one.severity is not Severity.ERROR]
    panel.filter.buttons[Severity.ERROR].click()
    panel.select(others[0])
    panel.follow(errors)
    assert panel.current() == others[0]
    panel.follow([errors[0], others[-1]])
    assert panel.current() == others[-1]
    assert panel.list.model().listing.filters


def test_escape_clears_the_search(panel, qtbot):
    qtbot.keyClicks(panel.filter.search, "zz")
    assert lines(panel) == []
    qtbot.keyClick(panel.filter.search, Qt.Key.Key_Escape)
    assert lines(panel)


def test_the_grouping_is_remembered(panel, qtbot, settings):
    panel.filter.grouping.setCurrentIndex(panel.filter.grouping.findData(Grouping.KIND))
    again = FindingsPanel(None, settings)
    qtbot.addWidget(again)
    assert again.filter.grouping.currentText() == "按种类"


def test_what_is_aside_is_folded_and_enter_unfolds_it(panel, qtbot, document):
    found = document.verdict.findings[0]
    document.push(put_aside(found, "搁置", "口径不同"))
    panel.refresh()
    last = panel.list.model().index(panel.list.model().rowCount() - 1, 0)
    assert (last.data(ROW).group, last.data(ROW).folded) == (ASIDE, True)
    panel.list.setCurrentIndex(last)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert lines(panel)[-1].reason == "口径不同"
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert lines(panel)[-1].folded


def test_several_selected_are_set_aside_together(panel, qtbot, document):
    model = panel.list.model()
    wanted = [model.index(row) for row, line in enumerate(lines(panel)) if line.finding][:2]
    for index in wanted:
        panel.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    assert panel.aside_button.text() == "搁置 2 处…"
    with qtbot.waitSignal(panel.aside_asked) as asked:
        panel.aside_button.click()
    assert asked.args[0] == tuple(index.data(ROW).finding for index in wanted)


def test_reasons_are_offered_again_newest_first(settings):
    reasons = Reasons(settings)
    for reason in ("甲", "乙", READY[0], "甲"):
        reasons.remember(reason)
    assert Reasons(settings).offered == ("甲", "乙", *READY)
    for number in range(9):
        reasons.remember(str(number))
    assert Reasons(settings).offered == ("8", "7", "6", "5", *READY)


def test_the_list_follows_an_edit_once_the_figures_are_painted(panel, document, qtbot):
    before = len(lines(panel))
    document.push(type_cells(document.report, "改", {BLANK: "0"}))
    panel.refresh_soon()
    assert len(lines(panel)) == before
    qtbot.waitUntil(lambda: len(lines(panel)) == before - 2)  # the finding and the heading of its group


def test_nobody_acts_on_a_line_that_an_edit_has_taken_away(panel, document):
    (gone,) = [found for found in document.verdict.findings if BLANK in found.cells and found.code == "cell.blank"]
    panel.select(gone)
    asked = []
    panel.aside_asked.connect(asked.append)
    document.push(type_cells(document.report, "改", {BLANK: "0"}))
    panel.refresh_soon()
    panel.aside_button.click()
    assert gone.key not in [found.key for found in asked[0]]


class _Shown(QObject):
    """Notes, whenever a button is about to be shown, whether another one is shown beside it."""

    def __init__(self, other: QWidget, seen: list[bool]) -> None:
        super().__init__(other)
        self._other, self._seen = other, seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._seen.append(not self._other.isHidden())
        return super().eventFilter(watched, event)


def test_one_press_on_a_heading_opens_it_and_keeps_what_is_selected(qtbot, panel, document):
    document.push(put_aside(document.verdict.findings[-1], "搁置", "已核对"))
    panel.resize(300, 420)
    panel.refresh()
    chosen = panel.shown[0]
    panel.select(chosen)
    panel.list.scrollToBottom()
    heading = panel.list.model().index(panel.list.model().rowCount() - 1, 0)
    assert heading.data(ROW).group == ASIDE
    qtbot.mousePress(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.visualRect(heading).center())
    assert panel.current() == chosen
    last = panel.list.model().index(panel.list.model().rowCount() - 1, 0)
    assert last.data(ROW).reason == "已核对"
    assert panel.list.viewport().rect().contains(panel.list.visualRect(last))


def test_what_is_brought_back_is_selected_and_the_buttons_take_no_more_room(qtbot, panel, document):
    found = document.verdict.findings[-1]
    document.push(put_aside(found, "搁置", "已核对"))
    panel.refresh()
    panel.list.folded.emit(ASIDE)
    panel.list.setCurrentIndex(panel._model.index_of(found))
    seen = []
    panel.aside_button.installEventFilter(watch := _Shown(panel.restore_button, seen))
    document.push(bring_back(found, "恢复"))
    panel.refresh()
    assert panel.current() == found
    assert seen == [False]
    panel.aside_button.removeEventFilter(watch)
