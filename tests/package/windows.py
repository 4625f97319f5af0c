"""A stand-in for the frozen Windows program, the installer made of it, and a Windows to install it in (wine)."""

import importlib.util
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from tests.sizes import ROOT

WINDOWS = ROOT / "build" / "windows"
FILES = {
    "nianbao-cmd.exe": "not run",
    "THIRD_PARTY.txt": "terms",
    "_internal/base_library.zip": "library",
    "_internal/PySide6/plugins/platforms/qwindows.dll": "plugin",
    "_internal/PySide6/Qt6Core.dll": "core",
    "_internal/resources/samples/示例-有错误.html": "sample",
}
"""The stand-in's files beside nianbao.exe, with their content."""
SLEEPER = """
Unicode true
Target amd64-unicode
Name sleeper
OutFile "{path}"
SilentInstall silent
RequestExecutionLevel user
Section
  Sleep 60000
SectionEnd
"""
"""A program that runs for a minute, so that its file is in use."""

_WINE, _SERVER = "/usr/lib/wine/wine64", "/usr/lib/wine/wineserver64"


def builder() -> ModuleType:
    """The module that makes the installer, which stands outside of any package."""
    spec = importlib.util.spec_from_file_location("windows_installer", WINDOWS / "installer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stand_in(folder: Path, *more: str) -> Path:
    """Write the stand-in, with further files by name; nianbao.exe is a program that sleeps."""
    for name, content in {**FILES, **dict.fromkeys(more, "more")}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    script = folder.with_suffix(".nsi")
    script.write_text(SLEEPER.format(path=folder / "nianbao.exe"), "utf-8-sig")
    subprocess.run(["makensis", "-V1", "-WX", str(script)], check=True)
    return folder


def names(folder: Path) -> set[str]:
    """All files below a folder, by their names relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


class Wine:
    """A Windows 10 of its own, with a home of its own; what it runs has no display."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.drive = folder / "prefix" / "drive_c"
        self.home.mkdir(parents=True)
        self.drive.parent.mkdir()
        self._environment = {
            **{key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")},
            "HOME": str(self.home),
            "WINEPREFIX": str(folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
            "LC_ALL": "C.UTF-8",
        }

    def begin(self) -> None:
        """Be Windows 10, and stay up between programs."""
        subprocess.run([_SERVER, "-p"], env=self._environment, check=True)
        self.become("win10")

    def become(self, version: str) -> None:
        """Be another Windows from now on, such as win7."""
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", version, "/f")

    def run(self, *words: str | Path) -> int:
        """Run a program to its end and return its exit status."""
        return self.start(*words).wait(timeout=120)

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Run a program without waiting for it; its output goes nowhere, for services that it wakes would keep a pipe open."""
        command = [_WINE, *map(str, words)]
        return subprocess.Popen(command, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self) -> None:
        """End all that runs in it, without asking."""
        subprocess.run([_SERVER, "-k"], env=self._environment, check=False)

    def registry(self, key: str) -> str:
        """A key with all below it as regedit writes it, "" when there is none."""
        target = self.drive / "exported.reg"
        target.unlink(missing_ok=True)
        self.run("reg", "export", key, r"C:\exported.reg", "/y")
        return target.read_text("utf-16") if target.exists() else ""

    def local(self, *parts: str) -> Path:
        """A path below the user's %LOCALAPPDATA%."""
        return self._user("AppData", "Local", *parts)

    def shortcuts(self) -> set[str]:
        """Where shortcuts to the program are: the names of their folders."""
        return {path.parent.name for root in (self.home, self.drive) for path in root.rglob("年报校核台.lnk")}

    def _user(self, *parts: str) -> Path:
        return next(path for path in (self.drive / "users").iterdir() if path.name != "Public").joinpath(*parts)


def waited(until: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether something has come true within some time; an uninstaller goes on after its first process has ended."""
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        time.sleep(0.1)
    return until()


def has_wine() -> bool:
    """Whether 64-bit programs for Windows can be run here."""
    return Path(_WINE).exists() and Path(_SERVER).exists()
