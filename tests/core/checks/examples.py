"""For each kind of finding one report that must have it, and one that is near and must not."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from core.document import NOWHERE
from core.edits import apply, type_cells
from core.forms import CellRef
from core.report import ExtraRow, Header, Report
from tests.builders.reports import random_report

Change = Callable[[Report], None]


@dataclass(frozen=True)
class Example:
    """What to do to a sound report so that the finding comes (`failing`), and what is near it and fine (`passing`).

    `previous` makes last year's report for the form, where the finding needs one.
    """

    code: str
    failing: Change
    passing: Change
    said: str
    form: str = "2021"
    collapsed: bool = False
    previous: Callable[[str], Report] | None = None


def sound(form: str = "2021", collapsed: bool = False) -> Report:
    """A report with nothing to find."""
    return random_report(random.Random(7), form, collapsed=collapsed)


def built(example: Example, change: Change) -> Report:
    report = sound(example.form, example.collapsed and change is example.failing)
    change(report)
    return report


def last_year(form: str) -> Report:
    """The report of the year before that the sound report follows from."""
    report = sound(form)
    report.header = replace(report.header, year=(report.header.year or 0) - 1)
    now = {str(ref): int(cell.value or 0) for ref, cell in report.cells() if ref.column != "amount"}
    for name, value in now.items():
        grid, row, column = CellRef.parse(name)
        if row == "carried_in":
            _type(report, {f"{grid}.carried_out.{column}": str(value)})
        if column == "in_force":
            _type(report, {name: str(value - now[f"{grid}.{row}.issued"] + now[f"{grid}.{row}.repealed"])})
        if column == "previous_items":
            _type(report, {name: str(value), f"{grid}.{row}.change": "0"})
    return report


def with_licences(form: str) -> Report:
    """Last year's report with twelve licences."""
    report = last_year(form)
    _type(report, {"art20_5.licences.decisions": "12"})
    return report


def typed(name: str, text: str) -> Change:
    return lambda report: _type(report, {name: text})


def added(name: str, by: int) -> Change:
    def change(report: Report) -> None:
        value = report.value(CellRef.parse(name))
        assert isinstance(value, int)
        _type(report, {name: str(value + by)})

    return change


def _type(report: Report, entries: dict[str, str]) -> None:
    apply(report, type_cells(report, "修改", {CellRef.parse(name): text for name, text in entries.items()}))


def shifted(report: Report) -> None:
    """One application more in each part of a row and its column: every sum still holds."""
    for name in (
        "requests.received.person",
        "requests.received.total",
        "requests.carried_out.person",
        "requests.carried_out.total",
    ):
        added(name, 1)(report)


def nothing(report: Report) -> None:
    """Leave the report sound."""


def section(number: int, **facts: object) -> Change:
    def change(report: Report) -> None:
        report.sections = [replace(item, **facts) if item.number == number else item for item in report.sections]

    return change


def without_section(report: Report) -> None:
    report.sections = [item for item in report.sections if item.number != 4]


def swapped(report: Report) -> None:
    report.sections[3], report.sections[4] = report.sections[4], report.sections[3]


def without_grid(key: str) -> Change:
    return lambda report: report.grids.pop(key) and None


def without_row(report: Report) -> None:
    cells = report.grids["requests"].cells
    for ref in [ref for ref in cells if ref.row == "refused_inquiry"]:
        del cells[ref]


def extra_row(report: Report) -> None:
    report.grids["requests"].extra = (ExtraRow("（三）不予公开 小计", ("5", "0"), NOWHERE),)


def header(**facts: object) -> Change:
    def change(report: Report) -> None:
        report.header = replace(report.header, **facts)

    return change


def years(**stated: int) -> Change:
    def change(report: Report) -> None:
        report.years_stated = stated

    return change


def opening(sentence: str) -> Change:
    """A first section of 2023 that ends in a sentence."""

    def change(report: Report) -> None:
        report.header = Header(year=2023)
        section(1, text=f"2023年，本机关推进政务公开。{sentence}")(report)

    return change


def told_fee(sentence: str, figure: str) -> Change:
    """A sentence about the fees in the first section, and their figure in the table."""

    def change(report: Report) -> None:
        overview = report.section(1)
        assert overview is not None
        section(1, text=f"{overview.text}\n{sentence}")(report)
        _type(report, {"art20_8.fees.amount": figure})

    return change


def rules(organ: str, figure: str) -> Change:
    """So many rules in force at an organ."""

    def change(report: Report) -> None:
        header(organ=organ)(report)
        _type(report, {"art20_1.regulations.issued": "0", "art20_1.regulations.repealed": "0"})
        _type(report, {"art20_1.regulations.in_force": figure})

    return change


def said(sentence: str, *figures: tuple[str, int]) -> Change:
    """A first section of 2023 that ends in a sentence with figures of the tables, each so much larger."""

    def change(report: Report) -> None:
        values = [report.value(CellRef.parse(name)) + by for name, by in figures]
        opening(sentence.format(*values))(report)

    return change


def requests_only_told(sentence: str) -> Change:
    """The figures of applications in words, without their table."""

    def change(report: Report) -> None:
        del report.grids["requests"]
        opening(sentence)(report)

    return change


EXAMPLES = [
    Example("sum.row", added("requests.refused_law.total", 1), shifted, "第6行‘2.其他法律行政法规禁止公开’"),
    Example("sum.column", added("requests.refused_law.person", 1), shifted, "‘自然人’列"),
    Example("balance", added("requests.carried_out.other", 2), shifted, "‘其他’列"),
    Example("sum.disputes", added("disputes.suit_direct.total", 3), nothing, "未经复议直接起诉"),
    Example("cell.blank", typed("art20_5.licences.decisions", "/"), typed("art20_5.licences.decisions", "0"), "填的是“/”"),
    Example("cell.not_number", typed("art20_5.licences.decisions", "约5"), typed("art20_5.licences.decisions", "5"), "约数“约5”"),
    Example("cell.negative", typed("art20_5.licences.decisions", "-5"), typed("art20_5.licences.decisions", "5"), "负数 -5"),
    Example("cell.fraction", typed("art20_6.penalties.decisions", "2.5"), typed("art20_8.fees.amount", "2.5"), "件数应为整数"),
    Example("cell.note", typed("art20_5.licences.decisions", "5（含补办）"), typed("art20_5.licences.decisions", "5"), "“含补办”"),
    Example(
        "cell.normalised",
        typed("art20_5.licences.decisions", "５件"),
        typed("art20_5.licences.decisions", "5"),
        "写的是全角数字“５件”，按 5 计算",
    ),
    Example("section.missing", without_section, nothing, "第四部分"),
    Example("section.order", swapped, nothing, "排在"),
    Example("section.number", section(5, printed=4, title="四、存在的主要问题及改进情况"), section(5, printed=None), "应为“五”"),
    Example(
        "section.title",
        section(5, title="五、存在的问题及改进措施"),
        section(5, title="五．存在的主要問題及改進情況："),
        "存在的主要问题及改进情况",
    ),
    Example("section.empty", section(6, text="无。"), section(6, text="本年度未收取信息处理费。"), "没有内容"),
    Example("grid.missing", without_grid("disputes"), nothing, "表四"),
    Example("grid.row_missing", without_row, nothing, "没有这一行"),
    Example("grid.extra_row", extra_row, nothing, "（三）不予公开 小计"),
    Example("format.outdated", header(year=2022), header(year=2020), "国办公开办函〔2019〕60号", form="2019"),
    Example("year.stale", opening("2022年未发生行政诉讼。"), opening("2022年12月印发的办法继续执行。"), "2022年"),
    Example(
        "text.enumeration",
        section(5, text="存在人员变动多等问题。下一步，我们将加强培训；二是丰富形式。"),
        section(5, text="存在人员变动多等问题。下一步：一是加强培训；二是丰富形式。"),
        "前面没有“一是”",
    ),
    Example(
        "text.placeholder",
        section(5, text="XX街道公开不够及时，将于20XX年完成整改。"),
        section(5, text="地块面积为5×8米，建成“1+X”平台，见www.xx.gov.cn。"),
        "“XX街道公开不够”",
    ),
    Example(
        "text.doubled",
        section(5, text="我们将进一步加强业务培训进一步加强业务培训，提高水平。"),
        section(5, text="我们将进一步加强业务培训，进一步加强业务指导。"),
        "“进一步加强业务培训”连续写了两遍",
    ),
    Example(
        "section.strand_missing",
        section(1, text="主动公开信息20条，收到公开申请3件，网站改版，开展考核。"),
        section(1, text="主动公开信息20条，收到公开申请3件，落实信息发布审核，网站改版，开展考核。"),
        "没有写到政府信息管理；",
    ),
    Example(
        "section.fee_missing",
        section(6, text="本年度没有其他需要报告的事项，工作经费有保障。"),
        section(6, text="本机关没有收取任何费用。"),
        "第六部分没有说明收取信息处理费",
    ),
    Example(
        "unit.yuan",
        told_fee("全年行政事业性收费5.2万元。", "52000"),
        told_fee("全年行政事业性收费5.2万元。", "5.2"),
        "填的是 52000，表中单位是万元；文中说的是5.2万元，疑为按元填写，如是则应填 5.2",
    ),
    Example("organ.no_power", rules("青禾县人民政府", "3"), rules("青禾市人民政府", "3"), "县级人民政府没有规章制定权"),
    Example(
        "date.late",
        header(organ="青禾县教育局", year=2023, published=datetime.date(2024, 2, 1)),
        header(organ="青禾县人民政府", year=2023, published=datetime.date(2024, 3, 31)),
        "应于1月31日前公布",
    ),
    Example(
        "privacy.mobile",
        section(6, text="未收取信息处理费。联系人手机：13800001234。"),
        section(6, text="未收取信息处理费。联系电话：0874-3120000，热线12345。"),
        "手机号码 138****1234",
    ),
    Example(
        "privacy.id_number",
        section(6, text="未收取信息处理费。申请人身份证号11010519491231002X。"),
        section(6, text="未收取信息处理费。受理编号110105194912310021。"),
        "身份证号码 110***********002X",
    ),
    Example(
        "continuity.carried",
        added("requests.carried_in.total", 9),
        nothing,
        "与上年年报的“结转下年度继续办理”不一致：总计上年转出",
        previous=last_year,
    ),
    Example(
        "continuity.in_force",
        added("art20_1.normative_documents.in_force", 2),
        nothing,
        "如有清理、划转等原因",
        previous=last_year,
    ),
    Example(
        "continuity.previous_items",
        added("art20_6.penalties.previous_items", 2),
        nothing,
        "上年年报填的上一年项目数量",
        form="2019",
        previous=last_year,
    ),
    Example(
        "continuity.jump",
        typed("art20_5.licences.decisions", "120000"),
        typed("art20_5.licences.decisions", "120"),
        "上年 12，本年 120000，本年是上年的 10000 倍",
        previous=with_licences,
    ),
    Example(
        "claim.table",
        said("本年收到政府信息公开申请{}件。", ("requests.received.total", 1)),
        said("本年收到政府信息公开申请{}件。", ("requests.received.total", 0)),
        "表三 第1行‘一、本年新收政府信息公开申请数量’·总计为",
    ),
    Example(
        "claim.denied",
        opening("全年未收到政府信息公开申请。"),
        opening("全年未收到关于政府信息公开申请的投诉。"),
        "“未收到政府信息公开申请”：表三 第1行",
    ),
    Example(
        "claim.inner",
        requests_only_told("收到政府信息公开申请25件。截至年末，本机关收到政府信息公开申请26件。"),
        requests_only_told("收到政府信息公开申请25件。截至年末，本机关收到政府信息公开申请25件。"),
        "前面是“收到政府信息公开申请25件”，这里是“本机关收到政府信息公开申请26件”",
    ),
    Example(
        "claim.parts",
        requests_only_told("收到政府信息公开申请25件，其中自然人20件、法人或其他组织4件。"),
        requests_only_told("收到政府信息公开申请25件，其中自然人20件、法人或其他组织5件。"),
        "20 + 4 = 24，不等于总数25",
    ),
    Example(
        "claim.percent",
        requests_only_told("收到政府信息公开申请25件，其中自然人20件，占75%。"),
        requests_only_told("收到政府信息公开申请24件，其中自然人17件，占70.83%。"),
        "应为80%（20÷25=80.00%）",
    ),
    Example(
        "claim.growth",
        said("本年收到政府信息公开申请{}件，同比增长31.5%。", ("requests.received.total", 0)),
        said("本年收到政府信息公开申请{}件，同比增长0%。", ("requests.received.total", 0)),
        "与上年持平",
        previous=last_year,
    ),
    Example("year.mismatch", years(title=2023, period=2022), years(title=2023, period=2023), "统计期限为2022年"),
]
