"""Writing the file: whole or not at all, with a sentence and another name when it cannot be done."""

import errno
import os
import stat
from pathlib import Path

import pytest

from core.checks import check
from core.export.workbook import Entry, ExportError, export_workbook, free_name
from tests.core.export.opened import a_report

REPORT = a_report(1)
ENTRIES = [Entry(REPORT, check(REPORT))]


class Cancelled(Exception):
    """What the window raises to stop."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path) -> ExportError:
    with pytest.raises(ExportError) as caught:
        export_workbook(path, ENTRIES)
    return caught.value


def test_a_workbook_is_written_under_a_chinese_name_with_spaces(tmp_path: Path) -> None:
    target = tmp_path / "青禾镇 2023年 校核结果.xlsx"
    steps: list[str] = []
    export_workbook(target, ENTRIES, steps.append)
    assert target.read_bytes().startswith(b"PK")
    assert names(tmp_path) == [target.name]
    assert steps == [
        *(f"正在写“{name}”" for name in ("基本情况", "正文", "表二", "表三", "表四", "校核结果", "修改记录")),
        f"正在保存“{target.name}”",
    ]


def test_an_older_workbook_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "报告.xlsx"
    target.write_bytes(b"old")
    export_workbook(target, ENTRIES)
    assert target.read_bytes().startswith(b"PK")
    assert names(tmp_path) == ["报告.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_new_workbook_has_the_usual_rights(tmp_path: Path) -> None:
    export_workbook(tmp_path / "报告.xlsx", ENTRIES)
    (tmp_path / "other").touch()
    assert stat.S_IMODE((tmp_path / "报告.xlsx").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


@pytest.mark.parametrize("last_step", range(1, 9))
def test_cancelling_leaves_nothing_and_keeps_what_was_there(tmp_path: Path, last_step: int) -> None:
    target = tmp_path / "报告.xlsx"
    target.write_bytes(b"old")
    steps: list[str] = []

    def progress(step: str) -> None:
        steps.append(step)
        if len(steps) == last_step:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_workbook(target, ENTRIES, progress)
    assert names(tmp_path) == ["报告.xlsx"]
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("lock", ["~$报告.xlsx", ".~报告.xlsx", ".~lock.报告.xlsx#"])
def test_a_workbook_open_in_an_office_program_is_left_alone(tmp_path: Path, lock: str) -> None:
    target = tmp_path / "报告.xlsx"
    target.write_bytes(b"old")
    (tmp_path / lock).touch()
    error = refused(target)
    assert error.message == "“报告.xlsx”正在被别的程序（如 Excel、WPS）打开，没有写入。请先关闭它，或者改存为“报告 (2).xlsx”。"
    assert target.read_bytes() == b"old"


def test_a_lock_left_behind_does_not_stop_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "~$报告.xlsx").touch()
    export_workbook(tmp_path / "报告.xlsx", ENTRIES)
    assert (tmp_path / "报告.xlsx").exists()


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "报告.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    assert refused(target).message == "“报告.xlsx”是只读文件，没有写入。请改存为“报告 (2).xlsx”。"
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        assert "没有权限在文件夹" in refused(tmp_path / "报告.xlsx").message
    finally:
        tmp_path.chmod(0o755)
    assert names(tmp_path) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "报告.xlsx"
    folder.mkdir()
    assert refused(folder).message == "“报告.xlsx”是一个文件夹，不能当作文件保存。请改存为“报告 (2).xlsx”。"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    assert refused(tmp_path / "不在" / "报告.xlsx").message == "找不到文件夹“不在”，无法保存。它可能已被移动或改名，请重新选择。"


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    assert refused(tmp_path / "文件" / "报告.xlsx").message == "“文件”不是文件夹，无法保存。请重新选择。"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert refused(tmp_path / f"{'长' * 200}.xlsx").message == "文件名太长，无法保存。请换一个短些的名字。"


@pytest.mark.parametrize(("number", "words"), [
    (errno.ENOSPC, "磁盘空间不足"),
    (errno.EROFS, "所在的磁盘是只读的"),
    (errno.EACCES, "没有权限在文件夹"),
    (errno.EIO, "写文件“报告.xlsx”时出错"),
])  # fmt: skip
def test_trouble_while_writing_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    error = refused(tmp_path / "报告.xlsx")
    assert words in error.message
    assert os.strerror(number) in error.detail
    assert names(tmp_path) == []


def test_a_target_held_by_another_program_while_it_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a workbook that is open cannot be replaced, and no lock need tell beforehand."""
    target = tmp_path / "报告.xlsx"
    target.write_bytes(b"old")

    def fail(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "replace", fail)
    assert "正在被别的程序" in refused(target).message
    assert names(tmp_path) == ["报告.xlsx"]


def test_the_next_free_name(tmp_path: Path) -> None:
    target = tmp_path / "报告 2023.xlsx"
    assert free_name(target).name == "报告 2023 (2).xlsx"
    (tmp_path / "报告 2023 (2).xlsx").touch()
    assert free_name(target).name == "报告 2023 (3).xlsx"
    assert len(free_name(tmp_path / f"{'长' * 84}.xlsx").name.encode()) < 255
