"""A piece of work as this version keeps it: a journal and a project file, which every later version must open.

python -m tests.builders.kept_work

writes tests/fixtures/kept/VERSION anew, VERSION being that of the journal. Folders of earlier versions stay as they are.
"""

import datetime
from pathlib import Path

from core import project
from core.document import Paragraph, Place, Source
from core.edits import put_aside, set_text, type_cells
from core.entries import About, Entry
from core.findings import Finding, Severity
from core.forms import CellRef, forms
from core.glimpse.kept import pack
from core.journal import VERSION, Journal
from core.numbers import figure
from core.records import Done, Step, Work, packed
from core.report import Cell, Header, Origin, Report, Section, empty_grid
from tests.builders.journals import GONE
from tests.sizes import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "kept"
KEY = "kept"
MOMENT = datetime.datetime(2024, 1, 29, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
RECEIVED, GRANTED = CellRef("requests", "received", "person"), CellRef("requests", "granted", "person")
LINE = "本年新收政府信息公开申请 3 件。"


def loaded_report() -> Report:
    """A report of 青禾镇 with one table, of which two cells are filled."""
    form = forms()["2021"]
    source = Source(Path("/年报/青禾镇.txt"), "text", "utf-8", "ab" * 32)
    header = Header("青禾镇人民政府2023年政府信息公开工作年度报告", "青禾镇人民政府", 2023, datetime.date(2024, 1, 22))
    grid = empty_grid(form.grids["requests"])
    for row, (ref, value) in enumerate(((RECEIVED, 3), (GRANTED, 2)), start=8):
        grid.cells[ref] = Cell(figure(value), Origin(str(value), Place(line=row)))
    sections = [Section(1, "一、总体情况", LINE, 1, Place(line=2))]
    report = Report(source, header, form, sections, {"requests": grid}, years_stated={"title": 2023})
    report.kept = pack([Paragraph("一、总体情况", Place(line=2)), Paragraph(LINE, Place(line=3))])
    return report


def work() -> Work:
    """Three steps: a figure and its sentence corrected together, a finding set aside, and a figure that undo took back."""
    report = loaded_report()
    before = Report(report.source, Header("上年", "青禾镇人民政府", 2022), report.form)
    finding = Finding("total.row", Severity.ERROR, "合计不符", 3, (RECEIVED,))
    edits = (
        (type_cells(report, "改数字", {RECEIVED: "5"}), set_text(report, "改文字", 1, LINE.replace("3", "5"))),
        (put_aside(finding, "搁置一处问题", "口径不同"),),
        (type_cells(report, "改数字", {GRANTED: "4"}),),
    )
    labels = "一起改", "搁置一处问题", "改数字"
    steps = tuple(Step(label, tuple(Done(edit, MOMENT, "核实") for edit in own)) for label, own in zip(labels, edits, strict=True))
    return Work(report, steps, 2, before)


def write(folder: Path) -> None:
    """Write the journal and the project file."""
    held = work()
    loaded, steps, previous = packed(held)
    project.save(folder / "青禾镇.nbx", project.project_bytes(loaded, steps, held.index, previous, MOMENT, held.loaded.kept))
    source = held.loaded.source
    about = About(
        "青禾镇人民政府 2023年", source.name, "青禾镇人民政府", 2023, source.path, "", "", source.sha256, MOMENT,
        steps=len(steps), index=held.index,
    )  # fmt: skip
    journal = Journal(folder, GONE)
    journal.put(Entry(KEY, about, loaded, steps, previous, held.loaded.kept))
    journal.close()


if __name__ == "__main__":
    new = FOLDER / str(VERSION)
    new.mkdir(parents=True)
    write(new)
