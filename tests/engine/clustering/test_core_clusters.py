"""DBSCAN by clusters of cores has the labels of scikit-learn's, core by core and for everyone else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import DBSCAN

from segdesk.engine.clustering.core_clusters import core_clusters
from segdesk.engine.clustering.methods import dbscan
from segdesk.engine.clustering.methods.dbscan import cores_and_clusters
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.data import nearest
from segdesk.engine.data.nearest import kth_nearest
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.data.tiles import squared_distances
from segdesk.engine.recipe.method import MethodSpec
from segdesk.errors import Cancelled
from tests.engine.data.test_nearest import made


def by_core_clusters(rows, eps, min_samples):
    """Return everyone's cluster, -1 without one; a border point is in the first that has a core near it."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (nearest, dbscan):
            patch.setattr(module, "FEW_ROWS", 0)
        cores, of_cores = cores_and_clusters(
            rows, kth_nearest(rows, rows, min_samples).position, eps, min_samples
        )
    labels = np.full(len(rows), -1)
    labels[cores] = of_cores - 1
    for row in np.flatnonzero(labels < 0):
        square = squared_distances(np.broadcast_to(rows[row], rows[cores].shape), rows[cores])
        near = of_cores[square <= eps * eps]
        labels[row] = near.min() - 1 if len(near) else -1
    return cores, labels


def assert_as_scikit_learn(rows, eps, min_samples):
    cores, labels = by_core_clusters(rows, eps, min_samples)
    expected = DBSCAN(eps=eps, min_samples=min_samples, algorithm="kd_tree").fit(rows)
    np.testing.assert_array_equal(cores, expected.core_sample_indices_)
    np.testing.assert_array_equal(labels, expected.labels_)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["cloud", "far", "repeated", "fine"]),
    st.integers(1, 6),
    st.integers(1, 12),
    st.floats(0.01, 3),
)
def test_any_table_gets_the_labels_of_scikit_learn(seed, kind, n_features, min_samples, eps):
    rows = made(kind, 200, n_features, seed)
    assert_as_scikit_learn(rows, eps * (1e-5 if kind == "fine" else 1), min_samples)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 4),
    st.integers(1, 25),
    # Distances on the grid whose square doesn't fall short of it by rounding: there scikit-learn's depends on its tree.
    st.sampled_from([1.0, np.sqrt(2), 2.0, np.sqrt(5), 3.0]),
)
def test_neighbours_at_exactly_the_radius_count(seed, n_features, min_samples, eps):
    assert_as_scikit_learn(made("grid", 250, n_features, seed), eps, min_samples)


@pytest.mark.parametrize(("eps", "min_samples"), [(0.9, 12), (0.6, 8), (0.35, 5), (0.01, 4), (50.0, 5)])
def test_large_tables_get_the_labels_of_scikit_learn(eps, min_samples):
    random = np.random.default_rng(5)
    centres = random.normal(0, 2, (6, 4))
    rows = centres[random.integers(0, 6, 7_000)] + random.normal(0, 0.5, (7_000, 4))
    rows = rows[canonical_order(rows)]
    assert_as_scikit_learn(rows, eps, min_samples)


def test_a_chain_of_cores_is_one_cluster():
    rows = np.column_stack([np.arange(9_000) * 0.5, np.zeros(9_000)])
    assert set(core_clusters(rows, 0.5).tolist()) == {1}
    assert core_clusters(rows, 0.49).tolist() == list(range(1, 9_001))


def test_no_cores_have_no_clusters():
    assert core_clusters(np.empty((0, 3)), 1.0).tolist() == []


def test_the_method_takes_them_for_large_tables():
    random = np.random.default_rng(1)
    rows = np.vstack([random.normal(c, 0.3, (3_000, 3)) for c in (0, 4)])
    rows = rows[canonical_order(rows)]
    fit = find_method("dbscan").fit(FitTask(rows, (), MethodSpec()))[0]
    eps, min_samples = fit.settings["eps"], fit.settings["min_samples"]
    expected = DBSCAN(eps=eps, min_samples=min_samples).fit(rows)
    labels = fit.assigner.labels(rows)
    np.testing.assert_array_equal(labels, expected.labels_ + 1)


def test_who_stops_it_is_heard():
    def stop(stage, done):
        raise Cancelled

    with pytest.raises(Cancelled):
        core_clusters(made("cloud", 500, 2), 0.2, stop)
