"""The Windows installer compiles without a warning, and takes away exactly the files that it put in."""

import re
import shutil
import subprocess
import tomllib
from pathlib import PureWindowsPath

import pytest

from tests.package.windows import FILES, WINDOWS, builder, stand_in
from tests.sizes import ROOT

SCRIPT = (WINDOWS / "installer.nsi").read_text("utf-8-sig")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

needs_makensis = pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is missing (apt-get install nsis)")


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    return stand_in(tmp_path_factory.mktemp("有 空格") / "nianbao")


@pytest.fixture(scope="module")
def installer(frozen):
    path = frozen.parent / "nianbao-setup.exe"
    builder().build(frozen, path)
    return path.read_bytes()


@needs_makensis
@pytest.mark.slow
class TestCompiled:
    def test_is_a_windows_program(self, installer):
        start = int.from_bytes(installer[0x3C:0x40], "little")
        machine = int.from_bytes(installer[start + 4 : start + 6], "little")
        assert (installer[:2], installer[start : start + 4]) == (b"MZ", b"PE\0\0")
        assert machine == 0x14C, "it must start on a 32-bit Windows, to say that it is not made for it"

    @pytest.mark.parametrize(
        ("key", "value"), [("ProductName", "年报校核台"), ("FileVersion", VERSION), ("ProductVersion", VERSION)]
    )
    def test_tells_its_version(self, installer, key, value):
        pattern = re.escape(key.encode("utf-16-le")) + b"\0{2,6}" + re.escape(value.encode("utf-16-le")) + b"\0\0"
        assert re.search(pattern, installer)

    def test_asks_for_no_administrator(self, installer):
        assert b'requestedExecutionLevel level="asInvoker"' in installer

    def test_is_the_same_when_made_again(self, frozen, installer):
        again = frozen.parent / "nianbao-again.exe"
        builder().build(frozen, again)
        assert again.read_bytes() == installer

    def test_a_warning_is_an_error(self, frozen):
        with pytest.raises(subprocess.CalledProcessError):
            builder().build(frozen, frozen.parent / "setup.exe")  # an unsafe name, of which makensis warns


@needs_makensis
class TestListing:
    @pytest.fixture
    def listing(self, frozen):
        return builder().listing(frozen, [".html", ".docx"])

    def test_removes_what_it_installs(self, listing, frozen):
        removed = set(re.findall(r'^  Delete "(.+)"$', listing, re.MULTILINE))
        assert removed == {str(PureWindowsPath("$INSTDIR", name)) for name in (*FILES, "nianbao.exe")}

    def test_installs_each_file_into_its_folder(self, listing, frozen):
        folder, installed = "", {}
        for word, value in re.findall(r'^  (SetOutPath|File) "(.+)"$', listing, re.MULTILINE):
            folder = value if word == "SetOutPath" else folder
            installed |= {value: folder} if word == "File" else {}
        expected = {str(frozen / name): str(PureWindowsPath("$INSTDIR", name).parent) for name in (*FILES, "nianbao.exe")}
        assert installed == expected

    def test_removes_inner_folders_first_and_never_the_chosen_one(self, listing):
        removed = re.findall(r'^  RMDir "(.+)"$', listing, re.MULTILINE)
        assert removed == [
            r"$INSTDIR\_internal\resources\samples",
            r"$INSTDIR\_internal\resources",
            r"$INSTDIR\_internal\PySide6\plugins\platforms",
            r"$INSTDIR\_internal\PySide6\plugins",
            r"$INSTDIR\_internal\PySide6",
            r"$INSTDIR\_internal",
        ]

    def test_tells_the_version_and_the_suffixes(self, listing):
        assert f'!define VERSION "{VERSION}"' in listing
        assert re.search(r'^!define FOUR_NUMBERS "\d+\.\d+\.\d+\.\d+"$', listing, re.MULTILINE)
        assert re.findall(r'\$\{DO\} "(.+)"', listing) == [".html", ".docx"]

    @pytest.mark.parametrize("name", ["$x.txt", 'a"b.txt', "a:b.txt"])
    def test_refuses_a_name_that_nsis_would_read_otherwise(self, tmp_path, name):
        (tmp_path / name).touch()
        with pytest.raises(ValueError, match="not a name for Windows"):
            builder().listing(tmp_path, [])


class TestScript:
    def test_never_deletes_a_folder_with_what_is_in_it(self):
        assert not re.search(r"RMDir\s+/r", SCRIPT, re.IGNORECASE)
        assert not re.search(r"\bDelete\b.*\*", SCRIPT)

    def test_deletes_the_folder_only_when_it_was_made(self):
        for match in re.finditer(r'RMDir "\$(?:INSTDIR|Earlier)"', SCRIPT):
            assert SCRIPT[: match.start()].rstrip().splitlines()[-1].strip() in ("${If} $MadeFolder = 1", "${If} $R1 = 1")

    def test_keeps_away_from_the_work_of_the_clerk(self):
        assert set(re.findall(r"\$(?:LOCALAPPDATA|APPDATA|DOCUMENTS|PROFILE)[^\s\"]*", SCRIPT)) == {
            r"$LOCALAPPDATA\Programs\nianbao"
        }

    def test_installs_into_a_folder_named_in_latin_letters(self):
        folders = re.findall(r'StrCpy \$INSTDIR "(\$(?:PROGRAMFILES64|LOCALAPPDATA)[^"]*)"', SCRIPT)
        assert len(folders) == 2
        assert all(folder.isascii() for folder in folders)

    def test_its_sentences_are_whole(self):
        told = re.findall(r'MessageBox \S+ "([^"]+)"', SCRIPT)
        assert len(told) >= 7
        for sentence in told:
            plain = re.sub(r"\$\{PRODUCT\}|\$R5|\$INSTDIR", "年报", sentence).replace("$\\r$\\n", "\n")
            assert plain.endswith(("。", "？", "”。")), plain
            assert plain.count("“") == plain.count("”")
            assert not re.search(r"[�,.;?!$]", plain), plain

    def test_carries_a_mark_of_its_encoding(self):
        assert (WINDOWS / "installer.nsi").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_powershell_script_is_plain_ascii():
    (WINDOWS / "package.ps1").read_bytes().decode("ascii")


def test_every_action_is_pinned_to_a_commit():
    used = re.findall(r"uses: (\S+)", (ROOT / ".github" / "workflows" / "windows.yml").read_text("utf-8"))
    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in used)
