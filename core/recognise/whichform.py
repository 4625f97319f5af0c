"""Which official form a report follows: its own words tell, else its year."""

from collections import Counter
from collections.abc import Iterable, Sequence

from core.document import Block, Paragraph, RawTable
from core.folding import key
from core.forms import Form, form_for, forms, newest


def form_of(blocks: Sequence[Block], year: int | None) -> Form | None:
    """The form whose own words stand in the tables; without tables that of the year, or of the document it names.

    `year` is what the masthead states. A report of a year without a fixed form has none, whatever its words.
    """
    if year is not None and form_for(year) is None:
        return None
    text = key(" ".join(_words(blocks, sentences=False)))
    marks = Counter({form.key: sum(key(mark) in text for mark in form.marks) for form in forms().values()})
    [(best, hits)] = marks.most_common(1)
    if hits:
        return forms()[best]
    if year is not None:
        return form_for(year)
    text = key(" ".join(_words(blocks, sentences=True)))
    named = (form for form in forms().values() if any(key(mark) in text for mark in form.document_marks))
    return next(named, newest())


def _words(blocks: Sequence[Block], *, sentences: bool) -> Iterable[str]:
    """The words of tables and of lines that may be parts of one; with `sentences`, of all lines."""
    for block in blocks:
        if isinstance(block, RawTable):
            yield from (cell.text for cell in block.cells)
        elif isinstance(block, Paragraph) and (sentences or "。" not in block.text):
            yield block.text
