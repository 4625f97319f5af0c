"""Writes the two sample reports of resources/samples: one of an invented county, the same one with mistakes.

Run `python -m tests.builders.samples` from the project folder after changing it.
"""

from collections.abc import Mapping
from html import escape

from core.forms import RESOURCES, CellRef, Form, forms
from core.layout import Printed, Role, layout_of

FOLDER = RESOURCES / "samples"
CLEAN, WRONG = FOLDER / "示例-无错误.html", FOLDER / "示例-有错误.html"

ORGAN, YEAR = "青溪县人民政府", 2023
_COLUMNS = ("person", "business", "research", "welfare", "legal", "other", "total")

_REQUESTS = {
    "received": (86, 9, 0, 1, 3, 2),
    "carried_in": (4, 1, 0, 0, 0, 0),
    "granted": (31, 4, 0, 1, 1, 1),
    "partly_granted": (12, 1, 0, 0, 1, 0),
    "refused_secret": (0, 0, 0, 0, 0, 0),
    "refused_law": (1, 0, 0, 0, 0, 0),
    "refused_security": (0, 0, 0, 0, 0, 0),
    "refused_third_party": (3, 1, 0, 0, 0, 0),
    "refused_internal": (2, 0, 0, 0, 0, 0),
    "refused_process": (3, 0, 0, 0, 1, 0),
    "refused_enforcement": (2, 0, 0, 0, 0, 0),
    "refused_inquiry": (1, 0, 0, 0, 0, 0),
    "unavailable_not_held": (17, 2, 0, 0, 0, 1),
    "unavailable_to_create": (3, 0, 0, 0, 0, 0),
    "unavailable_unclear": (1, 0, 0, 0, 0, 0),
    "unprocessed_petition": (6, 0, 0, 0, 0, 0),
    "unprocessed_repeat": (3, 0, 0, 0, 0, 0),
    "unprocessed_publication": (0, 0, 0, 0, 0, 0),
    "unprocessed_massive": (0, 0, 0, 0, 0, 0),
    "unprocessed_confirm": (1, 0, 0, 0, 0, 0),
    "other_uncorrected": (1, 0, 0, 0, 0, 0),
    "other_unpaid": (0, 0, 0, 0, 0, 0),
    "other_misc": (0, 0, 0, 0, 0, 0),
    "concluded": (87, 8, 0, 1, 3, 2),
    "carried_out": (3, 2, 0, 0, 0, 0),
}
_DISPUTES = {"review": (2, 1, 1, 0), "suit_direct": (1, 0, 0, 1), "suit_after_review": (1, 0, 0, 0)}
_OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
_DISCLOSURE = {
    CellRef("art20_1", "regulations", "issued"): "0",
    CellRef("art20_1", "regulations", "repealed"): "0",
    CellRef("art20_1", "regulations", "in_force"): "0",
    CellRef("art20_1", "normative_documents", "issued"): "6",
    CellRef("art20_1", "normative_documents", "repealed"): "3",
    CellRef("art20_1", "normative_documents", "in_force"): "41",
    CellRef("art20_5", "licences", "decisions"): "12846",
    CellRef("art20_6", "penalties", "decisions"): "1532",
    CellRef("art20_6", "compulsion", "decisions"): "87",
    CellRef("art20_8", "fees", "amount"): "1286.37",
}

_MISPRINTS = {
    CellRef("requests", "granted", "total"): "83",  # 38 with its digits exchanged
    CellRef("requests", "received", "business"): "９",
    CellRef("requests", "refused_security", "legal"): "",
    CellRef("requests", "refused_security", "other"): "",
    CellRef("requests", "carried_out", "person"): "2",  # the balance lacks one
    CellRef("requests", "carried_out", "total"): "4",
    CellRef("disputes", "review", "upheld"): "2件",
}
_MISWRITINGS = {
    "五、存在的主要问题及改进情况": "五、存在的主要问题及改进措施",
    "2023年，全县举办政务公开业务培训": "2022年，全县举办政务公开业务培训",
    "占办结总数的37.6%": "占办结总数的38.6%",
}

_PREAMBLE = """
根据《中华人民共和国政府信息公开条例》的规定，现将青溪县2023年政府信息公开工作年度报告予以公布。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。
报告所列数据的统计期限为2023年1月1日至2023年12月31日。报告电子版可在青溪县人民政府门户网站查阅。对报告内容有疑问的，请与青溪县人民政府办公室联系（地址：青溪县清河路1号，电话：0000-5550123）。
"""
_OVERVIEW = """
2023年，青溪县围绕群众关心的办事、就业、住房和教育等事项推进政务公开，各项工作平稳有序。
（一）主动公开。全县重新梳理主动公开事项目录，重点公布财政预算、重大项目、公共服务和社会救助信息。全年制发行政规范性文件6件，废止3件，现行有效41件，均在门户网站集中公布。
（二）依申请公开。全年新收政府信息公开申请101件，上年结转5件；其中自然人申请86件，法人或其他组织申请15件。全年办结101件，结转下年度继续办理5件。办结的申请中，予以公开38件，占办结总数的37.6%；部分公开14件，占办结总数的13.9%。
（三）政府信息管理。公文起草时同步确定公开属性，对已公布的行政规范性文件逐件复核效力，并在网页上标明。
（四）政府信息公开平台建设。县政府门户网站完成适老化改造，新增“一件事”办事专栏，便民服务中心设置信息公开查阅点14处。
（五）监督保障。2023年，全县举办政务公开业务培训4期，覆盖各乡镇和县直部门。政务公开列入年度综合考核，全年没有发生因政府信息公开工作被追究责任的情形。
"""
_PROBLEMS = """
存在的主要问题：一是政策解读以文字为主，图表和视频偏少；二是部分乡镇公开栏目更新不够及时。
改进情况：一是要求重要文件同步配发图解，由起草单位负责审核；二是建立栏目更新提醒，每季度通报一次检查结果；三是组织乡镇工作人员到县政务公开办跟班学习。
"""
_OTHERS = """
依据《政府信息公开信息处理费管理办法》，青溪县人民政府2023年没有收取信息处理费，金额为0元。
除上述内容外，没有其他需要报告的事项。
"""

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: "Noto Serif CJK SC", SimSun, serif; margin: 0 auto; max-width: 60em; line-height: 1.8; }}
h1 {{ text-align: center; font-size: 1.6em; }}
h2 {{ font-size: 1.15em; }}
p {{ text-indent: 2em; margin: .4em 0; }}
table {{ border-collapse: collapse; width: 100%; margin: 1em 0; }}
td {{ border: 1px solid #555; padding: .3em .5em; text-align: center; }}
.nav, .foot {{ color: #666; text-align: center; }}
</style>
</head>
<body>
<div class="nav"><a href="#">首页</a> | <a href="#">政务公开</a> | <a href="#">政府信息公开年报</a></div>
<table class="catalogue">
<tr><td>索引号</td><td>QX0001-2024-00016</td><td>发布机构</td><td>青溪县人民政府办公室</td></tr>
<tr><td>主题分类</td><td>政务公开</td><td>发布日期</td><td>2024-01-26</td></tr>
</table>
<h1>{title}</h1>
{body}
<div class="foot">青溪县人民政府主办　青溪县人民政府办公室承办</div>
</body>
</html>
"""


def samples() -> dict[str, str]:
    """The pages by file name."""
    figures = _figures()
    clean = _page(figures)
    wrong = _page(figures | _MISPRINTS)
    for right, written in _MISWRITINGS.items():
        assert right in wrong
        wrong = wrong.replace(right, written)
    return {CLEAN.name: clean, WRONG.name: wrong}


def _figures() -> dict[CellRef, str]:
    """What stands in every cell; the totals of the rows are computed."""
    figures = dict(_DISCLOSURE)
    for grid, rows, columns in (("requests", _REQUESTS, _COLUMNS), ("disputes", _DISPUTES, _OUTCOMES)):
        for row, parts in rows.items():
            figures |= {CellRef(grid, row, key): str(part) for key, part in zip(columns, (*parts, sum(parts)), strict=True)}
    return figures


def _page(figures: Mapping[CellRef, str]) -> str:
    form = forms()["2021"]
    texts = {1: _OVERVIEW, 5: _PROBLEMS, 6: _OTHERS}
    parts = [_paragraphs(_PREAMBLE)]
    for numeral, section in zip("一二三四五六", form.sections, strict=True):
        parts.append(f"<h2>{numeral}、{section.title}</h2>")
        parts.append(_paragraphs(texts.get(section.number, "")))
        parts += (_table(form, table.key, figures) for table in form.tables if table.section == section.number)
    body = "\n".join(part for part in parts if part)
    return _PAGE.format(title=f"{ORGAN}{YEAR}年政府信息公开工作年度报告", body=body)


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in text.strip().splitlines())


def _table(form: Form, key: str, figures: Mapping[CellRef, str]) -> str:
    """A table in the official layout, with its merged cells."""
    table = next(table for table in form.tables if table.key == key)
    layout = layout_of(form, table, {key: form.grids[key].rows for key in table.grids})
    rows = []
    for line in range(layout.height):
        cells = sorted((cell for cell in layout.cells if cell.row == line), key=lambda cell: cell.column)
        rows.append(f"<tr>{''.join(_cell(cell, figures) for cell in cells)}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _cell(cell: Printed, figures: Mapping[CellRef, str]) -> str:
    spans = "".join(f' {name}="{span}"' for name, span in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if span > 1)
    text = figures[cell.ref] if cell.role is Role.VALUE and cell.ref else cell.text
    return f"<td{spans}>{escape(text, quote=False) or '&nbsp;'}</td>"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, page in samples().items():
        (FOLDER / name).write_text(page, encoding="utf-8")
