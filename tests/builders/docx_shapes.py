"""A printed report as a Word document: clean, in many runs, numbered by Word, revised, in controls, or with broken labels."""

import io
import random
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from core.layout import Role
from tests.builders.article import NUMERALS, Article, Board, Part, Slot
from tests.builders.surroundings import closing, heading_line, opening

DOCX_STYLES = ("plain", "runs", "paragraphs", "numbered", "tracked", "controls", "boxed")
_WIDTH = 9000
"""How wide a table is, in twentieths of a point."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
_NAMESPACES = " ".join(
    (
        nsdecls("w", "r", "wp", "a"),
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
    )
)
_FONTS = (
    '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:b w:val="0"/><w:sz w:val="32"/></w:rPr>'
)
_BY = 'w:id="9" w:author="校对" w:date="2024-01-05T09:00:00Z"'

_DELETED_CELL = (
    f"<w:tc><w:p><w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr><w:del {_BY}><w:r><w:delText>9</w:delText></w:r></w:del></w:p></w:tc>"
)


def as_docx(rng: random.Random, article: Article, style: str, headings: str, around: str) -> bytes:
    """The whole document; `style` is one of DOCX_STYLES."""
    writer = _Writer(rng, style)
    writer.front(opening(rng, article, around))
    writer.lines(article.preamble)
    for part in article.parts:
        writer.part(part, headings)
    writer.lines(closing(rng, article, around))
    return writer.saved()


class _Writer:
    """The body of a document as it grows."""

    def __init__(self, rng: random.Random, style: str) -> None:
        self._rng, self._style = rng, style
        self._body: list[str] = []
        self._lists = _Lists()
        self._runs = _RUNS.get(style, _one_run)

    def front(self, lines: list[str]) -> None:
        """The lines before the report, those of a catalogue as a table; the first one of the others may lie in a box."""
        rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines if line.startswith("|")]
        rest = [line for line in lines if not line.startswith("|")]
        if rows:
            slots = (Slot(y, x, 1, 1, Role.MISSING, cell) for y, row in enumerate(rows) for x, cell in enumerate(row))
            self._body.append(self._table(Board("catalogue", tuple(slots), 0, 0)))
        if self._style == "boxed" and rest:
            self._body.append(_box(self._paragraph(rest.pop(0))))
        self.lines(rest)

    def lines(self, lines: Iterable[str]) -> None:
        self._body += map(self._paragraph, lines)

    def part(self, part: Part, headings: str) -> None:
        lines = [] if part.hidden else [heading_line(part, headings), *part.words]
        if headings == "glued" and part.words:
            lines = [lines[0] + lines[1], *lines[2:]]
        self.lines(lines)
        for item in part.tables:
            self._body.append(self._paragraph(item) if isinstance(item, str) else self._table(item) + self._paragraph(""))

    def saved(self) -> bytes:
        """The document as a file."""
        document: Any = docx.Document()
        for definition in self._lists.definitions():
            document.part.numbering_part.element.append(definition)
        body = parse_xml(f"<w:body {_NAMESPACES}>{''.join(self._body)}</w:body>")
        for element in list(body):
            document.element.body.sectPr.addprevious(element)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    def _paragraph(self, line: str) -> str:
        number, words = self._lists.take(line) if self._style == "numbered" else (0, line)
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>' if number else ""
        paragraph = f"<w:p>{properties}{self._runs(self._rng, words)}</w:p>"
        return _control(paragraph) if self._style == "controls" and self._rng.random() < 0.3 else paragraph

    def _table(self, board: Board) -> str:
        column = _WIDTH // board.width
        grid = f'<w:gridCol w:w="{column}"/>' * board.width
        layout = f'<w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        rows = "".join(self._row(row, board.width, column) for row in _rows(board))
        return f"<w:tbl><w:tblPr>{layout}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def _row(self, row: list[tuple[Slot, bool]], width: int, column: int) -> str:
        end = row[-1][0].column + row[-1][0].column_span if row else 0
        after = f'<w:trPr><w:gridAfter w:val="{width - end}"/></w:trPr>' if end < width else ""
        made = f"<w:tr>{after}{''.join(self._cell(slot, begins, column) for slot, begins in row)}</w:tr>"
        if self._style == "controls" and self._rng.random() < 0.1:
            return _control(made)
        if self._style == "tracked" and self._rng.random() < 0.1 and all(slot.row_span == 1 for slot, _ in row):
            return f"<w:tr><w:trPr><w:del {_BY}/></w:trPr>{_DELETED_CELL * width}</w:tr>{made}"
        return made

    def _cell(self, slot: Slot, begins: bool, column: int) -> str:
        span = f'<w:gridSpan w:val="{slot.column_span}"/>' * (slot.column_span > 1)
        merge = "" if slot.row_span == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        properties = f'<w:tcPr><w:tcW w:w="{slot.column_span * column}" w:type="dxa"/>{span}{merge}</w:tcPr>'
        cell = f"<w:tc>{properties}{self._inside(slot) if begins else '<w:p/>'}</w:tc>"
        return _control(cell) if self._style == "controls" and self._rng.random() < 0.1 else cell

    def _inside(self, slot: Slot) -> str:
        """What is in a cell; in the style “paragraphs” labels are broken by hand."""
        if self._style != "paragraphs" or slot.role in {Role.VALUE, Role.MISSING} or len(slot.text) < 4:
            return self._paragraph(slot.text)
        at = self._rng.randrange(2, len(slot.text) - 1)
        if self._rng.random() < 0.5:
            return self._paragraph(slot.text[:at]) + self._paragraph(slot.text[at:])
        return f"<w:p><w:r>{_text(slot.text[:at])}<w:br/>{_text(slot.text[at:])}</w:r></w:p>"


def _rows(board: Board) -> list[list[tuple[Slot, bool]]]:
    """The cells of each row from left to right, and whether they begin in it or go on from above."""
    rows: list[list[tuple[Slot, bool]]] = [[] for _ in range(board.height)]
    for slot in sorted(board.slots, key=lambda slot: slot.column):
        for row in range(slot.row, slot.row + slot.row_span):
            rows[row].append((slot, row == slot.row))
    return rows


_LISTS = (
    (re.compile(f"([{NUMERALS}])、"), "chineseCounting", "%1、"),
    (re.compile(f"（([{NUMERALS}七])）"), "chineseCountingThousand", "（%1）"),
    (re.compile(r"(\d)\.(?!\d)"), "decimal", "%1."),
)  # fmt: skip
_LIST = (
    '<w:abstractNum {ns} w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
)
_RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
_ABSTRACT, _FIRST = 700, 900


class _Lists:
    """The lists begun so far, and how far the last one of each kind has counted."""

    def __init__(self) -> None:
        self._kinds: list[int] = []
        self._counts: dict[int, tuple[int, int]] = {}

    def take(self, line: str) -> tuple[int, str]:
        """The list that makes the number of this line, and the line without it; 0 where Word would count otherwise."""
        for kind, (pattern, _, _) in enumerate(_LISTS):
            match = pattern.match(line)
            if match is None:
                continue
            value = "0123456789".find(match[1]) if match[1].isdecimal() else f"{NUMERALS}七".index(match[1]) + 1
            if value == 1:
                self._kinds.append(kind)
                self._counts[kind] = (_FIRST + len(self._kinds) - 1, 0)
            number, count = self._counts.get(kind, (0, 0))
            if number and value == count + 1:
                self._counts[kind] = (number, value)
                return number, line[match.end() :]
        return 0, line

    def definitions(self) -> Iterator[Any]:
        """The elements of numbering.xml."""
        for kind, (_, form, text) in enumerate(_LISTS):
            yield parse_xml(_LIST.format(ns=nsdecls("w"), key=_ABSTRACT + kind, form=form, text=text))
        for index, kind in enumerate(self._kinds):
            inside = f'<w:abstractNumId w:val="{_ABSTRACT + kind}"/>{_RESTART}'
            yield parse_xml(f'<w:num {nsdecls("w")} w:numId="{_FIRST + index}">{inside}</w:num>')


def _text(text: str, tag: str = "t") -> str:
    return f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>'.replace(
        "\t", f'</w:{tag}><w:tab/><w:{tag} xml:space="preserve">'
    )


def _run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}{_text(text)}</w:r>" if text else ""


def _one_run(_rng: random.Random, text: str) -> str:
    return _run(text)


def _many_runs(rng: random.Random, text: str) -> str:
    """The text in pieces, with what Word leaves between them."""
    return "".join(_dressed(rng, piece) for piece in _pieces(rng, text))


def _pieces(rng: random.Random, text: str) -> list[str]:
    cuts = sorted(rng.sample(range(1, len(text)), min(len(text) - 1, rng.randint(0, 3)))) if len(text) > 1 else []
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _dressed(rng: random.Random, piece: str) -> str:
    run = _run(piece, _FONTS)
    return rng.choice((
        run,
        _run(piece),
        f'<w:bookmarkStart w:id="1" w:name="_Toc1"/>{run}<w:bookmarkEnd w:id="1"/>',
        f'<w:proofErr w:type="gramStart"/>{run}<w:proofErr w:type="gramEnd"/>',
        f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">{run}</w:smartTag>',
        f'<w:hyperlink w:anchor="_Toc1">{run}</w:hyperlink>',
    ))  # fmt: skip


def _tracked_runs(rng: random.Random, text: str) -> str:
    """The text with hidden words, and insertions and deletions that nobody accepted yet."""
    return "".join(_revised(rng, piece) for piece in _pieces(rng, text))


def _revised(rng: random.Random, piece: str) -> str:
    deleted = f"<w:del {_BY}><w:r>{_text(rng.choice(('12', '旧', '（作废）')), 'delText')}</w:r></w:del>"
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr>{_text('密')}</w:r>"
    inserted = f"<w:ins {_BY}>{_run(piece)}</w:ins>"
    return rng.choice((_run(piece), inserted, deleted + inserted, deleted + _run(piece), hidden + _run(piece)))


_RUNS: dict[str, Callable[[random.Random, str], str]] = {"runs": _many_runs, "tracked": _tracked_runs}


def _control(content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def _box(paragraph: str) -> str:
    """A paragraph in a text box, written twice as Word does: for itself and for older programs."""
    inside = f"<w:txbxContent>{paragraph}</w:txbxContent>"
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="5000000" cy="600000"/><wp:docPr id="1" name="文本框 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    picture = f'<w:pict><v:shape style="width:400pt;height:50pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
    both = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{picture}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"
