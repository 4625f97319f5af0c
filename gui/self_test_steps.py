"""The steps of the self-test: each does one thing as the clerk would, and raises when it did not come out right."""

import datetime
import importlib
import logging
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gui.self_test_outcome import Failed
from gui.self_test_trial import Trial, apart
from gui.versions import PROGRAM

if TYPE_CHECKING:
    from core.entries import Entry
    from core.records import Work
    from core.report import Report

REST = {
    "cn2an": "cn2an",
    "olefile": "olefile",
    "xlrd": "xlrd",
    "typing-extensions": "typing_extensions",
}
"""Libraries that no sample needs, each with a module of it."""
_SHOWN = 5
"""So many differences are named in the log."""

_log = logging.getLogger("nianbao")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the self-test: what is done, what is used for it, and how to do it; any exception is a failure."""

    name: str
    uses: tuple[str, ...]
    work: Callable[[Trial], object]


def find_files(_trial: Trial) -> None:
    """The forms can be loaded, and samples, pages of the help and icons are there."""
    from core.forms import forms
    from gui import help_pages, icons, start_page

    pages = [help_pages.FOLDER / f"{key}.html" for key in help_pages.ORDER]
    missing = [path for path in (*start_page.SAMPLES, *pages, icons.ICONS / "app.svg") if not path.is_file()]
    if missing:
        raise Failed(f"程序文件夹里缺少 {len(missing)} 个文件（{missing[0].name}）")
    if not forms():
        raise Failed("没有一种年报的标准表格")


def load_rest(_trial: Trial) -> None:
    """What other kinds of file and other figures need can be loaded."""
    for module in REST.values():
        importlib.import_module(module)


def read_samples(trial: Trial) -> None:
    """There are figures in both samples."""
    for loaded in (trial.clean, trial.mistaken):
        if not _figures(loaded.report):
            raise Failed("示例年报里没有读出数字")


def check_clean(trial: Trial) -> None:
    """Sums were checked in the sample without mistakes, and nothing of weight was found."""
    from core.findings import Severity, State

    verdict = trial.clean.verdict
    found = sum(one.severity is not Severity.INFO for one in verdict.findings)
    if found:
        raise Failed(f"没有错误的示例里报出了 {found} 处问题")
    if not verdict.count(State.PASSED):
        raise Failed("没有核对任何合计")


def check_mistaken(trial: Trial) -> None:
    """An error was found in the other one."""
    from core.findings import Severity

    if trial.mistaken.verdict.worst is not Severity.ERROR:
        raise Failed("有错误的示例里没有查出错误")


def export(trial: Trial) -> None:
    """A workbook is written, and read back it is the same report."""
    from core.progress import silent
    from gui.services import Snapshot

    loaded, target = trial.mistaken, trial.folder / "校核 结果.xlsx"
    trial.services.export(target, [Snapshot(loaded.report, loaded.verdict, ())], silent)
    _compare(loaded.report, trial.load(target).report)


def save(trial: Trial) -> None:
    """A project file is saved below a folder with a Chinese name and a space, and opened again with the work in it."""
    from core import project
    from core.records import packed

    work = _work(trial.mistaken.report)
    folder = trial.folder / "张 三" / "我的 文档"
    folder.mkdir(parents=True)
    loaded, steps, previous = packed(work)
    project.save(folder / "示例 校核.nbx", project.project_bytes(loaded, steps, work.index, previous, _now(), work.loaded.kept))
    again = trial.load(folder / "示例 校核.nbx")
    if again.project is None or again.project.work.steps != work.steps:
        raise Failed("再打开时没有改过的内容")
    _compare(work.report, again.report)


def keep(trial: Trial) -> None:
    """Work is written to a journal, which is closed, opened again, and gives it back."""
    from core.journal import Journal
    from core.sessions import this_session

    folder, entry = trial.folder / "留底 数据", _entry(trial.mistaken.report)
    first = Journal(folder, this_session())
    first.put(entry)
    first.leave()
    first.close()
    second = Journal(folder, this_session())
    kept = second.claim(entry.key)
    second.leave()
    second.close()
    if kept != entry:
        raise Failed("留底的内容取回来不一样")


def write_sheet(trial: Trial) -> None:
    """The feedback sheet is written as a Word document that names the unit and each place."""
    from core.export.feedback import feedback_of
    from core.export.feedback_docx import write_feedback

    loaded, target = trial.mistaken, trial.folder / "校对单.docx"
    sheet = feedback_of(loaded.report, loaded.verdict, datetime.date.today())
    write_feedback(target, [sheet])
    with zipfile.ZipFile(target) as file:
        words = file.read("word/document.xml").decode("utf-8")
    if not sheet.lines or not all(text in words for text in (sheet.organ, *(line.place for line in sheet.lines))):
        raise Failed("写出的校对单内容不全")


def draw_window(trial: Trial) -> None:
    """The real window with a sample in it is drawn."""
    from gui import self_test_drawing as drawing

    apart(partial(drawing.draw_window, trial.folder))


def draw_characters(_trial: Trial) -> None:
    """There is a font for Chinese."""
    from gui import self_test_drawing as drawing

    apart(drawing.draw_characters)


def print_pdf(trial: Trial) -> None:
    """The report is printed into a PDF, and read back it has the same figures."""
    from gui import self_test_drawing as drawing

    report, target = trial.clean.report, trial.folder / "示例 年报.pdf"
    apart(partial(drawing.write_pdf, report, target))
    read = _figures(trial.load(target).report)
    _agree([str(ref) for ref, value in _figures(report).items() if read.get(ref) != value])


STEPS = (
    Step("程序文件齐全", (PROGRAM, "Python"), find_files),
    Step("装入其余部件", tuple(REST), load_rest),
    Step("读取示例网页", ("selectolax", "opencc", "rapidfuzz", "psutil"), read_samples),
    Step("核对没有错误的示例", (PROGRAM,), check_clean),
    Step("核对有错误的示例", (PROGRAM,), check_mistaken),
    Step("导出工作簿并逐格读回", ("xlsxwriter",), export),
    Step("保存校核文件再打开", (PROGRAM,), save),
    Step("自动留底并取回", ("SQLite",), keep),
    Step("生成校对单", ("python-docx", "lxml"), write_sheet),
    Step("画出窗口", ("Qt", "pyside6-essentials", "shiboken6"), draw_window),
    Step("显示汉字", ("Qt",), draw_characters),
    Step("存为 PDF 并逐格读回", ("Qt", "pypdfium2"), print_pdf),
)


def _figures(report: "Report") -> dict[object, object]:
    """The cells that hold a figure."""
    return {ref: cell.value for ref, cell in report.cells() if cell.value is not None}


def _compare(first: "Report", second: "Report") -> None:
    """Raise Failed when two reports do not say the same."""
    from core.same import differences

    if not _figures(first):
        raise Failed("没有可以比对的数字")
    _agree(differences(first, second))


def _agree(different: list[str]) -> None:
    if different:
        _log.error("self-test: %s differ", different[:_SHOWN])
        raise Failed(f"读回来有 {len(different)} 处与原来不同")


def _work(report: "Report") -> "Work":
    """The report with one figure changed."""
    from core.edits import type_cells
    from core.records import Done, Step, Work

    ref, cell = next((ref, cell) for ref, cell in report.cells() if cell.value is not None)
    edit = type_cells(report, "自检", {ref: str(int(cell.value or 0) + 1)})
    return Work(report.snapshot(), (Step("自检", (Done(edit, _now(), "自检"),)),), 1)


def _entry(report: "Report") -> "Entry":
    """That work as the journal keeps it."""
    from core.entries import About, Entry
    from core.records import packed

    work = _work(report)
    loaded, steps, previous = packed(work)
    source, header = work.loaded.source, work.loaded.header
    about = About("自检", "自检", header.organ, header.year, source.path, "", "", source.sha256, _now(), len(steps), work.index)
    return Entry("self-test", about, loaded, steps, previous, work.loaded.kept)


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()
