"""How far two columns rise together."""

import numpy as np
import pytest
from scipy import stats

from segdesk.engine.profiles.correlations import rank_correlation


def test_the_rank_correlation_is_spearmans():
    random = np.random.default_rng(0)
    first = random.normal(size=300)
    second = np.round(first + random.normal(size=300), 1)
    found = rank_correlation(first, second)
    assert found.value == pytest.approx(stats.spearmanr(first, second).statistic)


def test_its_interval_holds_the_true_value_about_as_often_as_it_says():
    random = np.random.default_rng(1)
    # The rank correlation of a normal pair with correlation 0.6 is 6/pi * asin(0.3).
    true, inside = 6 / np.pi * np.arcsin(0.3), 0
    for _ in range(300):
        first, second = random.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 80).T
        found = rank_correlation(first, second)
        inside += found.low <= true <= found.high
    assert 0.91 <= inside / 300 <= 0.99


def test_a_column_that_is_all_the_same_goes_with_nothing():
    assert rank_correlation(np.ones(9), np.arange(9.0)) is None
