"""One report as a file of every kind, kept in tests/fixtures so that every reader is tested where LibreOffice is not.

python -m tests.builders.fixtures writes them anew; tests/fixtures/README.md says how each is made.
"""

import csv
import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.forms import CellRef
from core.report import Report
from tests.builders.article import Article, article
from tests.builders.docx_shapes import as_docx
from tests.builders.flat_package import as_flat_package
from tests.builders.html_shapes import as_html
from tests.builders.mht_shapes import as_mht
from tests.builders.office import converted
from tests.builders.realistic import realistic_report
from tests.builders.sheet_shapes import as_csv, as_xlsx
from tests.builders.text_shapes import TEXT_CARRIERS, as_text
from tests.sizes import ROOT

FOLDER = ROOT / "tests" / "fixtures"
WHOLE, SMALL = FOLDER / "whole", FOLDER / "small"
CELLS = FOLDER / "whole.csv"
NAME = "年报"
_PICTURES = "Thumbnails/"
_OFFICE = (
    (".docx", "docx", ".docx"), (".doc", "doc", ".docx"), (".wps", "doc", ".docx"), (".rtf", "rtf", ".docx"),
    (".pdf", "pdf", ".docx"), (".docm", "docm", ".docx"), (".dotx", "dotx", ".docx"),
    (".odt", "odt", ".docx"), (".fodt", "fodt", ".docx"), (".xls", "xls", ".xlsx"), (".et", "xls", ".xlsx"),
    (".xlsm", "xlsm", ".xlsx"), (".xltx", "xltx", ".xlsx"), (".ods", "ods", ".xlsx"), (".fods", "fods", ".xlsx"),
)  # fmt: skip
"""What LibreOffice makes, as what, and of which of ours."""


def fixture(suffix: str, *, small: bool = False) -> Path:
    """The file of a kind, such as “.doc”; a small one holds two sections and the last table alone."""
    return (SMALL if small else WHOLE) / f"{NAME}{suffix}"


def printed_cells() -> dict[CellRef, str]:
    """What is printed in each cell of the whole report."""
    with CELLS.open(encoding="utf-8", newline="") as file:
        return {CellRef(*ref): text for *ref, text in csv.reader(file)}


def fixture_report() -> Report:
    return realistic_report(random.Random("fixture"), "2021")


def shortened(printed: Article) -> Article:
    """The first and the fourth section only."""
    printed.parts = [part for part in printed.parts if part.number in {1, 4}]
    return printed


def own_kinds(printed: Article) -> Iterator[tuple[str, bytes]]:
    """Every kind of file that our own builders make: suffix and bytes."""
    rng = random.Random("fixture")
    page = as_html(rng, printed, "plain", "plain", "labels", "gbk")
    yield ".html", page.encode("gbk")
    yield ".htm", as_html(rng, printed, "paragraphs", "plain", "none", "utf-8").encode()
    yield ".mht", as_mht(rng, page, "blink", "gbk")
    yield ".mhtml", as_mht(rng, page, "ie", "gbk")
    yield ".txt", as_text(rng, printed, TEXT_CARRIERS["tabs"], "plain", "none").encode("gbk")
    yield ".md", as_text(rng, printed, TEXT_CARRIERS["markdown"], "plain", "none").encode()
    yield ".csv", as_csv(rng, printed, ",", "plain", "none").encode("utf-8-sig")
    document = as_docx(rng, printed, "plain", "plain", "none")
    yield ".docx", document
    yield ".xml", as_flat_package(document)
    yield ".xlsx", as_xlsx(rng, printed, "several", "none", "numbers")


def office_kinds(own: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every kind that LibreOffice makes of those."""
    for suffix, to, source in _OFFICE:
        [data] = converted([own[source]], source, to)
        yield suffix, without_picture(data) if suffix in {".ods", ".odt"} else data


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """An archive of some files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()


def without_picture(data: bytes) -> bytes:
    """An OpenDocument file without the picture of its first page."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in source.infolist():
            if not entry.filename.startswith(_PICTURES):
                copy.writestr(entry, source.read(entry))
    return target.getvalue()


def _write(folder: Path, printed: Article) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    own = dict(own_kinds(printed))
    files = {**own, **dict(office_kinds(own))}
    packed = {f"报告/{NAME}{suffix}": files[suffix] for suffix in (".html", ".docx")}
    for suffix, data in {**files, ".zip": as_zip(packed)}.items():
        (folder / f"{NAME}{suffix}").write_bytes(data)


def main() -> None:
    report = fixture_report()
    _write(WHOLE, article(report))
    _write(SMALL, shortened(article(report)))
    with CELLS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((*ref, cell.entry.text) for ref, cell in report.cells())


if __name__ == "__main__":
    main()
