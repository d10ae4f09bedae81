"""Which conditions may be in a rule: those that everyone filters alike."""

import numpy as np
import pandas as pd

from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.rules.condition import Operator
from segdesk.engine.rules.offers import offered_conditions
from segdesk.engine.schema.types import type_columns
from segdesk.io.frames import table_from_frame
from segdesk.messages import use_language


def offered(values, name="x"):
    table = table_from_frame(pd.DataFrame({name: values}))
    (column,) = type_columns(table, Recipe().read)
    return column, offered_conditions(table.column(name), column)


def words(values, name="x"):
    return {str(condition.words) for condition in offered(values, name)[1]}


def test_a_value_that_is_written_in_several_ways_is_in_no_rule():
    plain = ["north", "north", "south", "south", "east"] * 20
    assert {"X is north", "X is not south"} <= words(plain)
    mixed = ["north", "North", "south", "south", "east"] * 20
    assert not any("orth" in said for said in words(mixed))
    assert "X is south" in words(mixed)


def test_what_the_labeled_file_writes_with_an_apostrophe_is_in_no_rule():
    assert not any("1+1" in said for said in words(["=1+1", "a", "b", "a"] * 20))


def test_is_not_is_offered_only_where_no_cell_is_empty():
    full = offered(["a", "b", "c", "c"] * 20)[1]
    holes = offered(["a", "b", "c", None] * 20)[1]
    assert any(condition.comparison is Operator.IS_NOT for condition in full)
    assert not any(condition.comparison is Operator.IS_NOT for condition in holes)


def test_the_no_of_ticks_is_an_empty_cell_and_in_no_rule():
    assert words(["x", None, "x", None] * 20) <= {"X is x"}


def test_days_that_no_spreadsheet_knows_are_in_no_rule():
    days = pd.date_range("1895-01-01", periods=80, freq="200D").astype(str)
    column, conditions = offered(list(days), "born on date")
    assert str(column.type) == "date"
    assert conditions == []


def test_an_empty_cell_never_fits():
    frame = {
        "number": [1.5, None, 3.5, 4.5] * 20,
        "text": ["a", None, "b", "c"] * 20,
        "yes": ["yes", None, "no", "no"] * 20,
        "day": ["2024-01-05", None, "2024-03-07", "2024-09-30"] * 20,
    }
    for name, values in frame.items():
        column, conditions = offered(values, name)
        assert conditions
        for condition in conditions:
            found = condition.fits(column)
            assert not found[1::4].any()
            assert found.any()
            assert not found.all()


def test_words_have_the_marks_of_the_language_and_the_unit():
    _, conditions = offered(["$1,250.50", "$2,000.00", "$900.25", "$4,100.75"] * 10, "spend")
    said = {str(c.words) for c in conditions}
    assert any(text.startswith("Spend over $") for text in said)
    with use_language("de"):
        assert any("\u00a0$" in str(c.words) for c in conditions)
    years = words(np.arange(1950, 2000), "born in")
    assert "Born in over 1980" in years
