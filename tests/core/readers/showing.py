"""A document in short, for tests to compare: paragraphs as text, tables as rows of text."""

from core.document import Block, Content, Paragraph, RawTable

Short = str | list[list[str]]


def short(blocks: tuple[Block, ...]) -> list[Short]:
    """Paragraphs as they are; of tables, the cells that begin in each row."""
    return [block.text if isinstance(block, Paragraph) else rows(block) for block in blocks]


def rows(table: RawTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def spans(table: RawTable) -> list[tuple[str, int, int, int, int]]:
    """Text, row, column and both spans of every cell."""
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


def texts(content: Content) -> list[str]:
    """The paragraphs alone."""
    return [block.text for block in content.blocks if isinstance(block, Paragraph)]


def tables(content: Content) -> list[list[list[str]]]:
    """The tables alone, as rows of text."""
    return [rows(block) for block in content.blocks if isinstance(block, RawTable)]
