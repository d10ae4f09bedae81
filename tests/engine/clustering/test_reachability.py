"""HDBSCAN by our own tree has the labels of scikit-learn's, tie by tie."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import HDBSCAN

from segdesk.engine.clustering.methods import hdbscan
from segdesk.engine.clustering.methods.hdbscan import hdbscan_labels
from segdesk.engine.clustering.reachability import spanning_tree
from segdesk.engine.data import nearest
from segdesk.engine.data.nearest import kth_nearest
from segdesk.engine.data.row_order import canonical_order
from segdesk.errors import Cancelled
from tests.engine.data.test_nearest import made


@settings(max_examples=120, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["cloud", "grid", "far", "repeated", "fine"]),
    st.integers(1, 12),
    st.integers(2, 40),
)
def test_any_table_gets_the_labels_of_scikit_learn(seed, kind, n_features, size):
    rows = made(kind, 220, n_features, seed)
    rows = rows[canonical_order(rows)]
    with pytest.MonkeyPatch.context() as patch:
        for module in (nearest, hdbscan):
            patch.setattr(module, "FEW_ROWS", 0)
        labels = hdbscan_labels(rows, size)
    np.testing.assert_array_equal(labels, HDBSCAN(min_cluster_size=size, copy=True).fit(rows).labels_)


@pytest.mark.parametrize("kind", ["cloud", "grid"])
@pytest.mark.parametrize("size", [5, 130])
def test_large_tables_get_the_labels_of_scikit_learn(kind, size):
    random = np.random.default_rng(2)
    rows = random.normal(0, 3, (5, 4))[random.integers(0, 5, 6_500)] + made(kind, 6_500, 4)
    rows = rows[canonical_order(rows)]
    labels = hdbscan_labels(rows, size)
    np.testing.assert_array_equal(labels, HDBSCAN(min_cluster_size=size, copy=True).fit(rows).labels_)


def test_who_stops_it_is_heard():
    rows = made("cloud", 1_200, 3)

    def stop(stage, done):
        raise Cancelled

    with pytest.raises(Cancelled):
        spanning_tree(rows, kth_nearest(rows, rows, 5).distance, stop)
