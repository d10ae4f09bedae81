"""Bounds are as round as their place allows, and never leave it."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segdesk.engine.rules.cuts import MOST_CUTS, day_cuts, number_cuts, roundest


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (51_382.4, 51_919.1, 51_500),
        (48_000, 61_000, 50_000),
        (3, 4, 3),
        (3, 10, 5),
        (-2.5, 7.1, 0),
        (0.0312, 0.0318, 0.0315),
        (-0.2, -0.1, -0.2),
        (1999, 2003, 2000),
        (1e15, 1e15 + 1, 1e15),
    ],
)
def test_the_roundest_number(low, high, expected):
    assert roundest(low, high) == expected


finite = st.floats(-1e12, 1e12, allow_nan=False)


@given(finite, finite)
def test_the_roundest_number_parts_the_two(one, other):
    low, high = min(one, other), max(one, other)
    if low < high:
        assert low <= roundest(low, high) < high


@given(st.floats(0.01, 1e6), st.floats(1.05, 3))
def test_two_digits_are_enough_for_a_gap_of_five_percent(low, factor):
    bound = roundest(low, low * factor)
    assert len(Decimal(repr(bound)).normalize().as_tuple().digits) <= 3


def test_every_gap_between_few_values_has_a_bound():
    assert number_cuts(np.array([4.0, 1, 1, 2, 4, 9])) == [1, 3, 5]


def test_many_values_are_cut_into_parts_of_about_as_many_rows():
    values = np.random.default_rng(1).lognormal(10, 1, 5000)
    cuts = number_cuts(values)
    assert cuts == sorted(set(cuts))
    assert 38 <= len(cuts) <= MOST_CUTS
    shares = np.array([0, *((values <= cut).mean() for cut in cuts), 1])
    assert np.diff(shares).max() < 2.1 / 32
    assert (shares > 0.975).sum() >= 4


def test_the_widest_gaps_have_a_bound():
    random = np.random.default_rng(2)
    values = np.concatenate([random.normal(0, 1, 4000), random.normal(50, 1, 20), random.normal(80, 1, 15)])
    cuts = np.array(number_cuts(values))
    assert ((cuts > 5) & (cuts < 45)).any()
    assert ((cuts > 54) & (cuts < 76)).any()


def test_no_bound_differs_from_a_value_only_behind_the_digits_that_spreadsheets_compare():
    assert number_cuts(np.array([0.1 + 0.2 - 1e-16, 0.1 + 0.2])) == []


def test_days_are_first_days_of_years_quarters_or_months_where_there_are_any():
    years = np.arange("2015-05-05", "2024-05-05", dtype="M8[D]")
    days = day_cuts(years)
    assert days == sorted(set(days))
    assert sum(day.day == 1 for day in days) >= 32
    two = np.array(["2023-11-20", "2024-02-03"], dtype="M8[s]")
    assert day_cuts(two) == [dt.date(2024, 1, 1)]
    assert day_cuts(np.array(["2024-02-03", "2024-02-09"], dtype="M8[s]")) == [dt.date(2024, 2, 9)]
    assert day_cuts(np.array(["2024-02-03T08:00", "2024-02-03T09:00"], dtype="M8[s]")) == []
