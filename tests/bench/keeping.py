"""What it costs to keep every edit: in the window, until it is on the disk, and a whole project file."""

import datetime
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoGroup

from core import project
from core.edits import set_text, type_cells
from core.forms import CellRef
from core.pipeline import load
from gui.desk import Desk
from gui.document import OpenReport
from gui.keeping import Keeping
from gui.messages import Messages
from tests.bench.rows import Row, milliseconds, once
from tests.sizes import ROOT

SAMPLE = ROOT / "resources" / "samples" / "示例-有错误.html"
CELL = CellRef("requests", "granted", "person")
EDITS = 60


def keeping_rows() -> Iterator[Row]:
    """Edits one at a time, each waited for until it is on the disk; then saving."""
    application = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(QUndoGroup())
        keeping = Keeping(desk, Path(folder), Messages())
        document = OpenReport(load(SAMPLE)[0].report)
        desk.add(document)
        _edit(document, 0)
        keeping.flush(10)
        spent, written = zip(*(_timed(keeping, document, number) for number in range(EDITS)), strict=True)
        yield Row("an edit made into a record, in the window", statistics.median(spent), "ms", 2)
        yield Row("  until it is on the disk, in the background", statistics.median(written), "ms", 1000)
        yield Row("  the slowest of all", max(written), "ms", 1000)
        yield Row(f"a project file with {document.undo_stack.count()} steps", _save(keeping, document, Path(folder)), "ms", 50)
        keeping.finish()
    del application


def _edit(document: OpenReport, number: int) -> None:
    """A figure, or every third time the text."""
    if number % 3:
        document.push(type_cells(document.report, "修改", {CELL: str(number)}))
    else:
        document.push(set_text(document.report, "修改文字", 1, f"{document.report.sections[0].text}{number}"))


def _timed(keeping: Keeping, document: OpenReport, number: int) -> tuple[float, float]:
    """Milliseconds for the record alone, and from the edit until it is on the disk."""
    document.undo_stack.blockSignals(True)
    _edit(document, number)
    document.undo_stack.blockSignals(False)
    began = time.perf_counter_ns()
    spent = once(lambda: document.undo_stack.indexChanged.emit(document.undo_stack.index()))
    keeping.flush(10)
    return spent, (time.perf_counter_ns() - began) / 1e6


def _save(keeping: Keeping, document: OpenReport, folder: Path) -> float:
    entry = keeping.entry(document)
    now = datetime.datetime.now().astimezone()

    def write() -> None:
        data = project.project_bytes(entry.loaded, entry.steps, entry.about.index, entry.previous, now)
        project.save(folder / "work.nbx", data)

    return milliseconds(write)
