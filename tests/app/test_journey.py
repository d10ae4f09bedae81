"""Whole ways through the real window, with clicks and keys: from the welcome page to what is handed over."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from segdesk.app.dialogs.assign_file import AssignFileDialog
from segdesk.app.dialogs.chart_table import ChartTableDialog
from segdesk.app.dialogs.export_dialog import ExportDialog
from segdesk.app.dialogs.rename_all import RenameAllDialog
from segdesk.app.dialogs.report_dialog import ReportDialog
from segdesk.app.dialogs.which_segment import WhichSegmentDialog
from segdesk.app.jobs import WRITERS
from segdesk.app.panes.steps_bar import COLUMNS, DATA, SEGMENTS
from segdesk.delivery.deliver import deliver
from segdesk.delivery.model_files import write_model_of
from segdesk.engine.prediction.single_customer import assign_one
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.recipe_file import read_recipe
from tests.app.driving import CTRL, KEY, QUICK, SHIFT, few_customers
from tests.cli.running import segdesk
from tests.sample_results import unreported


@pytest.fixture
def system_asks(monkeypatch):
    """Answer the dialogs that are the system's: what they would return is put in place of them."""

    def answer(path: Path | str, kind: str = "") -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_: (str(path), kind)))
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_: ([str(path)], kind)))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(path)))

    return answer


class ClickCounter:
    """Counts the mouse buttons that are pressed."""

    def __init__(self, drive) -> None:
        self._drive, self.clicks = drive, 0

    def click(self, *arguments, **named) -> None:
        self.clicks += 1
        self._drive.click(*arguments, **named)


def slow(drive, path: Path) -> None:
    """Have a file open whose segments take long to find."""
    drive.take(path, kind="customers", k="2..9", draws=200, criteria=("silhouette", "gap", "inertia"))


def rename_in_list(drive, row: int, name: str, end=KEY.Key_Return) -> None:
    """Rename a segment with F2, in the list."""
    pane = drive.bench.segments
    drive.click(pane.list.viewport(), pane.list.visualRect(pane.model.index(row)).center())
    drive.key(KEY.Key_F2)
    drive.until(lambda: pane.list.findChildren(QLineEdit))
    field = pane.list.findChildren(QLineEdit)[-1]
    field.selectAll()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, end)
    drive.until(lambda: not pane.list.findChildren(QLineEdit))


def check_mark(drive, name: str) -> None:
    """Click the check mark of a column."""
    view = drive.bench.settings.columns
    row = next(i for i, c in enumerate(view.model().choices) if c.name == name)
    view.scrollTo(view.model().index(row))
    rect = view.visualRect(view.model().index(row))
    drive.click(view.viewport(), QPoint(rect.left() + 12, rect.center().y()))


def rows_of(drive, number: int):
    return drive.segmentation.fit.labels == number


def selects(drive, *numbers: int) -> bool:
    """Return whether exactly the customers of these segments are selected."""
    rows = drive.selection.rows
    return rows is not None and bool((rows == np.isin(drive.segmentation.fit.labels, numbers)).all())


def area_of(drive, number: int) -> QPoint:
    """Return a place of the canvas where a segment lies, away from its edges."""
    canvas = drive.bench.charts.canvas
    area = next(a for a in canvas.drawing.areas if a.segment == number)
    return canvas._rect_of(area.x0, area.y0, area.x1, area.y1).center().toPoint()


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def read_cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# From the welcome page to segments


@pytest.mark.slow
def test_the_sample_shows_named_segments_after_one_click_and_is_no_work_that_could_be_lost(drive):
    counter = ClickCounter(drive)
    counter.click(drive.window.pages.welcome._sample)
    drive.until(lambda: drive.document.run is not None)
    drive.settle()
    assert counter.clicks == 1
    assert drive.bench.isVisible()
    assert len(set(drive.names)) == drive.segmentation.k >= 2
    assert drive.bench.charts.canvas.drawing is not None
    assert drive.bench.segments.model.rowCount() == drive.segmentation.k
    assert drive.window.steps.current == SEGMENTS
    drive.window.close()
    assert QApplication.activeModalWidget() is None
    assert not drive.window.isVisible()


def test_an_own_file_needs_at_most_five_clicks(drive, few, system_asks):
    system_asks(few)
    counter = ClickCounter(drive)
    counter.click(drive.window.pages.welcome._open)
    drive.until(lambda: drive.window.pages.check_page is not None and drive.page.shown.accept.isEnabled())
    assert drive.window.windowTitle() == "segdesk"
    counter.click(drive.page.shown.accept)
    assert drive.window.windowTitle().startswith("few.csv")
    assert drive.window.steps.current == COLUMNS
    # The choice in the system's dialog is a click as well.
    drive.controller.attempt("test", **{name: QUICK[name] for name in ("k", "draws", "criteria")})
    counter.click(drive.bench.settings.find_button)
    drive.until(lambda: drive.document.run is not None)
    assert counter.clicks + 1 <= 5
    assert len(set(drive.names)) == 3
    assert drive.preferences.recent_files == [few]


def test_the_focus_begins_on_the_sample(drive):
    drive.until(lambda: drive.application.focusWidget() is drive.window.pages.welcome._sample)


def test_a_recent_file_opens_from_welcome_page_and_menu(drive, few):
    drive.take(few)
    drive.window.pages.welcome.refresh()
    drive.window.pages.setCurrentWidget(drive.window.pages.welcome)
    button = drive.window.pages.welcome._recent.itemAt(0).widget()
    assert button.text() == "few.csv"
    drive.until(button.isVisible)
    drive.click(button)
    drive.run_ended()
    assert drive.page.shown.title.text().endswith("few.csv")
    menu = drive.window.menus.recent
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "few.csv"
    menu.actions()[-1].trigger()
    assert drive.preferences.recent_files == []


def test_a_file_that_is_dropped_is_checked(drive, few):
    assert drive.drop(drive.window, few)
    drive.run_ended()
    assert drive.window.pages.currentWidget() is drive.page
    assert drive.page.shown.accept.isEnabled()


def test_several_files_that_are_dropped_are_one_table(drive, few, tmp_path):
    other = few_customers(tmp_path, 50, "other.csv")
    assert drive.drop(drive.window, few, other)
    drive.run_ended()
    drive.click(drive.page.shown.accept)
    table = drive.document.inspection.table
    assert table.names[-1] == "source_file"
    assert table.source.origin == (few, other)
    # Looked at again, all of them are read again.
    drive.window.pages.go_to(DATA)
    drive.run_ended()
    assert drive.page.shown.accept.isEnabled()
    drive.click(drive.page.shown.accept)
    assert drive.document.inspection.table is table


def test_a_folder_that_is_dropped_is_one_table(drive, tmp_path):
    folder = tmp_path / "months"
    folder.mkdir()
    for i in (1, 2):
        few_customers(folder, 40 + i, f"{i}.csv")
    assert drive.drop(drive.window, folder)
    drive.run_ended()
    drive.click(drive.page.shown.accept)
    assert drive.document.inspection.table.n_rows == 83


def test_a_table_is_pasted_from_a_spreadsheet(drive):
    cells = [["customer", "orders", "spend"], *([f"C{i}", str(i % 9), str(3 * i)] for i in range(60))]
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in cells))
    drive.key(KEY.Key_V, CTRL | SHIFT)
    drive.run_ended()
    drive.click(drive.page.shown.accept)
    assert drive.document.inspection.table.n_rows == 60
    assert drive.document.inspection.table.names == ("customer", "orders", "spend")


def test_an_empty_clipboard_is_answered_with_what_to_do(drive):
    QGuiApplication.clipboard().setText("   ")
    drive.window.files.paste_table()
    assert "no table on the clipboard" in drive.notice
    assert "Copy the cells" in drive.notice
    assert drive.window.pages.currentWidget() is drive.window.pages.welcome


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("broken.xlsx", b"PK\x03\x04 not a workbook at all"),
        ("headings.csv", b"customer,orders,spend\n"),
    ],
)
def test_a_broken_file_is_explained_where_it_was_opened(drive, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    drive.check(path)
    assert drive.page.shown.trouble.isVisible()
    assert drive.page.shown._what.text()
    assert not drive.page.shown.accept.isEnabled()
    assert not drive.dialogs()
    drive.key(KEY.Key_Escape)
    assert drive.window.pages.currentWidget() is drive.window.pages.welcome


def test_a_file_that_is_gone_is_explained(drive, tmp_path):
    drive.check(tmp_path / "gone.csv")
    assert drive.page.shown.trouble.isVisible()
    assert not drive.page.shown.accept.isEnabled()


# Names


def test_a_name_given_with_f2_stands_everywhere(result, tmp_path):
    rename_in_list(result, 0, "Champions")
    assert result.names[0] == "Champions"
    assert result.bench.segments.model.index(0).data() == "Champions"
    table = result.bench.data.model
    shown = {table.index(row, 0).data() for row in range(table.rowCount())}
    assert set(result.names) == shown
    chart = result.bench.charts.chart
    assert "Champions" in chart.data(result.segmentation).to_csv()
    deliver(unreported(result.segmentation), tmp_path / "out", ("csv",))
    assert "Champions" in {row["segment_name"] for row in read_cells(tmp_path / "out" / "labeled.csv")}
    assert "Champions" in (tmp_path / "out" / "segments.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("name", ["", "   "])
def test_an_empty_name_is_refused_in_place(result, name):
    before = result.names
    rename_in_list(result, 0, name) if name else rename_with_nothing(result)
    assert result.names == before
    assert result.bench.segments._trouble.isVisible()
    assert not result.dialogs()
    result.bench.segments.refresh()
    assert not result.bench.segments._trouble.isVisible()


def rename_with_nothing(drive) -> None:
    """Delete a name, and leave the field."""
    pane = drive.bench.segments
    drive.click(pane.list.viewport(), pane.list.visualRect(pane.model.index(0)).center())
    drive.key(KEY.Key_F2)
    field = pane.list.findChildren(QLineEdit)[-1]
    field.selectAll()
    QTest.keyClick(field, KEY.Key_Delete)
    QTest.keyClick(field, KEY.Key_Return)
    drive.until(lambda: not pane.list.findChildren(QLineEdit))


def test_a_name_that_is_taken_is_refused_in_place(result):
    before = result.names
    rename_in_list(result, 0, before[1].upper())
    assert result.names == before
    assert result.bench.segments._trouble.isVisible()


def test_escape_leaves_a_name_as_it_was(result):
    before = result.names
    rename_in_list(result, 1, "Something else", end=KEY.Key_Escape)
    assert result.names == before
    assert result.document.undo.index() == 1


def test_all_names_are_given_in_one_form(result):
    result.click(result.bench.segments.rename_all)
    form = result.dialog(RenameAllDialog)
    for number, field in form.fields.items():
        field.selectAll()
        QTest.keyClicks(field, f"Group {number}")
    QTest.keyClick(form.fields[1], KEY.Key_Return)
    result.until(lambda: not result.dialogs())
    assert result.names == ["Group 1", "Group 2", "Group 3"]
    result.key(KEY.Key_Z, CTRL)
    assert "Group 1" not in result.names


def test_the_form_of_names_refuses_a_name_twice_and_stays(result):
    before = result.names
    result.window.dialogs.rename_all()
    form = result.dialog(RenameAllDialog)
    form.fields[2].setText(form.fields[1].text())
    QTest.keyClick(form.fields[2], KEY.Key_Return)
    assert form._trouble.isVisible()
    assert form.isVisible()
    QTest.keyClick(form, KEY.Key_Escape)
    result.until(lambda: not result.dialogs())
    assert result.names == before


# Undo and redo


def test_undo_and_redo_by_their_keys(result):
    before = result.names
    rename_in_list(result, 0, "Champions")
    result.key(KEY.Key_Z, CTRL)
    assert result.names == before
    result.key(KEY.Key_Z, CTRL | SHIFT)
    assert result.names[0] == "Champions"
    result.key(KEY.Key_Z, CTRL)
    result.key(KEY.Key_Y, CTRL)
    assert result.names[0] == "Champions"


def test_check_mark_and_number_are_undone(result):
    recipe = result.document.recipe
    result.preferences.updates_itself = False
    check_mark(result, "orders")
    roles = {c.name: c.role.name for c in result.document.inspection.schema.choices}
    assert roles["orders"] == "DESCRIPTOR"
    result.click(result.bench.settings.exactly)
    result.bench.settings.number.setFocus()
    result.key(KEY.Key_Up)
    assert result.document.recipe.method.k == "4"
    result.key(KEY.Key_Z, CTRL)
    result.key(KEY.Key_Z, CTRL)
    assert result.document.recipe == recipe
    assert result.bench.settings.number.value() == 3
    roles = {c.name: c.role.name for c in result.document.inspection.schema.choices}
    assert roles["orders"] == "SEGMENTATION"
    result.preferences.updates_itself = True


def test_undo_returns_to_the_earlier_run(result):
    earlier = result.document.run
    result.preferences.updates_itself = False
    result.controller.attempt("number", k="4")
    result.key(KEY.Key_F5)
    result.until(lambda: result.document.run is not earlier)
    assert result.segmentation.k == 4
    result.key(KEY.Key_Z, CTRL)
    assert result.document.run is earlier
    assert result.document.is_stale
    result.key(KEY.Key_Z, CTRL)
    assert not result.document.is_stale
    result.key(KEY.Key_Y, CTRL)
    result.key(KEY.Key_Y, CTRL)
    assert result.segmentation.k == 4
    result.preferences.updates_itself = True


# Settings and results


def test_a_change_marks_the_result_out_of_date_until_it_is_updated(result):
    result.preferences.updates_itself = False
    result.bench.settings.number.setFocus()
    result.key(KEY.Key_Up)
    steps = result.window.steps
    assert steps._update.isVisible()
    assert not steps._state.isVisible()
    assert result.segmentation.k == 3
    earlier = result.document.run
    result.key(KEY.Key_Return, CTRL)
    result.until(lambda: result.document.run is not earlier)
    result.settle()
    assert result.segmentation.k == 4
    assert not steps._update.isVisible()
    assert steps._state.isVisible()
    result.preferences.updates_itself = True


def test_a_quick_result_follows_the_settings_by_itself(result):
    earlier = result.document.run
    result.document._run = result.document._run.__class__(
        earlier.number, earlier.recipe, earlier.segmentation, 0.1, earlier.new
    )
    result.controller.attempt("number", k="4")
    result.until(lambda: result.segmentation.k == 4)


def test_settings_are_saved_and_loaded(result, tmp_path, system_asks):
    path = tmp_path / "mine.toml"
    system_asks(path)
    result.preferences.updates_itself = False
    result.controller.attempt("seed", seed=77)
    result.window.files.save_settings()
    assert result.notice == "Saved mine.toml."
    assert read_recipe(path) == result.document.recipe
    result.key(KEY.Key_Z, CTRL)
    assert result.document.recipe.method.seed != 77
    result.window.files.load_settings()
    assert result.document.recipe.method.seed == 77
    assert "mine.toml" in result.notice
    result.preferences.updates_itself = True


def test_settings_that_do_not_fit_the_file_change_nothing(result, tmp_path, system_asks):
    path = tmp_path / "other.toml"
    path.write_text('version = 1\n[columns]\nuse = ["no such column"]\n', "utf-8")
    system_asks(path)
    before = result.document.recipe
    result.window.files.load_settings()
    assert "no such column" in result.notice
    assert result.document.recipe == before


# One selection for all


def test_a_click_on_the_heatmap_selects_everywhere(result):
    canvas = result.bench.charts.canvas
    result.click(canvas, area_of(result, 2))
    assert selects(result, 2)
    pane = result.bench.segments
    chosen = pane.list.selectionModel().selectedIndexes()
    assert [index.row() for index in chosen] == [pane.model.row_of(2)]
    model = result.bench.data.model
    rows = {i.row() for i in result.bench.data.table.selectionModel().selectedRows()}
    assert {int(model.rows[row]) for row in rows} == set(np.flatnonzero(rows_of(result, 2)).tolist())


def test_shift_adds_ctrl_toggles_and_escape_clears(result):
    canvas = result.bench.charts.canvas
    result.click(canvas, area_of(result, 1))
    result.click(canvas, area_of(result, 3), SHIFT)
    assert selects(result, 1, 3)
    result.click(canvas, area_of(result, 1), CTRL)
    assert selects(result, 3)
    result.click(canvas, area_of(result, 2), CTRL)
    assert selects(result, 2, 3)
    result.key(KEY.Key_Escape)
    assert result.selection.rows is None
    assert not result.bench.segments.list.selectionModel().hasSelection()
    assert not result.bench.data.table.selectionModel().hasSelection()


def test_a_rectangle_on_the_map_selects_the_customers_in_it(result):
    place = next(i for i, c in enumerate(result.bench.charts._charts) if c.name == "customer_map")
    result.bench.charts.turn_to(place)
    result.settle()
    canvas = result.bench.charts.canvas
    points = canvas.drawing.points * [canvas.width(), canvas._place().height()]
    low, high = np.floor(points.min(axis=0)) - 2, np.median(points, axis=0)
    result.drag(canvas, QPoint(*map(int, low)), QPoint(*map(int, high)))
    rows = result.selection.rows
    assert rows is not None
    left, right = np.trunc(low), np.trunc(high)
    inside = ((points >= left) & (points <= right)).all(axis=1)
    assert 0 < inside.sum() < len(inside)
    assert set(np.flatnonzero(rows)) == set(result.segmentation.fit.rows[inside].tolist())


def test_rows_selected_in_the_table_are_selected_everywhere(result):
    table = result.bench.data.table
    model = result.bench.data.model
    for row, modifier in ((0, CTRL), (2, CTRL)):
        result.click(table.viewport(), table.visualRect(model.index(row, 1)).center(), modifier)
    assert result.selection.count == 2
    assert set(np.flatnonzero(result.selection.rows)) == {int(model.rows[0]), int(model.rows[2])}


def test_a_click_on_a_segment_selects_its_customers(result):
    pane = result.bench.segments
    for row, modifier, numbers in ((0, None, (1,)), (1, SHIFT, (1, 2)), (0, CTRL, (2,))):
        at = pane.list.visualRect(pane.model.index(row)).center()
        QTest.mouseMove(pane.list.viewport(), at)
        if modifier is None:
            result.click(pane.list.viewport(), at)
        else:
            result.click(pane.list.viewport(), at, modifier)
        assert selects(result, *numbers), f"row {row} with {modifier}"


def test_arrow_keys_on_a_chart_go_from_segment_to_segment(result):
    result.bench.charts.canvas.setFocus()
    for number in (1, 2, 3, 1):
        result.key(KEY.Key_Down)
        assert selects(result, number)
    result.key(KEY.Key_Up)
    assert selects(result, 3)


def test_a_new_result_selects_nobody(result):
    result.selection.select(rows_of(result, 1))
    result.find()
    assert result.selection.rows is None


# Stopping and closing


def test_escape_stops_a_run_and_keeps_the_earlier_result(drive, few):
    drive.segmented(few)
    earlier = drive.document.run
    drive.controller.attempt("trust", k="2..9", draws=200, criteria=("silhouette", "gap", "inertia"))
    drive.controller.find_segments()
    drive.until(drive.window.statusBar()._cancel.isVisible)
    drive.key(KEY.Key_Escape)
    assert not drive.controller.lanes.work.is_busy
    assert drive.notice == "Stopped. Your earlier result is unchanged."
    assert drive.document.run is earlier
    assert drive.bench.settings.find_button.isEnabled()
    drive.settle()
    assert drive.document.run is earlier


def test_the_button_of_the_status_bar_stops_as_well(drive, few):
    slow(drive, few)
    drive.click(drive.bench.settings.find_button)
    cancel = drive.window.statusBar()._cancel
    drive.until(cancel.isVisible)
    drive.click(cancel)
    assert not drive.controller.lanes.work.is_busy
    assert drive.document.run is None


def test_the_window_closes_during_a_run(drive, few):
    slow(drive, few)
    drive.controller.find_segments()
    drive.until(lambda: drive.controller.lanes.work.seconds > 0.3)
    drive.window.close()
    drive.desk.close()
    assert not drive.window.isVisible()
    assert drive.document.run is None


def test_another_file_opened_during_a_run_takes_its_place(drive, few, tmp_path):
    slow(drive, few)
    drive.controller.find_segments()
    drive.until(lambda: drive.controller.lanes.work.seconds > 0.2)
    other = few_customers(tmp_path, 60, "other.csv")
    drive.check(other)
    drive.click(drive.page.shown.accept)
    assert drive.document.inspection.table.n_rows == 60
    drive.settle()
    assert drive.document.run is None


def test_leaving_the_check_of_another_file_returns_to_the_one_that_is_open(drive, few, tmp_path):
    drive.segmented(few)
    drive.check(few_customers(tmp_path, 60, "other.csv"))
    drive.key(KEY.Key_Escape)
    assert drive.window.pages.currentWidget() is drive.bench
    assert drive.document.inspection.table.n_rows == 200
    assert drive.document.run is not None


def test_stopping_in_the_status_bar_leaves_the_check_of_a_file(drive, tmp_path):
    rows = "".join(f"C{i};{i % 97};{i % 89}.5;{i % 83}\n" for i in range(400_000))
    (tmp_path / "long.csv").write_text(f"customer;orders;spend;visits\n{rows}", "utf-8")
    drive.window.files.open_path(tmp_path / "long.csv")
    cancel = drive.window.statusBar()._cancel
    drive.until(cancel.isVisible)
    drive.click(cancel)
    assert not drive.controller.lanes.work.is_busy
    assert drive.window.pages.currentWidget() is drive.window.pages.welcome


# What is handed over


def test_everything_is_exported_in_the_formats_of_the_command_line(result, tmp_path):
    result.key(KEY.Key_E, CTRL)
    dialog = result.dialog(ExportDialog)
    dialog.folder.setFocus()
    dialog.folder.selectAll()
    QTest.keyClicks(dialog.folder, str(tmp_path / "window"))
    # Enter saves; it does not ask for another folder.
    QTest.keyClick(dialog.folder, KEY.Key_Return)
    result.until(lambda: result.notice.startswith("Saved"))
    written = files_in(tmp_path / "window")
    assert written == set(json.loads((tmp_path / "window" / "summary.json").read_text("utf-8"))["files"])
    # That a whole folder is the same through both doors is held by test_same_as_command_line.py.
    output = Recipe().output
    assert {name for name in written if name.startswith("labeled")} == {
        f"labeled.{f}" for f in output.formats
    }
    reports = {name for name in written if name.startswith("report")}
    assert reports == {"report.json", *(f"report.{each}" for each in output.report)}


def test_a_folder_with_other_files_is_refused_in_place(result, tmp_path):
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    result.window.dialogs.export()
    dialog = result.dialog(ExportDialog)
    dialog.folder.setText(str(tmp_path))
    assert not dialog.save.isEnabled()
    assert "other files" in dialog._trouble.text()
    dialog.folder.setText(str(tmp_path / "new"))
    assert dialog.save.isEnabled()
    dialog.reject()


# A compact model is offered of models that hold customers only.
@pytest.mark.parametrize("name", [name for name in WRITERS if name != "compact"])
def test_each_file_is_saved_alone(result, tmp_path, system_asks, name):
    path = tmp_path / f"mine{WRITERS[name]}"
    system_asks(path.with_suffix(""))
    result.window.dialogs.export()
    dialog = result.dialog(ExportDialog)
    row = 1 + list(WRITERS).index(name)
    if name.startswith("placing"):
        # One entry, and a choice of files in it.
        row = 1 + list(WRITERS).index("compact")
        dialog.placing.kinds.setCurrentIndex(dialog.placing.kinds.findData(name))
    dialog.choices.setCurrentRow(row)
    assert dialog.chosen == ("placing" if name.startswith("placing") else name)
    result.click(dialog.save)
    result.until(lambda: result.notice.startswith("Saved"))
    assert path.stat().st_size > 100
    assert {p.name for p in tmp_path.iterdir()} == {path.name}


def test_the_report_is_saved_with_its_key(result, tmp_path, system_asks):
    system_asks(tmp_path / "ours.html")
    result.key(KEY.Key_R, CTRL)
    dialog = result.dialog(ReportDialog)
    dialog.format.setCurrentIndex(dialog.format.findData("html"))
    dialog.save.click()
    result.until(lambda: result.notice == "Saved ours.html.")
    text = (tmp_path / "ours.html").read_text("utf-8")
    assert all(name in text for name in result.names)
    buttons = [
        b.text() for b in result.window.notices.findChildren(QPushButton) if b.isVisible() and b.text()
    ]
    assert buttons == ["Open report", "Show in folder"]


@pytest.mark.parametrize(("suffix", "begin"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")])
def test_a_chart_is_saved(result, tmp_path, system_asks, suffix, begin):
    path = tmp_path / f"chart{suffix}"
    system_asks(path)
    result.action("save_chart").trigger()
    result.until(lambda: result.notice.startswith("Saved"))
    assert path.read_bytes().startswith(begin)


def test_a_chart_and_its_numbers_are_copied(result):
    result.key(KEY.Key_C, CTRL | SHIFT)
    image = QGuiApplication.clipboard().image()
    assert image.size() == result.bench.charts.canvas.image.size()
    result.bench.charts.copy_data()
    data = result.bench.charts.chart.data(result.segmentation)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == [str(name) for name in data.columns]
    assert len(lines) == 1 + len(data)
    assert QGuiApplication.clipboard().mimeData().hasHtml()


# One customer, and many


def test_which_segment_answers_as_the_model_and_follows_a_change(result):
    result.tool("which")
    dialog = result.dialog(WhichSegmentDialog)
    names = result.segmentation.fit.model.names

    def answer() -> str:
        values = {name: value() for name, value in dialog._values.items()}
        placed = assign_one(result.segmentation.fit.model, values)
        return names[placed.segment - 1]

    assert answer() in dialog.answer.text()
    seen = {dialog.answer.text()}
    spin = dialog.fields["orders"]
    for number in (1, 20, 60):
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, str(number))
        QTest.keyClick(spin, KEY.Key_Tab)
        assert answer() in dialog.answer.text()
        seen.add(dialog.answer.text())
    assert len(seen) > 1
    QTest.keyClick(dialog, KEY.Key_Escape)
    result.until(lambda: not result.dialogs())


@pytest.fixture
def renamed_column(few, tmp_path) -> Path:
    """The file with another heading for its orders."""
    text = few.read_text("utf-8").replace(",orders,", ",purchases_made,", 1)
    path = tmp_path / "next.csv"
    path.write_text(text, "utf-8")
    return path


def assigned(drive, dialog, path: Path, out: Path, system_asks) -> list[dict[str, str]]:
    """Place the customers of a file whose orders are called otherwise, and return the saved rows."""
    assert drive.drop(dialog, path)
    drive.until(lambda: dialog.matches.boxes and not drive.controller.lanes.work.is_busy)
    assert not dialog.save.isEnabled()
    assert "orders" in dialog._trouble.text()
    box = dialog.matches.boxes["orders"]
    box.setCurrentIndex(box.findData("purchases_made"))
    drive.until(dialog.save.isEnabled)
    assert dialog._found.isVisible()
    system_asks(out)
    drive.click(dialog.save)
    drive.until(lambda: drive.notice.startswith("Saved"))
    return read_cells(out)


def test_a_file_is_assigned_with_the_result_on_screen(result, renamed_column, tmp_path, system_asks):
    result.tool("assign")
    dialog = result.dialog(AssignFileDialog)
    rows = assigned(result, dialog, renamed_column, tmp_path / "placed.csv", system_asks)
    labels = result.segmentation.fit.labels.tolist()
    assert [int(row["segment"]) for row in rows] == labels


def test_a_file_is_assigned_with_a_model_file_as_on_the_command_line(
    result, few, renamed_column, tmp_path, system_asks
):
    model = tmp_path / "model.segdesk"
    write_model_of(result.segmentation, model)
    result.window.files.open_path(model)
    dialog = result.dialog(AssignFileDialog)
    assert "model.segdesk" in dialog._about_model.text()
    rows = assigned(result, dialog, renamed_column, tmp_path / "window.csv", system_asks)
    done = segdesk("predict", few, "--model", model, "--out", tmp_path / "command.csv", "--quiet")
    assert done.returncode == 0, done.stderr
    expected = read_cells(tmp_path / "command.csv")
    assert [r["segment"] for r in rows] == [r["segment"] for r in expected]
    assert [r["segment_name"] for r in rows] == [r["segment_name"] for r in expected]


def test_several_files_are_assigned_as_one_table(result, few, tmp_path, system_asks):
    heading, *rows = few.read_text("utf-8").splitlines()
    halves = [tmp_path / "june.csv", tmp_path / "july.csv"]
    for path, part in zip(halves, (rows[:90], rows[90:]), strict=True):
        path.write_text("\n".join((heading, *part)) + "\n", "utf-8")
    result.tool("assign")
    dialog = result.dialog(AssignFileDialog)
    assert result.drop(dialog, *halves)
    result.until(dialog.save.isEnabled)
    assert "2 files" in dialog._about_file.text()
    system_asks(tmp_path / "placed.csv")
    result.click(dialog.save)
    result.until(lambda: result.notice.startswith("Saved"))
    placed = read_cells(tmp_path / "placed.csv")
    assert [int(row["segment"]) for row in placed] == result.segmentation.fit.labels.tolist()
    assert [row["source_file"] for row in placed] == ["june.csv"] * 90 + ["july.csv"] * (len(rows) - 90)


def test_a_file_that_is_no_model_is_explained(drive, tmp_path):
    path = tmp_path / "not.segdesk"
    path.write_bytes(b"nothing of the kind")
    drive.window.files.open_path(path)
    drive.until(lambda: "no model or project" in drive.notice)
    assert "not.segdesk" in drive.notice
    assert not drive.dialogs()


# How it looks, and the keyboard


def test_the_theme_changes_at_once_and_the_chart_with_it(result):
    light = result.bench.charts.canvas.drawing
    result.action("theme_dark").trigger()
    assert result.application.palette().window().color().lightness() < 80
    result.until(lambda: result.bench.charts.canvas.drawing is not light)
    assert result.preferences.theme == "dark"
    result.action("theme_light").trigger()
    assert result.application.palette().window().color().lightness() > 200
    result.settle()


def test_the_size_of_text_follows_its_keys(result):
    usual = result.controller.theme.text_pixels
    result.key(KEY.Key_Plus, CTRL)
    result.key(KEY.Key_Plus, CTRL)
    assert result.preferences.text_size == 120
    assert result.controller.theme.text_pixels > usual
    result.key(KEY.Key_Minus, CTRL)
    assert result.preferences.text_size == 110
    result.key(KEY.Key_0, CTRL)
    assert result.controller.theme.text_pixels == usual
    result.settle()


def test_another_language_keeps_the_document(drive, few):
    segmentation = drive.segmented(few)
    earlier = drive.window
    drive.action("language_de").trigger()
    assert drive.window is not earlier
    drive.until(lambda: drive.window.isVisible() and drive.window.isActiveWindow())
    assert drive.segmentation is segmentation
    assert drive.bench.segments.model.rowCount() == 3
    assert drive.preferences.language == "de"
    # What the earlier window listened to is nothing to the new one.
    drive.controller.theme.choose("dark")
    drive.controller.rename({1: "Beste"})
    drive.settle()
    assert drive.bench.segments.model.index(0).data() == "Beste"
    drive.action("language_en").trigger()
    drive.settle()
    assert drive.names[0] == "Beste"


def test_f6_goes_round_the_panes(result):
    bench = result.bench
    panes = [bench.settings.columns, bench.charts.canvas, bench.data.table, bench.segments.list]
    panes[0].setFocus()
    for pane in (*panes[1:], panes[0]):
        result.key(KEY.Key_F6)
        assert result.application.focusWidget() is pane
    for pane in reversed(panes):
        result.key(KEY.Key_F6, SHIFT)
        assert result.application.focusWidget() is pane


def test_f6_goes_on_from_whatever_has_the_focus_inside_a_pane(result):
    result.bench.data.focus_search()
    result.key(KEY.Key_F6)
    assert result.application.focusWidget() is result.bench.segments.list
    result.bench.settings.number.setFocus()
    result.key(KEY.Key_F6)
    assert result.application.focusWidget() is result.bench.charts.canvas


def test_ctrl_and_a_digit_turns_to_a_chart(result):
    tabs = result.bench.charts.tabs
    for place in range(min(tabs.count(), 9)):
        result.key(Qt.Key(KEY.Key_1 + place), CTRL)
        assert tabs.currentIndex() == place
        result.settle()
        drawing = result.bench.charts.canvas.drawing
        assert drawing is None or drawing.chart == result.bench.charts.chart.name


def test_f9_hides_and_shows_the_side_panes(result):
    for key, modifier, pane in (
        (KEY.Key_F9, Qt.KeyboardModifier.NoModifier, result.bench.settings),
        (KEY.Key_F9, SHIFT, result.bench.segments),
    ):
        result.key(key, modifier)
        assert not pane.isVisible()
        result.key(key, modifier)
        assert pane.isVisible()
    result.settle()


def test_no_key_belongs_to_two_actions(result):
    owners: dict[str, list[str]] = {}
    for action in result.window.actions_.all():
        for key in action.shortcuts():
            owners.setdefault(key.toString(), []).append(action.objectName())
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_every_action_with_a_key_is_in_a_menu(result):
    def listed(menu) -> set:
        found = set()
        for action in menu.actions():
            found |= {action.objectName()} | (listed(action.menu()) if action.menu() else set())
        return found

    bar = result.window.menuBar()
    in_menus = set().union(*(listed(action.menu()) for action in bar.actions()))
    with_key = {a.objectName() for a in result.window.actions_.all() if a.shortcuts()}
    assert with_key <= in_menus


def test_steps_jump_and_never_lock(result):
    steps = result.window.steps
    result.click(steps._steps[DATA])
    result.run_ended()
    assert result.window.pages.currentWidget() is result.page
    result.click(steps._steps[SEGMENTS])
    assert result.window.pages.currentWidget() is result.bench
    result.click(steps._steps[COLUMNS])
    assert result.application.focusWidget() is result.bench.settings.columns
    result.click(steps._steps[3])
    result.dialog(ExportDialog).reject()


def test_the_tour_points_at_four_things_and_is_shown_once(drive, few):
    drive.segmented(few)
    drive.preferences.tour_seen = False
    drive.window.tour_guide.start()
    tour = drive.window.tour_guide.tour
    for step in range(1, 5):
        assert tour._count.text() == f"{step} of 4"
        drive.click(tour.next)
    assert drive.preferences.tour_seen
    assert drive.window.tour_guide.tour is None or not drive.window.tour_guide.tour.isVisible()


def test_esc_skips_the_rest_of_the_tour(drive, few):
    drive.segmented(few)
    drive.preferences.tour_seen = False
    drive.window.tour_guide.start()
    drive.key(KEY.Key_Escape)
    assert drive.preferences.tour_seen
    assert drive.window.tour_guide.tour is None or not drive.window.tour_guide.tour.isVisible()


def test_the_numbers_of_a_chart_are_shown_as_a_table(result):
    result.action("chart_table").trigger()
    result.until(lambda: result.bench.charts.findChildren(ChartTableDialog))
    dialog = result.bench.charts.findChildren(ChartTableDialog)[-1]
    assert dialog.table.rowCount() > 0
    dialog.reject()


def test_defects_become_a_notice_with_details_and_the_document_stays(result, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    error = ZeroDivisionError("made for a test")
    result.desk.tell_defect(ZeroDivisionError, error, None)
    assert "defect" in result.notice
    assert "ZeroDivisionError" in result.window.notices.notice.details
    assert result.names
