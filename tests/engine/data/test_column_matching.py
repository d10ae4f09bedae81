"""Columns that the user or a model names are found however they are written, and none is guessed."""

import pytest

from segdesk.engine.data.column_matching import closest_name, column_key, match_columns, match_names
from segdesk.errors import InputError
from tests.methods.columns import typed


def test_a_column_is_found_in_any_case_and_long_headings_are_cut_where_they_are_listed():
    columns = list(typed({"Spend ": [1.5], "a" * 40: [1.5], "b" * 41: [2.5]}).values())
    assert match_columns(("spend",), columns) == ("Spend ",)
    with pytest.raises(InputError) as caught:
        match_columns(("nothing",), columns)
    assert f"Spend , {'a' * 40}, {'b' * 39}…." in str(caught.value.mend)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Annual Income", "annual_income"),
        ("annual-income", "ANNUALINCOME"),
        ("Año de alta", "ano_de_alta"),
        ("Größe", "GROSSE"),
        ("Umsatz\u00a02024", "umsatz_2024"),
        ("Dépenses – été", "depenses ete"),
        ("\ufeffkunde", "Kunde"),
        ("Annual.Income", "annual income"),
        ("Score 1.5", "score_1-5"),
        ("Ville", "Ville\u0301".replace("\u0301", "")),
        ("Prénom", "Pre\u0301nom"),
    ],
)
def test_case_blanks_underscores_hyphens_and_accents_make_no_difference(one: str, other: str):
    assert match_names((one,), (other,)).found == {one: other}


@pytest.mark.parametrize(("one", "other"), [("Score 1.5", "Score 15"), ("Q1 2024", "Q12024"), ("%", "€")])
def test_what_tells_two_headings_apart_is_kept(one: str, other: str):
    assert column_key(one) != column_key(other)
    assert match_names((one,), (other,)).found == {}


def test_an_exact_name_wins_over_looser_ones_and_case_over_separators():
    assert match_names(("spend",), ("Spend", "spend", "sp end")).found == {"spend": "spend"}
    assert match_names(("SPEND",), ("sp_end", "Spend")).found == {"SPEND": "Spend"}


def test_two_columns_that_could_be_meant_are_both_named_and_none_is_taken():
    match = match_names(("annual income",), ("annual_income", "Annual-Income"))
    assert match.found == {}
    assert match.rivals == {"annual income": ("annual_income", "Annual-Income")}
    columns = list(typed({"annual_income": [1.5], "Annual-Income": [2.5]}).values())
    with pytest.raises(InputError, match=r"“annual_income”, “Annual-Income”"):
        match_columns(("annual income",), columns)


def test_one_column_is_never_two_variables():
    match = match_names(("Spend", "spend "), ("SPEND",))
    assert match.found == {}
    assert set(match.rivals) == {"Spend", "spend "}
    assert match_names(("Spend", "spend"), ("spend",)).found == {"spend": "spend"}


def test_the_closest_name_is_suggested_and_nothing_where_none_is_like_it():
    columns = ("customer_id", "Anual_Incme", "Orders")
    assert closest_name("annual income", columns) == "Anual_Incme"
    assert closest_name("temperature", columns) is None
    with pytest.raises(InputError, match="Did you mean “Orders”"):
        match_columns(("order",), list(typed({"Orders": [1.5], "Age": [2.5]}).values()))
