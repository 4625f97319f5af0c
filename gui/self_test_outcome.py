"""What comes of a step of the self-test: nothing to say, or the reason why it failed."""

import logging
import re
from collections.abc import Callable

from core.document import Unreadable
from core.export.target import ExportError

_LIBRARY = re.compile(r"[\w.+-]+\.so[\w.]*(?=:)")
_log = logging.getLogger("nianbao")


class Failed(Exception):
    """A step came to its end, and what it found is not as it should be; the reason is a Chinese clause."""


def outcome(work: Callable[[], object]) -> str:
    """Do a piece of work; "" when it came to a good end, or the reason why not. What nobody foresaw goes to the log."""
    try:
        work()
    except Exception as error:  # noqa: BLE001  # whatever goes wrong, the other steps are still wanted
        _log.exception("self-test")
        return reason(error)
    return ""


def reason(error: Exception) -> str:
    """Why a step failed, in words without a trace and without a path."""
    match error:
        case Failed():
            return str(error)
        case Unreadable() | ExportError():
            return error.message.rstrip("。")
        case ImportError():
            return f"缺少部件或部件装不上（{_missing(error)}）"
        case OSError():
            return f"读写文件出错（{error.strerror or type(error).__name__}）"
    return f"程序出了错（{type(error).__name__}）"


def _missing(error: ImportError) -> str:
    """What could not be loaded: a library of the system where it is one, or the module that asked for it."""
    library = _LIBRARY.match(str(error))
    return library[0] if library else error.name or type(error).__name__
