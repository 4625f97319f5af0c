"""Chinese typing for real: keys pressed on a screen, an input method between them and the window, for the text and for a cell."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sizes import ROOT

TOOLS = ("xvfb-run", "Xvfb", "xauth", "dbus-run-session", "xdotool")
ENGINES = {
    "fcitx5": (("fcitx5", "fcitx5-remote"), Path("/usr/share/fcitx5/inputmethod/pinyin.conf"), "fcitx"),
    "ibus": (("ibus", "ibus-daemon"), Path("/usr/share/ibus/component/libpinyin.xml"), None),
}
"""The programs of each, what shows that it knows Chinese by its sounds, and what desktops with it set as QT_IM_MODULE."""


def lacking(engine: str) -> list[str]:
    """What this machine lacks for the experiment."""
    programs, pinyin, _ = ENGINES[engine]
    absent = [name for name in (*TOOLS, *programs) if shutil.which(name) is None]
    return absent if pinyin.is_file() else [*absent, pinyin.stem]


def experiment(engine: str, folder: Path) -> dict[str, object]:
    """What became of the keys, in a session of its own."""
    module = ENGINES[engine][2]
    own = {"QT_QPA_PLATFORM": "xcb", "GSETTINGS_BACKEND": "memory", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    own |= {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    shared = {name: value for name, value in os.environ.items() if name not in {"QT_IM_MODULE", "DISPLAY", "WAYLAND_DISPLAY"}}
    environment = shared | own | ({"QT_IM_MODULE": module} if module else {})
    stage = [sys.executable, "-m", "tests.journeys.input_method_stage", engine, str(folder)]
    command = ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24", "dbus-run-session", "--", *stage]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True, **pipes) as session:
        try:
            said, errors = session.communicate(timeout=150)
        finally:
            if session.poll() is None:
                os.killpg(session.pid, signal.SIGKILL)
    lines = [line for line in said.splitlines() if line.startswith("{")]
    assert lines, f"{said}\n{errors}"
    return json.loads(lines[-1])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="fcitx5 and ibus are the input methods of Linux")
@pytest.mark.parametrize("engine", ENGINES)
def test_chinese_is_typed_into_the_text_and_digits_into_a_cell(engine, tmp_path):
    if absent := lacking(engine):
        pytest.skip(f"not installed here: {', '.join(absent)}")
    assert experiment(engine, tmp_path) == {
        "module": "ibus",
        "untouched_while_composing": True,
        "typed": "政府信息",
        "steps": 1,
        "undone": True,
        "cell": 123,
    }
