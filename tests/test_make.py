"""The scripts behind `make run` and `make test`, with a stand-in for the interpreter that writes down what it is asked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sizes import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for POSIX shells")

SAMPLE = "resources/samples/示例-有错误.html"
WORKBOOK = "out/校核结果.xlsx"


class Clone:
    """A fresh copy of the project's scripts, with another interpreter in its place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = folder / "calls"
        shutil.copytree(ROOT / "build", folder / "build")

    def interpreter(self, name: str, body: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        path.chmod(0o755)
        return path

    def run(self, script: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], **variables}
        command = ["sh", str(self.folder / "build" / script), *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)

    def asked(self) -> list[list[str]]:
        """The arguments of each call of the interpreter."""
        return [line.split("|")[:-1] for line in self.calls.read_text("utf-8").splitlines()]


@pytest.fixture
def clone(tmp_path):
    clone = Clone(tmp_path / "有 空格")
    answers = "case $2 in check) exit ${CHECK:-0} ;; export) exit ${EXPORT:-0} ;; esac"
    clone.interpreter(".venv/bin/python", f'{{ printf "%s|" "$@"; echo; }} >> calls\n{answers}')
    return clone


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
class TestWithoutDisplay:
    def test_checks_and_exports_the_sample(self, clone):
        done = clone.run("run.sh", CHECK="1", EXPORT="1")
        assert done.returncode == 0
        assert len(done.stdout.splitlines()) == 1
        assert "没有显示器" in done.stdout
        assert clone.asked() == [["main.py", "check", SAMPLE], ["main.py", "export", SAMPLE, "-o", WORKBOOK]]
        assert (clone.folder / "out").is_dir()

    def test_takes_one_name_with_blanks_as_one_file(self, clone):
        (clone.folder / "我的 年报's.html").touch()
        assert clone.run("run.sh", FILES="我的 年报's.html").returncode == 0
        assert clone.asked()[0] == ["main.py", "check", "我的 年报's.html"]

    def test_takes_several_names_as_the_shell_reads_them(self, clone):
        clone.run("run.sh", FILES="'我的 年报.html' b.html")
        assert clone.asked()[0] == ["main.py", "check", "我的 年报.html", "b.html"]

    @pytest.mark.parametrize("failing", ["CHECK", "EXPORT"])
    def test_fails_when_a_file_cannot_be_read_but_still_exports_the_rest(self, clone, failing):
        assert clone.run("run.sh", **{failing: "2"}).returncode == 1
        assert [call[1] for call in clone.asked()] == ["check", "export"]


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_opens_the_window(clone, display):
    assert clone.run("run.sh", FILES="a.html", **{display: ":0"}).returncode == 0
    assert clone.asked() == [["main.py", "a.html"]]


def test_an_old_interpreter_is_named_in_one_sentence(clone):
    shutil.rmtree(clone.folder / ".venv")
    old = clone.interpreter("old", 'case $1 in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac')
    done = clone.run("setup.sh", "run", PYTHON=str(old))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Python 3.9.2" in done.stderr
    assert not (clone.folder / ".venv").exists()


@pytest.mark.parametrize("kind", ["run", "test"])
def test_set_up_does_nothing_where_nothing_changed(clone, kind):
    for lock in ("requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / "build" / lock, clone.folder / ".venv" / f"installed-{lock}")
    done = clone.run("setup.sh", kind)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert clone.asked() == [["-c", "import pip"]]


def test_set_up_for_tests_adds_to_that_for_running(clone):
    shutil.copy(ROOT / "build" / "requirements.txt", clone.folder / ".venv" / "installed-requirements.txt")
    assert clone.run("setup.sh", "test").returncode == 0
    installed = [call[-1] for call in clone.asked() if call[:3] == ["-m", "pip", "install"]]
    assert installed == ["build/requirements-dev.txt"]


class TestOffice:
    """`make office`, on a machine that has nothing but what a test puts there."""

    @pytest.fixture
    def path(self, clone):
        for tool in ("sh", "dirname", "readlink"):
            (clone.folder / "bin").mkdir(exist_ok=True)
            (clone.folder / "bin" / tool).symlink_to(shutil.which(tool))
        clone.interpreter("bin/fc-list", "echo font")
        clone.interpreter("bin/apt-get", "printf '%s|' \"$@\" >> calls; echo >> calls")
        return str(clone.folder / "bin")

    def test_prints_one_line_to_type_where_it_may_not_install(self, clone, path):
        clone.interpreter("bin/id", "echo 1000")
        done = clone.run("setup.sh", "office", PATH=path)
        assert done.returncode == 1
        assert "sudo apt-get install -y libreoffice-writer-nogui libreoffice-calc-nogui" in done.stderr
        assert not clone.calls.exists()

    def test_installs_as_root(self, clone, path):
        clone.interpreter("bin/id", "echo 0")
        assert clone.run("setup.sh", "office", PATH=path).returncode == 0
        assert {"install", "libreoffice-writer-nogui", "libreoffice-calc-nogui"} <= set(clone.asked()[0])

    def test_does_nothing_where_it_is(self, clone, path):
        clone.interpreter("bin/soffice", "exit 1")
        for library in ("libswlo.so", "libsclo.so"):
            (clone.folder / "bin" / library).touch()
        done = clone.run("setup.sh", "office", PATH=path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert not clone.calls.exists()


def test_the_locks_hold_hashes_for_everything_and_no_address():
    for lock in (ROOT / "build").glob("requirements*.txt"):
        text = lock.read_text("utf-8")
        pinned = [line for line in text.splitlines() if "==" in line]
        assert pinned
        assert all(line.endswith("\\") for line in pinned)
        assert "://" not in text
