"""Tell the set-up whether Qt can start here: exit status 0 yes, 1 no, 3 yes but without any Chinese font."""

import ctypes
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication


def main() -> int:
    """Load what the window will load; whatever is missing ends this with its name in the last line of the traceback."""
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        ctypes.CDLL(str(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _application = QApplication([])
    return 0 if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese) else 3


if __name__ == "__main__":
    sys.exit(main())
