"""What runs the targets: every kind of finding is noticed and its input kept, and a dying process takes nothing along."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tests.fuzz.__main__ as fuzz
from tests.fuzz.box import Box
from tests.fuzz.shrink import shrunk
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.worker import Probe

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of time and memory as Linux has them")


def probe(read: Callable[[bytes], bool], folder: Path) -> tuple[Probe, Box]:
    box = Box(Box.make(folder))
    return Probe(read, box, folder), box


def failing(data: bytes) -> bool:
    if b"!" in data:
        raise KeyError("inside")
    return True


def endless(_data: bytes) -> bool:
    while True:
        pass


def test_an_error_is_kept_once(tmp_path: Path) -> None:
    running, box = probe(failing, tmp_path)
    assert [running.run(data) for data in (b"a", b"b!", b"c!")] == ["", "KeyError-nowhere", "KeyError-nowhere"]
    assert (tmp_path / "KeyError-nowhere.bin").read_bytes() == b"b!"
    assert "inside" in (tmp_path / "KeyError-nowhere.txt").read_text("utf-8")
    assert box.state()[:3] == (3, 1, 0)


def test_a_slow_input_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.worker.MOST_SECONDS", 0.1)
    running, _ = probe(endless, tmp_path)
    assert running.run(b"x") == "TooSlow-nowhere"


def test_the_box_tells_what_was_begun(tmp_path: Path) -> None:
    path = Box.make(tmp_path)
    mine, theirs = Box(path), Box(path)
    mine.begin(b"first", 7)
    assert theirs.state() == (1, 0, 7, b"first")
    mine.end(True)
    mine.begin(b"2", 9)
    assert theirs.state() == (2, 1, 9, b"2")


def test_a_process_that_dies_is_told_by_its_signal(tmp_path: Path) -> None:
    died = subprocess.Popen([sys.executable, "-c", "import os; os.abort()"], stderr=subprocess.DEVNULL)
    assert fuzz._watch(died, Box(Box.make(tmp_path))) == "died-6"


def test_an_input_is_made_small() -> None:
    target = Target("failing", (), TARGETS["text"].grammar, failing)
    assert shrunk(target, b"many words ! and more") == (b"!", "KeyError-nowhere")
    assert shrunk(target, b"nothing") == (b"nothing", "")


@pytest.mark.slow
def test_a_target_runs_in_its_own_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "FOUND", tmp_path)
    tally = fuzz.attack("csv", 4, 1)
    assert tally.executions > 20
    assert tally.documents > 0
    assert fuzz.findings("csv") == []
    assert [path.name for path in tmp_path.iterdir()] == ["csv"]
