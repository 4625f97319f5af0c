"""Table four by its headings: a heading that cannot be read never lets figures slide into another group."""

from pathlib import Path

import pytest

from core.readers import read_bytes
from core.recognise import recognise

GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIGURES = (1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 1, 2, 3, 15)
ROWS = ("review", "suit_direct", "suit_after_review")
COLUMNS = ("upheld", "corrected", "other", "pending", "total")


def page(groups: tuple[str, ...], results: list[str]) -> bytes:
    heads = "".join(f"<td colspan=5>{group}</td>" for group in groups)
    names = "".join(f"<td>{name}</td>" for name in results)
    values = "".join(f"<td>{value}</td>" for value in FIGURES)
    title = "<p>青禾县2023年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    rows = "".join(f"<tr>{row}</tr>" for row in (heads, names, values))
    return f"<meta charset=utf-8>{title}<table>{rows}</table>".encode()


@pytest.mark.parametrize("unread", [None, 0, 4, 9, 14])
@pytest.mark.parametrize("groups", [GROUPS, ("复议", "直接起诉", "起诉"), ("", "", "")])
def test_figures_stay_in_their_groups(groups: tuple[str, ...], unread: int | None) -> None:
    results = [*RESULTS * 3]
    if unread is not None:
        results[unread] = "汇件数"
    grid = recognise(read_bytes(page(groups, results), Path("a.html"))).grids["disputes"]
    found = {(ref.row, ref.column): cell for ref, cell in grid.cells.items()}
    wanted = dict(zip([(row, column) for row in ROWS for column in COLUMNS], FIGURES, strict=True))
    wrong = {key: cell.entry.text for key, cell in found.items() if cell.entry.value != wanted[key] and not cell.doubtful}
    assert wrong == {}
    if unread is None:
        assert {key: cell.entry.value for key, cell in found.items()} == wanted
