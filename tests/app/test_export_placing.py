"""How customers are placed, exported from the window: for databases, spreadsheets and other programs."""

import json

import duckdb
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from segdesk.app.dialogs.export_dialog import PLACING, ExportDialog
from segdesk.delivery.table_file import deliver_clean
from segdesk.engine.schema.clean_table import clean_table
from segdesk.io.scoring.placing_sql import placing_sql
from tests.app.driving import CTRL, KEY


def opened_by_keys(drive) -> ExportDialog:
    """Open the dialog and go down its list to the entry, without the mouse."""
    drive.key(KEY.Key_E, CTRL)
    dialog = drive.dialog(ExportDialog)
    names = [dialog.choices.item(i).data(Qt.ItemDataRole.UserRole) for i in range(dialog.choices.count())]
    drive.until(dialog.isActiveWindow)
    dialog.choices.setFocus()
    for _ in range(names.index(PLACING)):
        drive.key(KEY.Key_Down)
    assert dialog.chosen == PLACING
    return dialog


def save_as(drive, dialog, monkeypatch, path):
    """Save under a name, and return what the window says then."""
    asked = []

    def answer(parent, title, start, endings):
        asked.append((start, endings))
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(answer))
    drive.click(dialog.save)
    drive.until(lambda: drive.notice.startswith("Saved"))
    assert path.is_file()
    ((start, endings),) = asked
    assert start.endswith(f"placing{path.suffix}")
    assert endings == f"*{path.suffix}"
    return drive.notice


def test_a_statement_is_shown_and_places_the_clean_table(result, tmp_path, monkeypatch):
    dialog = opened_by_keys(result)
    form = dialog.placing
    result.key(KEY.Key_A, Qt.KeyboardModifier.AltModifier)
    assert form.kinds.hasFocus()
    assert form.chosen == "placing-duckdb"
    statement = placing_sql(result.segmentation.fit.model, "duckdb")
    assert statement.startswith(form.preview.toPlainText())
    save_as(result, dialog, monkeypatch, tmp_path / "mine.sql")
    assert (tmp_path / "mine.sql").read_text("utf-8") == statement
    deliver_clean(clean_table(result.document.opened.customers), tmp_path / "clean.parquet")
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE customers AS SELECT * FROM '{tmp_path / 'clean.parquet'}'")
    placed = connection.execute(statement).fetch_df()["segment"]
    assert placed.tolist() == result.segmentation.fit.labels.tolist()


def test_another_kind_by_keys_and_as_json(result, tmp_path, monkeypatch):
    dialog = opened_by_keys(result)
    dialog.placing.kinds.setFocus()
    result.key(KEY.Key_End)
    assert dialog.placing.chosen == "placing-json"
    assert '"format": "segdesk-placing"' in dialog.placing.preview.toPlainText()
    save_as(result, dialog, monkeypatch, tmp_path / "placing.json")
    assert json.loads((tmp_path / "placing.json").read_text("utf-8"))["placing"]["rule"] == "nearest centre"


def test_a_workbook_has_the_names_and_colours_of_the_window(result, tmp_path, monkeypatch):
    result.controller.rename({1: "Mine"})
    result.controller.recolour(1, 7)
    dialog = opened_by_keys(result)
    kinds = dialog.placing.kinds
    kinds.setCurrentIndex(kinds.findData("placing-excel"))
    assert "room for: 5,000" in dialog.placing.preview.toPlainText()
    save_as(result, dialog, monkeypatch, tmp_path / "placing.xlsx")
    guide = openpyxl.load_workbook(tmp_path / "placing.xlsx").worksheets[0]
    (cell,) = [row[0] for row in guide.iter_rows() if row[1].value == "Mine"]
    assert cell.value == 1
    assert cell.fill.fgColor.rgb == "FF6B46C7"


def test_what_cannot_be_written_is_said_in_place(drive, few):
    drive.segmented(few, where="age > 30")
    dialog = opened_by_keys(drive)
    form = dialog.placing
    assert "age > 30" in form.trouble.text()
    assert "segdesk predict" not in form.trouble.text()
    assert form.trouble.geometry().top() < form.height() / 3
    assert form.trouble.isVisible()
    assert not form.preview.isVisible()
    assert not dialog.save.isEnabled()
    # Nothing is in the way of the other files.
    drive.key(KEY.Key_Home)
    assert dialog.save.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("kind", ["placing-postgres", "placing-excel"])
def test_means_stand_for_customers_that_a_model_looks_up(drive, few, tmp_path, monkeypatch, kind):
    drive.segmented(few, method="hierarchical")
    dialog = opened_by_keys(drive)
    dialog.placing.kinds.setCurrentIndex(dialog.placing.kinds.findData(kind))
    assert "Means of five customers" in dialog.placing.preview.toPlainText()
    path = tmp_path / ("placing.sql" if kind == "placing-postgres" else "placing.xlsx")
    assert "compact" in save_as(drive, dialog, monkeypatch, path)


def test_medoids_are_customers_which_is_told(drive, few, tmp_path, monkeypatch):
    drive.segmented(few, method="pam")
    dialog = opened_by_keys(drive)
    told = save_as(drive, dialog, monkeypatch, tmp_path / "placing.sql")
    assert "holds the values of 3 customers" in told
