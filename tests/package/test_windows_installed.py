"""The Windows installer does what it should, tried in wine on a stand-in: install, upgrade, refuse, uninstall.

It is compiled for 64 bits here, since wine is often without the 32-bit half; the script is the same.
"""

import shutil
from pathlib import Path

import pytest

from tests.package.windows import FILES, Wine, builder, has_wine, names, stand_in, waited

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is missing (apt-get install nsis)"),
    pytest.mark.skipif(not has_wine(), reason="wine for 64-bit programs is missing (apt-get install wine64)"),
]

UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\nianbao"
CLASSES = r"HKCU\Software\Classes"
SPACED = ("/D=C:\\校核", "测试\\nianbao")
"""A folder with a space: two words, because the installer knows no quotes here."""
INSTALLED = {*FILES, "nianbao.exe", "uninstall.exe"}


@pytest.fixture(scope="module")
def setups(tmp_path_factory):
    """The installer, and that of an earlier version which had two files more."""
    folder = tmp_path_factory.mktemp("setups")
    made = builder()
    for name, more in {"new": (), "old": ("_internal/old/gone.dll", "gone.txt")}.items():
        made.build(stand_in(folder / name / "nianbao", *more), folder / f"{name}.exe", ["CPU=amd64-unicode"])
    return folder


@pytest.fixture(scope="module")
def used_wine(tmp_path_factory):
    wine = Wine(tmp_path_factory.mktemp("wine"))
    try:
        wine.begin()
        yield wine
    finally:
        wine.end()


@pytest.fixture
def wine(used_wine):
    """A Windows in which nothing of ours is installed, neither before nor after."""
    yield used_wine
    used_wine.become("win10")
    for folder in (usual(used_wine), for_all(used_wine), used_wine.drive / "校核 测试" / "nianbao", used_wine.drive / "tools"):
        remove(used_wine, folder)
        shutil.rmtree(folder, ignore_errors=True)


def usual(wine: Wine) -> Path:
    return wine.local("Programs", "nianbao")


def for_all(wine: Wine) -> Path:
    return wine.drive / "Program Files" / "nianbao"


def remove(wine: Wine, folder: Path) -> bool:
    """Uninstall without a question; whether the uninstaller is gone in the end."""
    uninstaller = folder / "uninstall.exe"
    if not uninstaller.exists():
        return False
    wine.run(uninstaller, "/S")
    return waited(lambda: not uninstaller.exists())


class TestInstalled:
    def test_for_one_user_with_all_that_belongs_to_it(self, wine, setups):
        assert wine.run(setups / "new.exe", "/S", "/DESKTOP=1") == 0
        assert names(usual(wine)) == INSTALLED
        assert (usual(wine) / "_internal/resources/samples/示例-有错误.html").read_text("utf-8") == "sample"
        assert len(wine.shortcuts()) == 2
        entry = wine.registry(rf"HKCU\{UNINSTALL}")
        assert '"DisplayName"="年报校核台"' in entry
        assert '"EstimatedSize"=dword:' in entry
        command = rf'@="\"C:\\users\\{usual(wine).parents[3].name}\\AppData\\Local\\Programs\\nianbao\\nianbao.exe\" \"%1\""'
        assert command in wine.registry(rf"{CLASSES}\nianbao.project\shell\open\command")
        assert '@="nianbao.project"' in wine.registry(rf"{CLASSES}\.nbx")
        assert '"nianbao.report"=""' in wine.registry(rf"{CLASSES}\.docx\OpenWithProgids")
        assert not wine.registry(rf"HKLM\{UNINSTALL}")

    def test_without_a_desktop_shortcut_unless_asked(self, wine, setups):
        assert wine.run(setups / "new.exe", "/S") == 0
        assert wine.shortcuts() == {"Programs"}

    def test_for_all_users(self, wine, setups):
        assert wine.run(setups / "new.exe", "/S", "/AllUsers") == 0
        assert names(for_all(wine)) == INSTALLED
        assert r'"InstallLocation"="C:\\Program Files\\nianbao"' in wine.registry(rf"HKLM\{UNINSTALL}")
        assert remove(wine, for_all(wine))
        assert not wine.registry(rf"HKLM\{UNINSTALL}")
        assert not wine.registry(r"HKLM\Software\Classes\nianbao.project")
        assert waited(lambda: not for_all(wine).exists())

    def test_into_a_folder_with_chinese_and_a_space(self, wine, setups):
        assert wine.run(setups / "new.exe", "/S", *SPACED) == 0
        assert names(wine.drive / "校核 测试" / "nianbao") == INSTALLED

    def test_beside_other_things_it_gets_a_folder_of_its_own(self, wine, setups):
        (wine.drive / "tools").mkdir()
        (wine.drive / "tools" / "other.txt").write_text("not ours")
        assert wine.run(setups / "new.exe", "/S", r"/D=C:\tools") == 0
        assert names(wine.drive / "tools" / "nianbao") == INSTALLED
        assert remove(wine, wine.drive / "tools" / "nianbao")
        assert waited(lambda: names(wine.drive / "tools") == {"other.txt"})


class TestUninstalled:
    def test_leaves_what_is_not_ours(self, wine, setups):
        wine.run("reg", "add", rf"{CLASSES}\.docx", "/ve", "/d", "Somebody.Document", "/f")
        data = wine.local("nianbao", "journal")
        data.mkdir(parents=True)
        wine.run(setups / "new.exe", "/S", "/DESKTOP=1")
        (usual(wine) / "mine.txt").write_text("not ours")
        (usual(wine) / "_internal" / "mine").mkdir()
        assert remove(wine, usual(wine))
        assert names(usual(wine)) == {"mine.txt"}
        assert (usual(wine) / "_internal" / "mine").is_dir()
        assert data.is_dir()
        assert "Somebody.Document" in wine.registry(rf"{CLASSES}\.docx")

    def test_takes_away_all_that_is_ours(self, wine, setups):
        wine.run(setups / "new.exe", "/S", "/DESKTOP=1")
        assert remove(wine, usual(wine))
        assert waited(lambda: not usual(wine).exists())
        assert wine.shortcuts() == set()
        assert "nianbao" not in wine.registry(CLASSES)
        assert not wine.registry(rf"HKCU\{UNINSTALL}")

    def test_leaves_a_folder_that_was_there_before(self, wine, setups):
        (wine.drive / "tools").mkdir()
        wine.run(setups / "new.exe", "/S", r"/D=C:\tools")
        assert names(wine.drive / "tools") == INSTALLED
        assert remove(wine, wine.drive / "tools")
        assert waited(lambda: list((wine.drive / "tools").iterdir()) == [])


class TestUpgraded:
    def test_takes_the_old_files_away_and_remembers_the_rest(self, wine, setups):
        wine.run(setups / "old.exe", "/S", "/DESKTOP=1", *SPACED)
        folder = wine.drive / "校核 测试" / "nianbao"
        assert names(folder) == {*INSTALLED, "_internal/old/gone.dll", "gone.txt"}
        (folder / "mine.txt").write_text("not ours")
        assert wine.run(setups / "new.exe", "/S") == 0
        assert names(folder) == {*INSTALLED, "mine.txt"}
        assert not (folder / "_internal" / "old").exists()
        assert len(wine.shortcuts()) == 2
        (folder / "mine.txt").unlink()
        assert remove(wine, folder)
        assert waited(lambda: not folder.exists())

    def test_moves_when_another_folder_is_named(self, wine, setups):
        wine.run(setups / "old.exe", "/S")
        assert wine.run(setups / "new.exe", "/S", r"/D=C:\tools") == 0
        assert names(wine.drive / "tools") == INSTALLED
        assert not usual(wine).exists()


class TestRefused:
    @pytest.mark.parametrize("version", ["win7", "win81"])
    def test_on_an_old_windows(self, wine, setups, version):
        wine.become(version)
        assert wine.run(setups / "new.exe", "/S") == 2
        assert not usual(wine).exists()

    def test_while_the_program_runs(self, wine, setups):
        wine.run(setups / "old.exe", "/S")
        running = wine.start(usual(wine) / "nianbao.exe")
        try:
            assert not waited(lambda: running.poll() is not None, seconds=3)
            assert wine.run(setups / "new.exe", "/S") == 2
            assert (usual(wine) / "gone.txt").exists()
        finally:
            wine.run("taskkill", "/f", "/im", "nianbao.exe")
            running.wait(timeout=30)
