"""The shortest tree that links all rows, and how it is joined, against SciPy."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import pdist

from segdesk.engine.clustering.genie import genie_tree


@pytest.mark.parametrize("n_features", [1, 3])
def test_the_edges_are_those_of_single_linkage(n_features):
    """Whatever the order they are joined in, the heights never fall and end at the longest edge."""
    rows = np.random.default_rng(n_features).normal(3, 1, size=(40, n_features))
    tree = genie_tree(rows)
    edges = np.sort(linkage(pdist(rows), "single")[:, 2])
    assert tree[-1, 2] == pytest.approx(edges[-1])
    assert set(np.round(tree[:, 2], 9)) <= set(np.round(edges, 9))
    assert tree[0, 2] == pytest.approx(edges[0])
    assert tree[-1, 3] == 40


def test_groups_of_one_size_are_joined_like_single_linkage():
    # Pairs ever further apart: all even, so that the shortest edge is always the next.
    rows = np.array([0.0, 1.0, 10.0, 11.1, 100.0, 101.2, 300.0, 301.3])[:, None]
    tree = genie_tree(rows)
    np.testing.assert_allclose(tree, linkage(pdist(rows), "single"))
