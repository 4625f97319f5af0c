"""A table that is printed twice, of two offices or two years: one is read whole, the other is kept, and all of it is doubted."""

import random
from pathlib import Path

from core.forms import CellRef
from core.pipeline import load
from core.report import Report
from tests.builders.reports import random_report


def page(*reports: Report) -> str:
    """The tables of applications of some reports under one heading."""
    tables = []
    for report in reports:
        grid = report.grids["requests"]
        rows = "".join(
            f"<tr><td>{row.label}</td>"
            + "".join(
                f"<td>{report.cell(CellRef('requests', row.key, column.key)).entry.text}</td>" for column in grid.form.columns
            )
            + "</tr>"
            for row in grid.rows
        )
        heads = "".join(f"<th>{column.label}</th>" for column in grid.form.columns)
        tables.append(f"<p>（一）本表</p><table><tr><th>项目</th>{heads}</tr>{rows}</table>")
    return (
        "<h1>青禾县水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>正文。</p>"
        f"<p>三、收到和处理政府信息公开申请情况</p>{''.join(tables)}<p>四、政府信息公开行政复议、行政诉讼情况</p>"
    )


def test_two_tables_are_not_mixed(tmp_path: Path) -> None:
    first, second = (random_report(random.Random(seed), "2021") for seed in (3, 4))
    path = tmp_path / "年报.html"
    path.write_text(page(first, second), encoding="utf-8")
    [loaded] = load(path)
    got = loaded.report.grids["requests"]
    assert {ref: cell.entry.value for ref, cell in got.cells.items()} == {
        ref: cell.entry.value for ref, cell in first.grids["requests"].cells.items()
    }
    assert sum(cell.doubtful for cell in got.cells.values()) > len(got.cells) * 0.8
    assert len([item for item in loaded.report.leftovers if "政府信息公开申请数量" in item.text]) == 2


def test_one_table_is_not_doubted(tmp_path: Path) -> None:
    path = tmp_path / "年报.html"
    path.write_text(page(random_report(random.Random(3), "2021")), encoding="utf-8")
    assert not any(cell.doubtful for cell in load(path)[0].report.grids["requests"].cells.values())
