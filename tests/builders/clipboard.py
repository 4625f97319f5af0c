"""What programs put on the clipboard when an official table is copied: by MIME type, in the manner of each program.

Run `python -m tests.builders.clipboard` from the project folder after changing it: it writes tests/fixtures/clipboard.
The manners were written by hand after what the programs really give; the figures are our own.
"""

from collections.abc import Callable, Mapping
from html import escape
from itertools import groupby
from pathlib import Path

from core.forms import CellRef, forms
from core.layout import Layout, Printed, Role, layout_of
from tests.builders import samples

FOLDER = Path(__file__).parents[1] / "fixtures" / "clipboard"
HTML, TEXT, SHEET = "text/html", "text/plain", 'application/x-qt-windows-mime;value="XML Spreadsheet"'
SUFFIXES = {HTML: ".html", TEXT: ".txt", SHEET: ".xml"}
FORM = forms()["2021"]

ODD = {
    CellRef("requests", "received", "person"): "1,086",  # as a spreadsheet shows thousands
    CellRef("requests", "received", "total"): "1,101",
    CellRef("requests", "carried_in", "business"): "１",  # full width
    CellRef("requests", "refused_secret", "legal"): "",  # blank
    CellRef("requests", "refused_law", "other"): "/",
    CellRef("requests", "unavailable_not_held", "person"): "约17",
}
"""What is written otherwise than in the sample report."""


def entries() -> dict[CellRef, str]:
    """What stands in every cell that was copied."""
    return samples._figures() | ODD


def layout(key: str) -> Layout:
    table = next(table for table in FORM.tables if table.key == key)
    return layout_of(FORM, table, {name: FORM.grids[name].rows for name in table.grids})


def _text(cell: Printed, figures: Mapping[CellRef, str]) -> str:
    return figures[cell.ref] if cell.ref else cell.text


def _rows(key: str) -> list[list[Printed]]:
    cells = sorted(layout(key).cells, key=lambda cell: (cell.row, cell.column))
    return [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]


def _spans(cell: Printed, quote: str = "") -> str:
    spans = (("rowspan", cell.row_span), ("colspan", cell.column_span))
    return "".join(f" {name}={quote}{count}{quote}" for name, count in spans if count > 1)


def tabbed(key: str, end: str) -> str:
    """Plain text as spreadsheets and browsers give it: one line a row, nothing where a merged cell goes on."""
    printed = layout(key)
    texts = {(cell.row, cell.column): _text(cell, entries()) for cell in printed.cells}
    lines = ("\t".join(texts.get((row, column), "") for column in range(printed.width)) for row in range(printed.height))
    return "".join(line + end for line in lines)


EXCEL_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";
	mso-displayed-thousand-separator:"\\,";}
td
	{padding-top:1px;
	mso-number-format:General;
	text-align:general;}
.xl65
	{mso-number-format:"\\#\\,\\#\\#0";
	border:.5pt solid windowtext;}
ruby
	{ruby-align:left;}
rt
	{font-size:9.0pt;
	mso-char-type:none;
	display:none;}
-->
</style>
</head>

<body link="#0563C1" vlink="#954F72">

<table border=0 cellpadding=0 cellspacing=0 width=810 style='border-collapse:
 collapse;width:607pt'>
<!--StartFragment-->
 <col width=72 style='width:54pt'>
"""
EXCEL_TAIL = "<!--EndFragment-->\n</table>\n\n</body>\n\n</html>\n"


def excel(key: str) -> dict[str, str]:
    def cell(one: Printed) -> str:
        side = " align=right" if one.ref else ""
        text = escape(_text(one, entries()), quote=False) or "　"
        return f"  <td{_spans(one)}{side} class=xl65 width=72 style='border-top:none;\n  width:54pt'>{text}</td>\n"

    rows = "".join(f" <tr height=19 style='height:14.25pt'>\n{''.join(map(cell, row))} </tr>\n" for row in _rows(key))
    return {HTML: EXCEL_HEAD + rows + EXCEL_TAIL, TEXT: tabbed(key, "\r\n"), SHEET: _sheet(key)}


def _sheet(key: str) -> str:
    """The form in which Excel and WPS hand whole cells to one another; the program has no need of it."""
    rows = "".join(f"   <Row>{''.join(_sheet_cell(cell) for cell in row)}</Row>\n" for row in _rows(key))
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
        f' <Worksheet ss:Name="Sheet1">\n  <Table>\n{rows}  </Table>\n </Worksheet>\n</Workbook>\n'
    )


def _sheet_cell(cell: Printed) -> str:
    across = f' ss:MergeAcross="{cell.column_span - 1}"' if cell.column_span > 1 else ""
    down = f' ss:MergeDown="{cell.row_span - 1}"' if cell.row_span > 1 else ""
    text = _text(cell, entries())
    kind = "Number" if text.isdecimal() and text.isascii() else "String"
    return f'<Cell{across}{down} ss:Index="{cell.column + 1}"><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'


WPS_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:dt="uuid:C2F41010-65B3-11d1-A29F-00AA00C14882" \
xmlns="http://www.w3.org/TR/REC-html40">
 <head>
  <meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
  <meta name="ProgId" content="Excel.Sheet"/>
  <meta name="Generator" content="WPS Office ET"/>
  <style>
<!-- @page { margin:1.00in 0.75in 1.00in 0.75in; }
.et2 { white-space:normal; border:.5pt solid windowtext; }
 -->  </style>
  <!--[if gte mso 9]>
   <xml>
    <x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>Sheet1</x:Name></x:ExcelWorksheet></x:ExcelWorksheets>
    </x:ExcelWorkbook>
   </xml>
  <![endif]-->
 </head>
 <body link="blue" vlink="purple">
  <table width="810" border="0" cellpadding="0" cellspacing="0" style='width:607.50pt;border-collapse:collapse;'>
  <!--StartFragment-->
   <col width="72" style='width:54.00pt;'/>
"""
WPS_TAIL = "  <!--EndFragment-->\n  </table>\n </body>\n</html>\n"


def wps(key: str) -> dict[str, str]:
    def cell(one: Printed) -> str:
        text = _text(one, entries())
        kind = " x:num" if text.isdecimal() and text.isascii() else " x:str"
        spans = _spans(one, '"')
        return f'    <td class="et2" height="19"{spans}{kind} style=\'height:14.25pt;\'>{escape(text, quote=False)}</td>\n'

    rows = "".join(f"   <tr height=\"19\" style='height:14.25pt;'>\n{''.join(map(cell, row))}   </tr>\n" for row in _rows(key))
    return {HTML: WPS_HEAD + rows + WPS_TAIL, TEXT: tabbed(key, "\r\n"), SHEET: _sheet(key)}


WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns:m="http://schemas.microsoft.com/office/2004/12/omml"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml>
 <w:WordDocument>
  <w:View>Normal</w:View>
  <w:DontVertAlignCellWithSp/>
 </w:WordDocument>
</xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no;
	margin:0cm;
	font-size:10.5pt;
	font-family:等线;}
-->
</style>
<!--[if gte mso 10]>
<style>
 table.MsoNormalTable
	{mso-style-name:普通表格;}
</style>
<![endif]-->
</head>

<body lang=ZH-CN style='tab-interval:21.0pt;word-wrap:break-word'>
<!--StartFragment-->

<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0
 style='border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt'>
"""
WORD_TAIL = (
    "</table>\n\n<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n\n<!--EndFragment-->\n</body>\n\n</html>\n"
)


def word(key: str) -> dict[str, str]:
    def cell(one: Printed) -> str:
        text = escape(_text(one, entries()), quote=False)
        said = f"{text}<span lang=EN-US><o:p></o:p></span>" if text else "<o:p>&nbsp;</o:p>"
        return (
            f"  <td width=57{_spans(one)} style='width:42.6pt;border:solid windowtext 1.0pt;\n  padding:0cm 5.4pt 0cm 5.4pt'>\n"
            f"  <p class=MsoNormal align=center style='text-align:center'><span\n"
            f"  style='font-family:仿宋;mso-bidi-font-family:仿宋'>{said}</span></p>\n  </td>\n"
        )

    rows = "".join(
        f" <tr style='mso-yfti-irow:{number};height:14.2pt'>\n{''.join(map(cell, row))} </tr>\n"
        for number, row in enumerate(_rows(key))
    )
    return {HTML: WORD_HEAD + rows + WORD_TAIL, TEXT: tabbed(key, "\r\n")}


def _browsed(key: str, style: str) -> str:
    """A table of a web page as browsers copy it, with what the page's style sheets made of each cell."""
    rows = (
        "".join(f"<td{_spans(cell, chr(34))}{style}>{escape(_text(cell, entries()), quote=False) or '&nbsp;'}</td>" for cell in row)
        for row in _rows(key)
    )
    return "".join(f"<tr>{row}</tr>" for row in rows)


def chrome(key: str) -> dict[str, str]:
    style = ' style="box-sizing: border-box; border: 1px solid rgb(204, 204, 204); text-align: center; word-break: break-all;"'
    table = f'<table border="1" style="border-collapse: collapse; width: 900px;"><tbody>{_browsed(key, style)}</tbody></table>'
    page = f"<html>\r\n<body>\r\n<!--StartFragment-->{table}<!--EndFragment-->\r\n</body>\r\n</html>"
    return {HTML: page, TEXT: tabbed(key, "\r\n").removesuffix("\r\n")}


def firefox(key: str) -> dict[str, str]:
    declared = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    page = f'{declared}<table class="bg"><tbody>{_browsed(key, "")}</tbody></table>'
    return {HTML: page, TEXT: tabbed(key, "\n").removesuffix("\n")}


PROGRAMS: dict[str, Callable[[str], dict[str, str]]] = {
    "excel": excel,
    "wps": wps,
    "word": word,
    "chrome": chrome,
    "firefox": firefox,
}
TABLES = ("disclosure", "requests", "disputes")


def held(program: str, key: str) -> dict[str, bytes]:
    """What a program left on the clipboard, by MIME type, out of the fixtures."""
    paths = ((mime, FOLDER / f"{program}-{key}{suffix}") for mime, suffix in SUFFIXES.items())
    return {mime: path.read_bytes() for mime, path in paths if path.exists()}


def values(key: str) -> dict[CellRef, str]:
    """What should stand in the cells of a table once it was pasted: plain digits, and what is no figure as it was."""
    plain = {"1,086": "1086", "1,101": "1101", "１": "1"}
    refs = [cell.ref for cell in layout(key).cells if cell.role is Role.VALUE and cell.ref]
    return {ref: plain.get(entries()[ref], entries()[ref]) for ref in refs}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for program, copy in PROGRAMS.items():
        for key in TABLES:
            for mime, content in copy(key).items():
                (FOLDER / f"{program}-{key}{SUFFIXES[mime]}").write_bytes(content.encode("utf-8"))


if __name__ == "__main__":
    main()
