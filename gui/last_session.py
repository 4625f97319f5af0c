"""Which files were open when the window was closed, for a start that goes on with them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

from gui.document import OpenReport

_KEY = "session"


def remember(settings: QSettings, documents: Sequence[OpenReport]) -> None:
    """Note the files of the open reports; where the work is saved in a project file, that one."""
    files = (document.project or document.path for document in documents)
    settings.setValue(_KEY, list(dict.fromkeys(str(file) for file in files if file is not None)))


def remembered(settings: QSettings) -> tuple[Path, ...]:
    """The files noted last."""
    kept = settings.value(_KEY, [])
    names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
    return tuple(Path(name) for name in names if isinstance(name, str) and name)
