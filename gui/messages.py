"""The one bridge for what the program has to say: a sentence for the clerk, and the detail for the log."""

import enum
import logging
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

_log = logging.getLogger("nianbao")


class Kind(enum.Enum):
    """What a message is about: something done, something to know, something that went wrong."""

    DONE = enum.auto()
    NOTE = enum.auto()
    PROBLEM = enum.auto()


class Offer(NamedTuple):
    """Something the clerk may do about a message, with one click."""

    label: str
    action: Callable[[], object]


def _always() -> bool:
    return True


class Message(NamedTuple):
    """A whole sentence in plain words; `detail` is for whoever mends the program."""

    kind: Kind
    text: str
    detail: str = ""
    offers: tuple[Offer, ...] = ()
    about: QObject | None = None
    """The report that it tells of, where it tells nothing of any other."""
    stands: Callable[[], bool] = _always
    """Whether it is still true, and what it offers may still be done; it is asked again whenever something changes."""


class Messages(QObject):
    """Whoever has something to say posts it here; the window shows it, the log keeps it, tests listen."""

    posted = Signal(object)

    def post(
        self,
        kind: Kind,
        text: str,
        *offers: Offer,
        detail: str = "",
        about: QObject | None = None,
        stands: Callable[[], bool] = _always,
    ) -> None:
        """Say something to the clerk; it is seen while it `stands`, and what is about one report while that is in front."""
        self.pass_on(Message(kind, text, detail, offers, about, stands))

    @Slot(object)
    def pass_on(self, message: Message) -> None:
        """Say what a pane has to say."""
        level = logging.WARNING if message.kind is Kind.PROBLEM else logging.INFO
        _log.log(level, "%s %s", message.text, message.detail)
        self.posted.emit(message)
