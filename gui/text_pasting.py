"""What the clipboard, or something dropped, brings into a text: plain words with their spaces as they are."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment

_BREAKS = "\r\v\f\x85\u2028\u2029"
_PARAGRAPHS = str.maketrans(dict.fromkeys(_BREAKS, "\n") | dict.fromkeys(map(chr, (0, 0xFDD0, 0xFDD1, 0xFFFC)), ""))
"""Every kind of break is a new line; what Qt itself uses to mark frames and pictures is no character of a text."""


def holds_words(source: QMimeData) -> bool:
    """Whether there are words to take; a file that is dropped here is for the window to open, a link is its words."""
    return (source.hasText() or source.hasHtml()) and not any(url.isLocalFile() for url in source.urls())


def words_of(source: QMimeData) -> str:
    """The words alone, without fonts, tables or pictures; spaces of every width stay."""
    given = source.data("text/plain").isNull()
    text = QTextDocumentFragment.fromHtml(source.html()).toPlainText() if given and source.hasHtml() else source.text()
    return text.replace("\r\n", "\n").translate(_PARAGRAPHS)
