"""Word documents as LibreOffice reads them: the same text, and the same cells in the same rows."""

import random
from pathlib import Path

import pytest

from core.document import Block, Document, Paragraph, RawTable
from core.folding import squeeze
from core.readers import read_bytes
from tests.builders.article import article
from tests.builders.doc_file import DELETED, HIDDEN, Doc, Run, old_doc, old_row, par, row
from tests.builders.docx_shapes import as_docx
from tests.builders.office import converted, needs_office
from tests.corpus.matrix import report_for

REPORTS = range(4)
EDGES = [0, 1000, 2000, 3000]
BY_HAND = {
    "merged by flags": Doc([*row(["甲", "乙", ""], EDGES, [0x60, 1, 2]), *row(["", "1", "2"], EDGES, [0x20]), par("尾")]).written(),
    "merged by edges": Doc([*row(["甲", "乙"], [0, 1000, 3000]), *row(["1", "2", "3"], EDGES), par("尾")]).written(),
    "two tables": Doc([*row(["甲"] * 3, EDGES), par("中间"), *row(["乙"] * 3, EDGES), par("尾")]).written(),
    "pieces": Doc([par("一、总体情况"), *row(["甲", "乙", "丙"], EDGES), par("尾 abc")], cuts=(3, 9), narrow=True).written(),
    "hidden": Doc([par([Run("甲"), Run("密", HIDDEN), Run("乙")]), par("尾")]).written(),
    "Word 95": old_doc([par("a"), *old_row(["1", "2", ""], EDGES, [0, 1, 2]), *old_row(["3", "4", "5"], EDGES), par("d")], "ascii"),
}  # fmt: skip


def told(blocks: tuple[Block, ...], *, across: bool = False) -> tuple[str, list[list[list[tuple[str, int, int]]]]]:
    """All running text in one, and of each table the cells of each row with the rows they cover, and the columns."""
    words = "".join(squeeze(block.text) for block in blocks if isinstance(block, Paragraph))
    tables = [
        [[(squeeze(cell.text), cell.row_span, cell.column_span if across else 0) for cell in row] for row in block.rows()]
        for block in blocks
        if isinstance(block, RawTable)
    ]
    return words, tables


def both(documents: list[bytes]) -> list[tuple[Document, Document]]:
    """Each document as read here, and as LibreOffice reads it and writes it as a page."""
    pages = converted(documents, ".doc", "html")
    return [
        (read_bytes(ours, Path("a.doc")), read_bytes(theirs, Path("a.html"))) for ours, theirs in zip(documents, pages, strict=True)
    ]


@pytest.mark.slow
@needs_office()
@pytest.mark.parametrize("style", ["plain", "runs", "paragraphs"])
def test_reports_read_alike(style: str) -> None:
    """But for columns of one twip, which LibreOffice makes where the edges of two rows are rounded apart."""
    rng = random.Random(style)
    documents = [as_docx(rng, article(report_for(seed)), style, "plain", "none") for seed in REPORTS]
    for ours, theirs in both(converted(documents, ".docx", "doc")):
        assert told(ours.blocks) == told(theirs.blocks)


@pytest.mark.slow
@needs_office()
def test_documents_made_by_hand_read_alike() -> None:
    found = dict(zip(BY_HAND, both(list(BY_HAND.values())), strict=True))
    assert {name: told(ours.blocks, across=True) for name, (ours, _) in found.items()} == {
        name: told(theirs.blocks, across=True) for name, (_, theirs) in found.items()
    }


@pytest.mark.slow
@needs_office()
def test_revisions_are_seen_alike() -> None:
    """LibreOffice prints deleted words: what it prints beyond ours is what was deleted."""
    [(ours, theirs)] = both([Doc([par([Run("收到"), Run("旧", DELETED), Run("申请")])]).written()])
    assert told(ours.blocks)[0].replace("收到", "收到旧") == told(theirs.blocks)[0]
