"""A file that memory would not hold: the window opens a sample, says so, and runs on everything when asked to."""

import csv
import json
import sqlite3
from dataclasses import replace

import pandas as pd
import pytest

from segdesk.app.dialogs.export_dialog import ALL_ROWS, EVERYTHING, ExportDialog
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.by_hand import ByHandSpec, Merge
from segdesk.io.reading import read_table
from segdesk.samples import sample_path
from tests.app.driving import KEY, QUICK
from tests.scale import shops


@pytest.fixture
def many(tmp_path):
    """The customers of the sample file, three times."""
    rows = sample_path("customers").read_text("utf-8-sig").splitlines()
    path = tmp_path / "many.csv"
    path.write_text("\n".join([rows[0], *rows[1:] * 3]) + "\n", "utf-8")
    return path, 3 * (len(rows) - 1)


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    frame = shops.plain_shop()
    frame.to_csv(path, index=False)
    return path, len(frame)


def about(drive):
    return drive.window.status._about.text()


def export(drive, folder):
    """Press the button of the status bar, name a folder, save, and wait for the end."""
    drive.click(drive.window.status.everything)
    dialog = drive.dialog(ExportDialog)
    assert dialog.chosen == ALL_ROWS
    dialog.folder.setText(str(folder))
    for name, box in dialog.formats.items():
        box.setChecked(name == "csv")
    drive.click(dialog.save)
    return dialog


def labeled(folder):
    with (folder / "labeled.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_check_says_that_it_shows_a_sample(drive, many, little_memory):
    path, n = many
    drive.check(path)
    text = drive.page.shown.summary.text()
    assert f"a sample of the {n:,} rows of the file" in text
    notes = "\n".join(drive.page.shown.findings.notes(drive.page._inspected))
    assert f"of the {n:,} rows of the file, drawn evenly" in notes


def test_a_sample_stays_what_it_is_and_every_row_is_placed(drive, many, little_memory, tmp_path):
    path, n = many
    drive.take(path, **{**QUICK, "kind": "auto"})
    held = drive.document.opened.table.n_rows
    assert 300 < held < 1500
    assert f"Sample: {held:,} of {n:,} rows" in about(drive)
    assert not drive.window.status.everything.isEnabled(), "no segments are there yet"
    drive.find()
    drive.settle()
    export(drive, tmp_path / "all")
    drive.run_ended()
    drive.settle()
    assert "all rows were placed" in drive.notice
    assert len(labeled(tmp_path / "all")) == n
    summary = json.loads((tmp_path / "all" / "summary.json").read_text("utf-8"))
    assert summary["everyone"]["rows"] == n
    assert [each["name"] for each in summary["segments"]] == drive.names
    assert f"Sample: {held:,} of {n:,} rows" in about(drive), "the window stays on the sample"


def test_a_database_file_is_opened_as_a_sample_as_well(drive, many, little_memory, tmp_path):
    path = tmp_path / "many.sqlite"
    table = read_table(many[0])
    with sqlite3.connect(path) as connection:
        rows = pd.DataFrame({column.name: column.cells() for column in table.columns})
        rows.to_sql("customers", connection, index=False)
    connection.close()
    drive.take(path, **{**QUICK, "kind": "auto"})
    assert drive.document.opened.table.sample_of == many[1]
    drive.find()
    drive.settle()
    export(drive, tmp_path / "all")
    drive.run_ended()
    drive.settle()
    assert "all rows were placed" in drive.notice
    assert len(labeled(tmp_path / "all")) == many[1]


def test_names_given_on_a_sample_of_purchases_go_over_to_all_customers(
    drive, orders, little_memory, tmp_path
):
    path, n = orders
    drive.take(path, **{**QUICK, "kind": "transactions"})
    assert drive.document.opened.table.sample_of == n
    drive.find()
    drive.controller.rename({1: "My best"})
    drive.settle()
    n_sample = len(drive.segmentation.fit.rows)
    export(drive, tmp_path / "all")
    drive.run_ended()
    assert "Saved" in drive.notice
    summary = json.loads((tmp_path / "all" / "summary.json").read_text("utf-8"))
    rows = labeled(tmp_path / "all")
    whole = segment(read_table(path), drive.document.recipe)
    assert len(rows) == whole.source.table.n_rows > n_sample
    assert "My best" in [each["name"] for each in summary["segments"]]


def test_who_stops_it_finds_nothing_and_goes_on(drive, many, little_memory, tmp_path):
    drive.take(many[0], **{**QUICK, "kind": "auto", "draws": 20})
    drive.find()
    drive.settle()
    export(drive, tmp_path / "all")
    drive.key(KEY.Key_Escape)
    assert "Stopped" in drive.notice
    drive.settle()
    assert not (tmp_path / "all").exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
    assert drive.window.status.everything.isEnabled()


def test_a_project_of_a_sample_knows_that_it_is_one(drive, many, little_memory, tmp_path):
    path, n = many
    drive.take(path, **{**QUICK, "kind": "auto"})
    drive.find()
    drive.settle()
    drive.desk.projects.save_as(tmp_path / "sample.segdesk", with_data=True)
    drive.run_ended()
    drive.settle()
    drive.desk.projects.open(tmp_path / "sample.segdesk")
    drive.run_ended()
    drive.settle()
    assert drive.document.opened.table.sample_of == n
    assert "Sample: " in about(drive)


def test_a_project_of_a_sample_keeps_its_rows_whatever_is_chosen(drive, many, little_memory, tmp_path):
    drive.take(many[0], **{**QUICK, "kind": "auto"})
    held = drive.document.opened.table.n_rows
    drive.desk.projects.save_as(tmp_path / "sample.segdesk", with_data=False)
    drive.run_ended()
    drive.settle()
    many[0].unlink()
    drive.desk.projects.open(tmp_path / "sample.segdesk")
    drive.run_ended()
    drive.settle()
    assert drive.document.opened.table.n_rows == held


def test_steps_by_hand_on_some_customers_are_not_taken_among_all(drive, orders, little_memory, tmp_path):
    drive.take(orders[0], **{**QUICK, "kind": "transactions", "k": "4"})
    drive.find()
    drive.document.undo.clear()
    drive.settle()
    by_hand = ByHandSpec(edits=(Merge((2, 3)),))
    drive.document.propose("merge", replace(drive.document.recipe, by_hand=by_hand))
    assert drive.find().k == 3
    drive.settle()
    export(drive, tmp_path / "all")
    drive.run_ended()
    summary = json.loads((tmp_path / "all" / "summary.json").read_text("utf-8"))
    assert (summary["k"], summary["by_hand"]) == (4, [])
    assert any("by hand was taken on the sample" in each for each in summary["warnings"])


def test_another_customer_column_needs_another_sample(drive, orders, little_memory):
    drive.take(orders[0], **{**QUICK, "kind": "transactions"})
    drive.document.edit("customer", {"customer": "Product"})
    drive.controller.find_segments()
    drive.run_ended()
    drive.settle()
    assert "another sample is read" in drive.notice
    assert drive.document.run is None


def test_a_broken_file_that_memory_holds_is_opened_whole(drive, many, little_memory):
    path, n = many
    with path.open("a", encoding="utf-8") as file:
        file.write("a remark below the table\n")
    drive.check(path)
    assert drive.page._inspected.table.sample_of == 0
    assert drive.page._inspected.table.n_rows in (n, n + 1)


def test_progress_and_cancel_have_room_beside_a_sample(drive, many, little_memory):
    drive.take(many[0], **{**QUICK, "kind": "auto", "draws": 500})
    drive.window.resize(800, 600)
    drive.controller.find_segments()
    status = drive.window.status
    drive.until(status._cancel.isVisible)
    assert drive.window.width() <= 820
    for widget in (status._bar, status._cancel):
        right = widget.mapTo(drive.window, widget.rect().topRight()).x()
        assert right <= drive.window.width()
    assert not status.everything.isVisible()
    drive.key(KEY.Key_Escape)
    drive.run_ended()
    drive.settle()
    assert status.everything.isVisible()


def test_excel_is_not_offered_for_more_rows_than_it_holds(drive, many, little_memory):
    drive.take(many[0], **{**QUICK, "kind": "auto"})
    drive.find()
    drive.settle()
    drive.action("everything").trigger()
    dialog = drive.dialog(ExportDialog)
    assert not dialog.formats["xlsx"].isEnabled()
    dialog.choose(EVERYTHING)
    assert dialog.formats["xlsx"].isEnabled()
    dialog.reject()


def test_a_file_that_memory_holds_has_no_such_offer(drive, few):
    drive.segmented(few)
    assert "Sample" not in about(drive)
    assert not drive.window.status.everything.isVisible()
    assert not drive.action("everything").isEnabled()
    drive.action("export").trigger()
    dialog = drive.dialog(ExportDialog)
    assert dialog.chosen == EVERYTHING
    dialog.reject()


def test_files_of_a_sample_say_that_they_hold_its_rows_only(drive, many, little_memory):
    drive.take(many[0], **{**QUICK, "kind": "auto"})
    drive.find()
    drive.settle()
    drive.action("export").trigger()
    dialog = drive.dialog(ExportDialog)
    dialog.choose("csv")
    assert "Only the rows of the sample are in it." in dialog._about.text()
    dialog.choose("recipe")
    assert "sample" not in dialog._about.text()
    dialog.reject()
