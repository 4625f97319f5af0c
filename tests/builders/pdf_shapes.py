"""A printed report as a PDF: ruled in several ways or not at all, broken over pages anywhere, a menu beside it."""

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from core.layout import Role
from tests.builders.article import Article, Board, Part, Slot
from tests.builders.pdf_tables import FONT, LEADING, PAD, RULES, SetTable, Strip, put, text_width, wrap
from tests.builders.surroundings import closing, heading_line, opening

WIDTH, HEIGHT = 595.0, 842.0
_TOP, _BOTTOM = 85.0, HEIGHT - 80.0
_BODY, _STEP = 12.0, 20.0
_MENU = ("首页", "机构职能", "政策文件", "政府信息公开指南", "政府信息公开年报", "依申请公开", "互动交流", "数据开放")
_FEET = ("", "- # -", "— # —", "#", "# / @", "第#页 共@页", "第 # 页")
_FRAMELESS = ("plain", "open", "colours")
"""Where the first rows of headings alone on a page are no table."""
PDF_STYLES = (*RULES, "stacked", "turned", "menu")


@dataclass(frozen=True, slots=True)
class Print:
    """How a report is printed.

    A page ends before each of `breaks`, rows of the table of requests, or inside it when `cut`; `again` prints the
    header of a table on each page. In `foot` “#” is the page and “@” the number of pages; `head` “%” is the title.
    """

    style: str = "lines"
    foot: str = "- # -"
    head: str = ""
    breaks: frozenset[int] = frozenset()
    cut: bool = False
    again: bool = False
    indented: bool = True
    middle: bool = True
    scan: bool = False


def by_chance(rng: random.Random, style: str) -> Print:
    """A way to print in one of PDF_STYLES."""
    ruled, again = style != "plain", rng.random() < 0.5
    first = 4 if again or style in _FRAMELESS else 1
    return Print(
        style,
        foot=rng.choice(_FEET),
        head=rng.choice(("", "", "政府信息公开工作年度报告", "%")),
        breaks=frozenset(rng.sample(range(first, 29), rng.choice((0, 1, 1, 2)))),
        cut=ruled and rng.random() < 0.5,
        again=again,
        indented=rng.random() < 0.7,
        middle=rng.random() < 0.5,
        scan=rng.random() < 0.1,
    )


def as_pdf(rng: random.Random, article: Article, style: str, headings: str, around: str) -> bytes:
    """The whole document in one of PDF_STYLES, the rest by chance."""
    how = by_chance(rng, style)
    return printed(article, how, headings, opening(rng, article, around), closing(rng, article, around))


def printed(article: Article, how: Print, headings: str = "plain", front: Sequence[str] = (), end: Sequence[str] = ()) -> bytes:
    """The whole document; it is printed twice, so that each page can say how many there are."""
    first = _Printer(how, article.title, 9)
    first.run(article, headings, front or [article.title], end)
    second = _Printer(how, article.title, first.pages)
    return second.run(article, headings, front or [article.title], end)


class _Printer:
    """A canvas and how far down the page it has come."""

    def __init__(self, how: Print, title: str, total: int) -> None:
        if FONT not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.how, self.title, self.total = how, title, total
        self.pages = 1
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1)
        self.left = 185.0 if how.style == "menu" else 75.0
        self.width = WIDTH - 70.0 - self.left
        self._begin()

    def run(self, article: Article, headings: str, front: Sequence[str], end: Sequence[str]) -> bytes:
        rows = [line for line in front if line.startswith("|")]
        if rows:
            self._catalogue(rows)
        for line in front:
            if line == self.title:
                self._title()
            elif not line.startswith("|"):
                self._words(line)
        for line in article.preamble:
            self._words(line)
        for part in article.parts:
            self._part(part, headings)
        for line in end:
            self._words(line)
        if self.how.scan:
            self._turn()
            self.canvas.drawImage(ImageReader(Image.new("L", (60, 85), 200)), 0, 0, WIDTH, HEIGHT)
        self._finish()
        self.canvas.save()
        return self.stream.getvalue()

    def _part(self, part: Part, headings: str) -> None:
        lines = [] if part.hidden else [heading_line(part, headings), *part.words]
        if headings == "glued" and part.words:
            lines = [lines[0] + lines[1], *lines[2:]]
        for line in lines:
            self._words(line)
        for item in part.tables:
            if isinstance(item, Board):
                self._table(item)
            else:
                self._words(item)

    def _begin(self) -> None:
        self.y = _TOP
        head = self.title if self.how.head == "%" else self.how.head
        if head:
            self._set(head, WIDTH / 2 - text_width(head, 9) / 2, 45, 9)
        if self.how.style == "menu":
            for index, word in enumerate(_MENU):
                self._set(word, 45, 97 + index * 26.5, 10.5)

    def _finish(self) -> None:
        foot = self.how.foot.replace("#", str(self.pages)).replace("@", str(self.total))
        self._set(foot, WIDTH / 2 - text_width(foot, 10) / 2, HEIGHT - 45, 10)

    def _turn(self) -> None:
        self._finish()
        self.canvas.showPage()
        self.pages += 1
        self._begin()

    def _set(self, text: str, x: float, y: float, size: float) -> None:
        """Set a line with its upper edge at `y` from above."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y - size * 0.88, text)

    def _title(self) -> None:
        for line in wrap(self.title, 20, self.width):
            self._set(line, self.left + (self.width - text_width(line, 20)) / 2, self.y, 20)
            self.y += 30
        self.y += 10

    def _words(self, text: str) -> None:
        """A paragraph: its first line set in, or more space before it."""
        indent = 2 * _BODY if self.how.indented else 0.0
        self.y += 0 if self.how.indented else 10
        lines = wrap(text, _BODY, self.width - indent)[:1] if text.strip() else [""]
        lines += wrap(text[len(lines[0]) :], _BODY, self.width) if text[len(lines[0]) :] else []
        for index, line in enumerate(lines):
            if self.y + _STEP > _BOTTOM:
                self._turn()
            self._set(line, self.left + (0 if index else indent), self.y, _BODY)
            self.y += _STEP

    def _catalogue(self, rows: Sequence[str]) -> None:
        cells = [[cell.strip() for cell in row.strip("| ").split("|")] for row in rows]
        slots = [Slot(y, x, 1, 1, Role.LABEL, cell) for y, row in enumerate(cells) for x, cell in enumerate(row)]
        self._table(Board("catalogue", tuple(slots), 0, 0))

    def _table(self, board: Board) -> None:
        """One table, over as many pages as it needs."""
        table = SetTable(board, self.left, self.width, narrow=self.how.style in {"stacked", "turned"})
        self.y += 6
        head = sum(table.heights[: board.header_rows + 1])
        if self.how.style in _FRAMELESS and self.y + head > _BOTTOM:
            self._turn()
        parts = self._parts(table)
        for number in range(len(parts)):
            if number:
                self._turn()
            cells = [shown for part, shown in table.shown(parts) if part == number]
            RULES.get(self.how.style, RULES["lines"])(self.canvas, HEIGHT, [shown.rect for shown in cells])
            for shown in cells:
                turned = self.how.style == "turned" and shown.slot.row_span > 3 and shown.slot.column == 0 and len(parts) == 1
                put(self.canvas, HEIGHT, shown, middle=self.how.middle and not self.how.cut, turned=turned)
            self.y = max(shown.rect.bottom for shown in cells)
        self.y += 8

    def _parts(self, table: SetTable) -> list[tuple[float, list[Strip]]]:
        """The rows of each page, and where they begin on it."""
        breaks = self.how.breaks if table.board.key == "requests" else frozenset()
        if self.how.style in _FRAMELESS:
            breaks -= {table.board.height - 1}
        header = [Strip(row, table.heights[row]) for row in range(table.board.header_rows if self.how.again else 0)]
        parts: list[tuple[float, list[Strip]]] = [(self.y, [])]
        y = self.y
        for row, height in enumerate(table.heights):
            again = header if row >= table.board.header_rows else []
            if (row in breaks or y + height > _BOTTOM) and parts[-1][1]:
                room = _BOTTOM - y if row not in breaks else height
                above, below = self._halves(table, row, min(room, _BOTTOM - y))
                if above:
                    parts[-1][1].append(above)
                parts.append((_TOP, [*again, below]))
                y = _TOP + sum(strip.height for strip in parts[-1][1])
            else:
                parts[-1][1].append(Strip(row, height))
                y += height
        return parts

    def _halves(self, table: SetTable, row: int, room: float) -> tuple[Strip | None, Strip]:
        """A row as it is cut at the end of a page, if it may be; else none of it stays there."""
        whole = Strip(row, table.heights[row])
        most = table.most_lines(row)
        fitting = min(int((room - 2 * PAD) // LEADING), (most + 1) // 2)
        crossing = [slot for slot in table.board.slots if slot.row <= row < slot.row + slot.row_span and slot.row_span > 1]
        if not self.how.cut or most < 2 or fitting < 1 or row < table.board.header_rows:
            return None, whole
        if any(slot.row + slot.row_span - 1 == row for slot in crossing):
            return None, whole
        above = Strip(row, fitting * LEADING + 2 * PAD, 0, fitting)
        return above, Strip(row, max(most - fitting, 1) * LEADING + 2 * PAD, fitting, most)
