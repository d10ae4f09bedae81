"""Columns that the user names are found however they are written."""

import pytest

from segdesk.engine.data.column_matching import match_columns
from segdesk.errors import InputError
from tests.methods.columns import typed


def test_a_column_is_found_in_any_case_and_long_headings_are_cut_where_they_are_listed():
    columns = list(typed({"Spend ": [1.5], "a" * 40: [1.5], "b" * 41: [2.5]}).values())
    assert match_columns(("spend",), columns) == ("Spend ",)
    with pytest.raises(InputError) as caught:
        match_columns(("nothing",), columns)
    assert f"Spend , {'a' * 40}, {'b' * 39}…." in str(caught.value.mend)
