"""Opening an export offers the settings inside, for the file that is open or for one to be chosen."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from segdesk.app.recipe_of_export import RecipeDialog
from segdesk.charts.chart_registry import chart_named
from segdesk.delivery.single import write_chart, write_single
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.exported_recipe import html_with_recipe, recipe_for_export
from segdesk.io.reading import read_table
from tests.app.driving import CTRL, KEY, QUICK


def page_with(folder, recipe: Recipe):
    path = folder / "report.html"
    path.write_text(html_with_recipe("<html><body></body></html>", recipe_for_export(recipe)), "utf-8")
    return path


def test_its_settings_are_taken_for_the_open_file_and_given_back_by_undo(result, tmp_path):
    result.preferences.updates_itself = False
    before = result.document.recipe
    path = page_with(tmp_path, before.with_settings({"k": "5", "seed": 9}))
    result.window.files.open_paths([path])
    dialog = result.dialog(RecipeDialog)
    result.until(dialog.take.hasFocus)
    QTest.keyClick(dialog.take, KEY.Key_Return)
    result.until(lambda: result.document.recipe.method.k == "5")
    assert result.document.recipe.method.seed == 9
    assert result.notice == "Settings of report.html are in use."
    result.until(lambda: not result.dialogs())
    result.window.activateWindow()
    result.until(result.window.isActiveWindow, 5)
    QTest.keyClick(result.window, KEY.Key_Z, CTRL)
    assert result.document.recipe == before
    result.preferences.updates_itself = True


def test_escape_leaves_all_as_it_was(result, tmp_path):
    before = result.document.recipe
    result.window.files.open_paths([page_with(tmp_path, before.with_settings({"k": "5"}))])
    QTest.keyClick(result.dialog(RecipeDialog), KEY.Key_Escape)
    result.until(lambda: not result.dialogs())
    assert result.document.recipe == before


@pytest.fixture(scope="module")
def found(few):
    return segment(read_table(few), Recipe().with_settings(QUICK))


def test_without_a_file_one_is_asked_for_and_checked_with_the_settings(
    drive, few, found, tmp_path, monkeypatch
):
    path = tmp_path / "sizes.png"
    write_chart(chart_named("sizes"), found, path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(few), "")))
    drive.window.files.open_paths([path])
    drive.click(drive.dialog(RecipeDialog).take)
    drive.until(lambda: drive.window.pages.check_page is not None and drive.page.shown.accept.isEnabled())
    drive.click(drive.page.shown.accept)
    drive.until(lambda: drive.document.opened is not None)
    given = found.provenance.recipe
    assert drive.document.recipe.method.k == "3"
    assert drive.document.recipe == replace(given, output=drive.document.recipe.output)


def test_a_labeled_workbook_can_be_opened_as_the_table_that_it_is(drive, found, tmp_path):
    path = tmp_path / "labeled.xlsx"
    write_single("xlsx", found, path)
    drive.window.files.open_paths([path])
    drive.click(drive.dialog(RecipeDialog).open_table)
    drive.until(lambda: drive.window.pages.check_page is not None and drive.page.shown.accept.isEnabled())
    assert drive.page.under_check[0].name == "labeled.xlsx"
