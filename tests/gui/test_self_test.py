"""The self-test: it passes on a sound program, and each step fails when its thing is broken."""

import os
import re
import subprocess
import sys
import time
import tomllib
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QMainWindow

from core.document import Unreadable
from core.export import feedback_docx, workbook
from core.forms import CellRef
from core.journal import Journal
from core.numbers import figure
from gui import help_pages, self_test, start_page
from gui import self_test_drawing as drawing
from gui import self_test_steps as steps
from gui.self_test_outcome import Failed, outcome, reason
from gui.self_test_trial import Trial, apart
from gui.versions import UNKNOWN, version_of
from main import main
from tests.sizes import ROOT

NAMES = [step.name for step in steps.STEPS]
TOTAL = CellRef("requests", "granted", "total")


def whole(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as it is started by hand, without a display, with a home of its own."""
    homes = {name: str(tmp_path / "家 里") for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    held = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        cwd=tmp_path, env={**held, **homes, **environment}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def services():
    """One process that reads files for all steps."""
    from gui.services import real_services

    made = real_services()
    yield made
    made.prepare.__self__._worker.close()


@pytest.fixture
def trial(tmp_path, services, monkeypatch, qapp):
    """The steps on one process and one application, so that what is broken here is broken for them."""
    monkeypatch.setattr(steps, "apart", lambda work: work())
    made = Trial(tmp_path)
    made.services = services
    return made


def step(name: str) -> steps.Step:
    return next(one for one in steps.STEPS if one.name == name)


# ── each step can fail ──────────────────────────────────────────────


def lose_the_help(patch, tmp_path):
    patch.setattr(help_pages, "FOLDER", tmp_path)


def lose_a_library(patch, _tmp_path):
    patch.setitem(sys.modules, "olefile", None)


def spoil_the_samples(patch, tmp_path):
    bad = tmp_path / "坏.html"
    bad.write_bytes(b"\x7fELF" + bytes(5000))
    patch.setattr(start_page, "SAMPLES", (bad, bad))


def swap_the_samples(patch, _tmp_path):
    patch.setattr(start_page, "SAMPLES", start_page.SAMPLES[::-1])


def export_another_figure(patch, _tmp_path):
    def wrong(path, entries, progress):
        report = entries[0].report.snapshot()
        report.grids["requests"].cells[TOTAL] = report.cell(TOTAL).with_entry(figure(987654))
        path.write_bytes(workbook.workbook_bytes([replace(entries[0], report=report)], progress))

    patch.setattr(workbook, "export_workbook", wrong)


def save_without_the_edit(patch, _tmp_path):
    from core import project

    real = project.project_bytes
    patch.setattr(project, "project_bytes", lambda loaded, _steps, _index, *rest: real(loaded, (), 0, *rest))


def keep_nothing(patch, _tmp_path):
    patch.setattr(Journal, "put", lambda *_: None)


def leave_lines_out(patch, _tmp_path):
    real = feedback_docx.write_feedback
    patch.setattr(feedback_docx, "write_feedback", lambda path, sheets: real(path, [replace(sheets[0], lines=())]))


def paint_nothing(patch, _tmp_path):
    blank = QPixmap(800, 600)
    blank.fill()
    patch.setattr(QMainWindow, "grab", lambda *_: blank, raising=False)


def draw_boxes(patch, _tmp_path):
    box = QImage(48, 48, QImage.Format.Format_Grayscale8)
    box.fill(0)
    blank = QImage(48, 48, QImage.Format.Format_Grayscale8)
    blank.fill(255)
    patch.setattr(drawing, "picture_of", lambda text: box if text.strip() else blank)


def print_another_report(patch, _tmp_path):
    real = drawing.write_pdf

    def wrong(report, target):
        other = report.snapshot()
        other.grids["requests"].cells[TOTAL] = other.cell(TOTAL).with_entry(figure(7))
        real(other, target)

    patch.setattr(drawing, "write_pdf", wrong)


BROKEN = {
    "程序文件齐全": (lose_the_help, "程序文件夹里缺少 10 个文件（open.html）"),
    "装入其余部件": (lose_a_library, "缺少部件或部件装不上（olefile）"),
    "读取示例网页": (spoil_the_samples, "坏.html"),
    "核对没有错误的示例": (swap_the_samples, "没有错误的示例里报出了"),
    "核对有错误的示例": (swap_the_samples, "有错误的示例里没有查出错误"),
    "导出工作簿并逐格读回": (export_another_figure, "读回来有 1 处与原来不同"),
    "保存校核文件再打开": (save_without_the_edit, "再打开时没有改过的内容"),
    "自动留底并取回": (keep_nothing, "留底的内容取回来不一样"),
    "生成校对单": (leave_lines_out, "写出的校对单内容不全"),
    "画出窗口": (paint_nothing, "画出的窗口是空白的"),
    "显示汉字": (draw_boxes, "没有能显示汉字的字体"),
    "存为 PDF 并逐格读回": (print_another_report, "读回来有 1 处与原来不同"),
}


def test_every_step_has_a_way_to_fail_here():
    assert list(BROKEN) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_step_passes_on_a_sound_program(trial, name):
    assert outcome(partial(step(name).work, trial)) == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_step_fails_when_its_thing_is_broken(trial, name, monkeypatch, tmp_path):
    break_it, said = BROKEN[name]
    break_it(monkeypatch, tmp_path)
    assert said in outcome(partial(step(name).work, trial))


def test_a_sample_without_figures_is_not_read(trial):
    report = trial.clean.report.snapshot()
    report.grids = {}
    trial.clean = replace(trial.clean, report=report)
    assert outcome(partial(steps.read_samples, trial)) == "示例年报里没有读出数字"


def test_no_sum_checked_is_no_clean_sample(trial):
    trial.clean = replace(trial.clean, verdict=replace(trial.clean.verdict, equations=()))
    assert outcome(partial(steps.check_clean, trial)) == "没有核对任何合计"


def test_a_window_that_opens_nothing_is_not_drawn(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "SAMPLES", (tmp_path / "没有.html", tmp_path / "没有.html"))
    with pytest.raises(Failed, match="窗口里没有打开示例年报"):
        drawing.draw_window(tmp_path)


# ── a process of its own ────────────────────────────────────────────


def test_a_process_that_dies_is_a_reason():
    with pytest.raises(Failed, match="意外退出（退出码 3）"):
        apart(partial(os._exit, 3))


def test_a_process_that_hangs_is_a_reason():
    start = time.monotonic()
    with pytest.raises(Failed, match="等了 2 秒还没有做完"):
        apart(partial(time.sleep, 60), patience=2)
    assert time.monotonic() - start < 30


def test_what_fails_in_the_process_is_told_here():
    with pytest.raises(Failed, match=re.escape("程序出了错（ValueError）")):
        apart(partial(int, "x"))


# ── what is said ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Failed("空白"), "空白"),
        (Unreadable("x", "打不开。", "/home/张三/x"), "打不开"),
        (ModuleNotFoundError("No module named 'xlrd'", name="xlrd"), "缺少部件或部件装不上（xlrd）"),
        (ImportError("libEGL.so.1: cannot open shared object file", name="QtGui"), "缺少部件或部件装不上（libEGL.so.1）"),
        (ImportError("DLL load failed while importing QtGui: x", name="QtGui"), "缺少部件或部件装不上（QtGui）"),
        (PermissionError(13, "Permission denied", "/home/张三/x"), "读写文件出错（Permission denied）"),
        (ZeroDivisionError("/home/张三/x"), "程序出了错（ZeroDivisionError）"),
    ],
)
def test_a_reason_holds_no_path_and_no_trace(error, said):
    assert reason(error) == said


def test_lines_and_judgement():
    held = steps.Step("读取示例网页", ("不存在的部件",), lambda _trial: None)
    assert self_test.line_of(held, "") == "通过  读取示例网页  不存在的部件 版本不明"
    assert self_test.line_of(held, "打不开") == "未通过  读取示例网页  不存在的部件 版本不明：打不开"
    assert self_test.judgement(12, []) == ("自检通过：12 步全部通过。",)
    assert self_test.judgement(12, ["甲", "乙"], "~/日志")[-1] == (
        "自检没有通过：12 步中有 2 步没有通过（甲、乙）。请把以上文字发给维护人员。"
    )


def test_every_library_of_the_program_is_named_with_its_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    used = {name for one in steps.STEPS for name in one.uses}
    assert needed <= used
    assert UNKNOWN not in {version_of(name) for name in used}


def test_one_failure_is_enough_and_the_others_still_run(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(self_test, "_start_log", lambda: "")
    ran = []
    wanted = [steps.Step("甲", ("Python",), lambda _trial: 1 // 0), steps.Step("乙", ("Python",), ran.append)]
    assert self_test.run(tmp_path / "结果.txt", wanted) == 1
    assert len(ran) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[:2] for line in said[1:3]] == [["未通过", "甲"], ["通过", "乙"]]
    assert said[-1].startswith("自检没有通过：2 步中有 1 步没有通过（甲）")
    assert (tmp_path / "结果.txt").read_text("utf-8").splitlines() == said


def test_the_folder_for_the_steps_has_chinese_and_a_space_and_is_gone_afterwards(monkeypatch, capsys):
    monkeypatch.setattr(self_test, "_start_log", lambda: "")
    folders = []
    assert self_test.run(None, [steps.Step("甲", (), lambda trial: folders.append(trial.folder))]) == 0
    assert re.search(r"[一-鿿].* ", folders[0].name)
    assert not folders[0].exists()


def test_a_file_that_holds_something_else_is_not_written_over(tmp_path, capsys):
    report = tmp_path / "年报.html"
    report.write_text("<html>", encoding="utf-8")
    assert self_test.run(report, []) == 2
    assert report.read_text(encoding="utf-8") == "<html>"
    assert "已经存在，没有覆盖" in capsys.readouterr().err


def test_an_earlier_result_is_written_over(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(self_test, "_start_log", lambda: "")
    record = tmp_path / "结果.txt"
    assert [self_test.run(record, []), self_test.run(record, [])] == [0, 0]
    assert len(record.read_text("utf-8").splitlines()) == 2


def test_a_file_that_cannot_be_written_is_said(tmp_path, capsys):
    assert self_test.run(tmp_path / "没有" / "结果.txt", []) == 2
    assert "不能写“结果.txt”" in capsys.readouterr().err


def test_on_windows_qt_is_told_where_the_fonts_are(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    environment = {"SystemRoot": "D:\\WINDOWS", "QT_QPA_PLATFORM": "windows"}
    self_test.draw_nothing(environment)
    assert environment["QT_QPA_PLATFORM"] == "offscreen"
    assert environment["QT_QPA_FONTDIR"] == str(Path("D:\\WINDOWS", "Fonts"))


@pytest.mark.parametrize("words", [["--self-test", "年报.html"], ["年报.html", "--self-test"]])
def test_the_name_of_a_report_is_never_taken_for_the_result(words, capsys):
    assert main(words) == 2
    assert "须单独使用" in capsys.readouterr().err


# ── as a whole ──────────────────────────────────────────────────────


@pytest.mark.slow
def test_it_passes_without_a_display_and_leaves_the_users_data_alone(tmp_path):
    done = whole(tmp_path, f"--self-test={tmp_path / '结果 文件.txt'}")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split("  ")[:2] for line in lines[1:-1]] == [["通过", name] for name in NAMES]
    assert lines[-1] == f"自检通过：{len(NAMES)} 步全部通过。"
    assert (tmp_path / "结果 文件.txt").read_text("utf-8").splitlines() == lines
    assert {path.name for path in (tmp_path / "家 里").rglob("*") if path.is_file()} <= {"nianbao.log"} | _caches(tmp_path)


def _caches(tmp_path: Path) -> set[str]:
    """What fontconfig leaves in the folder for caches."""
    return {path.name for path in (tmp_path / "家 里" / "fontconfig").rglob("*")}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="fonts of Linux")
def test_without_any_font_it_says_so_and_shows_no_trace(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path / 'fonts'}</cachedir></fontconfig>", encoding="utf-8")
    done = whole(tmp_path, "--self-test", FONTCONFIG_FILE=str(config))
    failed = [line.split("  ")[1] for line in done.stdout.splitlines() if line.startswith("未通过")]
    assert done.returncode == 1
    assert failed == ["画出窗口", "显示汉字", "存为 PDF 并逐格读回"]
    assert "Traceback" not in done.stdout + done.stderr
    assert "self-test" in (tmp_path / "家 里" / "nianbao" / "nianbao.log").read_text("utf-8")


def test_a_normal_start_imports_nothing_of_it():
    code = "import sys, main, gui.app; print([n for n in sys.modules if n.startswith(('gui.self_test', 'gui.diag', 'gui.about'))])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
