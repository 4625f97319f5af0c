"""The file an export goes to: whether it may be written, another name to try, and writing it whole or not at all."""

import contextlib
import errno
import os
import secrets
from collections.abc import Collection, Iterator
from pathlib import Path

_LOCKS = ("~${name}", ".~{name}", ".~lock.{name}#")
"""What Excel, WPS and LibreOffice put beside a workbook while they have it open."""
_LONGEST = 200
"""Bytes of a name without its ending; file systems stop at 255."""
_OPEN_ELSEWHERE = "“{name}”正在被别的程序（如 Excel、WPS）打开，没有写入。请先关闭它，或者改存为“{other}”。"
_READ_ONLY = "“{name}”是只读文件，没有写入。请改存为“{other}”。"
_SENTENCES = {
    errno.EACCES: "没有权限在文件夹“{folder}”里写文件。请换一个文件夹，例如桌面或“文档”。",
    errno.EPERM: "没有权限在文件夹“{folder}”里写文件。请换一个文件夹，例如桌面或“文档”。",
    errno.EROFS: "文件夹“{folder}”所在的磁盘是只读的，无法写入。请换一个文件夹。",
    errno.ENOSPC: "磁盘空间不足，没有写入。请清理磁盘，或换一个位置保存。",
    errno.EDQUOT: "磁盘配额已用完，没有写入。请清理磁盘，或换一个位置保存。",
    errno.ENAMETOOLONG: "文件名太长，无法保存。请换一个短些的名字。",
    errno.EINVAL: "文件名“{name}”里有不能用的字符，无法保存。请换一个名字。",
    errno.ENOENT: "找不到文件夹“{folder}”，无法保存。它可能已被移动或改名，请重新选择。",
    errno.ENOTDIR: "“{folder}”不是文件夹，无法保存。请重新选择。",
}
_OTHERWISE = "写文件“{name}”时出错，没有保存。磁盘或网络盘可能断开了，请换一个位置再试。"


class ExportError(Exception):
    """An export that could not be written; the message is for the clerk, the detail for the log."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


def free_name(path: Path, taken: Collection[Path] = ()) -> Path:
    """Propose a name beside `path` that no file has yet, and none of `taken`: 名称 (2).xlsx."""
    stem = path.stem.encode()[:_LONGEST].decode(errors="ignore")
    number = 2
    while (other := path.with_name(f"{stem} ({number}){path.suffix}")).exists() or other in taken:
        number += 1
    return other


def check_target(path: Path) -> None:
    """Raise ExportError when it is plain beforehand that `path` cannot be written."""
    with _explained(path):
        if path.is_dir():
            raise ExportError(
                f"“{path.name}”是一个文件夹，不能当作文件保存。请改存为“{free_name(path.with_suffix('.xlsx')).name}”。"
            )
        if not path.exists():
            _check_folder(path)
        elif any(path.with_name(lock.format(name=path.name)).exists() for lock in _LOCKS):
            raise ExportError(_say(_OPEN_ELSEWHERE, path))
        elif not path.stat().st_mode & 0o222:
            raise ExportError(_say(_READ_ONLY, path))


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to a new file beside `path`, flush it to the disk, and only then put it in place of `path`."""
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with _explained(path), beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _put_in_place(beside, target, path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _put_in_place(beside: Path, target: Path, path: Path) -> None:
    try:
        with _explained(path):
            beside.replace(target)
    except ExportError as error:
        if isinstance(error.__cause__, PermissionError) and target.exists():
            raise ExportError(_say(_OPEN_ELSEWHERE, path), error.detail) from error.__cause__
        raise


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the system says into a sentence for the clerk."""
    try:
        yield
    except OSError as error:
        sentence = _SENTENCES.get(error.errno or 0, _OTHERWISE)
        raise ExportError(_say(sentence, path), f"{type(error).__name__}: {error}") from error


def _check_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise ExportError(_say(_SENTENCES[errno.ENOENT if not path.parent.exists() else errno.ENOTDIR], path))


def _say(sentence: str, path: Path) -> str:
    other = free_name(path).name if "{other}" in sentence else ""
    return sentence.format(name=path.name, folder=path.parent.name or path.parent, other=other)
