"""The tree of merges of a hierarchical result: what was merged with what, and where it is cut."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.methods.hierarchical import linkage_tree
from segdesk.engine.clustering.tree_cut import cut_tree
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.result.segmentation import Segmentation

# Those of results that are still about are kept, since building one takes seconds.
_trees: "WeakKeyDictionary[NeighbourAssigner, MergeTree]" = WeakKeyDictionary()

# Branches that are shown apart; what lies below them is one leaf.
MOST_LEAVES = 30


@dataclass(frozen=True, eq=False)
class MergeTree:
    """The upper part of a tree: its last merges.

    Attributes
    ----------
    merges : int array of shape (n_leaves - 1, 2)
        What is merged, the lowest merge first: leaves are 0 to n_leaves - 1, the result of merge i is n_leaves + i.
    heights : float64 array of shape (n_leaves - 1,)
        How unlike the two are, rising.
    sizes : int64 array of shape (n_leaves,)
        Customers below each leaf; of micro-clusters where the tree was built of these.
    segments : int32 array of shape (n_leaves,)
        Number of the segment that each leaf lies in, 0 where it lies in several.
    """

    merges: npt.NDArray[np.intp]
    heights: Floats
    sizes: npt.NDArray[np.int64]
    segments: Labels

    @property
    def n_leaves(self) -> int:
        """Number of leaves."""
        return len(self.sizes)

    def height_of(self, k: int) -> float:
        """Return a height at which a cut leaves `k` branches: the middle between two merges."""
        above = self.n_leaves - k
        low = self.heights[above - 1] if above > 0 else 0.0
        high = self.heights[above] if above < len(self.heights) else self.heights[-1] * 1.1
        return float(low + high) / 2

    def branches_at(self, height: float) -> int:
        """Return how many branches a cut at a height leaves."""
        return self.n_leaves - int(np.searchsorted(self.heights, height, side="right"))

    def order(self) -> list[int]:
        """Return the leaves from left to right so that no branches cross, the larger branch first."""
        weight = [*self.sizes.tolist()]
        for a, b in self.merges.tolist():
            weight.append(weight[a] + weight[b])
        ordered, waiting = [], [self.n_leaves + len(self.merges) - 1]
        while waiting:
            node = waiting.pop()
            if node < self.n_leaves:
                ordered.append(node)
            else:
                a, b = self.merges[node - self.n_leaves].tolist()
                waiting += [a, b] if weight[b] >= weight[a] else [b, a]
        return ordered


def merge_tree(segmentation: Segmentation) -> MergeTree | None:
    """Build the tree of a hierarchical result again; None of any other, and where there is nothing to merge.

    Parameters
    ----------
    segmentation : Segmentation
    """
    assigner = segmentation.fit.model.assigner
    if segmentation.method != "hierarchical" or not isinstance(assigner, NeighbourAssigner):
        return None
    if len(assigner.rows) < 2:
        return None
    if assigner not in _trees:
        _trees[assigner] = _built(assigner, segmentation.provenance.recipe.method.linkage)
    return _trees[assigner]


def _built(assigner: NeighbourAssigner, linkage: str) -> MergeTree:
    rows, labels = assigner.rows, assigner.row_labels
    tree = linkage_tree(rows, linkage)
    n_leaves = min(max(MOST_LEAVES, assigner.n_segments), len(rows))
    leaf_of = cut_tree(tree, n_leaves) - 1
    sizes = np.bincount(leaf_of, minlength=n_leaves).astype(np.int64)
    segments = np.zeros(n_leaves, dtype=np.int32)
    for leaf in range(n_leaves):
        inside = np.unique(labels[leaf_of == leaf])
        segments[leaf] = inside[0] if len(inside) == 1 else 0
    return MergeTree(_last_merges(tree, leaf_of, n_leaves), tree[len(rows) - n_leaves :, 2], sizes, segments)


def _last_merges(tree: Floats, leaf_of: Labels, n_leaves: int) -> npt.NDArray[np.intp]:
    """Return the last merges of a tree, in terms of the branches that were there before them."""
    n_rows = len(tree) + 1
    first = n_rows - n_leaves
    # The branch that each node of the tree lies in: rows, then merges in their order.
    branch = np.empty(2 * n_rows - 1, dtype=np.intp)
    branch[:n_rows] = leaf_of
    for place in range(first):
        branch[n_rows + place] = branch[int(tree[place, 0])]
    for place in range(first, n_rows - 1):
        branch[n_rows + place] = n_leaves + place - first
    merged: npt.NDArray[np.intp] = branch[tree[first:, :2].astype(np.intp)]
    return merged
