"""Figures of the text beside the tables, their parts, percentages and last year's figures, one sentence at a time."""

import random
from collections.abc import Mapping

import pytest

from core.checks import check
from core.edits import apply, type_cells
from core.findings import Finding, Severity
from core.forms import CellRef, forms
from core.report import Header, Report, Section
from tests.builders.reports import random_report

TOTALS = {
    "received": 25, "carried_in": 3, "granted": 12, "partly_granted": 4, "refused_law": 2, "unavailable_not_held": 6,
    "concluded": 24, "carried_out": 4,
}  # fmt: skip
OTHERS = {
    "art20_1.normative_documents.issued": 4, "art20_1.normative_documents.repealed": 1, "art20_1.normative_documents.in_force": 24,
    "art20_5.licences.decisions": 1007, "art20_6.penalties.decisions": 194, "art20_6.compulsion.decisions": 0,
    "disputes.review.total": 2, "disputes.review.upheld": 2, "disputes.suit_direct.total": 1, "disputes.suit_direct.pending": 1,
}  # fmt: skip
PREAMBLE = "（二）依申请公开。"


def report(text: str, changes: Mapping[str, str] = {}, year: int = 2023) -> Report:
    """A report of natural persons only, with one text."""
    made = random_report(random.Random(3), "2021")
    made.header = Header(year=year)
    made.preamble = ""
    made.sections = [Section(section.number, section.title, "") for section in made.sections]
    made.sections[0] = Section(1, "一、总体情况", text)
    cells = {str(ref): "0" for ref, _ in made.cells()}
    for row, value in TOTALS.items():
        cells |= {f"requests.{row}.person": str(value), f"requests.{row}.total": str(value)}
    cells |= {name: str(value) for name, value in OTHERS.items()} | {"art20_8.fees.amount": "746.844"} | dict(changes)
    apply(made, type_cells(made, "填", {CellRef.parse(name): value for name, value in cells.items()}))
    return made


def found(text: str, changes: Mapping[str, str] = {}, previous: Report | None = None) -> list[Finding]:
    findings = [one for one in check(report(text, changes), previous).findings if one.code.startswith("claim.")]
    for one in findings:
        assert all(text[span.start : span.end] == span.text for span in one.spans)
    return findings


def told(text: str, **facts: object) -> list[tuple[str, str, str]]:
    """Code, severity and marked words of each finding."""
    return [(one.code, one.severity.value, one.spans[0].text) for one in found(PREAMBLE + text, **facts)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请25件，上年结转3件，办结24件，结转下年度4件。",
        "收到政府信息公开申请28件（含上年结转3件）。",
        "年底尚未答复的4件，转下年度办理；25件申请的内容涉及土地征收5件。",
        "收到政府信息公开申请25件，办结24件。予以公开12件，占50%；部分公开四，占17%。",
        "共办理政府信息公开申请28件，均为自然人申请。",
        "办结24件，其中予以公开12件、部分公开4件、不予公开2件、无法提供6件。",
        "收到政府信息公开申请约30件。",
        "2022年收到政府信息公开申请19件。",
        "收到政府信息公开申请25件，其中自然人25件，法人或其他组织0件，自然人占100%。",
        "24件已按时办结，4件结转下年度继续办理。",
        "因政府信息公开被申请行政复议2件，结果维持2件；行政诉讼1件，尚未审结1件。",
        "全年行政许可1007件、行政处罚194件，行政事业性收费746.84万元。",
        "制发行政规范性文件4件，废止1件，现行有效24件。",
        "收到政府信息公开申请25件，办结率85.71%。",
        "办结24件，其中予以公开12件，占50%。",
    ],
)
def test_what_agrees_is_quiet(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "code", "severity", "marked"),
    [
        ("新收政府信息公开申请26件。", "claim.table", "error", "26"),
        ("受理政府信息公开申请二十六件。", "claim.table", "warning", "二十六"),
        ("收到政府信息公开申请25件，依法答复23件。", "claim.table", "warning", "23"),
        ("市本级收到政府信息公开申请9件。", "claim.table", "info", "9"),
        ("行政事业性收费764.84万元。", "claim.table", "warning", "764.84"),
        ("因政府信息公开被申请行政复议3件。", "claim.table", "warning", "3"),
        ("制发行政规范性文件5件。", "claim.table", "error", "5"),
        ("未收到政府信息公开申请。", "claim.denied", "error", "未收到政府信息公开申请"),
        ("收到政府信息公开申请25件，均已办结。", "claim.denied", "warning", "均已办结"),
        ("未发生因政府信息公开引发的行政诉讼。", "claim.denied", "error", "未发生因政府信息公开引发的行政诉讼"),
        ("办结24件，其中予以公开12件，占48.5%。", "claim.percent", "warning", "48.5%"),
        ("收到政府信息公开申请25件，办结率85.7142%。", "claim.percent", "info", "85.7142%"),
        ("公开信息173769万条，其中网站100000条、公众号73769条。", "claim.parts", "warning", "173769万"),
        ("公开信息100条，其中网站80条、公众号30条。", "claim.parts", "info", "100"),
    ],
)
def test_what_disagrees_is_found(text: str, code: str, severity: str, marked: str) -> None:
    assert told(text) == [(code, severity, marked)]


def test_a_figure_of_the_text_that_puts_failing_sums_right_is_offered() -> None:
    [one] = [
        one
        for one in found(PREAMBLE + "收到政府信息公开申请25件。", {"requests.received.total": "52"})
        if one.code == "claim.table"
    ]
    [offer] = one.suggestions
    assert [(str(ref), value) for ref, value in offer.values] == [("requests.received.total", 25)]
    assert one.message == (
        "“收到政府信息公开申请25件”：表三 第1行‘一、本年新收政府信息公开申请数量’·总计为52，相差27；"
        "表中有关的合计也不相符，表格改为25后都相符，请核对表格"
    )


def test_two_cells_are_offered_together_where_only_both_agree_with_the_words():
    # 25 + 3 taken over = 24 concluded + 4 handed over; with 3 handed over neither balance holds, in one column and in the total
    changes = {"requests.carried_out.person": "3", "requests.carried_out.total": "3"}
    [one] = [one for one in found(f"{PREAMBLE}结转下年度4件。", changes) if one.code == "claim.table"]
    assert "表中有关的合计也不相符，表格改 2 格后都相符，请核对表格" in one.message
    person, total = CellRef("requests", "carried_out", "person"), CellRef("requests", "carried_out", "total")
    assert one.suggestions[0].values == ((person, 4), (total, 4))


def test_a_message_says_where_and_how_much() -> None:
    [one] = found(PREAMBLE + "全年作出行政处罚决定149件。")
    assert one.message == "“全年作出行政处罚决定149件”：表二 行政处罚·本年处理决定数量为194，相差45，请核对文字和表格"
    assert (one.left, one.right, [str(ref) for ref in one.cells]) == (149, 194, ["art20_6.penalties.decisions"])


def test_a_rounded_figure_in_ten_thousands_agrees() -> None:
    assert found("全年办理行政许可541.44万件。", {"art20_5.licences.decisions": "5414437"}) == []
    assert [one.code for one in found("全年办理行政许可541.45万件。", {"art20_5.licences.decisions": "5414437"})] == ["claim.table"]


def test_the_same_words_twice_have_their_own_keys() -> None:
    findings = found(PREAMBLE + "收到政府信息公开申请26件。收到政府信息公开申请26件。")
    assert len({one.key for one in findings}) == len(findings) == 2


def test_last_years_figures() -> None:
    previous = report("", {"requests.received.person": "20", "requests.received.total": "20"}, 2022)
    right = "收到政府信息公开申请25件，同比增长25%，比上年的20件增加5件。"
    assert told(right, previous=previous) == []
    assert told("收到政府信息公开申请25件，同比增长20%。", previous=previous) == [("claim.growth", "warning", "20%")]
    assert told("收到政府信息公开申请25件，同比下降25%。", previous=previous) == [("claim.growth", "warning", "25%")]
    assert told("收到政府信息公开申请25件（上年为21件）。", previous=previous) == [("claim.growth", "warning", "21")]
    assert told("收到政府信息公开申请25件，同比增长20%。") == []


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请25件，办结24件，所有办结件均按时答复。",
        "市政府办公室收到政府信息公开申请9件，均已按时答复。",
        "收到政府信息公开申请25件。办理热线转办件99件，均按时答复。",
        "已答复的申请均按时办结。",
        "收到政府信息公开申请25件，答复24件，均在法定期限内答复。",
    ],
)
def test_what_is_said_of_all_of_a_part_denies_nothing(text: str) -> None:
    """4 applications are handed over to the next year."""
    assert "claim.denied" not in [code for code, _, _ in told(text)]


def test_what_is_said_of_all_applications_is_held_against_those_handed_over() -> None:
    assert told("收到政府信息公开申请25件，均已按时答复。") == [("claim.denied", "warning", "均已按时答复")]


def test_a_sum_behind_its_parts() -> None:
    assert [one.severity for one in found("按方式分，网上5件、邮寄2件、当面1件，合计7件。")] == [Severity.WARNING]
    assert found("按方式分，网上5件、邮寄2件、当面1件，合计8件。") == []
    assert [one.severity for one in found("网上5件；邮寄2件；当面1件，合计7件。")] == [Severity.WARNING]
    assert found("网上5件；邮寄2件；当面1件，合计8件。") == []
    assert found("网上5件、邮寄2件；共70件来访。") == []


@pytest.mark.parametrize("aside", ["，其中律所2件", "（含律所2件）"])
def test_what_is_within_a_part_is_no_part_of_the_sum(aside: str) -> None:
    assert found(f"网上5件{aside}，邮寄3件，合计8件。") == []


def test_a_rate_of_disputes_is_held_against_the_sentence_and_the_tables() -> None:
    cells = {"disputes.review.total": "8", "disputes.review.corrected": "2", "disputes.review.upheld": "6"}
    assert told("因政府信息公开被申请行政复议8件，被纠正2件，纠错率25%。", changes=cells) == []
    assert told("因政府信息公开被申请行政复议8件，被纠正2件，纠错率52%。", changes=cells) == [("claim.percent", "warning", "52%")]


def test_money_of_last_year() -> None:
    previous = report("", {"art20_8.fees.amount": "512.5"}, 2022)
    assert told("行政事业性收费746.84万元，上年为512.50万元。", previous=previous) == []
    assert told("行政事业性收费746.84万元，上年为521.50万元。", previous=previous) == [("claim.growth", "warning", "521.50")]


def test_a_report_without_a_form_is_left_alone() -> None:
    made = report("收到政府信息公开申请26件。")
    made.form, made.grids = None, {}
    assert not [one for one in check(made).findings if one.code.startswith("claim.")]
    assert forms()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("收到政府信息公开申请25件，予以公开、部分公开、不予公开分别为12件、4件、2件。", []),
        ("收到政府信息公开申请25件，予以公开、部分公开、不予公开分别为12件、5件、2件。", ["5"]),
        ("收到政府信息公开申请25件，予以公开、部分公开分别为12件、4件、2件。", []),
        ("行政规范性文件制发、废止、现行有效数量分别为4件、1件、25件。", ["25"]),
        ("收到政府信息公开申请25件，不予处理、其他处理均为0件。", []),
        ("收到政府信息公开申请25件，部分公开、其他处理均为零。", ["零"]),
        ("行政复议、行政诉讼均为零。", ["零"]),
    ],
)
def test_each_name_of_a_row_has_its_own_figure(text: str, marked: list[str]) -> None:
    assert [words for _, _, words in told(text)] == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("办结24件。不予公开的申请占办结总数的8%。", []),
        ("办结24件。不予公开的申请占办结总数的18%。", ["18%"]),
        ("办结24件。无法提供类答复占比为25%。", []),
        ("办结24件。无法提供类答复占比为52%。", ["52%"]),
        ("公开率（含部分公开）为66.7%。", []),
        ("公开率（含部分公开）为6.67%。", ["6.67%"]),
        ("部分公开率16.7%。", []),
        ("部分公开率61.7%。", ["61.7%"]),
        ("办结24件。听证笔录占办结总数的18%。", []),
    ],
)
def test_a_share_of_what_is_only_named_is_reckoned_from_the_tables(text: str, marked: list[str]) -> None:
    """2 of 24 is 8.3 %, 6 of 24 is 25 %."""
    assert [words for _, _, words in told(text)] == marked


def test_growth_of_what_is_only_named_is_told_from_the_year_before() -> None:
    previous = report("", {"requests.received.person": "20", "requests.received.total": "20"}, year=2022)
    assert told("新收申请较上年度增加5件，上升25%。", previous=previous) == []
    assert told("新收申请较上年度增加6件，上升52%。", previous=previous) == [
        ("claim.growth", "warning", "6"),
        ("claim.growth", "warning", "52%"),
    ]
    assert told("2022年收到政府信息公开申请20件，2023年收到25件。", previous=previous) == []
    assert told("2022年收到政府信息公开申请22件，2023年收到25件。", previous=previous) == [("claim.growth", "warning", "22")]
    assert told("2022年收到申请20件，2023年收到25件，上升25%。", previous=previous) == []
    assert told("2022年收到申请20件，2023年收到25件，上升15%。", previous=previous) == [("claim.growth", "warning", "15%")]
    assert told("新收申请比2022年（20件）增长25%。", previous=previous) == []
    assert told("新收申请比2022年（21件）增长52%。", previous=previous) == [
        ("claim.growth", "warning", "21"),
        ("claim.growth", "warning", "52%"),
    ]
    assert told("收到政府信息公开申请25件，较上年（30件）增长25%。", previous=previous) == [("claim.growth", "warning", "30")]
    assert told("申请数同比由20件变化至25件。", previous=previous) == []
    assert told("申请数同比由30件变化至25件。", previous=previous) == [("claim.growth", "warning", "30")]


def test_what_the_text_denies_is_offered_as_zero_where_no_sum_has_a_say() -> None:
    [denied] = found("全年未作出行政处罚决定。")
    assert [offer.values for offer in denied.suggestions] == [((CellRef.parse("art20_6.penalties.decisions"), 0),)]


def test_a_figure_that_is_one_of_the_cells_of_a_sum_is_a_remark_only() -> None:
    """不予公开 is 2 by law and 3 by nature of the file, 5 in all."""
    cells = {"requests.refused_process.person": "3", "requests.refused_process.total": "3"}
    text = "收到政府信息公开申请25件，不予公开{}件。"
    assert [found.severity for found in check(report(text.format(5), cells)).findings if found.code == "claim.table"] == []
    [remark] = [found for found in check(report(text.format(3), cells)).findings if found.code == "claim.table"]
    assert remark.severity is Severity.INFO
    assert "如果说的是这一项则无误" in remark.message
    [wrong] = [found for found in check(report(text.format(4), cells)).findings if found.code == "claim.table"]
    assert wrong.severity is Severity.ERROR


def test_beside_other_results_a_figure_is_of_the_whole_result() -> None:
    """不予公开 is 2 by law and 3 by nature of the file: in a list of results 3 is no reason alone."""
    cells = {"requests.refused_process.person": "3", "requests.refused_process.total": "3"}
    [wrong] = [
        found
        for found in check(report("办结申请27件，予以公开12件，部分公开4件，不予公开3件，无法提供6件。", cells)).findings
        if found.code == "claim.table" and found.spans[0].text == "3"
    ]
    assert wrong.severity is Severity.ERROR


def test_growth_beside_the_figure_of_last_year_is_told_of_the_figure_before() -> None:
    previous = report("", {"requests.concluded.person": "20", "requests.concluded.total": "20"}, year=2022)
    assert told("答复申请24件，与2022年的20件相比增长20%。", previous=previous) == []
    assert told("答复申请24件，与2022年的20件相比增长25%。", previous=previous) == [("claim.growth", "warning", "25%")]
    assert told("答复申请24件，与2022年的21件相比增长20%。", previous=previous) == [("claim.growth", "warning", "21")]


def test_growth_beside_what_is_compared_and_in_brackets() -> None:
    previous = report("", {"requests.received.person": "20", "requests.received.total": "20"}, year=2022)
    assert told("新收申请数量较上年度的20件增加5件。", previous=previous) == []
    assert told("新收申请数量较上年度的21件增加6件。", previous=previous) == [
        ("claim.growth", "warning", "21"),
        ("claim.growth", "warning", "6"),
    ]
    assert told("收到政府信息公开申请25件（2022年为20件），增加25%。", previous=previous) == []
    assert told("收到政府信息公开申请25件（2022年为20件），增加52%。", previous=previous) == [("claim.growth", "warning", "52%")]
    before = report("", {"art20_1.normative_documents.in_force": "20"}, year=2022)
    assert told("现行有效规范性文件24件，比上年底增加5件。", previous=before) == [("claim.growth", "warning", "5")]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("全年发文40件，主动公开36件，公开率90%。", []),
        ("全年发文40件，主动公开36件，公开率96%。", ["96%"]),
        ("受理热线40件，办结36件，办结率96%。", ["96%"]),
        ("受理热线40件，办结36件，按时办结率100%。", []),
        ("受理热线40件，办结36件，满意率96%。", []),
        ("受理热线40件，其中办结36件，办结率96%。", []),
        ("发文40件，解读12篇，公开率96%。", []),
        ("群众来信满意率达106%。", ["106%"]),
        ("群众来信同比增长106%，办结率提高106%。", []),
        ("办结24件，均在法定期限内办结，按时办结率达96%。", ["96%"]),
        ("办结24件，均在法定期限内办结，按时办结率达100%。", []),
        ("办结24件，按时办结率达96%。", []),
        ("予以公开12件，部分公开4件，两项合计占答复总数的67%。", []),
        ("予以公开12件，部分公开4件，两项合计占答复总数的76%。", ["76%"]),
        ("因政府信息公开被申请行政复议2件，维持率0%。", ["0%"]),
        ("因政府信息公开被申请行政复议2件，维持率100%。", []),
        ("公开12件、部分公开4件，卵石里的公开率45%。", []),
        ("发文40件；公开栏主动公开36件，公开率96%。", []),
        ("公开及部分公开率66.7%。", []),
        ("公开及部分公开率16.7%。", ["16.7%"]),
        ("部分公开率16.7%。", []),
        ("办结24件，按时办结率达97%。", ["97%"]),
        ("依申请公开到期办结率100%。", []),
        ("办结24件，按时办结率达97.9%。", ["97.9%"]),
        ("办结24件，按期答复率91.7%。", []),
        ("受理热线40件，按时办结率达97%。", []),
        ("收到政府信息公开申请25件，办复率96%。", []),
        ("收到政府信息公开申请25件，办复率69%。", ["69%"]),
        ("发文80条，其中动态54条，占比67.5%；文件4条，占比5%。", []),
        ("发文80条，其中动态54条，占比67.5%；文件4条，占比50%。", ["50%"]),
        ("发文80条，其中动态54条；文件4条，占比50%。", []),
    ],
)
def test_a_rate_is_reckoned_from_the_two_figures_before_it(text: str, marked: list[str]) -> None:
    assert [words for code, _, words in told(text) if code == "claim.percent"] == marked


def test_the_whole_of_a_share_stands_in_front_of_it_without_an_end_between() -> None:
    text = "办结24件，予以公开12件（占比50%）；部分公开4件（占比16.7%）；卵石领域其他处理3件（占比2.61%）。"
    assert [words for code, _, words in told(text) if code == "claim.percent"] == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("收到政府信息公开申请25件。全年对9件申请征求第三方意见。", []),
        ("现行有效的规章0件、行政规范性文件24件。", []),
        ("予以公开12件，部分公开4件，不予公开2件，无法提供6件，均在法定期限内答复。", []),
        ("收到政府信息公开申请25件，均在法定期限内答复。", ["均在法定期限内答复"]),
        ("本年申请量为25件，办结24件。", []),
        ("办理政府信息公开申请24件（含上年结转3件）。", []),
        ("新收25件，包括信函申请5件。", []),
        ("全县新收申请25件，申请量最大的是卵石部门（11件），全县共办结42件。", ["42"]),
        ("新收申请包括自然人申请25件（其中卵石转来7件），法人或其他组织申请3件。", ["3"]),
        ("因申请内容不明确，经补正后仍不明确而无法提供的2件。", ["2"]),
        ("因申请内容不明确，不予公开的9件。", []),
        ("办理结果共42件。", ["42"]),
        ("本年度制定并主动公开行政规范性文件8件。", ["8"]),
        ("新收28件，包括上年结转3件。", []),
        ("依法办理涉及政府信息公开的行政复议2件、行政诉讼3件。", ["3"]),
        ("制定发布规范性文件4件，清理废止文件1件，现行有效文件42件。", ["42"]),
        ("制定发布规范性文件4件，清理废止文件2件，现行有效文件24件。", ["2"]),
        ("办理政府信息公开申请28件（含上年结转3件）。", []),
        ("办理政府信息公开申请25件（含上年结转3件）。", ["25"]),
        ("本年申请量为52件，办结24件。", ["52"]),
        ("不予公开2件；予以公开12件、部分公开4件，两项合计16件。", []),
        ("行政复议2件，行政诉讼1件。结转下年度继续办理4件，其中正在征求第三方意见的3件。", []),
        ("现行有效的规章0件、行政规范性文件42件。", ["42"]),
        ("受理政府信息公开申请28件，其中本年新收25件，上年结转3件。", []),
        ("受理政府信息公开申请28件，其中本年新收20件，上年结转3件。", ["20"]),
        ("受理政府信息公开申请3件（含上年结转3件）。", ["3"]),
        ("发布信息90条，其中民生类20条；2023年，作出行政处罚决定149件。", ["149"]),
        ("行政许可本年处理决定数量1007项，行政处罚149项，行政强制0项。", ["149"]),
        ("作出行政许可1007件，未制发或废止规章、行政规范性文件。", ["未制发或废止规章、行政规范性文件"] * 2),
    ],
)
def test_figures_told_in_company(text: str, marked: list[str]) -> None:
    assert [words for code, _, words in told(text) if code in {"claim.table", "claim.denied"}] == marked


def test_growth_behind_the_thing_that_was_counted() -> None:
    previous = report("", {"requests.received.person": "20", "requests.received.total": "20"}, year=2022)
    assert told("共收到25宗依申请公开，较2022年增加25%。", previous=previous) == []
    assert told("共收到25宗依申请公开，较2022年增加52%。", previous=previous) == [("claim.growth", "warning", "52%")]
    assert told("收到申请25件，比2022年（ 21 件）上升25%。", previous=previous) == [("claim.growth", "warning", "21")]
    assert told("收到25份政府信息公开申请，比去年21份增长25%。", previous=previous) == [("claim.growth", "warning", "21")]
    assert told("收到申请25件（2022年：21件），同比增加5件，增长率52%。", previous=previous) == [
        ("claim.growth", "warning", "21"),
        ("claim.growth", "warning", "52%"),
    ]


def test_growth_behind_the_same_sentence_about_last_year() -> None:
    previous = report("", {"requests.received.total": "20", "requests.received.person": "20"}, year=2022)
    text = "2023年共收到申请25件，2022年共收到申请20件，同比增长{}%。"
    assert told(text.format("25"), previous=previous) == []
    assert told(text.format("52"), previous=previous) == [("claim.growth", "warning", "52%")]
    assert told("收到申请25件，同比增加5件；主动公开30件，同比增长10%。", previous=previous) == []


def test_growth_is_told_of_what_the_figure_of_last_year_was_told_of() -> None:
    totals = {"requests.received.total": "20", "requests.received.person": "20"}
    previous = report("", totals | {"requests.concluded.total": "18", "requests.concluded.person": "18"}, year=2022)
    text = "收到申请25件，较2022年的20件增长25%，办结24件，较2022年的18件增长{}%。"
    assert told(text.format("33"), previous=previous) == []
    assert told(text.format("25"), previous=previous) == [("claim.growth", "warning", "25%")]


def test_a_figure_of_quite_another_size_is_a_remark_unless_its_words_are_plain() -> None:
    assert told("受理信息公开申请5000件。") == [("claim.table", "info", "5000")]
    assert told("受理信息公开申请500件。") == [("claim.table", "warning", "500")]
    assert told("新收政府信息公开申请5000件。") == [("claim.table", "error", "5000")]


def test_growth_since_the_figure_of_last_year_that_opens_a_sentence() -> None:
    previous = report("", {"requests.received.person": "20", "requests.received.total": "20"}, year=2022)
    assert told("收到政府信息公开申请25件。与2022年的20件相比增加5件。", previous=previous) == []
    assert told("收到政府信息公开申请25件。与2022年的22件相比增加6件。", previous=previous) == [
        ("claim.growth", "warning", "22"), ("claim.growth", "warning", "6"),
    ]  # fmt: skip
    assert told("上年结转3件。与2022年的22件相比增加6件。", previous=previous) == []


def test_two_divisions_of_one_total_have_the_same_whole() -> None:
    changes = {"requests.received.person": "24", "requests.received.business": "1", "requests.concluded.business": "1"}
    text = "收到政府信息公开申请25件。其中，网上提交20件，占80%；信函提交5件，占20%。自然人24件，占96%；法人1件，占{}%。"
    shares = [found for found in told(text.format("4"), changes=changes) if found[0] == "claim.percent"]
    assert shares == []
    assert ("claim.percent", "warning", "5%") in told(text.format("5"), changes=changes)


@pytest.mark.parametrize(
    "text",
    [
        "其中，1起申请的内容不属于本局职责，另2起均作了回复。",
        "新收网上申请5件，另有1件转2024年继续办理，共公开或部分公开政府信息13件。",
    ],
)
def test_what_is_told_beside_is_no_whole(text: str) -> None:
    assert not [found for found in told(text) if found[0] == "claim.parts"]


def test_the_others_of_a_row_of_shares_tell_its_whole() -> None:
    # 12 of 24 is 50 %, 6 of 24 is 25 %; of 28 that were to be handled the 6 would be 21.4 %
    right = "应办政府信息公开申请28件，予以公开占50%、部分公开占17%、无法提供占25%。"
    assert [words for code, _, words in told(right) if code == "claim.percent"] == []
    wrong = right.replace("占25%", "占21.4%")
    assert [words for code, _, words in told(wrong) if code == "claim.percent"] == ["21.4%"]


def test_where_the_office_alone_has_what_the_table_has_that_of_all_is_a_remark() -> None:
    assert told("全区共收到申请250件，区政府办公室收到25件。") == [("claim.table", "info", "250")]
    assert told("全区共收到申请250件，区政府办公室收到20件。")[0] == ("claim.table", "error", "250")
