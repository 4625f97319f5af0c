"""The project file: what was saved is read back, everywhere and exactly; anything else is refused with a sentence."""

import contextlib
import datetime
import errno
import io
import json
import os
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import pipeline, project
from core.checks import check
from core.document import Paragraph, Place, Unreadable, digest
from core.edits import put_aside, type_cells
from core.export.target import ExportError
from core.forms import CellRef
from core.glimpse.kept import pack, unpack
from core.records import Done, Step, Work, packed
from tests.builders.reports import random_report
from tests.core.records import values

PERSON = CellRef("requests", "granted", "person")
NOW = datetime.datetime(2024, 1, 29, 9, tzinfo=datetime.UTC)


def work() -> Work:
    """Two changes of a cell, the second taken back, compared with the year before."""
    report = random_report(random.Random(1), "2021")
    texts = ("7", "8")
    steps = tuple(Step("改", (Done(type_cells(report, "改", {PERSON: text}), NOW, "核实"),)) for text in texts)
    return Work(report, steps, 1, random_report(random.Random(2), "2021"))


def bytes_of(held: Work) -> bytes:
    loaded, steps, previous = packed(held)
    return project.project_bytes(loaded, steps, held.index, previous, NOW)


@given(values.works())
@settings(max_examples=40)
def test_what_was_saved_is_read_back(held):
    assert project.read(bytes_of(held), Path("甲.nbx")).work == held


def test_the_report_is_as_it_was_when_it_was_saved(tmp_path):
    path = tmp_path / "甲.nbx"
    project.save(path, bytes_of(work()))
    [loaded] = pipeline.load(path)
    assert loaded.report.value(PERSON) == 7
    assert loaded.report == work().report
    assert loaded.verdict.findings == check(work().report, work().previous).findings
    assert loaded.project is not None
    assert loaded.project.work == work()
    assert loaded.project.sha256 == digest(path.read_bytes())
    assert pipeline.members(path) == ()


def test_what_is_kept_of_the_source_is_saved_and_read_back():
    loaded, steps, previous = packed(work())
    blocks = (Paragraph("予以公开", Place(line=4)),)
    data = project.project_bytes(loaded, steps, 1, previous, NOW, pack(blocks))
    assert unpack(project.read(data, Path("甲.nbx")).work.report.kept) == blocks


@pytest.mark.parametrize("kept", [b"\x80\x05pickled", pack([Paragraph("一")])[:-3]])
def test_a_damaged_memory_of_the_source_does_not_keep_the_work_from_being_saved(kept):
    loaded, steps, previous = packed(work())
    read = project.read(project.project_bytes(loaded, steps, 1, previous, NOW, kept), Path("甲.nbx"))
    assert (read.work, read.work.loaded.kept) == (work(), b"")


def test_a_finding_set_aside_stays_so(tmp_path):
    report = work().loaded
    wrong = type_cells(report, "改", {PERSON: "123456"})
    first = Step("改", (Done(wrong, NOW),))
    finding = check(Work(report, (first,), 1).report).findings[0]
    aside = Step("搁置", (Done(put_aside(finding, "搁置", "口径不同"), NOW, "口径不同"),))
    read = project.read(bytes_of(Work(report, (first, aside), 2)), Path("甲.nbx"))
    verdict = check(read.work.report)
    assert (finding.key, "口径不同") in [(one.key, reason) for one, reason in verdict.aside]


def test_the_same_work_makes_the_same_bytes():
    assert bytes_of(work()) == bytes_of(work())


def test_a_project_is_known_by_its_first_bytes():
    assert project.is_project(bytes_of(work()))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as file:
        file.writestr("report.json", "{}")
    assert not project.is_project(other.getvalue())


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        project.read(data, Path("甲.nbx"))
    return refused.value


@pytest.mark.parametrize("cut", [0, 1, 40, 500, -1, -30])
def test_part_of_a_file_is_damaged(cut):
    refused = refusal(bytes_of(work())[:cut])
    assert refused.code == "project_damaged"
    assert "甲.nbx" in refused.message


@given(st.data())
@settings(max_examples=60)
def test_any_damage_is_refused_or_harmless(data):
    whole = bytes_of(work())
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(min_size=1, max_size=4)) + whole[at + 1 :]
    with contextlib.suppress(Unreadable):
        assert project.read(damaged, Path("甲.nbx")).work == work()


def rewritten(**parts: object) -> bytes:
    """The file with some parts put in place of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes_of(work()))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            key = name.removesuffix(".json")
            new.writestr(name, json.dumps(parts[key]) if key in parts else data)
    return stream.getvalue()


def head(**facts: object) -> dict[str, object]:
    return {"format": project.FORMAT, "version": 1, "index": 1, "saved": NOW.isoformat()} | facts


def test_a_later_version_is_told_apart_from_damage():
    refused = refusal(rewritten(project=head(version=2, more="unknown")))
    assert refused.code == "project_newer"
    assert "更新" in refused.message


@pytest.mark.parametrize(
    "parts",
    [
        {"project": head(format="other")},
        {"project": head(index=3)},
        {"project": head(more=1)},
        {"project": head(version="1")},
        {"project": []},
        {"steps": {}},
        {"steps": [{"label": "x"}]},
        {"report": {}},
        {"previous": []},
    ],
)
def test_parts_that_say_something_else_are_damage(parts):
    assert refusal(rewritten(**parts)).code == "project_damaged"


def test_a_part_that_expands_to_far_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(project, "MOST_PART", 100)
    assert refusal(bytes_of(work())).code == "project_damaged"


def test_a_file_by_that_name_that_is_none_is_refused_by_the_pipeline(tmp_path):
    path = tmp_path / "甲.nbx"
    path.write_text("2023年政府信息公开工作年度报告", encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        pipeline.load(path)
    assert refused.value.code == "project_damaged"


def test_a_path_of_windows_still_has_its_name():
    held = work()
    held.loaded.source = replace(held.loaded.source, path=Path("C:\\年报\\甲.html"))
    read = project.read(bytes_of(held), Path("甲.nbx"))
    assert read.work.loaded.source.name == "甲.html"


def test_a_disk_that_is_full_leaves_the_old_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "甲.nbx"
    project.save(path, bytes_of(work()))
    before = path.read_bytes()

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="磁盘空间不足"):
        project.save(path, bytes_of(replace(work(), index=2)))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
