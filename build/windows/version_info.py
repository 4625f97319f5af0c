"""The version resource that Explorer shows of nianbao.exe, made of what pyproject.toml says."""

import re
import tomllib
from pathlib import Path

from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)

PRODUCT = "年报校核台"
_SIMPLIFIED_CHINESE, _UTF16 = 0x0804, 0x04B0
_WINDOWS, _PROGRAM, _ALL_FLAGS = 0x40004, 1, 0x3F


def version_info(root: Path, program: str, description: str) -> VSVersionInfo:
    """The resource of one program: `program` is its name without `.exe`, `description` what “打开方式” calls it."""
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    owner = re.search(r"^Copyright .*", (root / "LICENSE").read_text("utf-8"), re.MULTILINE)
    if owner is None:
        raise ValueError("LICENSE names no owner")
    said = {
        "CompanyName": PRODUCT,
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": owner[0],
        "OriginalFilename": f"{program}.exe",
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    return _resource(four_numbers(version), said)


def four_numbers(version: str) -> tuple[int, ...]:
    """0.1.0 as (0, 1, 0, 0), which is how Windows counts; ValueError for what has letters."""
    numbers = [int(part) for part in version.split(".")]
    return (*numbers, *[0] * (4 - len(numbers)))


def _resource(numbers: tuple[int, ...], said: dict[str, str]) -> VSVersionInfo:
    table = StringTable(f"{_SIMPLIFIED_CHINESE:04X}{_UTF16:04X}", [StringStruct(*pair) for pair in said.items()])
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers, prodvers=numbers, mask=_ALL_FLAGS, flags=0, OS=_WINDOWS, fileType=_PROGRAM),
        kids=[StringFileInfo([table]), VarFileInfo([VarStruct("Translation", [_SIMPLIFIED_CHINESE, _UTF16])])],
    )
