"""Records: whatever is written is read back the same; whatever else is read is Broken and nothing else."""

import contextlib
import datetime
import json
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.edits import Edit, SetCells, SetGrid, apply, type_cells
from core.forms import CellRef, forms
from core.records import Broken, Done, Step, Work, decode, encode, packed, unpacked
from core.report import Report, empty_grid
from tests.builders.reports import random_report
from tests.core.records import values

PERSON = CellRef("requests", "granted", "person")
TOTAL = CellRef("requests", "granted", "total")


def report(seed: int = 1) -> Report:
    return random_report(random.Random(seed), "2021")


@given(values.reports())
def test_a_report_is_read_back_as_it_was(held):
    again = decode(encode(held), Report)
    assert again == held
    assert again.form is held.form
    assert list(again.grids) == list(held.grids)


@given(values.edits)
def test_an_edit_is_read_back_as_it_was(edit):
    assert decode(encode(edit, Edit), Edit) == edit


@given(values.works())
@settings(max_examples=40)
def test_work_is_read_back_as_it_was(work):
    loaded, steps, previous = packed(work)
    assert unpacked(loaded, steps, work.index, previous) == work


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("seed", range(5))
def test_a_whole_report_is_read_back_as_it_was(form, seed):
    held = random_report(random.Random(seed), form, blanks=0.3, notes=0.3, collapsed=seed % 2 == 1)
    assert decode(encode(held), Report) == held


def test_a_record_is_plain_to_read():
    data = json.loads(encode(type_cells(report(), "改", {PERSON: "１２"}), Edit))
    assert data[0] == "SetCells"
    assert data[1]["cells"]["requests.granted.person"]["entry"] == {
        "kind": "exact",
        "text": "１２",
        "value": 12,
        "normalised": True,
    }


def test_the_packed_memory_of_the_source_never_travels_in_a_record():
    held = report()
    held.kept = b"\x80\x05not to be unpacked"
    assert "kept" not in json.loads(encode(held))
    data = json.dumps(json.loads(encode(held)) | {"kept": "gAU="}).encode()
    with pytest.raises(Broken):
        decode(data, Report)


def test_fractions_keep_their_digits():
    assert decode(encode(Decimal("0.10"), int | Decimal), int | Decimal).as_tuple() == Decimal("0.10").as_tuple()


@given(values.reports(), st.data())
@settings(max_examples=60)
def test_damaged_bytes_are_broken_or_another_report(held, data):
    whole = encode(held)
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 4)) :]
    with contextlib.suppress(Broken):
        assert isinstance(decode(damaged, Report), Report)


KEYS = st.sampled_from(["source", "header", "form", "grids", "kind", "edits", "cells"])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


@given(JSON)
def test_other_json_is_broken(data):
    with pytest.raises(Broken):
        decode(json.dumps(data).encode(), Step)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"1.5", b"NaN", b'{"label":"x"}', b"[" * 100_000, b"9" * 5000, b'{"label":"x","edits":[],"more":1}'],
)
def test_what_is_no_step_is_broken(data):
    with pytest.raises(Broken):
        decode(data, Step)


@pytest.mark.parametrize(
    ("field", "value"),
    [("year", True), ("year", "2023"), ("year", 2023.0), ("published", "2023-13-01"), ("period", ["2023-01-01"]), ("organ", 5)],
)
def test_a_fact_of_the_wrong_kind_is_broken(field, value):
    data = json.loads(encode(report()))
    data["header"][field] = value
    with pytest.raises(Broken):
        decode(json.dumps(data).encode(), Report)


def test_a_form_that_this_program_does_not_know_is_broken():
    data = json.loads(encode(report()))
    data["form"] = "2099"
    with pytest.raises(Broken):
        decode(json.dumps(data).encode(), Report)


def done(edit: Edit) -> Step:
    return Step(edit.label, (Done(edit, datetime.datetime(2024, 1, 29, 9, tzinfo=datetime.UTC)),))


def test_the_report_of_some_work_has_the_steps_in_effect_and_no_others():
    held = report()
    steps = tuple(done(type_cells(held, "改", {PERSON: text})) for text in ("7", "8", "9"))
    work = Work(held, steps, 2)
    assert work.report.value(PERSON) == 8
    assert held == report()


def test_a_table_that_a_step_brings_is_not_changed_by_later_steps():
    held = report()
    grid = empty_grid(forms()["2021"].grids["requests"])
    bring = done(SetGrid("新建", "requests", grid))
    work = Work(held, (bring, done(type_cells(held, "改", {PERSON: "7"}))), 2)
    assert work.report.value(PERSON) == 7
    assert grid.value(PERSON) is None


@pytest.mark.parametrize(
    "ref",
    [CellRef("nothing", "granted", "person"), CellRef("requests", "nothing", "person"), CellRef("requests", "granted", "nothing")],
)
def test_a_step_about_a_cell_that_there_is_not_is_broken(ref):
    work = Work(report(), (done(SetCells("改", {ref: report().cell(PERSON)})),), 0)
    loaded, steps, previous = packed(work)
    with pytest.raises(Broken):
        unpacked(loaded, steps, 0, previous)


@pytest.mark.parametrize("index", [-1, 2])
def test_more_steps_in_effect_than_there_are_is_broken(index):
    loaded, steps, _ = packed(Work(report(), (done(type_cells(report(), "改", {TOTAL: "1"})),), 1))
    with pytest.raises(Broken):
        unpacked(loaded, steps, index, None)


def test_a_table_under_the_name_of_another_is_broken():
    held = report()
    held.grids["requests"] = held.grids["disputes"]
    with pytest.raises(Broken):
        unpacked(encode(held), (), 0, None)


def test_replaying_gives_what_editing_gave():
    held, rng = report(), random.Random(3)
    edited, steps = held.snapshot(), []
    for _ in range(20):
        edit = type_cells(edited, "改", {rng.choice(values.REFS): str(rng.randrange(100)) for _ in range(3)})
        apply(edited, edit)
        steps.append(done(edit))
    assert Work(held, tuple(steps), 20).report == edited
