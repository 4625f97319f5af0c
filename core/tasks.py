"""The work that is done in a process of its own; naming it here costs the process that asks for it no import."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.progress import Progress

if TYPE_CHECKING:
    from core.document import Source
    from core.glimpse.asking import Ask, Drawn, Glimpse, Standing
    from core.loaded import Loaded


class Told(NamedTuple):
    """What `check` prints of one file, a text for each report, whether any has an error, and remarks for standard error."""

    texts: tuple[str, ...]
    errors: bool
    remarks: tuple[str, ...] = ()


def warm() -> None:
    """Import the core and get it ready for the first file."""
    from core import pipeline

    pipeline.warm()


def load(path: Path, member: str, encoding: str | None, progress: Progress) -> "tuple[Loaded, ...]":
    """The reports of a file, or of one file in an archive; see `core.pipeline.load`."""
    from core import pipeline

    return pipeline.load(path, progress, encoding, member)


def load_clipboard(page: str, text: str, progress: Progress) -> "tuple[Loaded, ...]":
    """The reports in what was pasted, as a page and as plain text."""
    from core import pipeline

    return pipeline.load_clipboard(page, text, progress)


def members(path: Path, progress: Progress) -> tuple[str, ...]:
    """The files in an archive that may be reports; see `core.pipeline.members`."""
    from core import pipeline

    progress("查看压缩包")
    return pipeline.members(path)


def tell(path: Path, member: str, as_json: bool, progress: Progress) -> Told:
    """Load and check a file, and say what was found, as JSON or in words."""
    from core import telling

    loaded = load(path, member, None, progress)
    return Told(telling.texts(loaded, as_json=as_json), telling.any_error(loaded))


def look(source: "Source", ask: "Ask", _progress: Progress) -> "Glimpse | None":
    """Read a file again to see a place in it; see `core.glimpse.source`."""
    from core.glimpse.source import look_again

    return look_again(source, ask)


def draw(source: "Source", page: int, scale: float, _progress: Progress) -> "Drawn | Standing":
    """Draw a page of a PDF file, or say that the file is another one now."""
    from core.glimpse.source import draw_page

    return draw_page(source, page, scale)


def standing(source: "Source", _progress: Progress) -> "Standing":
    """Whether a file is still what was read."""
    from core.glimpse.source import standing

    return standing(source)
