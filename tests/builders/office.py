"""Files as LibreOffice writes them, where it is installed: many at a time, in a profile of its own, each kept once made."""

import functools
import hashlib
import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sizes import ROOT

FILTERS = {
    "doc": "doc:MS Word 97",
    "docx": "docx:MS Word 2007 XML",
    "docm": "docm:MS Word 2007 XML VBA",
    "dotx": "dotx:MS Word 2007 XML Template",
    "odt": "odt:writer8",
    "fodt": "fodt:OpenDocument Text Flat XML",
    "rtf": "rtf:Rich Text Format",
    "pdf": "pdf",
    "xls": "xls:MS Excel 97",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "xlsm": "xlsm:Calc MS Excel 2007 VBA XML",
    "xltx": "xltx:Calc MS Excel 2007 XML Template",
    "ods": "ods:calc8",
    "fods": "fods:OpenDocument Spreadsheet Flat XML",
    "html": "html",
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76",
}
"""What can be asked for, and the filter that writes it."""
_OPENED_AS = {".html": "HTML (StarWriter)"}
"""A page is opened as a document: as a page it could only be saved as a page."""
_KEPT = ROOT / "out" / "office"
_AT_ONCE, _TRIES = 60, 2
_START, _EACH = 90, 20
"""The most seconds that a start may take, and each file after it."""
_DATED = "docProps/"


def available() -> str:
    """Why nothing can be converted here; empty where it can."""
    program = _program()
    if program is None:
        return "LibreOffice is not installed: make office"
    folder = program.resolve().parent
    parts = [name for name in ("swlo", "sclo") if folder.parent.name == "libreoffice" and not (folder / f"lib{name}.so").exists()]
    return f"LibreOffice lacks {', '.join(parts)}: make office" if parts else _font()


def needs_office() -> pytest.MarkDecorator:
    """The mark of a test that is skipped, with the reason, where nothing can be converted."""
    return pytest.mark.skipif(bool(available()), reason=available() or "LibreOffice is here")


def convert(files: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Convert files into `folder`, in the order given, by one start of LibreOffice for many files.

    It dies now and then on a busy machine: what is missing then is tried again.

    `to` is a key of FILTERS. The files need names of their own, suffix aside. Raises RuntimeError when a file was not
    converted, and subprocess.TimeoutExpired when it takes too long.
    """
    made = {file: folder / f"{file.stem}.{to}" for file in files}
    for _ in range(_TRIES):
        missing = [file for file, target in made.items() if not target.exists()]
        for suffix in dict.fromkeys(file.suffix for file in missing):
            alike = [file for file in missing if file.suffix == suffix]
            for start in range(0, len(alike), _AT_ONCE):
                _run(alike[start : start + _AT_ONCE], to, folder)
    missing = [file for file, target in made.items() if not target.exists()]
    if missing or len(set(made.values())) < len(files):
        raise RuntimeError(f"not converted to {to}: {[file.name for file in missing] or 'two files of one name'}")
    return [made[file] for file in files]


def converted(datas: Sequence[bytes], suffix: str, to: str) -> list[bytes]:
    """The bytes of files with `suffix` after conversion; what was converted before is not converted again."""
    keys = [_KEPT / f"{_digest(data, suffix, to)}.{to}" for data in datas]
    missing = {key: data for key, data in zip(keys, datas, strict=True) if not key.exists()}
    if missing:
        _KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as inside, tempfile.TemporaryDirectory(dir=_KEPT) as outside:
            files = [Path(inside, key.stem + suffix) for key in missing]
            for file, data in zip(files, missing.values(), strict=True):
                file.write_bytes(data)
            for key, made in zip(missing, convert(files, to, Path(outside)), strict=True):
                made.replace(key)
    return [key.read_bytes() for key in keys]


def _run(files: Sequence[Path], to: str, folder: Path) -> None:
    opened = [f"--infilter={_OPENED_AS[files[0].suffix]}"] if files[0].suffix in _OPENED_AS and to != "html" else []
    profile = f"-env:UserInstallation={_profile().path.as_uri()}"
    quiet = ("--headless", "--norestore", "--nolockcheck", "--nodefault")
    command = [str(_program()), profile, *quiet, *opened, "--convert-to", FILTERS[to], "--outdir", str(folder), *map(str, files)]
    environment = {**os.environ, "HOME": str(_profile().path), "SAL_USE_VCLPLUGIN": "svp"}
    subprocess.run(command, env=environment, capture_output=True, check=False, timeout=_START + _EACH * len(files))


@dataclass(frozen=True, slots=True)
class _Profile:
    """A folder that lasts as long as the process."""

    folder: tempfile.TemporaryDirectory[str]

    @property
    def path(self) -> Path:
        return Path(self.folder.name)


@functools.cache
def _profile() -> _Profile:
    return _Profile(tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True))


@functools.cache
def _program() -> Path | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


@functools.cache
def _font() -> str:
    """Without a Chinese font a PDF has boxes in place of letters."""
    if shutil.which("fc-list") is None:
        return ""
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False, timeout=60).stdout
    return "" if listed.strip() else "there is no Chinese font: make office"


def _digest(data: bytes, suffix: str, to: str) -> str:
    """A name for what a conversion would give; the dates within zip files do not count."""
    digest = hashlib.sha256(f"{suffix} {FILTERS[to]} ".encode())
    if not zipfile.is_zipfile(io.BytesIO(data)):
        digest.update(data)
        return digest.hexdigest()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            digest.update(b"" if name.startswith(_DATED) else name.encode() + b"\0" + archive.read(name))
    return digest.hexdigest()
