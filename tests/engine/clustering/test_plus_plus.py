"""K-means++ begins at the rows that scikit-learn begins at."""

import numpy as np
import pytest
from sklearn.cluster import kmeans_plusplus

from segdesk.engine.clustering.plus_plus import plus_plus


def _tables() -> dict[str, np.ndarray]:
    random = np.random.default_rng(4)
    return {
        "round cloud": random.normal(size=(150, 6)),
        "groups": random.normal(size=(300, 4)) + 4 * random.integers(0, 3, (300, 1)),
        "whole numbers with many doubles": random.poisson(1.5, (400, 3)).astype(float),
        "long tails": np.exp(random.normal(size=(80, 2))),
    }


@pytest.mark.parametrize("name", list(_tables()))
@pytest.mark.parametrize("k", [1, 2, 5, 12])
def test_both_begin_at_the_same_rows(name, k):
    rows = _tables()[name]
    rows = rows - rows.mean(axis=0)
    squares = (rows**2).sum(axis=1)
    for seed in range(10):
        begun = plus_plus(rows, squares, k, np.random.RandomState(seed))
        theirs, _ = kmeans_plusplus(rows, k, random_state=np.random.RandomState(seed))
        np.testing.assert_array_equal(begun, theirs)
