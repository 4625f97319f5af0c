"""What the journal keeps of a piece of work: its parts, and what is known of it without opening them."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from core.records import Broken, decode

KEPT_DAYS = 7
"""How long work is kept that the clerk chose not to save."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a piece of work without opening it; `title` and `name` are what the clerk calls report and file.

    `clean` is the step at which it was last saved or exported, -1 for none. `project` (with the digest of what was
    written) and `exported` are the files it was written to. `given_up` says when the clerk chose not to save it.
    """

    title: str
    name: str
    organ: str | None
    year: int | None
    source: Path | None
    member: str
    part: str
    sha256: str
    changed: datetime.datetime
    steps: int
    index: int
    clean: int = 0
    project: Path | None = None
    project_digest: str = ""
    exported: Path | None = None
    given_up: datetime.datetime | None = None

    def needs_no_keeping(self, now: datetime.datetime) -> bool:
        """Whether the work was saved as it is, or given up long ago."""
        if self.given_up is None:
            return self.index == self.clean
        return now - self.given_up > datetime.timedelta(days=KEPT_DAYS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of work as it is kept: its parts as `core.records` writes them, and what is kept of its source."""

    key: str
    about: About
    loaded: bytes
    steps: tuple[bytes, ...]
    previous: bytes | None = None
    kept: bytes = b""


@dataclass(frozen=True, slots=True)
class Lost:
    """A piece of work that no window has open; `about` is None when what is kept of it cannot be read."""

    key: str
    about: About | None


def about_of(data: object) -> About | None:
    """The description that was kept as a record; None for one that cannot be read."""
    if not isinstance(data, bytes):
        return None
    try:
        about: About = decode(data, About)
    except Broken:
        return None
    return about
