"""The work of the command line: check and export files, and say in Chinese what was found."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.document import Unreadable
from core.export.json import error_json, report_json
from core.files import expand
from core.findings import Finding, Severity, State, Verdict
from core.pipeline import Loaded, load, silent
from core.report import Report

FINE, ERRORS, FAILED = 0, 1, 2
"""Exit status: no error found, some found, or a file could not be read or written."""


def check_files(paths: Iterable[Path], *, as_json: bool) -> int:
    """Print the findings of each file, grouped by file, or one JSON object a line."""
    files = expand(paths, silent)
    if not files:
        return _fail("没有找到可以核对的文件。")
    status = FINE
    for path, result in _loaded(files):
        if isinstance(result, Unreadable):
            status = _fail(f"{path}：{result.message}")
            if as_json:
                print(_line(error_json(str(path), result)), flush=True)
            continue
        for loaded in result:
            if status == FINE and loaded.verdict.worst is Severity.ERROR:
                status = ERRORS
            text = _line(report_json(loaded.report, loaded.verdict)) if as_json else _told(path, loaded)
            print(text, flush=True)
    return status


def export_files(paths: Iterable[Path], target: Path) -> int:
    """Write one workbook with every report that could be read."""
    from core.export.target import ExportError
    from core.export.workbook import Entry, export_workbook

    files = expand(paths, silent)
    if any(_same_file(target, path) for path in files):
        return _fail(f"{target}：这是原文件，不能覆盖。请换一个文件名。")
    status = FINE
    entries: list[Entry] = []
    for path, result in _loaded(files):
        if isinstance(result, Unreadable):
            status = _fail(f"{path}：{result.message}")
        else:
            entries += (Entry(loaded.report, loaded.verdict) for loaded in result)
    if not entries:
        return _fail("没有读到任何年报，没有写出工作簿。")
    try:
        export_workbook(target, entries)
    except ExportError as error:
        return _fail(error.message)
    print(f"已导出 {len(entries)} 份年报：{target}")
    errors = any(entry.verdict.worst is Severity.ERROR for entry in entries)
    return status or (ERRORS if errors else FINE)


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return FAILED


def _same_file(target: Path, path: Path) -> bool:
    return target.exists() and path.exists() and target.samefile(path)


def _loaded(files: Iterable[Path]) -> Iterator[tuple[Path, tuple[Loaded, ...] | Unreadable]]:
    """Each file with its reports or with why it could not be read; a bad file does not stop the rest."""
    for path in files:
        try:
            yield path, load(path)
        except Unreadable as error:
            yield path, error


def _line(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


# ── in words ─────────────────────────────────────────────────────────


def _told(path: Path, loaded: Loaded) -> str:
    report, verdict = loaded.report, loaded.verdict
    head = [f"{path}", f"  {_named(report)}", f"  {equations_told(verdict)}"]
    told = [f"  {number}. {finding_told(finding)}" for number, finding in enumerate(verdict.findings, start=1)]
    notices = [f"  说明：{notice}" for notice in report.notices]
    return "\n".join([*head, *notices, *(told or ["  没有发现问题。"])]) + "\n"


def _named(report: Report) -> str:
    header = report.header
    parts = [header.organ or "机关不明", f"{header.year}年" if header.year else "年份不明"]
    return " ".join([*parts, report.form.name if report.form else "无固定格式"])


def equations_told(verdict: Verdict) -> str:
    """The equations in one line: 核 42 项：通过 40，不符 2，未核 0."""
    passed, failed, unchecked = (verdict.count(state) for state in State)
    return f"核 {passed + failed + unchecked} 项：通过 {passed}，不符 {failed}，未核 {unchecked}"


def finding_told(finding: Finding) -> str:
    """One finding in one line."""
    return f"【{finding.severity.label}】{finding.message}"
