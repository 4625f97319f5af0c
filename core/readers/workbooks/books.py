"""The sheets of a workbook that this program wrote, in whatever format another program saved it since."""

from collections.abc import Callable
from pathlib import Path

from core.document import Unreadable
from core.readers import sniff
from core.readers.blocks import TooMany
from core.readers.refusals import refuse
from core.readers.workbooks.sheets import OWN_RECORD, Sheet
from core.readers.zipguard import Parts

_LISTS = {"xlsx": "xl/workbook.xml", "ods": "content.xml"}
"""The part that names the sheets."""


def own_kind(data: bytes, path: Path) -> str | None:
    """The kind of file when it is a workbook with the sheet that only ours have; None for any other file."""
    kind = sniff.container(data, path)
    if kind in {"xls", "et"}:
        return kind if OWN_RECORD.encode("utf-16-le") in data else None
    try:
        return kind if kind in _LISTS and OWN_RECORD.encode() in Parts(data, path).read(_LISTS[kind]) else None
    except Unreadable:
        return None


def sheets(data: bytes, path: Path, kind: str) -> list[Sheet]:
    """All sheets of such a workbook; Unreadable when they cannot be read, or are far more than we write."""
    read = _reader(kind)
    try:
        return read(data, path)
    except TooMany as error:
        raise refuse("too_many", path, repr(error)) from error


def _reader(kind: str) -> Callable[[bytes, Path], list[Sheet]]:
    """The reader of one format; each is imported when its first file comes."""
    match kind:
        case "xlsx":
            from core.readers.workbooks.workbook import sheets as read
        case "ods":
            from core.readers.workbooks.ods import sheets as read
        case _:
            from core.readers.workbooks.xls import sheets as read
    return read
