"""K-means: the lowest inertia whatever the seed, and the same segments whatever the size of the table."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, load_wine
from sklearn.metrics import adjusted_rand_score

from segdesk.engine.clustering.evolved_centres import evolve_centres, inertia_around, seed_of, settle
from segdesk.engine.clustering.lloyd import lowest_inertia, n_starts
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.pipeline.choose_method import choose_method
from segdesk.engine.recipe.method import MethodSpec
from tests.reference.fitting import z_scores


@pytest.mark.parametrize(("load", "k"), [(load_iris, 8), (load_wine, 7)])
def test_every_seed_finds_the_lowest_inertia(load, k):
    rows = z_scores(load().data)
    rows = rows[canonical_order(rows)]
    found = [
        inertia_around(rows, evolve_centres(rows, k, seed, n_starts(*rows.shape, k))) for seed in range(3)
    ]
    assert found == pytest.approx([min(found)] * 3, rel=1e-6)
    # scikit-learn's starts know nothing of each other.
    assert min(found) <= KMeans(k, n_init=50, tol=0, random_state=0).fit(rows).inertia_ * (1 + 1e-9)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(np.random.default_rng(1).normal(size=(300, 5)), id="round cloud"),
        pytest.param(np.exp(np.random.default_rng(1).normal(size=(80, 3))), id="long tails"),
        # Most rows begin as near to one centre as to another.
        pytest.param(np.random.default_rng(1).integers(1, 6, (300, 6)).astype(float), id="answers"),
        pytest.param(np.random.default_rng(1).poisson(1.5, (400, 4)).astype(float), id="counts"),
    ],
)
def test_each_start_on_a_small_table_ends_where_that_of_scikit_learn_ends(rows):
    for seed, k in enumerate((2, 5, 8, 12)):
        random = np.random.RandomState(seed_of(seed, k, 0))
        theirs = KMeans(k, n_init=1, max_iter=300, tol=0, random_state=random).fit(rows)
        found = lowest_inertia(rows, k, seed, starts=1, polish=False)
        np.testing.assert_allclose(found, theirs.cluster_centers_, atol=1e-9)


@pytest.mark.parametrize(
    ("rows", "k"),
    [
        pytest.param(np.exp(np.random.default_rng(1).normal(size=(8_000, 4))), 11, id="long tails"),
        pytest.param(np.random.default_rng(1).normal(size=(8_000, 3)), 7, id="round cloud"),
    ],
)
def test_starts_on_a_large_table_that_lead_early_end_as_low_as_all_taken_to_the_end(rows, k):
    rows = z_scores(rows)
    starts = n_starts(*rows.shape, k)
    to_the_end = [
        KMeans(k, n_init=1, max_iter=300, tol=0, random_state=np.random.RandomState(seed_of(0, k, i))).fit(
            rows
        )
        for i in range(starts)
    ]
    found = inertia_around(rows, lowest_inertia(rows, k, 0, starts))
    assert found <= min(one.inertia_ for one in to_the_end) * 1.001


def test_two_segments_of_a_table_with_long_tails_do_not_depend_on_the_seed():
    random = np.random.default_rng(2)
    rows = z_scores(np.exp(random.normal(size=(440, 6)) @ np.linalg.cholesky(0.4 + 0.6 * np.eye(6)).T))
    found = [inertia_around(rows, evolve_centres(rows, 2, seed, n_starts(440, 6, 2))) for seed in range(10)]
    assert found == pytest.approx([min(found)] * 10, rel=1e-9)


def test_a_centre_that_nobody_is_nearest_to_goes_to_the_row_that_is_worst_off():
    rows = np.array([[0.0], [1.0], [2.0], [10.0]])
    centres, inertia = settle(rows, (rows**2).sum(axis=1), np.array([[1.0], [100.0]]))
    assert sorted(centres[:, 0]) == [1.0, 10.0]
    assert inertia == 2.0


def _customers(n_rows: int) -> np.ndarray:
    """Return overlapping groups, without a gap between any two."""
    random = np.random.default_rng(5)
    centres = np.array([[0.0, 0.0, 0.0], [3.0, 0.0, 1.0], [0.0, 3.0, 1.0], [3.0, 3.0, -2.0]])
    rows = centres[random.choice(4, n_rows, p=[0.4, 0.3, 0.2, 0.1])] + random.normal(size=(n_rows, 3))
    return rows[canonical_order(rows)]


def test_the_size_of_the_table_changes_neither_method_nor_segments():
    few, many = _customers(20_000), _customers(600_000)
    assert choose_method(many, 0).name == choose_method(few, 0).name == "kmeans"
    fits = [find_method("kmeans").fit(FitTask(rows, (4,), MethodSpec()))[0] for rows in (few, many)]
    of_few, of_many = (fit.assigner.assign(few).labels for fit in fits)
    assert adjusted_rand_score(of_few, of_many) > 0.95
