"""The packed program: its size, and its first painted window beside that of `python main.py`, warm and cold.

The package is the one that `make package` left in out/; without one nothing is measured. Both programs run without a screen
and unchanged: Qt itself is asked to tell on standard error when it brings the first picture to the window.
"""

import contextlib
import os
import re
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.rows import Row
from tests.sizes import ROOT

STARTS = 7
_PATIENCE = 30.0
_SHOWN = b"Flushing"
_IMPORT = re.compile(r"import time:\s+\d+ \|\s+(\d+) \|( *)(\S+)")
_SLOWEST = 6
_CACHES = Path("/proc/sys/vm/drop_caches")


def packed_rows() -> Iterator[Row]:
    """Sizes and starts; nothing where there is no package."""
    found = sorted((ROOT / "out").glob("nianbao-*-linux-x86_64.tar.xz"))
    if not found:
        print("no package in out/: run make package first")
        return
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(found[-1]) as archive:
            archive.extractall(folder, filter="data")
        (program,) = Path(folder).glob("*/nianbao")
        yield from _size_rows(program.parent)
        yield from _start_rows([str(program)], [sys.executable, str(ROOT / "main.py")], folder)
        yield from _import_rows(folder)


def _size_rows(folder: Path) -> Iterator[Row]:
    for package in sorted((ROOT / "out").glob("nianbao_*.deb")):
        yield Row(f"size of {package.name}", package.stat().st_size / 1e6, "MB", 75)
    installed = sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
    yield Row("  installed", installed / 1e6, "MB", 240)


def _start_rows(packed: Sequence[str], plain: Sequence[str], home: str) -> Iterator[Row]:
    """In turns, so that both meet the same machine."""
    for name, goal, starts in (("warm", 1.3, STARTS), ("cold", 1.3, 3)):
        if name == "cold" and not os.access(_CACHES, os.W_OK):
            print("a cold start needs the right to empty the system's file cache: not measured")
            return
        pairs = [tuple(_start(command, home, cold=name == "cold") for command in (packed, plain)) for _ in range(starts + 1)][1:]
        first, second = (statistics.median(times) for times in zip(*pairs, strict=True))
        yield Row(f"first painted window of the packed program, {name}", first, "ms")
        yield Row("  of python main.py", second, "ms")
        yield Row("  ratio", first / second, "×", goal)


def _start(command: Sequence[str], home: str, *, cold: bool) -> float:
    """Milliseconds until a program has brought its first picture to its window; it is ended then."""
    if cold:
        os.sync()
        _CACHES.write_text("3", "ascii")
    told = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.widgets.painting=true", "QT_FORCE_STDERR_LOGGING": "1"}
    begin = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=_environment(home) | told) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if _SHOWN in line:
                    return (time.perf_counter() - begin) * 1000
                if time.perf_counter() - begin > _PATIENCE:
                    break
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
    raise TimeoutError(f"no window of {command[0]} within {_PATIENCE:g} s")


def _environment(home: str) -> dict[str, str]:
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
    return {**os.environ, **folders}


def _import_rows(home: str) -> Iterator[Row]:
    """The slowest imports of the start, each with all that it imports in its turn."""
    command = [sys.executable, "-X", "importtime", "-c", "import gui.app"]
    environment = _environment(home) | {"QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stderr
    times = {name: int(micro) / 1000 for micro, _, name in _IMPORT.findall(told) if name.startswith(("PySide6.", "core.", "gui."))}
    for name, spent in sorted(times.items(), key=lambda item: -item[1])[:_SLOWEST]:
        yield Row(f"  import {name}", spent, "ms")
