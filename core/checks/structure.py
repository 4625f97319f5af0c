"""What must be there and in which order: six sections, their tables, their rows, the right form."""

import re
from collections.abc import Iterator, Sequence

from core.checks.codes import finding
from core.findings import Finding, Severity
from core.folding import key as matching_key
from core.forms import CellRef, Form, Table
from core.naming import place_of, row_name
from core.narrative import Statement
from core.numbers import canonical, parse_figure, total
from core.repair import row_filling
from core.report import ExtraRow, Grid, Report, Section

NUMERALS = "一二三四五六七八九十"
_NOTHING = {"", "无", "没有", "暂无", "无其他事项", "略", "空"}
_DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_LONGEST_NAME = 40


def findings(report: Report, stated: Sequence[Statement] = ()) -> list[Finding]:
    """Everything about the shape of a report; a report without a fixed form has no shape to judge.

    `stated` is what the text says of the tables: it may tell the figures of a row that is missing.
    """
    form = report.form
    if form is None:
        return []
    found = [*_sections(report, form), *_tables(report, form, stated)]
    if report.header.year is not None and form.last_year is not None and report.header.year > form.last_year:
        message = f"{report.header.year}年的报告用的是{form.name}（{form.document}），应使用新格式"
        found.append(finding("format.outdated", message, values=(form.key, str(report.header.year))))
    return found


_TABLES_ONLY = "文件里只有表格，没有六个部分的标题和文字；如果本来就只收表格，可以搁置"


def _sections(report: Report, form: Form) -> Iterator[Finding]:
    numbers = [section.number for section in report.sections]
    if not numbers and report.grids:
        yield finding("section.missing", _TABLES_ONLY, 1)
    for wanted in form.sections if numbers or not report.grids else ():
        if wanted.number not in numbers:
            message = f"没有找到第{NUMERALS[wanted.number - 1]}部分“{wanted.title}”"
            yield finding("section.missing", message, wanted.number)
    if disorder := next((i for i in range(1, len(numbers)) if numbers[i] <= numbers[i - 1]), None):
        section = report.sections[disorder]
        before = report.sections[disorder - 1]
        message = f"“{section.title}”排在“{before.title}”之后，顺序与格式不符"
        if section.number in numbers[:disorder]:
            message = f"第{NUMERALS[section.number - 1]}部分出现了不止一次，又见于“{before.title}”之后"
        yield finding("section.order", message, section.number, values=tuple(map(str, numbers)))
    for section in report.sections:
        yield from _heading(form, section)
        yield from _empty(form, section)


def _heading(form: Form, section: Section) -> Iterator[Finding]:
    official = form.section(section.number).title
    numeral = NUMERALS[section.number - 1]
    if section.printed is not None and section.printed != section.number:
        message = f"标题“{section.title}”的序号应为“{numeral}”"
        yield finding("section.number", message, section.number, values=(section.title,), subject=section.title)
    if matching_key(bare_title(section.title)) != matching_key(official):
        message = f"第{numeral}部分的标题是“{section.title}”，格式规定为“{official_heading(form, section.number)}”"
        yield finding("section.title", message, section.number, values=(section.title,), subject=section.title)


def official_heading(form: Form, number: int) -> str:
    """The heading of a section as the form prints it."""
    return f"{NUMERALS[number - 1]}、{form.section(number).title}"


_NUMBERING = re.compile(rf"^[\s#*>·.]*[（(]?(?:第?[{NUMERALS}]{{1,2}}(?:部分|章)?|\d{{1,2}})[）)]?[\s、.．,，:：。·]*")


def bare_title(title: str) -> str:
    """The words of a heading without its number and decoration."""
    return _NUMBERING.sub("", title, count=1).strip(" *#：:")


def _empty(form: Form, section: Section) -> Iterator[Finding]:
    wanted = form.section(section.number)
    if not wanted.required_text or not says_nothing(section.text):
        return
    message = f"第{NUMERALS[section.number - 1]}部分“{wanted.title}”没有内容"
    severity = Severity(wanted.empty_severity)
    yield finding("section.empty", message, section.number, severity=severity, values=(section.text,))


def says_nothing(text: str) -> bool:
    """Whether a text is empty but for a word such as 无 and the signature."""
    return matching_key(_unsigned(text)) in _NOTHING


def _unsigned(text: str) -> str:
    """A text without the date at its end and the name of the organ above it."""
    lines = text.strip().split("\n")
    if not _DATE.fullmatch(lines[-1].strip()):
        return text
    signed = len(lines) > 1 and len(lines[-2]) <= _LONGEST_NAME and not set(lines[-2]) & set("。；，,;")
    return "\n".join(lines[: -2 if signed else -1])


def _tables(report: Report, form: Form, stated: Sequence[Statement]) -> Iterator[Finding]:
    for table in form.tables:
        missing = [key for key in table.grids if key not in report.grids]
        if len(missing) == len(table.grids):
            yield from _no_table(report, table)
            continue
        for key in missing:
            message = f"{table.name}没有“{form.grids[key].caption}”"
            yield finding("grid.missing", message, table.section, values=(key,), subject=key)
        for grid in (report.grids[key] for key in table.grids if key in report.grids):
            yield from _rows(form, table, grid, stated)


def _no_table(report: Report, table: Table) -> Iterator[Finding]:
    if report.section(table.section) is None:
        return
    numeral = NUMERALS[table.section - 1]
    pictures = report.pictures.get(table.section, ())
    why = f"这里有图片（{pictures[0].describe()}），表格可能就在图片里" if pictures else "如果原件中的表格是图片"
    message = f"第{numeral}部分下面没有找到{table.name}“{table.title}”；{why}，请对照原文填写"
    yield finding("grid.missing", message, table.section, values=(table.key,))


def _rows(form: Form, table: Table, grid: Grid, stated: Sequence[Statement]) -> Iterator[Finding]:
    held = {ref.row for ref in grid.cells}
    for row in grid.rows:
        if row.stands_for:
            wrong = f"格式规定分列 {len(row.stands_for)} 行，这里合成了一行；请在原文件里分开填写，再重新打开"
            message = f"{row_name(form, grid.key, row.key, grid.present)}：{wrong}"
            cells = tuple(CellRef(grid.key, row.key, column.key) for column in grid.form.columns)
            yield finding("grid.row_missing", message, table.section, cells=cells, values=(row.key,))
        elif row.key not in held:
            yield _missing_row(form, table, grid, row.key, stated)
    for extra in grid.extra:
        figures = "、".join(text or "空白" for text in extra.figures)
        wrong = "".join(_wrong_subtotals(form, grid, extra))
        message = f"{table.name}多出“{extra.label}”（{figures}），不属于格式规定的内容，没有计入表格{wrong}"
        yield finding("grid.extra_row", message, table.section, values=(extra.label, *extra.figures, wrong), subject=extra.label)


def _missing_row(form: Form, table: Table, grid: Grid, row: str, stated: Sequence[Statement]) -> Finding:
    message = f"{row_name(form, grid.key, row, grid.present)}：表中没有这一行"
    cells = tuple(CellRef(grid.key, row, column.key) for column in grid.form.columns)
    filled = row_filling(grid, cells, stated)
    suggestions = (filled,) if filled else ()
    return finding("grid.row_missing", message, table.section, cells=cells, suggestions=suggestions, values=(row,))


def _wrong_subtotals(form: Form, grid: Grid, extra: ExtraRow) -> Iterator[str]:
    """Where a subtotal is not the sum of its cells; one with a blank among them is not judged."""
    for text, refs in zip(extra.figures, extra.parts, strict=False):
        stated = parse_figure(text).value
        values = [grid.value(ref) for ref in refs]
        if stated is not None and values and None not in values:
            added = total(value for value in values if value is not None)
            if added != stated:
                yield f"；其中{place_of(form, refs[0])}等 {len(refs)} 格相加为 {canonical(added)}，小计填的是 {canonical(stated)}"
