"""Other programs that read such files: what each makes of one, as rows of text."""

import functools
import importlib
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.builders.office import available, convert

Rows = list[list[str]]
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Tool:
    """A program: the kinds of files it says it reads, how it does, and how its answer becomes rows.

    `work` is what is timed; `at_once` files are given to it, so that a slow start is shared by them.
    """

    name: str
    suffixes: tuple[str, ...]
    work: Callable[[Path], Any]
    rows: Callable[[Any], Rows]
    rounds: int = 5
    at_once: int = 1


@functools.cache
def _markitdown() -> Any:
    return importlib.import_module("markitdown").MarkItDown(enable_plugins=False)


def _markdown(path: Path) -> str:
    return str(_markitdown().convert_local(str(path)).text_content)


def _markdown_rows(text: str) -> Rows:
    """The rows of its tables; a line of text counts as a row of words."""
    return [line.strip("| ").split("|") if "|" in line else line.split() for line in text.splitlines()]


def _pandas() -> Any:
    return importlib.import_module("pandas")


def _read_html(path: Path) -> list[Any]:
    return list(_pandas().read_html(path))


def _read_excel(path: Path) -> list[Any]:
    return list(_pandas().read_excel(path, sheet_name=None, header=None).values())


def _frame_rows(frames: Iterable[Any]) -> Rows:
    return [["" if str(value) == "nan" else str(value) for value in row] for frame in frames for row in _with_head(frame)]


def _with_head(frame: Any) -> Iterator[list[Any]]:
    """The rows of a data frame, what it took for headings included."""
    yield list(frame.columns)
    yield from frame.values.tolist()


def _plumber(path: Path) -> list[list[list[str | None]]]:
    with importlib.import_module("pdfplumber").open(path) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


def _plumber_rows(tables: Iterable[list[list[str | None]]]) -> Rows:
    return [[cell or "" for cell in row] for table in tables for row in table]


def _by_office(path: Path) -> list[Any]:
    """Its tables as LibreOffice saves them in a page."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder, f"{number}{path.suffix}") for number in range(_AT_ONCE)]
        for copy in copies:
            copy.write_bytes(path.read_bytes())
        return _read_html(convert(copies, "html", Path(folder))[0])


def tools() -> list[Tool]:
    """Those that are installed here."""
    known = [
        Tool("markitdown", (".docx", ".doc", ".xlsx", ".xls", ".ods", ".html", ".pdf", ".rtf"), _markdown, _markdown_rows),
        Tool("pandas.read_html", (".html",), _read_html, _frame_rows),
        Tool("pandas.read_excel", (".xlsx", ".xls", ".ods"), _read_excel, _frame_rows),
        Tool("pdfplumber alone", (".pdf",), _plumber, _plumber_rows),
        Tool(
            "LibreOffice",
            (".docx", ".doc", ".xlsx", ".xls", ".ods", ".html", ".rtf"),
            _by_office,
            _frame_rows,
            rounds=2,
            at_once=_AT_ONCE,
        ),
    ]
    missing = {"markitdown": "markitdown", "pdfplumber alone": "pdfplumber"}
    return [
        tool for tool in known if _is_here(missing.get(tool.name, "pandas")) and (tool.name != "LibreOffice" or not available())
    ]


def _is_here(module: str) -> bool:
    with warnings.catch_warnings(action="ignore"):
        try:
            importlib.import_module(module)
        except ImportError:
            return False
    return True
