"""Damage inside zip files: a part is changed, dropped, repeated or renamed, and all is packed again."""

import io
import random
import warnings
import zipfile
import zlib
from collections.abc import Iterable

from tests.fuzz.mutate import Mutate

Parts = list[tuple[str, bytes]]
_DULL = ("theme", "thumbnail", "Thumbnail", "webSettings", "docProps", "Configurations", "stylesWithEffects")
_MOST = 4_000_000


def mutate_zip(rng: random.Random, data: bytes, inside: Mutate) -> bytes:
    """Change one or two parts of an archive; nothing when it is none any more."""
    parts = unpacked(data)
    if not parts:
        return b""
    for _ in range(rng.choice((1, 1, 1, 2))):
        parts = _changed(rng, parts, inside)
    return packed(parts)


def unpacked(data: bytes) -> Parts:
    """The names and bytes of the parts; nothing where the archive is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _MOST:
                return []
            return [(entry.filename, archive.read(entry)) for entry in entries]
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, NotImplementedError, RuntimeError, OSError):
        return []


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The parts as an archive, each stored as it is."""
    target = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(target, "w") as archive:
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name), part)
    return target.getvalue()


def _changed(rng: random.Random, parts: Parts, inside: Mutate) -> Parts:
    telling = [index for index, (name, _) in enumerate(parts) if not any(word in name for word in _DULL)]
    if not telling:
        return parts
    index = rng.choices(telling, [1 + len(parts[index][1]) ** 0.5 for index in telling])[0]
    name, part = parts[index]
    drawn = rng.random()
    if drawn < 0.03:
        return parts[:index] + parts[index + 1 :]
    if drawn < 0.06:
        return [*parts, (name, inside(rng, part))]
    if drawn < 0.09:
        return [
            *parts[:index],
            (rng.choice((name.upper(), f"../{name}", name.replace("/", "\\"), "")) or "x", part),
            *parts[index + 1 :],
        ]
    return [*parts[:index], (name, inside(rng, part)), *parts[index + 1 :]]
