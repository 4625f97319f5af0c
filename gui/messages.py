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


class Message(NamedTuple):
    """A whole sentence in plain words; `detail` is for whoever mends the program."""

    kind: Kind
    text: str
    detail: str = ""
    offers: tuple[Offer, ...] = ()
    about: QObject | None = None
    """The report that it tells of, where it tells nothing of any other."""


class Messages(QObject):
    """Whoever has something to say posts it here; the window shows it, the log keeps it, tests listen."""

    posted = Signal(object)

    def post(self, kind: Kind, text: str, *offers: Offer, detail: str = "", about: QObject | None = None) -> None:
        """Say something to the clerk; what is about one report is seen no longer than that report is in front."""
        self.pass_on(Message(kind, text, detail, offers, about))

    @Slot(object)
    def pass_on(self, message: Message) -> None:
        """Say what a pane has to say."""
        level = logging.WARNING if message.kind is Kind.PROBLEM else logging.INFO
        _log.log(level, "%s %s", message.text, message.detail)
        self.posted.emit(message)
