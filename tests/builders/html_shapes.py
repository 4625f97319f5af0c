"""A printed report as a web page: clean, made by Word, or laid out with tables, with a site's furniture around it."""

import html
import random
from collections.abc import Callable

from core.layout import Role
from tests.builders.article import Article, Board, Part, Slot
from tests.builders.surroundings import closing, heading_line, opening

Inside = Callable[[random.Random, Slot], str]
_STYLE = "font-family:仿宋_GB2312;mso-hansi-font-family:'Times New Roman';font-size:16.0pt"


def as_html(rng: random.Random, article: Article, style: str, headings: str, around: str, charset: str) -> str:
    """The whole page; `style` is plain, word, paragraphs, breaks or layout. An empty `charset` declares none."""
    inside = _INSIDES.get(style, _INSIDES["plain"])
    words = _word_words if style == "word" else _plain_words
    body = [*_front(rng, opening(rng, article, around), words), *(words(rng, line) for line in article.preamble)]
    for part in article.parts:
        body += _part(rng, part, inside, words, headings)
    body += [f"<div class='foot'>{html.escape(line)}</div>" for line in closing(rng, article, around)]
    page = "\n".join(body)
    if style == "layout":
        page = f"<table width='100%'><tr><td class='left'><br></td><td>\n{page}\n</td></tr></table>"
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    site = "<script>var a = '<table><tr><td>1</td></tr>';</script><style>td { padding: 0 }</style>"
    return f"<!DOCTYPE html>\n<html><head>{declared}<title>{article.title}</title>{site}</head>\n<body>\n{page}\n</body></html>\n"


def _front(rng: random.Random, lines: list[str], words: Callable[[random.Random, str], str]) -> list[str]:
    """The lines before the report, those of a catalogue as a table."""
    rows = [line for line in lines if line.startswith("|")]
    rest = [words(rng, line) for line in lines if line and not line.startswith("|")]
    if not rows:
        return rest
    cells = [[cell.strip() for cell in row.strip("| ").split("|")] for row in rows]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    return [f"<table class='xxgk'>{table}</table>", *rest]


def _part(rng: random.Random, part: Part, inside: Inside, words: Callable[[random.Random, str], str], headings: str) -> list[str]:
    lines = [] if part.hidden else [heading_line(part, headings), *part.words]
    if headings == "glued" and part.words:
        lines = [lines[0] + lines[1], *lines[2:]]
    tables = [words(rng, item) if isinstance(item, str) else table(rng, item, inside) for item in part.tables]
    return [*(words(rng, line) for line in lines), *tables]


def table(rng: random.Random, board: Board, inside: Inside) -> str:
    """One table with its spans."""
    rows = ("<tr>" + "".join(_cell(rng, slot, inside) for slot in line) + "</tr>" for line in board.lines())
    return "<table border=1>\n<tbody>" + "\n".join(rows) + "</tbody></table>"


def _cell(rng: random.Random, slot: Slot, inside: Inside) -> str:
    spans = f' rowspan="{slot.row_span}"' * (slot.row_span > 1) + f' colspan="{slot.column_span}"' * (slot.column_span > 1)
    return f"<td{spans}>{inside(rng, slot)}</td>"


def _plain_words(_rng: random.Random, line: str) -> str:
    return f"<p>{html.escape(line)}</p>"


def _word_words(rng: random.Random, line: str) -> str:
    return f'<p class="MsoNormal" style="text-indent:32.0pt">{_runs(rng, line)}<span lang="EN-US"><o:p></o:p></span></p>'


def _runs(rng: random.Random, text: str) -> str:
    """The text in pieces, each in nested runs as Word writes them."""
    cuts = sorted(rng.sample(range(1, len(text)), min(len(text) - 1, rng.randint(0, 3)))) if len(text) > 1 else []
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "".join(_run(rng, html.escape(piece)) for piece in pieces)


def _run(rng: random.Random, piece: str) -> str:
    return rng.choice((
        f'<span style="{_STYLE}">{piece}</span>',
        f'<span lang="EN-US" style="{_STYLE}"><span>{piece}</span></span>',
        f'<font face="宋体"><span style="color:black">{piece}</span></font>',
        f"<b><span>{piece}</span></b>",
        piece,
    ))  # fmt: skip


def _plain(rng: random.Random, slot: Slot) -> str:
    return html.escape(slot.text) or rng.choice(("", "&nbsp;", " ", "<br>"))


def _word(rng: random.Random, slot: Slot) -> str:
    if not slot.text:
        return rng.choice(('<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>', "<p><o:p></o:p></p>", "&nbsp;"))
    padding = "&nbsp;" * rng.randint(0, 2) if slot.role is Role.VALUE else ""
    runs = _runs(rng, slot.text)
    end = f'<span lang="EN-US">{padding}<o:p></o:p></span>'
    return f'<p class="MsoNormal" align="center" style="text-align:center">{padding}{runs}{end}</p>'


def _paragraphs(rng: random.Random, slot: Slot) -> str:
    return f'\n      <p style="text-align: center;">{html.escape(slot.text) or rng.choice(("&nbsp;", "<br/>", ""))}</p>\n    '


def _breaks(rng: random.Random, slot: Slot) -> str:
    """Labels broken by hand."""
    if slot.role is Role.VALUE or len(slot.text) < 4:
        return _plain(rng, slot)
    at = rng.randrange(2, len(slot.text) - 1)
    return html.escape(slot.text[:at]) + rng.choice(("<br>", "<br/>\n", "</p><p>")) + html.escape(slot.text[at:])


_INSIDES: dict[str, Inside] = {"plain": _plain, "word": _word, "paragraphs": _paragraphs, "breaks": _breaks}
HTML_STYLES = ("plain", "word", "paragraphs", "breaks", "layout")
