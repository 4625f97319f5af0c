"""Outline and findings as Qt models with data in them, the order of F8, and the words of the status bar."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtGui import QUndoGroup
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem

from core.document import Source
from core.edits import SetSections, put_aside, type_cells
from core.findings import Finding, Judged, Severity, Span, State, Suggestion, Verdict, verdict
from core.forms import CellRef
from gui import theme
from gui.badges import BADGES, FADED, BadgeDelegate
from gui.desk import Desk
from gui.document import OpenReport
from gui.findings_delegate import FindingDelegate
from gui.findings_model import ROW, FindingsModel
from gui.findings_panel import FindingsPanel
from gui.findings_words import made_of, praise, summary
from gui.outline import Outline, OutlineModel
from gui.status import equations_explained, equations_text, others_text, saved_text, sign
from gui.walk import PaperOrder, section_of, step, target_cell
from tests.builders.reports import random_report

TOTAL = CellRef("requests", "granted", "total")
CHECKED = QAbstractItemModelTester.FailureReportingMode.Fatal


def opened(seed=1) -> OpenReport:
    return OpenReport(random_report(random.Random(seed), "2021"))


@pytest.fixture
def document():
    return opened()


@pytest.fixture
def desk():
    return Desk(QUndoGroup())


def wrong(document):
    document.push(type_cells(document.report, "改", {TOTAL: str(document.report.value(TOTAL) + 3)}))


def test_the_outline_is_a_sound_model_through_opening_editing_and_closing(desk):
    model = OutlineModel(desk)
    QAbstractItemModelTester(model, CHECKED)
    one, other = opened(1), opened(2)
    desk.add(one)
    desk.add(other)
    wrong(one)
    desk.remove(one)
    assert model.rowCount() == 1
    assert model.document(model.index(3, 0, model.index(0, 0))) is other


def test_the_outline_counts_errors_where_they_are(desk, document):
    model = OutlineModel(desk)
    desk.add(document)
    top = model.index(0, 0)
    wrong(document)
    assert model.index(3, 0, top).data(BADGES)[Severity.ERROR] == 2
    assert model.index(2, 0, top).data(BADGES)[Severity.ERROR] == 0
    assert top.data(BADGES) == Counter(document.verdict.severities())
    document.undo_stack.undo()
    assert not +model.index(3, 0, top).data(BADGES)


def test_a_missing_section_is_greyed_and_says_so(desk, document):
    model = OutlineModel(desk)
    desk.add(document)
    kept = tuple(section for section in document.report.sections if section.number != 5)
    document.push(SetSections("去掉", kept))
    line = model.index(5, 0, model.index(0, 0))
    assert line.data() == "五、存在的主要问题及改进情况（缺）"
    assert line.data(FADED)


def test_a_section_stands_there_with_the_title_that_it_has(desk, document):
    model = OutlineModel(desk)
    desk.add(document)
    sections = (replace(one, title="五、主要问题和改进措施") if one.number == 5 else one for one in document.report.sections)
    document.push(SetSections("改", tuple(sections)))
    assert model.index(5, 0, model.index(0, 0)).data() == "五、主要问题和改进措施"


def test_two_reports_of_one_name_are_told_apart_by_their_files(desk, tmp_path):
    model = OutlineModel(desk)
    for name in ("甲.html", "乙.html"):
        document = opened(1)
        document.report.source = Source(tmp_path / name, "html")
        desk.add(document)
    names = [model.index(row, 0).data() for row in range(2)]
    assert [name.partition("（")[2] for name in names] == ["甲.html）", "乙.html）"]


def test_only_the_report_in_front_shows_its_lines(desk, qtbot):
    outline = Outline(desk)
    qtbot.addWidget(outline)
    one, other = opened(1), opened(2)
    desk.add(one)
    desk.add(other)
    desk.bring_forward(other)
    model = outline.model()
    assert [outline.isExpanded(model.index(row, 0)) for row in range(2)] == [False, True]


def test_the_line_of_a_report_brings_it_forward_and_keeps_the_keyboard(desk, qtbot):
    outline = Outline(desk)
    qtbot.addWidget(outline)
    one, other = opened(1), opened(2)
    desk.add(one)
    desk.add(other)
    outline.report_chosen.connect(lambda document: (desk.bring_forward(document), outline.show_section(document, 3)))
    outline.setCurrentIndex(outline.model().index(1, 0))
    assert desk.current is other
    assert outline.currentIndex() == outline.model().index(1, 0)
    outline.show_section(other, 3)
    assert outline.model().section(outline.currentIndex()) == 3


def test_a_line_of_the_outline_can_be_painted(desk, document, qtbot):
    outline = Outline(desk)
    qtbot.addWidget(outline)
    desk.add(document)
    wrong(document)
    outline.resize(240, 300)
    outline.show()
    outline.show_section(document, 3)
    picture = outline.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)}) > 10
    assert isinstance(outline.itemDelegate(), BadgeDelegate)


def test_the_list_of_findings_is_a_sound_model_and_groups_by_severity(document):
    model = FindingsModel()
    QAbstractItemModelTester(model, CHECKED)
    wrong(document)
    blank = CellRef("requests", "refused_law", "person")
    document.push(type_cells(document.report, "改", {blank: ""}))
    document.push(put_aside(document.verdict.findings[0], "搁置", "口径不同"))
    assert model.show(document.report, document.verdict)
    texts = [model.index(row).data() for row in range(model.rowCount())]
    heads = [text for row, text in enumerate(texts) if model.index(row).data(ROW).finding is None]
    assert [head.split()[0] for head in heads] == ["错误", "警告", "已搁置"]
    assert model.index(model.rowCount() - 1).data(ROW).folded
    model.fold("aside")
    assert model.index(model.rowCount() - 1).data(ROW).reason == "口径不同"
    assert not model.show(document.report, document.verdict)


def test_the_lines_grow_with_their_words(document, qtbot):
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    wrong(document)
    panel.show_document(document)
    panel.show()
    panel.resize(600, 400)
    option = QStyleOptionViewItem()
    option.initFrom(panel.list)
    option.widget = panel.list
    delegate = FindingDelegate()
    index = panel._model.index(1)
    wide = delegate.sizeHint(option, index).height()
    panel.resize(220, 400)
    assert delegate.sizeHint(option, index).height() > wide
    assert panel.grab().toImage().width() >= 220


def test_the_selection_moves_on_when_its_finding_is_gone(document, qtbot):
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    wrong(document)
    panel.show_document(document)
    first, second = document.verdict.findings[:2]
    panel.select(first)
    document.push(put_aside(first, "搁置", "口径不同"))
    panel.refresh()
    assert panel.current() == second


def test_f8_order_is_that_of_the_paper(document):
    def about(code, section=0, cells=(), spans=()):
        return Finding(code, Severity.INFO, code, section, tuple(cells), tuple(spans))

    findings = [
        about("disputes", cells=[CellRef("disputes", "review", "total")]),
        about("late", spans=[Span(1, 30, 32, "x")]),
        about("granted", cells=[TOTAL]),
        about("fee", cells=[CellRef("art20_8", "fees", "amount")]),
        about("whole"),
        about("early", spans=[Span(1, 3, 5, "x")]),
        about("missing", section=5),
        about("received", cells=[CellRef("requests", "received", "total")]),
    ]
    walked = [found.code for found in sorted(findings, key=PaperOrder(document.report))]
    assert walked == ["whole", "early", "late", "fee", "received", "granted", "disputes", "missing"]
    assert [section_of(document.report, found) for found in findings] == [4, 1, 3, 2, 0, 1, 5, 3]


def test_walking_goes_round_in_both_directions(document):
    findings = [Finding("x", Severity.INFO, "m", number) for number in (1, 2, 3)]
    order = PaperOrder(document.report)
    last = order(findings[2])
    assert step(document.report, findings, last, True) is findings[0]
    assert step(document.report, findings, order(findings[0]), False) is findings[2]
    assert step(document.report, findings, None, True) is findings[0]
    assert step(document.report, findings, None, False) is findings[2]
    assert step(document.report, [], last, True) is None


def test_a_suggestion_points_at_its_own_cell():
    other = CellRef("requests", "granted", "person")
    finding = Finding("x", Severity.ERROR, "m", cells=(TOTAL,), suggestions=(Suggestion(((other, 1),), "r"),))
    assert target_cell(finding) == other


def test_the_words_over_the_list_never_praise_what_was_not_checked(document):
    assert summary(document) == "没有发现问题。"
    assert praise(document).startswith("42 项合计全部相符")
    equation = document.verdict.equations[0].equation
    document.verdict = Verdict(equations=(Judged(equation, State.UNCHECKED, 0, 0),))
    assert summary(document) == "没有发现问题，但有 1 项未能核对。"
    assert praise(document) == ""
    document.verdict = Verdict()
    assert "没有可以核对合计的表格" in summary(document)
    assert praise(document) == ""
    assert summary(None) == "还没有打开报告。"


def test_the_counts_over_the_list(document):
    found = [Finding("x", severity, "m") for severity in (Severity.INFO, Severity.ERROR, Severity.ERROR)]
    document.verdict = verdict(found, [], ())
    assert summary(document) == "错误 2 处，提示 1 处。"


def test_the_errors_are_told_apart_by_sums_and_by_words(document):
    assert made_of(document.verdict) == ""
    wrong(document)  # a row sum and a column sum
    sums = [found for found in document.verdict.findings if found.code in {"sum.row", "sum.column"}]
    claim = Finding("claim.table", Severity.ERROR, "m", 2)
    equations = document.verdict.equations
    told = {
        (*sums,): "错误 2 处：都是合计不符。",
        (*sums, claim): "错误 3 处：合计不符 2 处，文字等其他 1 处。",
        (claim, claim): "错误 2 处：都与合计无关。",
        (claim,): "错误 1 处：与合计无关。",
        (sums[0],): "错误 1 处：合计不符。",
    }
    for findings, words in told.items():
        assert made_of(verdict(list(findings), [], equations)) == words
    one, two = sums
    assert (
        made_of(verdict([one, claim], [(two, "r")], equations)) == "错误 2 处：合计不符 1 处（另有 1 处已搁置），文字等其他 1 处。"
    )
    assert made_of(verdict([claim], [(one, "r"), (two, "r")], equations)) == "错误 1 处，合计不符的 2 处都已搁置。"
    assert made_of(verdict([], [(one, "r"), (two, "r")], equations)) == "合计不符的 2 处都已搁置。"


def test_the_status_bar_says_what_its_figures_count(document):
    assert "问题清单" not in equations_explained(document.verdict)
    wrong(document)
    assert "这里只数表格里的合计" in equations_explained(document.verdict)
    assert "错误 2 处：都是合计不符。" in equations_explained(document.verdict)
    assert "没有可以核对合计的表格" in equations_explained(Verdict())


def test_the_words_of_the_status_bar(document, tmp_path):
    assert equations_text(document.verdict) == "核 42 项：通过 42，不符 0，未核 0"
    assert equations_text(Verdict()) == "没有可以核对合计的表格"
    assert saved_text(document) == "未修改"
    wrong(document)
    assert saved_text(document) == "已修改，尚未保存"
    document.mark_exported(tmp_path / "结果.xlsx", document.undo_stack.index())
    assert saved_text(document) == "已导出：结果.xlsx"


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], ""),
        ([Severity.INFO], ""),
        ([Severity.WARNING] * 2, "；另有警告 2 处"),
        ([Severity.ERROR, Severity.WARNING], "；另有错误 1 处"),
    ],
)
def test_the_sums_and_their_sign_agree_on_what_is_left(document, severities, words):
    found = [Finding("x", severity, "m") for severity in severities]
    assert others_text(verdict(found, [], document.verdict.equations)) == words


def test_where_sums_fail_they_say_it_themselves(document):
    wrong(document)
    assert others_text(document.verdict) == ""


def test_an_edit_after_the_snapshot_is_not_counted_as_exported(document, tmp_path):
    wrong(document)
    before = document.undo_stack.index()
    wrong(document)
    document.mark_exported(tmp_path / "结果.xlsx", before)
    assert document.unsaved


def test_letters_of_one_burst_merge_and_others_do_not(document):
    from core.edits import set_text

    def typed(text, burst):
        document.push(set_text(document.report, "改", 1, text), burst=burst)

    typed("a", "1.1")
    typed("ab", "1.1")
    typed("abc", "1.2")
    assert document.undo_stack.count() == 2
    assert [change.edit.label for change in document.changes()] == ["改", "改"]
    document.undo_stack.undo()
    assert document.report.section(1).text == "ab"


def test_a_burst_does_not_swallow_the_exported_step(document, tmp_path):
    from core.edits import set_text

    document.push(set_text(document.report, "改", 1, "a"), burst="1")
    document.mark_exported(tmp_path / "x.xlsx", 1)
    document.push(set_text(document.report, "改", 1, "ab"), burst="1")
    assert document.unsaved
    document.undo_stack.undo()
    assert not document.unsaved
    assert document.report.section(1).text == "a"


@pytest.mark.parametrize(
    ("severities", "icon"),
    [([], "passed"), ([Severity.INFO], "passed"), ([Severity.WARNING, Severity.INFO], "warning"), ([Severity.ERROR], "error")],
)
def test_there_is_no_tick_while_a_finding_of_weight_is_left(document, severities, icon):
    found = [Finding("x", severity, "m") for severity in severities]
    assert sign(verdict(found, [], document.verdict.equations)).cacheKey() == theme.icon(icon).cacheKey()
