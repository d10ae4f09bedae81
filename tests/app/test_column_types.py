"""What a column holds can be said in its menu; undo takes it back, and the command line says the same."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from segdesk.engine.data.table import ColumnType, Role
from tests.app.driving import Drive


@pytest.fixture
def shops(drive: Drive, tmp_path: Path) -> Drive:
    lines = [f"C{i},{(i * 7) % 23 + 20},{(i * 13) % 4 + 1},{(i * 37) % 900 + 100}.50" for i in range(60)]
    path = tmp_path / "shops.csv"
    path.write_text("\n".join(["Customer ID,Age,Visits per week,Spend", *lines]) + "\n", "utf-8")
    drive.take(path)
    return drive


def type_of(drive: Drive, name: str) -> ColumnType:
    return next(column.type for column in drive.document.inspection.columns if column.name == name)


def test_menu_of_the_list_says_what_a_column_holds(shops: Drive):
    model, columns = shops.bench.settings.model, shops.bench.settings.columns
    place = next(i for i, choice in enumerate(model.choices) if choice.name == "Visits per week")
    menu = columns._menu(model.index(place))
    types = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert [action.text() for action in types.actions() if action.isChecked()] == ["number"]
    next(action for action in types.actions() if action.text() == "category").trigger()
    shops.settle()
    assert type_of(shops, "Visits per week") is ColumnType.CATEGORY
    assert shops.document.recipe.columns.type == ("Visits per week=category",)
    shops.document.undo.undo()
    assert type_of(shops, "Visits per week") is ColumnType.NUMBER
    shops.document.undo.redo()
    assert type_of(shops, "Visits per week") is ColumnType.CATEGORY
    menu.close()


def test_menu_of_the_heading_offers_types_too(shops: Drive):
    tools = shops.bench.data.tools
    section = next(
        i
        for i in range(shops.bench.data.model.columnCount())
        if shops.bench.data.model.column_name(i) == "Age"
    )
    tools.open_menu(section, QPoint(10, 10))
    types = next(action.menu() for action in tools.menu.actions() if action.menu() is not None)
    next(action for action in types.actions() if action.text() == "text").trigger()
    tools.menu.close()
    shops.settle()
    assert type_of(shops, "Age") is ColumnType.TEXT
    assert "Age" not in shops.document.inspection.schema.names(Role.SEGMENTATION)


def test_segments_are_found_with_the_type_that_was_given(shops: Drive):
    shops.controller.give_type("Visits per week", ColumnType.CATEGORY)
    shops.settle()
    shops.controller.find_segments()
    shops.settle()
    columns = {column.name: column.type for column in shops.document.segmentation.source.columns}
    assert columns["Visits per week"] is ColumnType.CATEGORY
