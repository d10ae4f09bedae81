"""Conditions from what a person chooses mean what was chosen, and come apart again."""

import datetime as dt

import numpy as np
import pytest

from segdesk.engine.expressions.conditions import (
    holds_text,
    in_range,
    is_answer,
    joined,
    one_of,
    or_missing,
    within_last,
)
from segdesk.engine.expressions.evaluate import fit_expression
from segdesk.engine.expressions.parser import conjuncts, parse
from tests.engine.expressions.columns import CUSTOMERS, NAN, category


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (one_of("country", ["DE"]), [1, 0, NAN, 1]),
        (one_of("country", ["DE", "fr"]), [1, 1, NAN, 1]),
        (in_range("spend", 5, None), [1, 1, NAN, 0]),
        (in_range("spend", None, 10.0), [1, 0, NAN, 1]),
        (in_range("spend", 1, 10), [1, 0, NAN, 0]),
        (in_range("Last order", dt.date(2023, 1, 1), None), [1, 0, 1, NAN]),
        (within_last("Last order", 365), [1, 0, 1, NAN]),
        (is_answer("churn", False), [0, 1, NAN, 1]),
        (holds_text("country", "E"), [1, 0, NAN, 1]),
        (or_missing(in_range("spend", 5, None), "spend"), [1, 1, 1, 0]),
        (joined(["spend > 5 or spend is missing", "orders > 1"]), [0, 1, 1, 0]),
        (joined(["(spend > 5) or (spend is missing)", "orders > 1"]), [0, 1, 1, 0]),
    ],
)
def test_each_means_what_was_chosen(condition, expected):
    np.testing.assert_array_equal(fit_expression(parse(condition), CUSTOMERS)[1].array, expected)


def test_a_range_without_limits_is_none():
    with pytest.raises(ValueError, match="limit"):
        in_range("spend", None, None)


def test_any_value_can_be_chosen():
    columns = [category('a "b" [c]', 'say "hi"', "x")]
    condition = one_of('a "b" [c]', ['say "hi"'])
    np.testing.assert_array_equal(fit_expression(parse(condition), columns)[1].array, [1, 0])


def test_what_was_joined_comes_apart():
    parts = (
        one_of("country", ["DE"]),
        or_missing(in_range("spend", 5, None), "spend"),
        "(orders > 1 or churn)",
    )
    assert conjuncts(joined(parts)) == parts
