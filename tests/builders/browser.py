"""Pages as a browser prints them into a PDF file, where Chromium is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_MOST_SECONDS = 60


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def needs_browser() -> pytest.MarkDecorator:
    """The mark of a test that is skipped where no browser can print."""
    return pytest.mark.skipif(_program() is None, reason="Chromium is not installed: apt install chromium")


def printed(page: bytes, folder: Path, *, heads: bool = True) -> bytes:
    """A page as its PDF; with `heads` the browser puts date, title, address and page number on every sheet."""
    program = _program()
    assert program is not None
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    options = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"] + ([] if heads else ["--no-pdf-header-footer"])
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", *options, source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=_MOST_SECONDS)
    return target.read_bytes()
