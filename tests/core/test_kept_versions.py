"""What earlier versions kept, this one opens: journals and project files as they were written then."""

import datetime
import shutil
import sqlite3
from pathlib import Path

import pytest

from core import project
from core.checks import check
from core.glimpse.asking import LineAsk
from core.glimpse.kept import unpack
from core.glimpse.looking import look
from core.journal import VERSION, Journal
from core.records import Work, unpacked
from core.sessions import this_session
from tests.builders.kept_work import FOLDER, GRANTED, KEY, LINE, RECEIVED, write

VERSIONS = sorted(int(folder.name) for folder in FOLDER.iterdir())
LATER = datetime.datetime(2024, 2, 1, 8, tzinfo=datetime.UTC)


def from_journal(folder: Path, tmp_path: Path) -> Work:
    shutil.copy(folder / "journal.sqlite", tmp_path)
    journal = Journal(tmp_path, this_session())
    assert journal.damaged is None
    assert [(lost.key, lost.about.steps, lost.about.index) for lost in journal.lost(LATER)] == [(KEY, 3, 2)]
    entry = journal.claim(KEY)
    journal.put(entry)
    journal.close()
    return unpacked(entry.loaded, entry.steps, entry.about.index, entry.previous, entry.kept)


def from_project(folder: Path) -> Work:
    path = folder / "青禾镇.nbx"
    return project.read(path.read_bytes(), path).work


def see(work: Work) -> None:
    """The facts that the builder wrote down, in words of their own."""
    report = work.report
    assert (report.header.organ, report.header.year, report.header.published) == (
        "青禾镇人民政府",
        2023,
        datetime.date(2024, 1, 22),
    )
    assert work.loaded.value(RECEIVED) == 3
    assert (report.value(RECEIVED), report.value(GRANTED)) == (5, 2)
    assert report.section(1).text == "本年新收政府信息公开申请 5 件。"
    assert report.source.path == Path("/年报/青禾镇.txt")
    assert [(step.label, len(step.edits)) for step in work.steps] == [("一起改", 2), ("搁置一处问题", 1), ("改数字", 1)]
    assert work.steps[0].edits[0].when.isoformat() == "2024-01-29T09:30:00+08:00"
    assert [aside.reason for aside in report.set_aside.values()] == ["口径不同"]
    assert work.previous.header.year == 2022
    assert check(report).findings


@pytest.mark.parametrize("version", VERSIONS)
def test_a_journal_of_then_is_taken_back(version, tmp_path):
    see(from_journal(FOLDER / str(version), tmp_path))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_project_file_of_then_is_opened(version):
    see(from_project(FOLDER / str(version)))


@pytest.mark.parametrize("version", [version for version in VERSIONS if version > 1])
def test_the_words_of_the_source_are_there_without_the_source(version, tmp_path):
    folder = FOLDER / str(version)
    for work in (from_journal(folder, tmp_path), from_project(folder)):
        found = look(unpack(work.report.kept), LineAsk(work.report.sections[0].place, LINE, ((13, 14),)))
        [here] = [line for line in found.lines if line.here]
        assert (here.text, here.place.line, here.marks) == (LINE, 3, ((13, 14),))


def test_there_is_a_journal_of_every_version():
    assert list(range(1, VERSION + 1)) == VERSIONS
    for version in VERSIONS:
        store = sqlite3.connect(f"file:{FOLDER / str(version) / 'journal.sqlite'}?mode=ro&immutable=1", uri=True)
        assert store.execute("PRAGMA user_version").fetchone() == (version,)
        store.close()


def test_what_is_written_now_is_what_stands_there(tmp_path):
    write(tmp_path)
    path = FOLDER / str(VERSION) / "青禾镇.nbx"
    assert project.read(path.read_bytes(), path).work == project.read((tmp_path / path.name).read_bytes(), path).work
