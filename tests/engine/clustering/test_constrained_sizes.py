"""Assignment at the lowest cost within limits on sizes: against every possible assignment, and against its dual."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.clustering import constrained_sizes
from segdesk.engine.clustering.constrained_sizes import assign


def total(costs, chosen):
    return float(costs[np.arange(len(costs)), chosen].sum())


def best_of_all(costs, least, most):
    n_rows, k = costs.shape
    found = np.inf
    for chosen in itertools.product(range(k), repeat=n_rows):
        sizes = np.bincount(chosen, minlength=k)
        if sizes.min() >= least and sizes.max() <= most:
            found = min(found, total(costs, list(chosen)))
    return found


@st.composite
def problems(draw, most_rows=7):
    n_rows, k = draw(st.integers(2, most_rows)), draw(st.integers(1, 3))
    whole = st.integers(0, 4).map(float)
    any_cost = st.one_of(whole, st.floats(0, 1e6, allow_subnormal=False))
    rows = draw(st.lists(st.lists(any_cost, min_size=k, max_size=k), min_size=n_rows, max_size=n_rows))
    least = draw(st.integers(0, n_rows // k))
    most = draw(st.integers(-(-n_rows // k), n_rows))
    return np.array(sorted(rows)), least, most


@settings(max_examples=150)
@given(problems())
def test_no_assignment_within_the_limits_costs_less(problem):
    costs, least, most = problem
    chosen, _ = assign(costs, least, most)
    sizes = np.bincount(chosen, minlength=costs.shape[1])
    assert len(chosen) == len(costs)
    assert least <= sizes.min()
    assert sizes.max() <= most
    assert total(costs, chosen) == pytest.approx(
        best_of_all(costs, least, most), rel=1e-6, abs=1e-6 * costs.max()
    )


@pytest.mark.parametrize(
    ("n_rows", "k", "least", "most"), [(3000, 5, 0.19, 0.21), (4000, 8, 0.05, 0.2), (2500, 3, 0.4, 1.0)]
)
def test_prices_prove_that_many_rows_are_assigned_at_the_lowest_cost(n_rows, k, least, most):
    random = np.random.default_rng([3, k])
    rows = np.exp(random.normal(size=(n_rows, 3)))
    least, most = int(least * n_rows), int(most * n_rows)
    if k * least > n_rows:
        least = n_rows // k
    costs = ((rows[:, None] - rows[:k]) ** 2).sum(axis=2)
    chosen, prices = assign(costs, least, most)
    sizes = np.bincount(chosen, minlength=k)
    assert least <= sizes.min()
    assert sizes.max() <= most
    # By weak duality no assignment within the limits costs less than this, whatever the prices.
    bound = (costs - prices).min(axis=1).sum() + (
        least * np.maximum(prices, 0) + most * np.minimum(prices, 0)
    ).sum()
    assert total(costs, chosen) == pytest.approx(bound, rel=1e-7)


def test_a_small_core_grows_until_it_is_enough(monkeypatch):
    monkeypatch.setattr(constrained_sizes, "CORE", 2)
    monkeypatch.setattr(constrained_sizes, "SAMPLE", 3)
    monkeypatch.setattr(constrained_sizes, "SWEEPS", 0)
    random = np.random.default_rng(8)
    for _ in range(30):
        costs = random.random((7, 3))
        chosen, _ = assign(costs, 2, 3)
        assert total(costs, chosen) == pytest.approx(best_of_all(costs, 2, 3))


def test_earlier_prices_change_nothing_but_the_time():
    costs = np.random.default_rng(4).random((1500, 4))
    chosen, prices = assign(costs, 370, 380)
    again, _ = assign(costs, 370, 380, prices)
    assert total(costs, again) == pytest.approx(total(costs, chosen))


def test_equal_rows_are_divided_from_the_first_segment_on():
    costs = np.repeat([[0.0, 1.0], [5.0, 0.0]], [6, 1], axis=0)
    chosen, _ = assign(costs, 3, 4)
    assert chosen.tolist() == [0, 0, 0, 0, 1, 1, 1]
