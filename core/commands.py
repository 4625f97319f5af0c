"""The work of the command line: check and export files, and say in Chinese what was found."""

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core import tasks
from core.batch import Crew
from core.document import Unreadable, located
from core.files import Item, expand, inside, may_be_archive
from core.isolation import Work, Worker, on_file
from core.progress import silent

if TYPE_CHECKING:
    from core.loaded import Loaded
    from core.past import Past

Result = TypeVar("Result")

FINE, ERRORS, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit status: no error found, some found, a file could not be read or written, or Ctrl+C."""


def check_files(paths: Iterable[Path], *, as_json: bool, previous: Path | None = None) -> int:
    """Print the findings of each file, grouped by file, or one JSON object a line.

    `previous` is last year's report, or a folder of them: each report is compared with the one of its organ.
    """
    files = expand(paths, silent)
    if not files:
        return _fail("没有找到可以核对的文件。")
    status = FINE
    with Crew() as crew:
        told_of = partial(_told, as_json)
        if previous is not None:
            past, status = _past(previous, crew)
            told_of = partial(_compared, as_json, past)
        for item, told in crew.in_order(partial(told_of, item) for item in _items(files, crew)):
            if isinstance(told, Unreadable):
                status = _fail(f"{located(*item)}：{told.message}")
                told = tasks.Told((_error_line(item, told),) if as_json else (), errors=False)
            status = max(status, ERRORS if told.errors else FINE)
            for text in told.texts:
                print(text, flush=True)
            for remark in told.remarks:
                print(remark, file=sys.stderr)
    return status


def export_files(paths: Iterable[Path], target: Path) -> int:
    """Write one workbook with every report that could be read."""
    from core.export.target import ExportError
    from core.export.workbook import Entry, export_workbook
    from core.telling import any_error

    files = expand(paths, silent)
    if any(_same_file(target, path) for path in files):
        return _fail(f"{target}：这是原文件，不能覆盖。请换一个文件名。")
    with Crew() as crew:
        found, status = _reports(files, crew)
    if not found:
        return _fail("没有读到任何年报，没有写出工作簿。")
    try:
        export_workbook(target, [Entry(loaded.report, loaded.verdict) for loaded in found])
    except ExportError as error:
        return _fail(error.message)
    print(f"已导出 {len(found)} 份年报：{target}")
    return status or (ERRORS if any_error(found) else FINE)


def interrupted() -> int:
    """Say that Ctrl+C ended the work."""
    _fail("已中断，后面的文件没有处理。")
    return INTERRUPTED


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return FAILED


def _same_file(target: Path, path: Path) -> bool:
    return target.exists() and path.exists() and target.samefile(path)


def _items(files: Iterable[Path], crew: Crew) -> Iterator[Item]:
    """The files, and in place of an archive the files in it."""
    for path in files:
        yield from inside(path, lambda path: crew.do(partial(_members, path)) if may_be_archive(path) else ())


def _members(path: Path, worker: Worker) -> tuple[str, ...]:
    return on_file(worker, path, partial(tasks.members, path))


def _told(as_json: bool, item: Item, worker: Worker) -> tuple[Item, tasks.Told | Unreadable]:
    return _done(partial(tasks.tell, *item, as_json), item, worker)


def _loaded(item: Item, worker: Worker) -> "tuple[Item, tuple[Loaded, ...] | Unreadable]":
    return _done(partial(tasks.load, *item, None), item, worker)


def _done(work: Work[Result], item: Item, worker: Worker) -> tuple[Item, Result | Unreadable]:
    """What came of work on one file, or why nothing did: a bad file is one bad row."""
    try:
        return item, on_file(worker, item.named, work)
    except Unreadable as error:
        return item, error


def _reports(files: Iterable[Path], crew: Crew) -> "tuple[list[Loaded], int]":
    """All reports that could be read, in the order of the files, and FAILED when a file could not be."""
    found: list[Loaded] = []
    status = FINE
    for item, result in crew.in_order(partial(_loaded, item) for item in _items(files, crew)):
        if isinstance(result, Unreadable):
            status = _fail(f"{located(*item)}：{result.message}")
        else:
            found += result
    return found, status


def _past(path: Path, crew: Crew) -> "tuple[Past, int]":
    """Last year's reports, each read once, and FAILED when one could not be read."""
    from core.past import Past  # deferred, with all that knows what a report is

    found, status = _reports(expand([path], silent), crew)
    return Past([loaded.report for loaded in found]), status


def _compared(as_json: bool, past: "Past", item: Item, worker: Worker) -> tuple[Item, tasks.Told | Unreadable]:
    """A file read in a worker, and judged here, where last year's reports are."""
    from core import telling
    from core.checks import check
    from core.loaded import Loaded

    item, result = _loaded(item, worker)
    if isinstance(result, Unreadable):
        return item, result
    before = [past.of(loaded.report) for loaded in result]
    judged = [Loaded(one.report, check(one.report, previous)) for one, previous in zip(result, before, strict=True)]
    lonely = any(previous is None for previous in before)
    remarks = (f"{located(*item)}：没有找到同一机关上一年的年报，没有与上年比对。",) if lonely else ()
    return item, tasks.Told(telling.texts(judged, as_json=as_json), telling.any_error(judged), remarks)


def _error_line(item: Item, error: Unreadable) -> str:
    from core.export.json import error_json  # deferred: most files can be read
    from core.telling import json_line

    return json_line(error_json(item.path, error, item.member))
