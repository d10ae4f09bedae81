"""How many are unlike anyone seen is held against what chance gives."""

import numpy as np
import pytest

from segdesk.engine.drift.unlike import count_unlike


def counted(n_far: int, total: int, made_of: int | None = 5_000):
    labels = np.ones(total, dtype=np.int32)
    return count_unlike(labels, np.arange(total) < n_far, None if made_of is None else (0, made_of))


def test_one_in_a_hundred_is_what_chance_gives():
    found = counted(101, 10_000)
    assert (found.n, found.total) == (101, 10_000)
    assert found.expected == pytest.approx(0.01, abs=3e-4)
    assert not found.is_excess
    assert counted(200, 10_000).is_excess
    assert not counted(4, 200).is_excess
    assert counted(12, 200, None).is_excess


def test_of_a_segment_that_was_made_of_few_more_are_expected():
    # The bound of 10 is the mean of places 9.91 of 10: one in eleven of the next lies beyond it, on average a tenth.
    assert counted(0, 500, 10).expected == pytest.approx(1 - (1 + 0.99 * 9) / 11)
    assert not counted(60, 500, 10).is_excess
    assert counted(60, 500, 5_000).is_excess


def test_excess_is_rare_where_new_customers_are_as_those_before():
    rng = np.random.default_rng(0)
    excess = 0
    for _ in range(400):
        bound = np.quantile(np.abs(rng.normal(size=400)), 0.99)
        far = np.abs(rng.normal(size=300)) > bound
        excess += count_unlike(np.ones(300, dtype=np.int32), far, (0, 400)).is_excess
    assert excess <= 0.02 * 400


def test_who_is_in_no_segment_is_not_counted():
    labels = np.array([0, 0, 1, 1], dtype=np.int32)
    found = count_unlike(labels, np.array([True, True, True, False]), (5, 100))
    assert (found.n, found.total) == (1, 2)
    nobody = count_unlike(np.zeros(3, dtype=np.int32), np.ones(3, dtype=bool), (5, 100))
    assert (nobody.n, nobody.total, nobody.is_excess) == (0, 0, False)
