"""The official forms: every entry of the data, and the strictness of its loader."""

import tomllib
from pathlib import Path

import pytest

from core.folding import key
from core.forms import RESOURCES, CellRef, Form, FormError, GridForm, form_for, forms, load_form, newest

FORMS = list(forms().values())
GRIDS = [pytest.param(form, grid, id=f"{form.key}-{grid.key}") for form in FORMS for grid in form.grids.values()]


def test_the_forms_of_domain_md() -> None:
    assert list(forms()) == ["2021", "2019"]
    assert newest().key == "2021"
    assert [form_for(year) and form_for(year).key for year in (2018, 2019, 2020, 2021, 2030)] == [
        None,
        "2019",
        "2019",
        "2021",
        "2021",
    ]


@pytest.mark.parametrize(
    ("form", "cells", "equations"),
    [
        ("2021", {"disclosure": 10, "requests": 175, "disputes": 15}, 42),
        ("2019", {"disclosure": 22, "requests": 161, "disputes": 15}, 40),
    ],
)
def test_cells_and_equations(form: str, cells: dict[str, int], equations: int) -> None:
    law = forms()[form]
    counted = {
        table.key: sum(len(law.grids[grid].rows) * len(law.grids[grid].columns) for grid in table.grids) for table in law.tables
    }
    assert counted == cells
    assert sum(len(grid.equations(row.key for row in grid.rows)) for grid in law.grids.values()) == equations


def test_a_collapsed_row_leaves_forty_equations() -> None:
    form = forms()["2021"]
    held = [row.key for row in form.grids["requests"].rows if not row.key.startswith("other_")] + ["other_handling"]
    grid = form.grids["requests"]
    assert len(grid.equations(held)) + len(form.grids["disputes"].equations([])) == 40
    assert [row.key for row in grid.rows_with(held)][-3:] == ["other_handling", "concluded", "carried_out"]
    column = next(equation for equation in grid.equations(held) if equation.code == "sum.column")
    assert CellRef("requests", "other_handling", "person") in column.left
    assert len(column.left) == 19


def test_a_subtotal_beside_its_rows_is_no_collapsed_row() -> None:
    grid = forms()["2021"].grids["requests"]
    held = [row.key for row in grid.rows] + ["other_handling"]
    assert grid.rows_with(held) == grid.rows


@pytest.mark.parametrize(("form", "grid"), GRIDS)
def test_every_entry(form: Form, grid: GridForm) -> None:
    assert grid.key in form.table_of(grid.key).grids
    for entry in (*grid.rows, *grid.columns, *grid.collapsed):
        assert entry.key.isidentifier()
        assert entry.path
        assert all(key(part) for part in entry.path)
        assert all(key(alias) and key(alias) != key(entry.label) for alias in entry.aliases)
    labels = [row.path for row in grid.rows]
    assert len(set(labels)) == len(labels)
    for rule in grid.rules:
        assert rule.code in {"sum.row", "sum.column", "balance", "sum.disputes"}
        assert len({*rule.left, *rule.right}) == len(rule.left) + len(rule.right)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_every_cell_of_requests_is_identified_by_its_equations(form: Form) -> None:
    """domain.md §3: every cell sits in a set of at least two equations that no other cell shares."""
    grid = form.grids["requests"]
    equations = grid.equations(row.key for row in grid.rows)
    sets = {
        CellRef(grid.key, row.key, column.key): frozenset(
            index for index, equation in enumerate(equations) if CellRef(grid.key, row.key, column.key) in equation.cells
        )
        for row in grid.rows
        for column in grid.columns
    }
    assert min(map(len, sets.values())) >= 2
    assert len(set(sets.values())) == len(sets)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_marks_tell_the_forms_apart(form: Form) -> None:
    others = [other for other in FORMS if other is not form]
    labels = {key(column.label) for other in others for grid in other.grids.values() for column in grid.columns}
    assert form.marks
    assert not labels & {key(mark) for mark in form.marks}
    assert form.document.startswith("国办公开办函")
    assert form.provenance


def _broken(tmp_path: Path, old: str, new: str) -> Path:
    text = (RESOURCES / "forms" / "2021.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "form.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('key = "2021"', 'key = "2021"\ncolour = "red"'),
        ('caption = "第二十条第（一）项"', 'caption = "第二十条第（一）项"\nspare = 1'),
        ('kind = "count"', 'kind = "money"'),
        ('layout = "stacked"', 'layout = "spiral"'),
        ('grids = ["requests"]', 'grids = ["requests", "missing"]'),
        ('key = "issued"', 'key = "repealed"'),
        ('right = ["total"]', 'right = ["totals"]'),
        ("number = 2", "number = 3"),
        ('stands_for = ["other_uncorrected"', 'stands_for = ["other_nothing"'),
        ("first_year = 2021", ""),
        ("first_year = 2021", "first_year ="),
    ],
)
def test_the_loader_refuses(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(FormError, match=r"form\.toml"):
        load_form(_broken(tmp_path, old, new))


def test_form_files_hold_no_tabs_or_full_width_digits() -> None:
    for path in (RESOURCES / "forms").glob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))
        assert not set("\t０１２３４５６７８９") & set(path.read_text(encoding="utf-8"))


def test_cell_names_round_trip() -> None:
    ref = CellRef("requests", "granted", "total")
    assert CellRef.parse(str(ref)) == ref
    with pytest.raises(ValueError, match="unpack"):
        CellRef.parse("requests.granted")
