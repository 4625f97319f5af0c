"""Small journals, as this window or one that was killed leaves them."""

import contextlib
import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.entries import About, Entry
from core.journal import Journal
from core.sessions import Session, this_session

NOW = datetime.datetime(2024, 1, 29, 9, tzinfo=datetime.UTC)
ABOUT = About("青禾镇人民政府 2023年", "甲.html", "青禾镇人民政府", 2023, Path("/甲.html"), "", "", "aa", NOW, steps=2, index=2)
GONE = Session("gone", 2**22 + 1, 1)
"""No system gives a process this number."""


def entry(key: str = "k", steps: tuple[bytes, ...] = (b"1", b"2"), about: About = ABOUT) -> Entry:
    """Work with these steps, all of them in effect."""
    return Entry(key, replace(about, steps=len(steps), index=len(steps)), b"report", steps, kept=b"source")


@contextlib.contextmanager
def journal(folder: Path, session: Session | None = None) -> Iterator[Journal]:
    """The journal in a folder, open for this process or another session."""
    made = Journal(folder, session or this_session())
    yield made
    made.close()


def left_behind(folder: Path, *entries: Entry) -> None:
    """Entries of a window that was killed."""
    with journal(folder, GONE) as made:
        for one in entries:
            made.put(one)
