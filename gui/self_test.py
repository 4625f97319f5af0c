"""The self-test: does what a clerk does with the built-in samples, and says of each step whether it went well."""

import contextlib
import logging
import os
import platform
import sys
import tempfile
from collections.abc import Callable, MutableMapping, Sequence
from functools import partial
from pathlib import Path

from gui.self_test_outcome import outcome
from gui.self_test_steps import STEPS, Step
from gui.self_test_trial import Trial
from gui.versions import PROGRAM, told

HEADING = f"{PROGRAM}自检"
"""The beginning of the first line."""

_log = logging.getLogger("nianbao")
Tell = Callable[[str], object]


def run(record: Path | None = None, steps: Sequence[Step] = STEPS) -> int:
    """Go through the steps and print a line for each, also into the file `record`.

    Returns 0 when all passed, 1 when not, 2 when nothing could be tested.
    """
    draw_nothing(os.environ)
    place = _start_log()
    if (refusal := _begin(record)) or (refusal := _no_room()):
        print(refusal, file=sys.stderr)
        return 2
    tell = partial(_tell, record)
    tell(f"{HEADING}  {told(PROGRAM, 'Python')}  {platform.system()} {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="年报 自检 ", ignore_cleanup_errors=True) as folder:
        trial = Trial(Path(folder))
        failed = [step.name for step in steps if not _passes(step, trial, tell)]
    for line in judgement(len(steps), failed, place):
        tell(line)
    return 1 if failed else 0


def draw_nothing(environment: MutableMapping[str, str]) -> None:
    """Let Qt draw without a display, also in the processes that this one begins.

    On Windows it then does not ask the system for fonts, so it is told where they are.
    """
    environment["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform == "win32":
        environment.setdefault("QT_QPA_FONTDIR", str(Path(environment.get("SystemRoot", "C:\\Windows"), "Fonts")))


def line_of(step: Step, reason: str) -> str:
    """What is said of a step: that it passed, or the reason why not."""
    uses = told(*step.uses)
    return f"未通过  {step.name}  {uses}：{reason}" if reason else f"通过  {step.name}  {uses}"


def judgement(count: int, failed: Sequence[str], place: str = "") -> tuple[str, ...]:
    """The last lines; `place` is where the log is, "" when there is none."""
    if not failed:
        return (f"自检通过：{count} 步全部通过。",)
    where = (f"详细情况记在日志里：{place}",) if place else ()
    return *where, f"自检没有通过：{count} 步中有 {len(failed)} 步没有通过（{'、'.join(failed)}）。请把以上文字发给维护人员。"


def _passes(step: Step, trial: Trial, tell: Tell) -> bool:
    reason = outcome(partial(step.work, trial))
    tell(line_of(step, reason))
    return not reason


def _begin(record: Path | None) -> str:
    """Empty the file for the lines; why it cannot be had, when it holds something else or cannot be written."""
    if record is None:
        return ""
    try:
        if record.exists() and not record.read_bytes().startswith(HEADING.encode()):
            return f"“{record.name}”已经存在，没有覆盖。请换一个文件名。"
        record.write_bytes(b"")
    except OSError as error:
        return f"不能写“{record.name}”（{error.strerror}）。请换一个位置。"
    return ""


def _no_room() -> str:
    """Why there is no folder to work in, when there is none."""
    try:
        tempfile.gettempdir()
    except OSError:
        return "没有可以写的临时文件夹，不能自检。请清理磁盘后再试。"
    return ""


def _tell(record: Path | None, line: str) -> None:
    """Print a line, and write it down at once: the next step may be the last."""
    print(line, flush=True)
    if record is not None:
        with contextlib.suppress(OSError), record.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{line}\n")


def _start_log() -> str:
    """Let everything but the lines go to the log of the program; where it is, "" when Qt does not say."""
    _log.addHandler(logging.NullHandler())
    try:
        from gui.app import data_folder
        from gui.crash import start_log
        from gui.diagnostics import short
    except ImportError:  # the steps say so
        return ""
    start_log(data_folder())
    return short(data_folder() / "nianbao.log")
