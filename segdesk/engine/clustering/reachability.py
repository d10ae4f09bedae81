"""The shortest tree by mutual reachability, from which HDBSCAN takes its segments (Campello, Moulavi & Sander 2013).

Two rows reach each other at the largest of their distance and their two core distances. The tree grows by Prim's rule,
edge by edge in the order of scikit-learn's, so that ties are decided as there; but between two edges it can be stopped,
and few rows are compared: most soon have an edge as short as their own core distance, and none can be shorter.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.cluster._hdbscan._linkage import MST_edge_dtype, make_single_linkage
from sklearn.cluster._hdbscan._tree import tree_to_labels

from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.tiles import left_factors, right_factors, rounding, squared_distances
from segdesk.messages import say
from segdesk.progress import Progress, silent

Edges = npt.NDArray[Any]

# After so many edges progress is told, and rows that have joined the tree are left behind.
STEPS = 500


def labels_of_tree(tree: Edges, least: int) -> Positions:
    """Return scikit-learn's labels of the rows, -1 without a segment.

    Its functions are not public, but they are all that HDBSCAN is beyond the tree; a test holds the labels to its own.

    Parameters
    ----------
    tree : array of shape (n_rows - 1,)
        Of `spanning_tree`.
    least : int
        The fewest rows of a segment.
    """
    merges = make_single_linkage(tree[np.argsort(tree["distance"])])
    labels: Positions = tree_to_labels(merges, least)[0]
    return labels


def spanning_tree(rows: Floats, core_distances: Floats, progress: Progress = silent) -> Edges:
    """Return the edges in the order in which they join the tree, as scikit-learn's.

    Parameters
    ----------
    rows : float64 array of shape (n_rows, n_features)
    core_distances : float64 array of shape (n_rows,)
    progress : Progress
    """
    tree = np.empty(len(rows) - 1, dtype=MST_edge_dtype)
    outside = _Outside(rows, core_distances)
    current = 0
    for step in range(len(tree)):
        outside.compare(current)
        tree[step] = outside.join()
        current = int(tree["next_node"][step])
        if step % STEPS == STEPS - 1:
            outside.leave_behind()
            progress(say("Measuring neighbourhoods"), step / len(tree))
    return tree


class _Outside:
    """The rows that the tree has not reached, each with its shortest edge into it so far."""

    def __init__(self, rows: Floats, core_distances: Floats) -> None:
        self._rows, self._core_of_all = rows, core_distances
        centred = rows - rows.mean(axis=0)
        self._norm_of_all = np.sqrt((centred**2).sum(axis=1))
        self._right = right_factors(centred)
        # Of those outside, the same entries in each.
        self._position = np.arange(1, len(rows))
        self._left = left_factors(centred[1:])
        self._norm, self._core = self._norm_of_all[1:], core_distances[1:].copy()
        self._reach = np.full(len(rows) - 1, np.inf)
        self._source = np.zeros(len(rows) - 1, dtype=np.int64)

    def compare(self, joined: int) -> None:
        """Take note of which rows reach the one that has just joined more shortly than any before."""
        least = np.maximum(self._core, self._core_of_all[joined])
        open_ = np.flatnonzero(self._reach > least)
        # Single precision tells who is too far; for the others the differences count.
        square = self._left[open_] @ self._right[:, joined]
        error = rounding(self._rows.shape[1], self._norm[open_] + self._norm_of_all[joined])
        near = open_[square <= self._reach[open_] ** 2 + error]
        distance = np.sqrt(squared_distances(self._rows[self._position[near]], self._rows[joined]))
        mutual = np.maximum(distance, least[near])
        shorter = mutual < self._reach[near]
        self._reach[near[shorter]] = mutual[shorter]
        self._source[near[shorter]] = joined

    def join(self) -> tuple[int, int, float]:
        """Return the shortest edge into the tree, the first of those, and take its row out."""
        place = int(self._reach.argmin())
        edge = int(self._source[place]), int(self._position[place]), float(self._reach[place])
        self._reach[place] = self._core[place] = np.inf
        return edge

    def leave_behind(self) -> None:
        """Keep the entries of those who are still outside alone."""
        kept = np.isfinite(self._reach)
        self._position, self._left, self._norm = self._position[kept], self._left[kept], self._norm[kept]
        self._core, self._reach, self._source = self._core[kept], self._reach[kept], self._source[kept]
