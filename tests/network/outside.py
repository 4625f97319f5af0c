"""Running the program where there is no network, or under the eyes of strace; what it takes, and what was seen."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.sizes import ROOT

_CALL = re.compile(r"\b(socket|socketpair|connect)\((.*)")
_FAMILY = re.compile(r"(?:sa_family=)?(AF_\w+|PF_\w+)")
ALLOWED = {"AF_UNIX", "PF_UNIX", "AF_LOCAL", "PF_LOCAL"}
"""The display, D-Bus and the input method, on this machine: all of them files or names, none of them a network."""


def program() -> list[str]:
    """The program to be watched: that of the tree, or the installed one that NIANBAO_PROGRAM names."""
    installed = os.environ.get("NIANBAO_PROGRAM")
    return [installed] if installed else [sys.executable, str(ROOT / "main.py")]


def own(folder: Path) -> dict[str, str]:
    """The environment of a run with settings and data of its own and no display."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    held = {name: value for name, value in os.environ.items() if name not in left_out and not name.startswith(("PYTEST_", "COV_"))}
    homes = {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    return {**held, **homes}


def run(command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in the tree and take in what it says."""
    return subprocess.run(
        list(map(str, command)), cwd=ROOT, env=own(folder), capture_output=True, text=True, encoding="utf-8", check=False
    )


def needs(*command: str) -> None:
    """Skip the test where a command is missing, or is not allowed to do its work."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not on this machine")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"{command[0]} is not allowed here: {done.stderr.strip()[-200:]}")


def traced(command: Sequence[str | Path], folder: Path) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a command with all processes that it begins under strace; what became of it, and the calls that concern sockets."""
    log = folder / "strace.txt"
    watched = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,socketpair,connect", "-o", log, *command]
    done = run(watched, folder)
    return done, log.read_text("utf-8", "replace").splitlines()


def beyond(calls: Iterable[str]) -> list[str]:
    """The calls that are not for this machine alone; one whose family is not to be made out is one of them."""
    return [call for call in calls if (held := _CALL.search(call)) and not _is_local(held[2])]


def _is_local(arguments: str) -> bool:
    family = _FAMILY.search(arguments)
    return family is not None and family[1] in ALLOWED
