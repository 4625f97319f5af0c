"""Make the Windows installer out of a frozen folder: list what goes in and what is taken away again, and run makensis.

    python build/windows/installer.py out/frozen/nianbao out/nianbao-0.1.0-windows-x86_64-setup.exe

It works on Linux too, given a folder that was frozen on Windows.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path, PureWindowsPath

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("installer.nsi")
_UNSAFE = frozenset('$"`*?<>|:')
"""What NSIS or Windows would take for something else than a letter of a name."""


def listing(folder: Path, suffixes: Sequence[str]) -> str:
    """What the script includes: its version and size, the files as macros to install and to remove, the suffixes offered."""
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    numbers = f"{version}.0.0.0".split(".")[:4]
    lines = [
        f'!define VERSION "{version}"',
        f'!define FOUR_NUMBERS "{".".join(numbers)}"',
        f"!define KILOBYTES {sum((folder / path).stat().st_size for path in files) // 1024}",
        *_macro("INSTALL_FILES", _put(folder, files)),
        *_macro("REMOVE_FILES", _take(files)),
        *_macro("FOR_EACH_SUFFIX DO", (f'!insertmacro ${{DO}} "{suffix}"' for suffix in suffixes)),
    ]
    return "\n".join(lines) + "\n"


def _macro(head: str, lines: Iterator[str]) -> list[str]:
    return [f"!macro {head}", *(f"  {line}" for line in lines), "!macroend"]


def _put(folder: Path, files: Sequence[Path]) -> Iterator[str]:
    """Instructions that unpack the files, folder by folder."""
    for parent in sorted({path.parent for path in files}):
        yield f'SetOutPath "{_installed(parent)}"'
        yield from (f'File "{(folder / path).resolve()}"' for path in files if path.parent == parent)


def _take(files: Sequence[Path]) -> Iterator[str]:
    """Instructions that delete the very same files, then the folders that are empty by then, the innermost first."""
    yield from (f'Delete "{_installed(path)}"' for path in files)
    folders = {parent for path in files for parent in path.parents} - {Path()}
    yield from (f'RMDir "{_installed(path)}"' for path in sorted(folders, reverse=True))


def _installed(path: Path) -> str:
    """Where a file will be, in the words of NSIS. Raises ValueError for a name that they cannot say."""
    if _UNSAFE & set(str(path)):
        raise ValueError(f"not a name for Windows: {path}")
    return str(PureWindowsPath("$INSTDIR", *path.parts))


def makensis() -> str:
    """The compiler, looked for on the path and where its own installer puts it. Raises FileNotFoundError."""
    places = [os.environ.get("PROGRAMFILES(X86)", ""), os.environ.get("PROGRAMFILES", "")]
    usual = os.pathsep.join(str(Path(place, "NSIS")) for place in places if place)
    found = shutil.which("makensis") or shutil.which("makensis", path=usual)
    if found is None:
        raise FileNotFoundError("makensis is missing: install NSIS 3 (apt-get install nsis; winget install NSIS.NSIS)")
    return found


def build(folder: Path, target: Path, defines: Sequence[str] = ()) -> None:
    """Write the installer; any warning of makensis is an error. Raises CalledProcessError with what it said."""
    sys.path.insert(0, str(ROOT))
    from core.files import SUFFIXES  # deferred: the path to it is known only here

    if not (folder / "nianbao.exe").is_file():
        raise FileNotFoundError(f"no frozen program in {folder}")
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch, "listing.nsh")
        listed.write_text(listing(folder, SUFFIXES), "utf-8-sig")
        words = [f"-D{word}" for word in (f"LISTING={listed}", f"TARGET={target.resolve()}", *defines)]
        command = [makensis(), "-V2", "-WX", "-NOCD", *words, str(SCRIPT)]
        subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
