"""A disk of our own, to be filled up and made read-only; it needs a name space of mounts, which Linux gives to anybody."""

import contextlib
import functools
import os
import subprocess
from pathlib import Path

_ROOM = "24m"
_BALLAST = 1 << 20


@functools.cache
def alone() -> tuple[str, ...]:
    """The words before a command that may mount what nobody else sees; () where the system refuses that."""
    words = (
        ("unshare", "--mount") if os.name == "posix" and os.geteuid() == 0 else ("unshare", "--user", "--map-root-user", "--mount")
    )
    probe = [*words, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    with contextlib.suppress(OSError):
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return words
    return ()


class Disk:
    """A small disk mounted on `folder`; whoever makes one runs in a name space of its own, or as root and takes it away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"
        _mount("-t", "tmpfs", "-o", f"size={_ROOM}", "tmpfs", str(folder))

    def fill(self) -> None:
        """Leave not a single byte."""
        with self._ballast.open("ab", buffering=0) as stream:
            size = _BALLAST
            while size:
                try:
                    stream.write(bytes(size))
                except OSError:
                    size //= 2

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink(missing_ok=True)

    def lock(self) -> None:
        """Let nobody write; nobody may have a file open for writing."""
        _mount("-o", "remount,ro", str(self.folder))

    def unlock(self) -> None:
        """Let everybody write again."""
        _mount("-o", "remount,rw", str(self.folder))

    def take_away(self) -> None:
        """Unmount it, whoever still has a file open."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)
