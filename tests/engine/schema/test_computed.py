"""Columns that the user computes, values that count as one, and who takes part."""

import numpy as np
import pytest

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.computed import DerivedColumn, MergedLevels, derived_of_line, merged_of_line
from segdesk.engine.schema.computed import compute_again
from segdesk.engine.schema.inspection import inspect
from segdesk.errors import InputError, UsageError
from tests.engine.schema.tables import table_of

CUSTOMERS = {
    "Customer": [f"K{i:03}" for i in range(60)],
    "Spend": [str(10 + 7 * i % 50) for i in range(60)],
    "Orders": [str(i % 5) for i in range(60)],
    "City": [("Bonn", "Köln", "Trier", "bonn", "")[i % 5] for i in range(60)],
    "Joined": [f"2024-0{1 + i % 9}-15" for i in range(60)],
}
HEADINGS = tuple(CUSTOMERS)


def inspected(**settings):
    return inspect(table_of(CUSTOMERS), ColumnsSpec(**settings))


def column_of(inspection, name):
    return next(column for column in inspection.columns if column.name == name)


def test_a_computed_column_stands_behind_those_of_the_file_and_forms_segments():
    derived = (DerivedColumn("Per order", "ratio(Spend, Orders)"), DerivedColumn("Much", "[Per order] > 10"))
    found = inspected(derived=derived)
    assert found.table.names == (*HEADINGS, "Per order", "Much")
    assert found.plain_table.names == HEADINGS
    per_order, much = found.columns[-2:]
    assert (per_order.type, much.type) == (ColumnType.NUMBER, ColumnType.YES_NO)
    assert per_order.n_missing == 12
    assert found.table.column("Per order").cells()[1] == "17"
    assert "Per order" in found.schema.names(Role.SEGMENTATION)
    assert any("12 customers have no value" in str(step) for step in found.table.steps)


def test_a_computed_column_may_not_take_the_name_of_another():
    with pytest.raises(UsageError):
        inspected(derived=(DerivedColumn("spend", "Orders + 1"),))


def test_an_error_of_a_formula_names_column_and_place():
    with pytest.raises(UsageError, match="“A”, character 9"):
        DerivedColumn("A", "Spend + )")
    with pytest.raises(UsageError, match="“A”, character 1"):
        inspected(derived=(DerivedColumn("A", "City + 1"),))
    with pytest.raises(UsageError, match="Condition, character 9"):
        ColumnsSpec(where="Spend > )")


def test_roles_are_decided_by_those_who_take_part():
    everyone = inspected()
    assert "City" not in everyone.schema.names(Role.IGNORED)
    found = inspected(where='City = "bonn"')
    assert found.takes_part.sum() == 24
    assert "City" in found.schema.names(Role.IGNORED)
    assert all(len(column.values) == 24 for column in found.columns_of_participants)
    assert len(found.columns[0].values) == 60


def test_nobody_who_takes_part_is_said_at_once():
    with pytest.raises(InputError, match="Spend > 1000"):
        inspected(where="Spend > 1000")


def test_merged_values_are_one_value_in_any_spelling():
    found = inspected(merged=(MergedLevels("city", "Rhineland", ("BONN", "köln", "Aachen")),))
    city = column_of(found, "City")
    assert city.levels == ("Rhineland", "Trier")
    assert np.bincount(city.values[city.values >= 0]).tolist() == [36, 12]
    assert any("Aachen" in str(step) for step in found.table.steps)
    assert found.table.column("City").cells()[0] == "Bonn"


def test_an_ordered_category_has_the_order_that_is_said_or_that_its_values_suggest():
    said = inspected(type=("City=ordered:Trier<Köln<Bonn",))
    assert column_of(said, "City").order == ("Trier", "Köln", "Bonn")
    assert column_of(inspected(type=("City=ordered",)), "City").order == ("Bonn", "Köln", "Trier")
    with pytest.raises(InputError, match="Trier"):
        inspected(type=("City=ordered:Bonn<Köln",))


def test_new_customers_are_computed_as_those_before():
    found = inspected(
        derived=(DerivedColumn("Above", "Spend - average(Spend)"),),
        merged=(MergedLevels("City", "Rhineland", ("Bonn", "Köln")),),
        where='Above > 0 and City = "Rhineland"',
    )
    computation = found.made.computed.computation
    again, takes_part = compute_again(computation, found.made.plain_columns)
    np.testing.assert_array_equal(again[-1].values, found.columns[-1].values)
    np.testing.assert_array_equal(takes_part, found.takes_part)
    assert computation.needed(("Above",), HEADINGS) == ("Spend", "City")


def test_lines_of_the_command_line_say_columns_and_merges():
    assert derived_of_line("A = x >= 3") == DerivedColumn("A", "x >= 3")
    assert merged_of_line("City: R = Bonn | Köln") == MergedLevels("City", "R", ("Bonn", "Köln"))
    for wrong in ("", "A", "= 3"):
        with pytest.raises(UsageError):
            derived_of_line(wrong)
    with pytest.raises(UsageError):
        merged_of_line("City = Bonn")
