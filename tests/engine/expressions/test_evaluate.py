"""What expressions give, row by row."""

import numpy as np
import pytest

from segdesk.engine.expressions.evaluate import apply_expression, fit_expression, where_true
from segdesk.engine.expressions.parser import parse
from segdesk.engine.expressions.syntax import ExpressionError, UnknownColumnError
from segdesk.engine.expressions.values import Kind
from tests.engine.expressions.columns import CUSTOMERS, NAN, category, number


def value_of(text, columns=CUSTOMERS):
    return fit_expression(parse(text), columns)[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spend + 1", [11, 201, NAN, 1]),
        ("-spend ^ 2", [-100, -40000, NAN, 0]),
        ("2 + 3 * 4 - 6 / 2", [11, 11, 11, 11]),
        ("spend / orders", [10, 50, NAN, NAN]),
        ("ratio(spend, orders)", [10, 50, NAN, NAN]),
        ("log10(spend)", [1, np.log10(200), NAN, NAN]),
        ("log1p(spend)", [np.log(11), np.log(201), NAN, 0]),
        ("round(spend / 3, 1)", [3.3, 66.7, NAN, 0]),
        ("min(spend, orders)", [1, 4, 2, 0]),
        ("max(spend; orders)", [10, 200, 2, 0]),
        ("coalesce(spend, orders)", [10, 200, 2, 0]),
        ("if(orders >= 2, spend, 0)", [0, 200, NAN, 0]),
        ("[Last order] - 2022-01-31", [821, 0, 699, NAN]),
        ("year([Last order])", [2024, 2022, 2023, NAN]),
        ("month([Last order])", [5, 1, 12, NAN]),
        ("weekday([Last order])", [3, 1, 7, NAN]),
        ("days_between([Last order], highest([Last order]))", [0, 821, 122, NAN]),
        ("spend - average(spend)", [-60, 130, NAN, -70]),
        ("rank(orders)", [0.25, 0.75, 0.5, 0]),
        ("groups(orders, 2)", [1, 2, 2, 1]),
        ("churn + 1", [2, 1, NAN, 1]),
    ],
)
def test_numbers(text, expected):
    value = value_of(text)
    assert value.kind is Kind.NUMBER
    np.testing.assert_allclose(value.array, expected, equal_nan=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spend > 5", [1, 1, NAN, 0]),
        ("not spend > 5", [0, 0, NAN, 1]),
        ("spend > 5 or orders = 2", [1, 1, 1, 0]),
        ("spend > 5 and orders = 2", [0, 0, NAN, 0]),
        ("spend is missing", [0, 0, 1, 0]),
        ("spend is not missing", [1, 1, 0, 1]),
        ('country = "DE"', [1, 0, NAN, 1]),
        ('country != "de"', [0, 1, NAN, 0]),
        ('country in ("de", "FR")', [1, 1, NAN, 1]),
        ('country not in ("de")', [0, 1, NAN, 0]),
        ("[Last order] >= 2023-12-31", [1, 0, 1, NAN]),
        ("[last order] >= '2023-12-31'", [1, 0, 1, NAN]),
        ("[Last order] between 2022-01-01 and 2023-01-01", [0, 1, 0, NAN]),
        ("[Last order] >= highest([Last order]) - 365", [1, 0, 1, NAN]),
        ("churn = yes", [1, 0, NAN, 0]),
        ('churn = "Ja"', [1, 0, NAN, 0]),
        ("churn", [1, 0, NAN, 0]),
        ("not churn", [0, 1, NAN, 1]),
        ('size >= "M"', [0, 1, 1, NAN]),
        ('contains(country, "D")', [1, 0, NAN, 1]),
        ('starts(country, "f")', [0, 1, NAN, 0]),
        ('orders = "4"', [0, 1, 0, 0]),
    ],
)
def test_conditions_are_missing_where_their_values_are_unless_the_rest_decides(text, expected):
    value = value_of(text)
    assert value.kind is Kind.YES_NO
    np.testing.assert_array_equal(value.array, expected)


def test_who_is_missing_takes_no_part():
    expression = parse("spend > 5")
    assert where_true(value_of("spend > 5"), expression).tolist() == [True, True, False, False]
    with pytest.raises(ExpressionError):
        where_true(value_of("spend"), parse("spend"))


def test_classes_are_ordered_and_a_limit_belongs_to_the_higher():
    value = value_of("bin(age, 18, 65)", [number("age", 17.9, 18, 64, 65, NAN)])
    assert value.levels == ("<18", "18–<65", "≥65")
    assert value.is_ordered
    np.testing.assert_array_equal(value.array, [0, 1, 1, 2, NAN])


def test_texts_of_several_columns_are_put_together():
    value = value_of('if(orders > 1, country, "few")')
    assert [None if np.isnan(c) else value.levels[int(c)] for c in value.array] == ["few", "fr", None, "few"]


def test_codes_may_be_compared_with_numbers():
    columns = [category("code", "007", "5", "5")]
    np.testing.assert_array_equal(value_of("code = 5", columns).array, [0, 1, 1])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("spend + country", "country"),
        ('spend > "much"', '"much"'),
        ("country > 'DE'", "country > 'DE'"),
        ("size > 'XL'", "'XL'"),
        ("spend and churn", "spend"),
        ("[Last order] * 2", "[Last order] * 2"),
        ("if(spend, 1, 2)", "spend"),
        ("if(churn, 1, 'a')", "'a'"),
        ("bin(spend, 5, 1)", "1"),
        ("bin(spend, orders)", "orders"),
        ("groups(spend, 1.5)", "1.5"),
        ('churn = "perhaps"', '"perhaps"'),
    ],
)
def test_kinds_that_do_not_go_together_are_refused_where_they_stand(text, wrong):
    with pytest.raises(ExpressionError) as caught:
        value_of(text)
    assert text[caught.value.at.start : caught.value.at.end] == wrong


def test_an_unknown_column_is_no_fault_of_the_words():
    with pytest.raises(UnknownColumnError) as caught:
        value_of("revenue > 3")
    assert caught.value.exit_code == 3
    assert "spend" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["spend - average(spend)", "rank(orders)", "groups(orders, 2)", "[Last order] - highest([Last order])"],
)
def test_new_customers_are_measured_against_those_that_were_there_first(text):
    fitted, before = fit_expression(parse(text), CUSTOMERS)
    one = tuple(
        type(c)(c.name, c.type, c.values[1:2], c.levels, c.format, c.reason, order=c.order) for c in CUSTOMERS
    )
    np.testing.assert_allclose(apply_expression(fitted, one).array, before.array[1:2])
