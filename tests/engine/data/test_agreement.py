"""The agreement of two labelings is scikit-learn's, to the last digit."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from segdesk.engine.data.agreement import adjusted_rand


@pytest.mark.parametrize("seed", range(40))
def test_it_is_that_of_scikit_learn(seed):
    random = np.random.default_rng(seed)
    n_rows, n_groups = int(random.integers(1, 3000)), int(random.integers(1, 15))
    one = random.integers(0, n_groups, n_rows).astype(np.int32)
    other = np.where(random.random(n_rows) < random.random(), one, random.integers(0, 4, n_rows))
    other = other.astype(np.int32)
    assert adjusted_rand(one, other) == adjusted_rand_score(one, other)
    assert adjusted_rand(one, one) == 1.0


def test_counts_of_many_rows_do_not_run_over():
    one = np.arange(3_000_000, dtype=np.int32) % 7
    other = np.arange(3_000_000, dtype=np.int32) % 5
    assert adjusted_rand(one, other) == adjusted_rand_score(one, other)
