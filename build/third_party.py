"""Write THIRD_PARTY.txt into a frozen program: every part that is not ours, with its version, its terms and their text.

    python build/third_party.py PACKAGES BUNDLE

PACKAGES is the folder that the Python packages were installed in, BUNDLE the frozen folder. On Debian the system's
libraries in the bundle are told by the packages they come from.
"""

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

_BUILD_ONLY = {"altgraph", "packaging", "pefile", "pip", "pyinstaller-hooks-contrib", "pywin32-ctypes", "setuptools"}
_TERMS = ("LICEN", "COPYING", "NOTICE")
_LICENCES = Path(__file__).parent / "licences"
_LGPL = {"pyside6_essentials", "shiboken6"}
"""Under the LGPL 3, whose text their wheels leave out; they are used as they come and can be exchanged in the folder."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of another hand: its name with the version, what its terms are called, and their text."""

    name: str
    terms: str
    text: str


def python() -> Part:
    """The interpreter."""
    found = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt")]
    return Part(f"Python {sys.version.split()[0]}", "PSF-2.0", next(path for path in found if path.is_file()).read_text("utf-8"))


def packages(folder: Path) -> Iterator[Part]:
    """The Python packages that travel along, by name."""
    for found in sorted(distributions(path=[str(folder)]), key=lambda one: one.name.lower()):
        if found.name.lower() not in _BUILD_ONLY:
            yield Part(f"{found.name} {found.version}", _terms(found), _text(found))


def _terms(package: Distribution) -> str:
    told = package.metadata
    classifiers = [line.split("::")[-1].strip() for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    stated = told.get("License-Expression") or "、".join(classifiers) or told.get("License") or ""
    return stated.splitlines()[0] if stated else "见下文"


def _text(package: Distribution) -> str:
    told = (file for file in package.files or () if ".dist-info" in str(file))
    files = [file for file in told if any(word in file.name.upper() for word in _TERMS)]
    texts = [Path(str(file.locate())).read_text("utf-8", errors="replace") for file in files]
    if package.name.lower() in _LGPL:
        texts += [(_LICENCES / name).read_text("utf-8") for name in ("LGPL-3.txt", "GPL-3.txt")]
    return "\n\n".join(texts) or (package.metadata.get("License") or "")


def libraries(bundle: Path) -> Iterator[Part]:
    """The system's libraries in the bundle, by the Debian packages that they come from; none elsewhere."""
    if not Path("/var/lib/dpkg").is_dir():
        return
    names = sorted({owner for path in bundle.rglob("*.so*") if path.is_file() and (owner := _owner(path.name))})
    for name in names:
        version = subprocess.run(["dpkg-query", "-W", "-f=${Version}", name], capture_output=True, text=True, check=True).stdout
        terms = Path("/usr/share/doc", name.partition(":")[0], "copyright").read_text("utf-8", errors="replace")
        yield Part(f"{name.partition(':')[0]} {version}", "见下文", terms)


def _owner(library: str) -> str:
    """The package whose file a library is, "" for one that no package owns."""
    found = subprocess.run(["dpkg-query", "-S", f"*/lib/*/{library}"], capture_output=True, text=True, check=False).stdout
    return found.partition(": ")[0]


def main(folder: str, bundle: str) -> None:
    """Write the file; SystemExit when a part has no terms that can be found."""
    parts = [python(), *packages(Path(folder)), *libraries(Path(bundle))]
    if silent := [part.name for part in parts if not part.text.strip()]:
        raise SystemExit(f"no terms found for: {', '.join(silent)}")
    listed = "\n".join(f"  {part.name}　{part.terms}" for part in parts)
    texts = "\n\n".join(f"{'=' * 72}\n{part.name}\n{'=' * 72}\n\n{part.text.strip()}" for part in parts)
    head = f"年报校核台 用到的其他软件和它们的许可\n\n{listed}\n"
    Path(bundle, "THIRD_PARTY.txt").write_text(f"{head}\n\n{texts}\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
