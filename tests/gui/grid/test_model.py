"""The model under Qt's own model tester, with data, through edits and resets."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.forms import forms
from core.layout import Role
from gui.document import OpenReport
from gui.grid import entry
from gui.grid.model import Data, GridModel
from tests.builders.reports import random_report
from tests.gui.grid.conftest import put, ref

TABLES = [(form.key, table.key) for form in forms().values() for table in form.tables]
pytestmark = pytest.mark.usefixtures("qapp")
FAIL = QAbstractItemModelTester.FailureReportingMode.Fatal


def model_of(document: OpenReport, key: str = "requests") -> GridModel:
    form = document.report.form
    model = GridModel(document, form, next(table for table in form.tables if table.key == key))
    document.changed.connect(model.refresh)
    return model


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_the_model_meets_the_tester_through_edits(form, table):
    document = OpenReport(random_report(random.Random(5), form, blanks=0.2, notes=0.2))
    model = model_of(document, table)
    QAbstractItemModelTester(model, FAIL)
    first = model.sheet.refs[0]
    model.setData(model.index_of(first), "31")
    assert model.index_of(first).data() == "31"
    grid = document.report.form.tables[TABLES.index((form, table)) % 3].grids[0]
    removed = document.report.grids.pop(grid)
    model.refresh()
    document.report.grids[grid] = removed
    model.refresh()
    assert model.index_of(first).data() == "31"


def test_the_model_follows_a_collapsed_row():
    document = OpenReport(random_report(random.Random(5), "2021", collapsed=True))
    model = model_of(document)
    QAbstractItemModelTester(model, FAIL)
    assert model.rowCount() == 23
    assert model.headerData(20, Qt.Orientation.Vertical) == "三、本年度办理结果 （六）其他处理"


def test_an_edit_changes_data_and_does_not_reset(document, qtbot):
    model = model_of(document)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.setData(model.index_of(ref("granted", "person")), "77")


def test_a_grid_that_comes_or_goes_resets(document, qtbot):
    del document.report.grids["art20_6"]
    model = model_of(document, "disclosure")
    with qtbot.waitSignal(model.modelReset):
        entry.start_grids(document, document.report.form, ["art20_6"])
    assert model.index_of(ref("penalties", "decisions", "art20_6")).isValid()


def test_captions_headers_and_labels_can_be_neither_selected_nor_edited(document):
    model = model_of(document, "disclosure")
    printed = [model.index(row, 0) for row in range(model.rowCount())]
    assert {index.data(Data.PRINTED).role for index in printed} == {Role.CAPTION, Role.HEADER, Role.LABEL}
    assert not any(index.flags() & (Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable) for index in printed)


def test_values_are_shown_as_written_but_edited_whole(document):
    model = model_of(document)
    put(document.report, ref("granted", "person"), "22（其中重复2件）")
    put(document.report, ref("granted", "business"), "—")
    index = model.index_of(ref("granted", "person"))
    assert (index.data(), index.data(Qt.ItemDataRole.EditRole)) == ("22", "22（其中重复2件）")
    assert model.index_of(ref("granted", "business")).data() == "—"


def test_the_screen_reader_hears_place_value_and_problem(document):
    put(document.report, ref("granted", "person"), "约5")
    model = model_of(document)
    entry.write(document, document.report.form, {ref("received", "total"): "1"})
    heard = model.index_of(ref("granted", "person")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("表三 第3行‘（一）予以公开’·自然人，约5，错误：")


def test_headers_name_rows_and_columns(document):
    model = model_of(document)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "申请人情况 法人或其他组织 商业企业"
    assert model.headerData(2, Qt.Orientation.Vertical) == "三、本年度办理结果 （一）予以公开"
    assert model_of(document, "disputes").headerData(5, Qt.Orientation.Horizontal) == "行政诉讼 未经复议直接起诉 结果维持"
