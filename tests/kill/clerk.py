"""A clerk who never rests: takes back what was lost, then edits at random and says each state it came to, until killed.

    python -m tests.kill.clerk FOLDER SEED

Prints `back STATE` or `new STATE`, and from then on a line `TIME STATE` after each edit, before the journal hears of it;
`closed` before it closes a report that is saved; `trouble SENTENCE` when the status bar says that nothing can be written,
and `trouble` when it can again.
"""

import hashlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QUndoGroup

from core.checks import check
from core.edits import put_aside, set_text, type_cells
from core.entries import Lost
from core.records import encode
from core.report import Report
from gui.desk import Desk
from gui.document import OpenReport
from gui.keeping import Keeping, Restored
from gui.messages import Kind, Message, Messages
from tests.builders.reports import random_report

MOST_STEPS = 120
"""After so many steps the clerk saves and closes the report, and begins another."""


def state(document: OpenReport) -> str:
    """All that must come back: how many steps there are, how many are in effect, and the report as it stands."""
    stack = document.undo_stack
    return f"{stack.count()}:{stack.index()}:{hashlib.sha256(encode(document.report)).hexdigest()[:20]}"


def new_report(seed: int) -> Report:
    """A report with one sum that does not hold."""
    return random_report(random.Random(seed), "2021", holds=False)


def _complain(message: Message) -> None:
    if message.kind is Kind.PROBLEM:
        print("problem", message.text, flush=True)


class Clerk:
    """Edits one report at a time."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._rng = random.Random(seed)
        self._seed = seed
        self.desk, messages = Desk(QUndoGroup()), Messages()
        messages.posted.connect(_complain)
        self.keeping = Keeping(self.desk, folder, messages)
        self.keeping.trouble_changed.connect(lambda text: print("trouble", text, flush=True))
        self.keeping.found.connect(self._on_found)
        self.keeping.restored.connect(self._on_restored)
        self.keeping.not_restored.connect(lambda key: print("problem not restored", key, flush=True))
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._act)
        self.document = OpenReport(new_report(seed))
        self.keeping.look()

    def _on_found(self, found: Sequence[Lost]) -> None:
        if found:
            self.keeping.take_back(found[0].key)
        else:
            self._begin("new", self.document)

    def _on_restored(self, restored: Restored) -> None:
        document = OpenReport.of_work(restored.work, restored.entry.about.clean)
        self.keeping.adopt(document, restored.entry)
        self._begin("back", document)

    def _begin(self, how: str, document: OpenReport) -> None:
        self.document = document
        document.undo_stack.indexChanged.connect(partial(self._say, document))  # before the journal listens
        self.desk.add(document)
        print(how, state(document), flush=True)
        self._timer.start()

    def _say(self, document: OpenReport, _index: int) -> None:
        if document is self.document:  # the stack of one that was closed says a last word when it is destroyed
            print(time.monotonic_ns(), state(document), flush=True)

    def _act(self) -> None:
        if self.document.undo_stack.count() >= MOST_STEPS:
            self._timer.stop()
            print("closed", flush=True)
            self.document.undo_stack.setClean()
            self.desk.remove(self.document)
            self._seed += 1
            self._begin("new", OpenReport(new_report(self._seed)))
            return
        acts: dict[Callable[[], object], int] = {
            self._type: 10,
            self._write: 4,
            self._type_twice: 1,
            self._put_aside: 1,
            self.document.undo_stack.undo: 4,
            self.document.undo_stack.redo: 2,
        }
        self._rng.choices(list(acts), list(acts.values()))[0]()

    def _type(self) -> None:
        report = self.document.report
        refs = [ref for ref, _ in report.cells()]
        chosen = self._rng.sample(refs, self._rng.choice([1, 1, 1, 5, 30]))
        self.document.push(type_cells(report, "修改", {ref: str(self._rng.randrange(10_000)) for ref in chosen}))

    def _type_twice(self) -> None:
        self.document.undo_stack.beginMacro("两步")
        self._type()
        self._type()
        self.document.undo_stack.endMacro()

    def _write(self) -> None:
        text = self.document.report.sections[0].text
        self.document.push(set_text(self.document.report, "修改文字", 1, text + self._rng.choice("甲乙丙丁")), burst="typing")

    def _put_aside(self) -> None:
        findings = check(self.document.report).findings
        if findings:
            self.document.push(put_aside(self._rng.choice(findings), "搁置", "口径不同"), "口径不同")


def main() -> None:
    application = QCoreApplication([])
    clerk = Clerk(Path(sys.argv[1]), int(sys.argv[2]))
    application.exec()
    del clerk


if __name__ == "__main__":
    main()
