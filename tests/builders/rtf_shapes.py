"""A printed report as RTF, the way Word, WPS, LibreOffice and WordPad write it, each with its own habits."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.layout import Role
from tests.builders.article import Article, Board, Part, Slot
from tests.builders.surroundings import closing, heading_line, opening

RTF_STYLES = ("word", "wps", "office", "wordpad", "numbered", "revised", "boxed")
_FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
    r"{\f1\froman\fcharset2 Symbol;}{\f13\fnil\fcharset134 \'cb\'ce\'cc\'e5{\*\falt SimSun};}"
    r"{\f14\froman\fcharset136 \'b2\'d3\'a9\'fa\'c5\'e9;}}"
)
_WORD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg936\uc2\adeff0\deff0\stshfdbch13\deflang1033\deflangfe2052\themelang1033" + _FONTS + "\r\n"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\ql \fs21\kern2 \snext0 Normal;}{\*\cs10 Default Paragraph Font;}"
    r"{\*\ts11\tsrowd\trftsWidthB3\trpaddl108\cellx77 \'c6\'d5\'cd\'a8\'b1\'ed\'b8\'f1;}}"
    r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc39{\leveltext\'02\'00\'a1\'a2;}}\listid1}}"
    r"{\*\rsidtbl \rsid1}{\*\generator Microsoft Word 11.0;}{\info{\title \'c4\'ea\'b1\'a8}{\author x}{\nofpages3}}"
    r"{\*\themedata 504b0304}{\*\datastore 010500}" + "\r\n"
    r"\paperw11906\paperh16838{\footer \pard\plain {\field{\*\fldinst { PAGE }}{\fldrslt 3}}\par }{\*\pnseclvl1{\pntxta .}}"
)
_WPS = r"{\rtf1\ansi\ansicpg936\deff0\deflang1033\deflangfe2052" + _FONTS + r"{\*\generator WPS Office}\viewkind1\uc2" + "\n"
_OFFICE = r"{\rtf1\ansi\deff4\adeflang1025" + "\n" + _FONTS + r"{\*\generator LibreOffice/7.4}\hyphauto1\viewscale100" + "\n"
_WORDPAD = (
    r"{\rtf1\ansi\ansicpg936\deff0\deflang1033\deflangfe2052{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}" + "\r\n"
    r"\viewkind4\uc1\pard\lang2052\f0\fs20" + "\r\n"
)
_ESCAPED = {"\\": r"\\", "{": r"\{", "}": r"\}", "\xa0": r"\~", "\t": r"\tab "}
_NUMBER = re.compile(r"[一二三四五六]、")
_LABEL, _FIGURE = 1500, 860
"""How wide the columns are, in twips."""
_JITTER = 40
_BOX = (
    r"{\shp{\*\shpinst\shpleft0\shptop0\shpright6000\shpbottom900{\sp{\sn shapeType}{\sv 202}}{\sp{\sn wzName}{\sv box}}"
    r"{\shptxt \pard\plain %s\par }}{\shprslt{\*\do\dobxpage\dptxbx{\dptxbxtext\pard\plain %s\par}}}}"
)

Write = Callable[[random.Random, str], str]


def as_rtf(rng: random.Random, article: Article, style: str, headings: str, around: str) -> bytes:
    """The whole document; `style` is one of RTF_STYLES."""
    return _Writer(rng, style).document(article, headings, around).encode("ascii")


@dataclass(frozen=True, slots=True)
class _Dialect:
    """The head of a file, how text is written, and how rows are."""

    head: str
    text: Write
    twice: bool = False
    merged: bool = False
    counted: bool = False


class _Writer:
    """Paragraphs and tables in the dialect of one program."""

    def __init__(self, rng: random.Random, style: str) -> None:
        self._rng, self._style = rng, style
        self._dialect = _DIALECTS.get(style, _DIALECTS["word"])

    def document(self, article: Article, headings: str, around: str) -> str:
        body = [*self._front(opening(self._rng, article, around)), *map(self._line, article.preamble)]
        for part in article.parts:
            body += self._part(part, headings)
        body += map(self._line, closing(self._rng, article, around))
        return self._dialect.head + "\r\n".join(body) + "\r\n}\0"

    def _text(self, text: str) -> str:
        return self._dialect.text(self._rng, text)

    def _front(self, lines: list[str]) -> Iterator[str]:
        """The lines before the report, those of a catalogue as a table; the first of the others in a box."""
        rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines if line.startswith("|")]
        if rows:
            width = max(map(len, rows))
            cells = [
                Slot(row, column, 1, width - column if column == len(line) - 1 else 1, Role.LABEL, text)
                for row, line in enumerate(rows)
                for column, text in enumerate(line)
            ]
            yield self._table(Board("", tuple(cells), 0, 1))
        first, *rest = [line for line in lines if line and not line.startswith("|")]
        text = self._text(first)
        yield rf"\pard {_BOX % (text, text)}\par" if self._style == "boxed" else self._line(first)
        yield from map(self._line, rest)

    def _part(self, part: Part, headings: str) -> Iterator[str]:
        if not part.hidden:
            line = heading_line(part, headings)
            words = part.words
            if headings == "glued" and words:
                line, words = line + words[0], words[1:]
            yield self._heading(line)
            yield from map(self._line, words)
        for item in part.tables:
            yield self._line(item) if isinstance(item, str) else self._table(item)

    def _heading(self, line: str) -> str:
        if self._style != "numbered" or not _NUMBER.match(line):
            return self._line(line)
        listed = rf"{{\listtext\pard\plain\dbch\af13\loch {self._text(line[:2])}\tab}}"
        return rf"\pard\plain {listed}\ls1\ilvl0 {self._text(line[2:])}\par"

    def _line(self, line: str) -> str:
        """One paragraph, in the style “revised” with words that are deleted or hidden."""
        extra = ""
        if self._style == "revised" and self._rng.random() < 0.3:
            extra = self._rng.choice((r"{\deleted\revauthdel1 %s}", r"{\v %s}", r"{\*\atnid x}{\*\annotation \pard %s}"))
            extra %= self._text("原有3件")
        return rf"\pard\plain \ltrpar\qj \li0\ri0\fi640 {self._text(line)}{extra}\par"

    def _table(self, board: Board) -> str:
        edges = self._edges(board)
        covering = {(row, slot.column): slot for slot in board.slots for row in range(slot.row, slot.row + slot.row_span)}
        rows = [[covering[spot] for spot in sorted(covering) if spot[0] == row] for row in range(board.height)]
        written = [self._row(number, row, edges, last=number == board.height - 1) for number, row in enumerate(rows)]
        return "\r\n".join(written) + r"\pard"

    def _edges(self, board: Board) -> list[int]:
        edges = [-108]
        for column in range(board.width):
            edges.append(edges[-1] + (_LABEL if column < board.label_columns else _FIGURE))
        return edges

    def _row(self, number: int, row: list[Slot], edges: list[int], *, last: bool) -> str:
        dialect = self._dialect
        shape = self._shape(number, row, edges, last=last)
        cells = "".join(rf"\pard\intbl {self._cell(number, slot)}\cell" for slot in row)
        if dialect.twice:
            return rf"{shape}{cells}\pard\plain {{{shape}\row }}"
        return rf"{shape}{cells}\row"

    def _shape(self, number: int, row: list[Slot], edges: list[int], *, last: bool) -> str:
        """The definition of a row; edges that were dragged by hand are a little off."""
        count = rf"\irow{number}\irowband{number}" + r"\lastrow " * last if self._dialect.counted else ""
        wide = self._dialect.merged
        defined = "".join(self._definition(number, slot, edges, merged=wide) for slot in row)
        return rf"\trowd {count}\trgaph108\trleft{edges[0]}\trbrdrt\brdrs\brdrw10 {defined}"

    def _definition(self, number: int, slot: Slot, edges: list[int], *, merged: bool) -> str:
        down = "" if slot.row_span == 1 else r"\clvmgf" if number == slot.row else r"\clvmrg"
        if self._style == "wordpad":
            down = ""
        off = self._rng.randint(-_JITTER, _JITTER)
        looks = r"\clvertalc\clbrdrt\brdrs\brdrw10 \cltxlrtb"
        ends = range(slot.column + 1, slot.column + slot.column_span + 1)
        if not merged:
            return rf"{down}{looks}\cellx{edges[ends[-1]] + off}"
        marks = ["" if len(ends) == 1 else r"\clmgf", *[r"\clmrg"] * (len(ends) - 1)]
        return "".join(rf"{down}{mark}{looks}\cellx{edges[end] + off}" for mark, end in zip(marks, ends, strict=True))

    def _cell(self, number: int, slot: Slot) -> str:
        """What a cell holds; that which goes on from above is empty, and so are those merged with the one before."""
        text = self._text(slot.text) if number == slot.row else ""
        return text + r"\cell\pard\intbl " * (slot.column_span - 1 if self._dialect.merged else 0)


def _escape(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-le")
    return [int.from_bytes(data[at : at + 2], "little", signed=True) for at in range(0, len(data), 2)]


def _hex(character: str) -> str:
    return "".join(rf"\'{byte:02x}" for byte in character.encode("gbk"))


def _has_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _runs(text: str) -> list[str]:
    """Stretches of letters of one kind, Chinese or not."""
    return re.findall(r"[ -~\xa0\t]+|[^ -~\xa0\t]+", text)


def _word(rng: random.Random, text: str) -> str:
    """Bytes in the character set of a Chinese font, broken into runs and lines anywhere but inside a character."""
    written = []
    for run in _runs(text):
        wide = not run.isascii() and run.strip("\xa0\t")
        font = r"\loch\af0\hich\af0\dbch\f13 " if wide else r"\hich\af0\dbch\af13\loch\f0 "
        letters = [_letter(character) + "\r\n" * (rng.random() < 0.05) for character in run]
        at = rng.randrange(len(letters) + 1)
        pieces = ["".join(letters[:at]), "".join(letters[at:])]
        written += [rf"{{\rtlch\fcs1 \af0 \ltrch\fcs0 \lang1033\langfe2052{font}{piece}}}" for piece in pieces if piece]
    return "".join(written)


def _letter(character: str) -> str:
    if character.isascii() or character == "\xa0":
        return _escape(character)
    if _has_gbk(character):
        return _hex(character)
    return "".join(rf"\u{unit}\'3f\'3f" for unit in _units(character))


def _wps(_rng: random.Random, text: str) -> str:
    """Every Chinese letter twice, as a code and as its bytes."""
    letters = [
        _escape(character)
        if character.isascii() or character == "\xa0"
        else "".join(rf"\u{unit}" + (_hex(character) if _has_gbk(character) else "??") for unit in _units(character))
        for character in text
    ]
    return rf"{{\f13\fs32 {''.join(letters)}}}"


def _office(_rng: random.Random, text: str) -> str:
    letters = [
        _escape(character)
        if character.isascii() or character == "\xa0"
        else "".join(rf"\u{unit}\'3f" for unit in _units(character))
        for character in text
    ]
    return rf"{{\loch\rtlch \ltrch\loch\hich\af4\dbch\af13 {''.join(letters)}}}" if text else r"{\dbch\loch }"


def _wordpad(_rng: random.Random, text: str) -> str:
    return "".join(
        _letter(character) if _has_gbk(character) or character == "\xa0" else "".join(rf"\u{unit}?" for unit in _units(character))
        for character in text
    )


_DIALECTS = {
    "word": _Dialect(_WORD, _word, twice=True, counted=True),
    "wps": _Dialect(_WPS, _wps, merged=True, counted=True),
    "office": _Dialect(_OFFICE, _office),
    "wordpad": _Dialect(_WORDPAD, _wordpad),
}
