"""What the Linux package is made from: the names that are left out, the desktop's files, the man page."""

import ast
import configparser
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import main
from tests.sizes import ROOT

LINUX = ROOT / "build" / "linux"


@pytest.fixture(scope="module")
def left_out() -> dict[str, re.Pattern[str]]:
    """The patterns of the spec, which cannot be imported: PyInstaller runs it with names of its own."""
    told: dict[str, object] = {"re": re}
    for node in ast.parse((ROOT / "build" / "nianbao.spec").read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and {"_MODULES", "_PLATFORMS", "UNUSED", "FROM_THE_SYSTEM"} & {
            target.id for target in node.targets if isinstance(target, ast.Name)
        }:
            exec(compile(ast.Module([node], []), "nianbao.spec", "exec"), told)
    return {name: pattern for name, pattern in told.items() if isinstance(pattern, re.Pattern)}


@pytest.mark.parametrize(
    "name",
    [
        "libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "PySide6/Qt/lib/libQt6Quick3DUtils.so.6",
        "PySide6/Qt6Network.dll", "PySide6/QtNetwork.abi3.so", "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so", "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so", "selectolax/lexbor.c", "opencc/clib/bin/opencc",
    ],
)  # fmt: skip
def test_what_the_window_never_loads_is_left_out(left_out, name):
    assert left_out["UNUSED"].search(name)


@pytest.mark.parametrize(
    "name",
    [
        "libQt6Gui.so.6", "libQt6DBus.so.6", "PySide6/Qt/lib/libQt6PrintSupport.so.6", "PySide6/Qt6Core.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so", "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "selectolax/lexbor.cpython-311-x86_64-linux-gnu.so", "opencc/clib/share/opencc/t2s.json",
    ],
)  # fmt: skip
def test_what_the_window_needs_stays(left_out, name):
    assert not left_out["UNUSED"].search(name)
    assert not left_out["FROM_THE_SYSTEM"].search(name)


@pytest.mark.parametrize(("name", "stays"), [("libxcb-cursor.so.0", True), ("libffi.so.7", True), ("libstdc++.so.6", False)])
def test_what_every_desktop_has_is_taken_from_there(left_out, name, stays):
    assert (left_out["FROM_THE_SYSTEM"].search(name) is None) == stays


def test_the_desktop_knows_the_project_file_and_how_to_open_it():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / "nianbao.desktop", "utf-8")
    told = entry["Desktop Entry"]
    spaces = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = ET.parse(LINUX / "nianbao-mime.xml").getroot().find("m:mime-type", spaces)
    assert kind is not None
    assert told["MimeType"] == f"{kind.get('type')};"
    assert [glob.get("pattern") for glob in kind.findall("m:glob", spaces)] == ["*.nbx"]
    assert told["Exec"] == "nianbao %F"
    assert told["Name"] == "年报校核台"


def test_the_man_page_names_every_command():
    page = (LINUX / "nianbao.1").read_text("utf-8").replace("\\-", "-")
    for word in (*main.COMMANDS, "--json", "--previous", "--self-test"):
        assert word in page


def test_every_size_of_the_icon_is_there():
    script = (LINUX / "package.sh").read_text("utf-8")
    sizes = re.search(r"for size in ([\d ]+);", script)
    assert sizes
    assert all(Path(ROOT, "resources/icons", f"app-{size}.png").is_file() for size in sizes[1].split())
