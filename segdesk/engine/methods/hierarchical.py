"""Hierarchical clustering: every k is a cut of one tree."""

from collections.abc import Sequence

import fastcluster
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import pdist

from segdesk.engine.canonical import n_distinct
from segdesk.engine.distances import to_centres
from segdesk.engine.genie import genie_tree
from segdesk.engine.methods.kmeans import iterate, lowest_inertia
from segdesk.engine.methods.registry import Fit, FitTask, method
from segdesk.engine.placing import NeighbourPlacer
from segdesk.engine.recipe import GENIE
from segdesk.engine.segmentation import Labels
from segdesk.engine.table import Floats
from segdesk.messages import Message, say, say_n

MAX_ROWS = 20_000
# Average and complete linkage need every pair of distances at once.
MAX_ROWS_OF_PAIRS = 10_000
MICRO_CLUSTERS = 1_000


@method("hierarchical", say("hierarchical"))
def fit_hierarchical(task: FitTask) -> Sequence[Fit]:
    """Cut one tree at each k. Beyond 20,000 rows the tree joins k-means micro-clusters instead of single rows."""
    linkage = task.spec.linkage
    rows = task.matrix
    notes: tuple[Message, ...] = ()
    if len(rows) > (MAX_ROWS if linkage in ("ward", "single") else MAX_ROWS_OF_PAIRS):
        rows = _micro_clusters(rows, task.spec.seed)
        notes = (
            say_n(
                "With {total} customers the tree joins {n} small group of customers instead of single ones.",
                "With {total} customers the tree joins {n} small groups of customers instead of single ones.",
                n=len(rows),
                total=len(task.matrix),
            ),
        )
    task.progress(say("Building the tree"), 0.0)
    tree = linkage_tree(rows, linkage)
    task.progress(say("Building the tree"), 1.0)
    return [Fit(NeighbourPlacer(rows, cut_tree(tree, k)), notes=notes) for k in task.ks]


def linkage_tree(rows: Floats, linkage: str) -> Floats:
    """Return SciPy's linkage matrix of shape (n_rows - 1, 4).

    Ward's heights are Euclidean, as in SciPy's `ward` and R's `ward.D2`.
    """
    if len(rows) < 2:
        return np.empty((0, 4))
    if linkage == GENIE:
        return genie_tree(rows)
    if linkage in ("ward", "single"):
        return np.asarray(fastcluster.linkage_vector(rows, method=linkage))
    return np.asarray(fastcluster.linkage(pdist(rows), method=linkage, preserve_input=False))


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


def _micro_clusters(rows: Floats, seed: int) -> Floats:
    """Return about 1,000 centres that stand for the rows."""
    random = np.random.default_rng([seed, len(rows)])
    sample = rows[np.sort(random.choice(len(rows), MAX_ROWS, replace=False))]
    centres = iterate(sample, lowest_inertia(sample, min(MICRO_CLUSTERS, n_distinct(sample)), seed, 1))
    occupied = np.unique(to_centres(rows, centres).argmin(axis=1))
    return centres[occupied]
