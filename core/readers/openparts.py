"""The parts of an OpenDocument file, which is a zip file; one with a password is refused."""

from pathlib import Path

from core.readers.refusals import refuse
from core.readers.xmlparts import FAILURES, Attributes, Handler, parse
from core.readers.zipguard import Parts

_MANIFEST = "META-INF/manifest.xml"


def opened(data: bytes, path: Path) -> Parts:
    """Return the parts; Unreadable when they cannot be had, as when a password is needed."""
    parts, manifest = Parts(data, path), _Manifest()
    try:
        if _MANIFEST in parts:
            parse(parts.read(_MANIFEST), manifest)
    except FAILURES as error:
        raise refuse("damaged", path, repr(error)) from error
    if manifest.encrypted:
        raise refuse("encrypted", path)
    return parts


class _Manifest(Handler):
    """Whether a password is needed (OpenDocument 1.3, part 2, 3.4)."""

    encrypted = False

    def start(self, name: str, _attributes: Attributes) -> None:
        if name in {"encryption-data", "encrypted-key"}:
            self.encrypted = True
