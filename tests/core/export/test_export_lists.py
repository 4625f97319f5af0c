"""The sheets 校核结果 and 修改记录: one line a finding, one line a change."""

import datetime
from dataclasses import replace

from core.checks import check
from core.edits import Change, Edit, SetGrid, SetHeader, apply, put_aside, set_text, type_cells
from core.export.workbook import Entry, workbook_bytes
from core.findings import Finding, Severity, Span, Suggestion, Verdict, verdict
from core.forms import CellRef
from core.report import Report, empty_grid
from tests.core.export.opened import a_report, exported, opened

WHEN = datetime.datetime(2024, 1, 15, 9, 30, 5, tzinfo=datetime.UTC)
TOTAL = CellRef.parse("requests.granted.total")


def change(report: Report, edit: Edit, why: str = "") -> Change:
    return Change(edit, apply(report, edit), WHEN, why)


def rows(report: Report, sheet: str, given: Verdict | None = None, *changes: Change) -> list[tuple[object, ...]]:
    """The rows of one sheet that have something in them."""
    data = workbook_bytes([Entry(report, given or check(report), changes)])
    return [row for row in opened(data)[sheet].iter_rows(values_only=True) if any(value is not None for value in row)]


def log(report: Report, *changes: Change) -> list[tuple[object, ...]]:
    """The lines of the change log."""
    return rows(report, "修改记录", None, *changes)[2:]


def test_a_clean_report_says_so() -> None:
    report = a_report(1)
    found = rows(report, "校核结果", replace(check(report), findings=()))
    assert found[1][0] == "核 42 项：通过 42，不符 0，未核 0。错误 0，警告 0，提示 0，已搁置 0。"
    assert found[3][0] == "没有发现问题。"


def test_a_failing_sum_has_its_line_with_both_sides_and_leads_to_its_total() -> None:
    report = a_report(1)
    right = report.value(TOTAL)
    apply(report, type_cells(report, "输入", {TOTAL: str(right + 5)}))
    data = exported(report)
    sheet = opened(data)["校核结果"]
    assert sheet["A2"].value.startswith("核 42 项：通过 40，不符 2，未核 0。错误 2，")
    assert [cell.value for cell in sheet[4]] == ["序号", "级别", "位置", "问题", "等式左边", "等式右边", "差", "建议", "状态"]
    first = [cell.value for cell in sheet[5]]
    assert first[:3] == [1, "错误", "表三 第3行‘（一）予以公开’"]
    assert first[4:7] == [right, right + 5, 5]
    assert first[8] == "未处理"
    assert sheet["C5"].hyperlink.location == "'表三'!J8"
    assert sheet["C6"].value == "表三 ‘总计’列"


def test_findings_set_aside_come_last_with_their_reason() -> None:
    report = a_report(1)
    apply(report, type_cells(report, "输入", {TOTAL: str(report.value(TOTAL) + 5)}))
    finding = next(found for found in check(report).findings if found.code == "sum.row")
    apply(report, put_aside(finding, "搁置", "已与上级核对"))
    found = rows(report, "校核结果")
    assert "已搁置 1" in found[1][0]
    states = [row[8] for row in found[3:] if row[8]]
    assert states[-1] == "已搁置：已与上级核对"
    assert set(states[:-1]) == {"未处理"}


def test_findings_about_words_lead_to_their_paragraph() -> None:
    report = a_report(1)
    start = report.sections[0].text.index("（三）政府信息管理")
    span = Span(1, start, start + 3, "（三）")
    findings = [
        Finding("year.stale", Severity.WARNING, "年份不对", 1, spans=(span,)),
        Finding("section.empty", Severity.INFO, "没有内容", 5),
        Finding("year.mismatch", Severity.ERROR, "年份不一致"),
        Finding("privacy.mobile", Severity.WARNING, "有电话", 0, spans=(Span(0, 0, 2, "本报"),)),
    ]
    sheet = opened(workbook_bytes([Entry(report, verdict(findings, [], ()))]))["校核结果"]
    prose = opened(exported(report))["正文"]
    links = {sheet.cell(row, 4).value: sheet.cell(row, 3) for row in range(5, 9)}
    assert links["年份不一致"].hyperlink.location == "'基本情况'!A1"
    assert links["年份不一致"].value == "整篇报告"
    stale = links["年份不对"].hyperlink.location
    assert prose[stale.removeprefix("'正文'!")].value.startswith("（三）政府信息管理")
    assert links["年份不对"].value == "一、总体情况"
    assert prose[links["没有内容"].hyperlink.location.removeprefix("'正文'!")].value == "五、存在的主要问题及改进情况"
    assert prose[links["有电话"].hyperlink.location.removeprefix("'正文'!")].value.startswith("本报告由")
    assert links["有电话"].value == "引言"


def test_suggestions_are_spelled_out_best_first() -> None:
    report = a_report(1)
    many = tuple((CellRef("requests", "granted", column.key), 0) for column in report.form.grids["requests"].columns)
    suggestions = (Suggestion(((TOTAL, 9),), "各列之和为9"), Suggestion(many, "没有发生的应填 0"))
    finding = Finding("cell.blank", Severity.WARNING, "空白", 3, (TOTAL,), suggestions=suggestions)
    found = rows(report, "校核结果", verdict([finding], [], ()))
    assert found[3][7] == "表三 第3行‘（一）予以公开’·总计改为9（各列之和为9）\n或：7格改为0（没有发生的应填 0）"


def test_equations_that_could_not_be_judged_are_listed_with_the_reason() -> None:
    report = a_report(1)
    del report.grids["disputes"]
    apply(report, type_cells(report, "清除", {CellRef.parse("requests.carried_out.person"): ""}))
    found = rows(report, "校核结果")
    start = next(index for index, row in enumerate(found) if str(row[0]).startswith("未核的等式"))
    assert found[start][0] == "未核的等式（5 项），不能当作相符"
    listed = {row[2]: row[3] for row in found[start + 1 :]}
    assert set(listed) == {
        "表三 第25行‘四、结转下年度继续办理’：各列之和等于总计",
        "表三 ‘自然人’列：新收加结转等于办结加结转下年度",
        "表四 行政复议：各项结果之和等于总计",
        "表四 行政诉讼·未经复议直接起诉：各项结果之和等于总计",
        "表四 行政诉讼·复议后起诉：各项结果之和等于总计",
    }
    assert listed["表四 行政复议：各项结果之和等于总计"] == "原文没有这张表"


def test_without_changes_the_log_says_so() -> None:
    assert log(a_report(1)) == [("没有修改。", None, None, None, None, None)]


def test_a_changed_cell_has_a_line_with_before_after_and_why() -> None:
    report = a_report(1)
    before = str(report.value(TOTAL))
    other = CellRef.parse("art20_8.fees.amount")
    apply(report, type_cells(report, "输入", {other: ""}))
    done = change(report, type_cells(report, "粘贴", {TOTAL: "77", other: "1.5"}), "电话核实")
    assert log(report, done) == [
        (1, "2024-01-15 09:30:05", "表三 第3行‘（一）予以公开’·总计", before, "77", "粘贴：电话核实"),
        (2, "2024-01-15 09:30:05", "表二 行政事业性收费·本年收费金额", "（空白）", "1.5", "粘贴：电话核实"),
    ]


def test_a_changed_text_shows_only_the_paragraphs_that_differ() -> None:
    report = a_report(1)
    paragraphs = report.sections[0].text.split("\n")
    text = "\n".join([*paragraphs[:2], "改过的一段。", *paragraphs[3:]])
    done = change(report, set_text(report, "改正文", 1, text))
    assert log(report, done) == [(1, "2024-01-15 09:30:05", "一、总体情况", paragraphs[2], "改过的一段。", "改正文")]


def test_a_very_long_text_is_cut_at_what_a_cell_holds() -> None:
    report = a_report(1)
    done = change(report, set_text(report, "改正文", 6, "长" * 40_000))
    [line] = log(report, done)
    assert len(line[4]) == 32_767
    assert line[4].endswith("长…")


def test_every_fact_of_the_masthead_has_its_line() -> None:
    report = a_report(1)
    header = replace(report.header, organ="新名称", index_number="X-1")
    edit = SetHeader("改基本情况", header, {**report.years_stated, "title": 2030})
    old = report.header
    report.header = replace(report.header, index_number=None)
    entries = [row[2:5] for row in log(report, change(report, edit))]
    assert entries == [
        ("基本情况 发布机关", old.organ, "新名称"),
        ("基本情况 索引号", "（无）", "X-1"),
        ("基本情况 标题写明的年度", str(old.year), "2030"),
    ]


def test_a_grid_put_in_and_a_finding_put_aside_have_their_lines() -> None:
    report = a_report(1)
    del report.grids["disputes"]
    finding = next(found for found in check(report).findings if found.code == "grid.missing")
    aside = change(report, put_aside(finding, "搁置", "原文是图片"))
    [line] = log(report, aside)
    assert line[2:] == (finding.message, "未处理", "已搁置：原文是图片", "搁置")
    grid = change(report, SetGrid("补空表", "disputes", empty_grid(report.form.grids["disputes"])))
    assert log(report, grid)[0][2:] == ("表四", "没有这张表", "有表，15 格中 0 格有内容", "补空表")


def test_a_finding_that_is_gone_is_named_by_its_kind_and_what_it_was_about() -> None:
    report = a_report(1)
    share = Finding("claim.percent", Severity.WARNING, "", 1, values=("38.6%", "37.6"))
    [line] = log(report, change(report, put_aside(share, "搁置", "已核对")))
    assert line[2] == "百分比算错“38.6%”（现在已没有这一处）"
    assert "claim." not in str(line)
