"""The program needs no network and looks for none: its journeys without one, and the calls that it makes of the system."""

import sys

import pytest

from gui.start_page import SAMPLES
from tests.network.outside import beyond, needs, program, run, traced

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="unshare and strace are of Linux")]

ALONE = ("unshare", "--user", "--map-root-user", "--net")
JOURNEYS = ("test_whole_way.py", "test_saving.py", "test_printing.py", "test_feedback_sheets.py", "test_recovery.py")
STRACE = ("strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "true")
_SPEAK = (
    "import socket, sys; print(sorted(name for _, name in socket.if_nameindex())); socket.create_connection(('127.0.0.1', 9), 2)"
)
_CALLS = {
    "a web address": 'import socket; socket.socket(socket.AF_INET).connect_ex(("127.0.0.1", 9))',
    "the new addresses": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "the kernel": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "a process of its own": 'import subprocess, sys; subprocess.run([sys.executable, "-c", "import socket; socket.socket()"])',
}


@pytest.fixture
def alone():
    needs(*ALONE, "true")


@pytest.fixture
def strace():
    needs(*STRACE)


def test_there_is_no_network_there(alone, tmp_path):
    done = run([*ALONE, sys.executable, "-c", _SPEAK], tmp_path)
    assert done.stdout.strip() in {"[]", "['lo']"}
    assert "Network is unreachable" in done.stderr


def test_the_journeys_come_to_their_ends_without_a_network(alone, tmp_path):
    journeys = [f"tests/journeys/{name}" for name in JOURNEYS]
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-p", "no:randomly", f"--basetemp={tmp_path / 'journeys'}"]
    done = run([*ALONE, sys.executable, "-m", "pytest", *options, *journeys], tmp_path)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "passed" in done.stdout


def test_the_self_test_passes_without_a_network(alone, tmp_path):
    done = run([*ALONE, *program(), "--self-test"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("code", _CALLS.values(), ids=_CALLS)
def test_the_trace_shows_who_looks_for_a_network(strace, tmp_path, code):
    done, calls = traced([sys.executable, "-c", code], tmp_path)
    assert done.returncode == 0, done.stderr
    assert beyond(calls)


def test_the_trace_leaves_what_stays_on_the_machine_alone(strace, tmp_path):
    code = "import socket; socket.socketpair(); socket.socket(socket.AF_UNIX).connect_ex('/nowhere')"
    _, calls = traced([sys.executable, "-c", code], tmp_path)
    assert len(calls) == 3
    assert beyond(calls) == []


@pytest.mark.parametrize("command", ["check", "export", "--self-test"])
def test_nobody_beyond_this_machine_is_called(strace, tmp_path, command):
    files = {"check": list(SAMPLES), "export": [*SAMPLES, "-o", tmp_path / "结果.xlsx"], "--self-test": []}[command]
    done, calls = traced([*program(), command, *files], tmp_path)
    assert done.returncode == (1 if files else 0), done.stdout + done.stderr
    assert any("AF_UNIX" in call for call in calls), "the process that reads files is spoken to through a pair of sockets"
    assert beyond(calls) == [], "\n".join(["all calls that were seen:", *calls])
