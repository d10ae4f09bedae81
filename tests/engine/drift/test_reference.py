"""What a model keeps of its customers singles out nobody, and counts each of them once."""

import numpy as np
import pytest

from segdesk.engine.data.table import ColumnType
from segdesk.engine.drift.reference import LEAST_CUSTOMERS, reference_of
from tests.engine.drift.populations import column, population, reference
from tests.methods.columns import typed


@pytest.mark.parametrize("n", [3, 9, 10, 37, 250, 3_000])
def test_no_bin_and_no_level_speaks_of_fewer_than_five_customers(n: int):
    kept = reference(n, 1)
    for each in kept.columns:
        assert each.n == n
        named = each.counts[: len(each.levels)] if each.levels else each.counts if each.edges else ()
        assert all(count >= LEAST_CUSTOMERS for count in named), each
        assert len(each.counts) == len(each.edges) + 1 or len(each.counts) == len(each.levels) + 1


def test_counts_are_those_of_the_customers_between_the_edges():
    rng = np.random.default_rng(2)
    columns = population(1_000, rng)
    for kept in reference_of(columns.values(), [0, 1_000]).columns:
        assert kept.count(columns[kept.name]) == kept.counts
        assert kept.missing == columns[kept.name].n_missing


def test_of_a_number_with_all_values_different_none_is_kept():
    values = np.random.default_rng(3).normal(size=500)
    kept = reference_of([column("x", ColumnType.NUMBER, values)], [0, 500]).columns[0]
    told = {*kept.edges, *kept.values, kept.low, kept.typical, kept.high}
    assert len(kept.edges) == 9
    assert not told & set(values.tolist())
    assert kept.low < kept.typical < kept.high


def test_bounds_lie_where_a_hundredth_of_the_customers_is_beyond():
    kept = reference_of(typed({"x": np.arange(1_000.0)}).values(), [0, 1_000]).columns[0]
    assert kept.whole
    assert (kept.low, kept.typical, kept.high) == (10.0, 500.0, 990.0)


def test_of_few_values_those_that_five_customers_share_are_kept():
    ratings = np.repeat([1.0, 2.0, 3.0, 4.5, 5.0], [5, 30, 40, 20, 3])
    kept = reference_of(typed({"rating": ratings}).values(), [0, 98]).columns[0]
    assert kept.values == (1.0, 2.0, 3.0, 4.5)
    assert kept.counts == (5, 30, 40, 23)
    assert kept.edges == (1.5, 2.5, 3.75)


def test_rare_levels_are_counted_and_not_named():
    cells = ["a"] * 40 + ["b"] * 10 + ["Madame X"] + ["c"] * 4
    kept = reference_of(typed({"who": cells}).values(), [0, 55]).columns[0]
    assert kept.levels == ("a", "b")
    assert kept.counts == (40, 10, 5)


def test_a_spike_is_a_bin_of_its_own():
    values = np.r_[np.zeros(600), np.linspace(1, 100, 400)]
    kept = reference_of(typed({"spend": values}).values(), [0, 1_000]).columns[0]
    assert kept.counts[0] == 600
    assert kept.edges[0] == 0.5


def test_largest_numbers_have_edges():
    values = np.repeat([-1e300, 1e300, 1.7e300], 20)
    kept = reference_of(typed({"x": values}).values(), [0, 60]).columns[0]
    assert all(np.isfinite(kept.edges))
