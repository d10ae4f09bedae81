"""One order of rows: that of a sort by all columns, however few of them are looked at."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segdesk.engine.data.row_order import canonical_order

# Few values, so that rows tie; both zeros, which are equal; and NaN, as donors have.
VALUES = st.sampled_from([-1.5, -0.0, 0.0, 1.0, 2.0, np.nan])
COLUMN_KINDS = st.sampled_from(["values", "flags", "continuous", "constant"])


def sorted_by_every_column(matrix, ties=()):
    return np.lexsort([*reversed(ties), *matrix.T[::-1]])


@st.composite
def tables(draw):
    n_rows = draw(st.integers(1, 40))
    columns = []
    for kind in draw(st.lists(COLUMN_KINDS, min_size=1, max_size=22)):
        values = {
            "values": VALUES,
            "flags": st.sampled_from([0.0, 1.0]),
            "continuous": st.floats(-1e6, 1e6),
            "constant": st.just(3.0),
        }[kind]
        columns.append(draw(st.lists(values, min_size=n_rows, max_size=n_rows)))
    ties = [
        np.array(draw(st.lists(st.integers(0, 3), min_size=n_rows, max_size=n_rows)), dtype=np.intp)
        for _ in range(draw(st.integers(0, 2)))
    ]
    return np.array(columns).T, ties


@given(tables())
def test_the_order_is_that_of_a_sort_by_all_columns(table):
    matrix, ties = table
    np.testing.assert_array_equal(canonical_order(matrix, ties), sorted_by_every_column(matrix, ties))


def one_hot(codes):
    return np.eye(int(codes.max()) + 1)[codes]


@pytest.mark.parametrize("n_levels", [2, 5, 40])
def test_the_order_of_categories_before_numbers_is_that_of_a_sort_by_all_columns(n_levels):
    random = np.random.default_rng(0)
    numbers = np.round(random.normal(size=(3_000, 3)), 1)
    matrix = np.hstack([one_hot(random.integers(n_levels, size=len(numbers))), numbers])
    np.testing.assert_array_equal(canonical_order(matrix), sorted_by_every_column(matrix))


def test_the_order_of_more_equal_pairs_than_a_short_number_counts_is_that_of_a_sort_by_all_columns():
    random = np.random.default_rng(1)
    matrix = np.column_stack(
        [random.permutation(np.repeat(np.arange(70_000.0), 2)), random.normal(size=140_000)]
    )
    np.testing.assert_array_equal(canonical_order(matrix), sorted_by_every_column(matrix))


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0), (1, 1)])
def test_a_table_without_rows_or_columns_keeps_its_order(shape):
    np.testing.assert_array_equal(canonical_order(np.zeros(shape)), np.arange(shape[0]))
