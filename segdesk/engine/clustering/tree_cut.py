"""Cutting a tree of merges into k groups."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from segdesk.engine.data.arrays import Floats, Labels


def cut_tree(tree: Floats, k: int) -> Labels:
    """Return labels 1..k of shape (n_rows,): exactly k, ties in height cut in the order of the tree.

    The first n_rows - k merges are what holds together. (SciPy's `cut_tree` walks the tree by recursion, which ends the
    process where thousands of equal rows make it deep.)
    """
    n_rows = len(tree) + 1
    merged = np.arange(n_rows, 2 * n_rows - k)
    joined = tree[: n_rows - k, :2].astype(np.intp)
    links = (np.ones(2 * len(merged), dtype=bool), (joined.T.ravel(), np.tile(merged, 2)))
    size = n_rows + len(merged)
    _, labels = connected_components(coo_array(links, shape=(size, size)), directed=False)
    return (np.unique(labels[:n_rows], return_inverse=True)[1] + 1).astype(np.int32)
