"""The real window on reports built by code: each file says in words which report a reader would find in it."""

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from core import pipeline
from core.checks import check
from core.document import Source, Unreadable
from core.files import Item
from core.forms import CellRef
from core.library import Library
from core.numbers import figure
from core.pipeline import Loaded
from core.report import Report
from gui.main_window import MainWindow
from gui.services import Services, Snapshot
from tests.builders.reports import random_report

TOTAL = CellRef("requests", "granted", "total")
"""The cell that is 3 too high in a report with a mistake: its row sum and its column sum fail."""


def built(seed: int, *, mistake: bool, source: Source) -> Report:
    """A report whose sums hold, but for one cell when there is to be a mistake."""
    report = random_report(random.Random(seed), "2021")
    report.source = source
    if mistake:
        cell = report.cell(TOTAL)
        report.grids["requests"].cells[TOTAL] = cell.with_entry(figure(cell.value + 3))
    return report


@dataclass
class Core:
    """Stands in for the readers and the export; remembers what was exported."""

    exported: list[tuple[Path, Sequence[Snapshot]]] = field(default_factory=list)
    refuse: list[Exception] = field(default_factory=list)

    def load(self, item: Item, progress: Callable[[str], None], encoding: str | None = None) -> tuple[Loaded, ...]:
        progress("读文件")
        path, member = item
        if path.suffix == ".nbx":
            return pipeline.load(path)
        try:
            words = path.read_text(encoding="utf-8")
        except OSError as error:
            raise Unreadable("missing", "找不到这个文件。", str(error)) from error
        if member:
            words = dict(line.split(": ") for line in words.splitlines()[1:])[member]
        if not words.startswith(("good", "bad")):
            raise Unreadable("binary", "这不是年报文件。", "no words")
        digest = hashlib.sha256(words.encode()).hexdigest()
        return self._loaded(words, Source(path, "html", encoding or "gb18030", digest, member))

    def members(self, path: Path, progress: Callable[[str], None]) -> tuple[str, ...]:
        """A file that begins with “archive” names the files in it, one a line, each with its words."""
        progress("查看压缩包")
        words = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return tuple(line.split(": ")[0] for line in words.splitlines()[1:]) if words.startswith("archive") else ()

    def load_clipboard(self, page: str, text: str, progress: Callable[[str], None]) -> tuple[Loaded, ...]:
        progress("读文字")
        return self._loaded(text, Source(None, "text"))

    def export(self, path: Path, snapshots: Sequence[Snapshot], progress: Callable[[str], None]) -> None:
        progress("写")
        if self.refuse:
            raise self.refuse.pop(0)
        path.write_text("workbook", encoding="utf-8")
        self.exported.append((path, snapshots))

    def _loaded(self, words: str, source: Source) -> tuple[Loaded, ...]:
        kind, seed, *facts = words.split()
        report = built(int(seed), mistake=kind == "bad", source=source)
        if facts:  # the organ and the year, where they matter
            report.header = replace(report.header, organ=facts[0], year=int(facts[1]))
        return (Loaded(report, check(report)),)


@pytest.fixture
def core() -> Core:
    return Core()


@pytest.fixture
def library(tmp_path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def settings(tmp_path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot, core, settings, tmp_path):
    made = MainWindow(Services(core.load, core.load_clipboard, core.export, core.members), settings, tmp_path / "library")
    qtbot.addWidget(made, before_close_func=give_up_changes)
    made.show()
    return made


def give_up_changes(window: MainWindow) -> None:
    """So that the end of a test asks no question."""
    for document in window.review.desk.documents:
        document.undo_stack.setClean()


@pytest.fixture
def file(tmp_path) -> Callable[..., Path]:
    """Makes a file that the stand-in for the readers understands."""

    def make(name: str, words: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
        return path

    return make


@pytest.fixture
def open_files(window, qtbot):
    """Opens files as the command line does, and waits until all have answered."""

    def opened(*paths: Path):
        with qtbot.waitSignal(window.review.opening.ended):
            window.open_paths(paths)
        return window.review.desk.documents

    return opened
