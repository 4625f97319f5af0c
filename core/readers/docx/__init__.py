"""Documents of Word and WPS (.docx), and the same as one file of XML: what Word would show, and what the clerk should know."""

from collections.abc import Callable, Iterator
from pathlib import Path

from core.document import Content
from core.readers.blocks import finish
from core.readers.docx.body import Body
from core.readers.docx.flow import Tally
from core.readers.docx.numbering import Numbering
from core.readers.docx.package import Flat, Layout, Single, Store, Zipped
from core.readers.docx.styles import Styles
from core.readers.notices import of_word
from core.readers.refusals import refuse
from core.readers.word.xml import Handler, Part, run
from core.readers.xmlparts import FAILURES, encoded

_HEAD = 4096


def read(data: bytes, path: Path) -> Content:
    """Return the blocks of a .docx file; Unreadable or TooMany when it cannot be read."""
    return _guarded(lambda: Zipped(data, path), path)


def read_xml(text: str, path: Path) -> Content:
    """The same for one file of XML: the flat form of a package, or a document of Word 2003."""
    data = encoded(text)
    return _guarded(lambda: Flat(data) if "<pkg:package" in text[:_HEAD] else Single(data), path)


def _guarded(store: Callable[[], Store], path: Path) -> Content:
    try:
        return _read(store())
    except FAILURES as error:
        raise refuse("damaged", path, repr(error)) from error


def _read(store: Store) -> Content:
    layout = Layout(store)
    if layout.main is None:
        raise LookupError("no main part")
    styles = Styles()
    _run(layout.related("styles"), styles)
    numbering = Numbering(lambda style: styles.numbering(style)[0])
    _run(layout.related("numbering"), numbering)
    body = Body(styles, numbering)
    for part in (layout.main, layout.related("footnotes"), layout.related("endnotes")):
        _run(part, body)
    return Content(finish(body.items()), tuple(_notices(body.tally)))


def _run(part: Part | None, handler: Handler) -> None:
    if part is not None:
        run(part, handler)


def _notices(tally: Tally) -> Iterator[str]:
    yield from of_word(tally.revisions, tally.hidden)
    if tally.elsewhere:
        yield f"文档里插入了 {tally.elsewhere} 个别的文件，里面的内容没有读入。请在 Word 或 WPS 中打开，另存一份再试。"
