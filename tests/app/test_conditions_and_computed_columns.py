"""Who takes part and what is computed, as it is done in the window."""

import tomllib

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from segdesk.app.dialogs.compute_dialog import ComputeDialog
from segdesk.app.dialogs.condition_dialog import ConditionDialog
from segdesk.app.dialogs.label_dialog import LabelDialog
from segdesk.app.dialogs.merge_levels import MergeLevelsDialog
from segdesk.app.dialogs.order_levels import OrderLevelsDialog
from segdesk.app.pages.workbench import Workbench
from segdesk.engine.data.table import ColumnType, Role
from segdesk.io.recipe_file import recipe_to_toml
from tests.app.driving import CTRL, KEY, LEFT, PLAIN, SHIFT
from tests.cli.running import segdesk
from tests.counts import UNREPORTED
from tests.engine.frames import shop

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def customers(tmp_path):
    path = tmp_path / "customers.csv"
    shop(160).to_csv(path, index=False)
    return path


@pytest.fixture
def shown(drive, customers):
    drive.segmented(customers)
    return drive


def header_menu(drive, name):
    """Open the menu of a column's heading."""
    table = drive.bench.data.table
    section = next(
        i for i in range(table.model().columnCount()) if drive.bench.data.model.column_name(i) == name
    )
    drive.bench.data.tools.open_menu(section, QPoint(100, 100))
    return drive.bench.data.tools.menu


def choose(drive, menu, text):
    """Click the entry of a menu, or of a menu in it, that begins with a text."""
    for action in menu.actions():
        if action.menu() is not None:
            if choose(drive, action.menu(), text):
                menu.close()
                return True
        elif action.text().replace("&", "").startswith(text):
            action.trigger()
            menu.close()
            return True
    return False


def opened(drive, kind):
    dialog = drive.dialog(kind)
    drive.until(dialog.isActiveWindow)
    return dialog


def ready(drive, dialog):
    drive.until(dialog.take.isEnabled)


def test_values_are_ticked_for_a_condition_and_the_chip_takes_it_away(shown):
    document = shown.document
    assert choose(shown, header_menu(shown, "plan"), "Only customers with")
    dialog = opened(shown, ConditionDialog)
    values = dialog._stack.currentWidget().list
    first = values.visualItemRect(values.item(0))
    shown.click(values.viewport(), QPoint(first.left() + 12, first.center().y()))
    assert dialog.written.text() == 'plan = "basic"'
    ready(shown, dialog)
    shown.click(dialog.take)
    shown.until(lambda: document.recipe.columns.where)
    shown.until(lambda: not shown.controller.lanes.work.is_busy)
    chips = shown.bench.data.conditions
    assert chips.isVisible()
    assert [chip.text() for chip in chips.chips] == ['plan = "basic"']
    count = int(document.inspection.takes_part.sum())
    found = shown.find()
    shown.settle()
    assert sum(segment.size for segment in found.description.segments) == count
    shown.click(chips.crosses[0])
    shown.until(lambda: document.recipe.columns.where is None)
    assert not chips.isVisible()
    document.undo.undo()
    assert document.recipe.columns.where == 'plan = "basic"'
    assert chips.isVisible()


def test_the_key_opens_the_filter_and_written_conditions_are_checked_at_the_character(shown):
    shown.window.activateWindow()
    shown.key(KEY.Key_F, CTRL | SHIFT)
    dialog = opened(shown, ConditionDialog)
    dialog.written.setFocus()
    dialog.written.selectAll()
    shown.write("age >= fourty")
    shown.until(lambda: "fourty" in dialog.told.text())
    assert not dialog.take.isEnabled()
    dialog.written.selectAll()
    shown.write("age >= 40 or income is missing")
    ready(shown, dialog)
    assert "of 160 customer" in dialog.told.text()
    shown.key(KEY.Key_Return)
    shown.until(lambda: shown.document.recipe.columns.where)
    assert shown.document.recipe.columns.where == "(age >= 40 or income is missing)"


def test_a_column_is_computed_with_completion_and_preview_and_undone(shown):
    document, data = shown.document, shown.bench.data
    names = document.inspection.table.names
    shown.key(KEY.Key_M, CTRL)
    dialog = opened(shown, ComputeDialog)
    dialog.name.setFocus()
    shown.write("Income per visit")
    dialog.formula.setFocus()
    shown.write("ratio(inco")
    shown.until(dialog.formula.popup.isVisible)
    QTest.keyClick(dialog.formula.popup, KEY.Key_Return)
    assert dialog.formula.text() == "ratio(income"
    shown.write(", visits")
    shown.until(lambda: "ends" in dialog.told.text())
    assert not dialog.take.isEnabled()
    shown.write(")")
    ready(shown, dialog)
    assert dialog.figures.facts is not None
    shown.click(dialog.take)
    shown.until(lambda: document.recipe.columns.derived)
    assert document.inspection.table.names == (*names, "Income per visit")
    assert "Income per visit" in document.inspection.schema.names(Role.SEGMENTATION)
    sections = [data.model.column_name(i) for i in range(data.model.columnCount())]
    assert sections[-1] == "Income per visit"
    document.undo.undo()
    assert document.inspection.table.names == names
    assert "Income per visit" not in [data.model.column_name(i) for i in range(data.model.columnCount())]


def test_a_computed_column_that_is_used_is_not_removed(shown):
    recipe = shown.document.recipe.with_settings({"where": "Double > 10"})
    from segdesk.engine.recipe.computed import DerivedColumn

    recipe = recipe.with_settings({"derived": (DerivedColumn("Double", "age * 2"),)})
    shown.controller.propose("both", recipe)
    shown.until(lambda: shown.document.recipe.columns.derived)
    assert choose(shown, header_menu(shown, "Double"), "Remove this column")
    assert "Double > 10" in shown.notice
    assert shown.document.recipe.columns.derived


def test_values_are_merged_by_dropping_one_onto_another(shown):
    assert choose(shown, header_menu(shown, "plan"), "Merge values")
    dialog = opened(shown, MergeLevelsDialog)
    tree = dialog.tree
    items = {tree.topLevelItem(i).text(0): tree.topLevelItem(i) for i in range(tree.topLevelItemCount())}
    tree.setCurrentItem(items["gold"])
    target = tree.visualItemRect(items["plus"]).center()
    tree.dropEvent(
        QDropEvent(QPointF(target), Qt.DropAction.MoveAction, tree.mimeData([items["gold"]]), LEFT, PLAIN)
    )
    assert tree.merged() == [("plus", ("plus", "gold"))]
    shown.click(dialog.take)
    shown.until(lambda: shown.document.recipe.columns.merged)
    plan = next(column for column in shown.document.inspection.columns if column.name == "plan")
    assert set(plan.levels) == {"plus", "basic"}
    assert choose(shown, header_menu(shown, "plan"), "Merge values")
    again = opened(shown, MergeLevelsDialog)
    assert again.tree.merged() == [("plus", ("plus", "gold"))]
    again.tree.topLevelItem(0).setSelected(True)
    shown.click(again.part)
    shown.click(again.take)
    shown.until(lambda: not shown.document.recipe.columns.merged)


def test_the_order_of_a_category_is_moved_by_key(shown):
    assert choose(shown, header_menu(shown, "plan"), "Ordered category")
    dialog = opened(shown, OrderLevelsDialog)
    assert [dialog.list.item(i).text() for i in range(3)] == ["basic", "gold", "plus"]
    dialog.list.setCurrentRow(1)
    dialog.list.setFocus()
    shown.key(KEY.Key_Down, ALT)
    dialog.accepted.emit()
    dialog._accept()
    shown.until(lambda: shown.document.recipe.columns.type)
    assert shown.document.recipe.columns.type == ("plan=ordered:basic<plus<gold",)
    plan = next(column for column in shown.document.inspection.columns if column.name == "plan")
    assert (plan.type, plan.order) == (ColumnType.CATEGORY, ("basic", "plus", "gold"))
    shown.document.undo.undo()
    assert not shown.document.recipe.columns.type


def test_several_columns_are_given_a_role_at_once(shown):
    columns: QListView = shown.bench.settings.columns
    model = columns.model()
    rows = [row for row in range(model.rowCount()) if model.index(row, 0).data() in ("Age", "Visits")]
    shown.click(columns.viewport(), columns.visualRect(model.index(rows[0], 0)).center())
    shown.click(columns.viewport(), columns.visualRect(model.index(rows[1], 0)).center(), CTRL)
    menu = columns._menu(model.index(rows[1], 0))
    assert choose(shown, menu, "Describes")
    schema = shown.document.inspection.schema
    assert {"age", "visits"} <= set(schema.names(Role.DESCRIPTOR))
    shown.document.undo.undo()
    assert {"age", "visits"} <= set(shown.document.inspection.schema.names(Role.SEGMENTATION))


def test_the_saved_recipe_gives_the_same_file_through_the_command_line(shown, customers, tmp_path):
    bench: Workbench = shown.bench
    bench.column_dialogs.compute()
    dialog = opened(shown, ComputeDialog)
    dialog.name.setText("Rank")
    dialog.formula.setText("rank(income)")
    ready(shown, dialog)
    shown.click(dialog.take)
    shown.until(lambda: shown.document.recipe.columns.derived)
    bench.column_dialogs.add_condition("age")
    dialog = opened(shown, ConditionDialog)
    dialog._stack.currentWidget().low.setFocus()
    shown.write("25")
    ready(shown, dialog)
    shown.click(dialog.take)
    shown.until(lambda: shown.document.recipe.columns.where)
    found = shown.find()
    toml = recipe_to_toml(found.provenance.recipe)
    assert tomllib.loads(toml)["columns"]["where"] == "age >= 25"
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(toml, "utf-8")
    shown.controller.save_one("csv", tmp_path / "window.csv")
    shown.run_ended()
    words = ("--recipe", recipe, "--quiet", *UNREPORTED)
    assert segdesk("run", customers, *words, "--out", tmp_path / "out").returncode == 0
    window, line = (tmp_path / "window.csv").read_bytes(), (tmp_path / "out" / "labeled.csv").read_bytes()
    assert window.replace(b"\r", b"") == line.replace(b"\r", b"")


def test_a_column_is_named_with_f2_and_its_codes_are_given_meanings(shown):
    table = shown.bench.data.table
    model = shown.bench.data.model
    section = next(i for i in range(model.columnCount()) if model.column_name(i) == "plan")
    table.setFocus()
    table.setCurrentIndex(model.index(0, section))
    shown.key(KEY.Key_F2)
    dialog = opened(shown, LabelDialog)
    dialog.label.setFocus()
    shown.write("Tariff")
    rows = {dialog.codes.item(row, 0).text(): row for row in range(dialog.codes.rowCount())}
    dialog.codes.item(rows["gold"], 1).setText("Premium")
    shown.click(dialog.take)
    shown.until(lambda: shown.document.recipe.columns.labels)
    shown.run_ended()
    plan = next(column for column in shown.document.inspection.columns if column.name == "plan")
    assert plan.title == "Tariff"
    assert set(plan.levels) == {"basic", "plus", "Premium"}
    assert model.headerData(section, Qt.Orientation.Horizontal) == "Tariff"
    found = shown.find()
    labels = {profile.label for profile in found.description.profiles}
    assert "Tariff: Premium" in labels
    shown.document.undo.undo()
    shown.document.undo.undo()
    assert model.headerData(section, Qt.Orientation.Horizontal) == "Plan"
