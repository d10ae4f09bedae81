"""Hierarchical clustering: every k is a cut of one tree."""

from collections.abc import Sequence

import fastcluster
import numpy as np
from scipy.spatial.distance import pdist

from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.genie import genie_tree
from segdesk.engine.clustering.lloyd import iterate, lowest_inertia
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.clustering.tree_cut import cut_tree
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.distances import row_blocks, to_centres
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import n_distinct
from segdesk.engine.recipe.method import GENIE
from segdesk.messages import Message, say
from segdesk.threads import left_behind_if_stopped

MAX_ROWS = 40_000
# Average and complete linkage need every pair of distances at once.
MAX_ROWS_OF_PAIRS = 10_000
MICRO_CLUSTERS = 1_000
# They are k-means of a sample of so many rows.
SAMPLE_ROWS = 20_000


@method(
    "hierarchical",
    say("hierarchical"),
    say("By merging (hierarchical)"),
    is_slow=True,
    follows_shapes=lambda spec: spec.linkage == GENIE,
)
def fit_hierarchical(task: FitTask) -> Sequence[Fit]:
    """Cut one tree at each k. Beyond 40,000 rows the tree joins k-means micro-clusters instead of single rows."""
    linkage = task.spec.linkage
    rows = task.matrix
    notes: tuple[Message, ...] = ()
    if len(rows) > (MAX_ROWS if linkage in ("ward", "single") else MAX_ROWS_OF_PAIRS):
        rows = left_behind_if_stopped(
            lambda: _micro_clusters(task.matrix, task.spec.seed), say("Building the tree"), task.progress
        )
        notes = (finding("clustering.tree_of_micro_clusters", n=len(rows), total=len(task.matrix)),)
    task.progress(say("Building the tree"), 0.0)
    tree = left_behind_if_stopped(
        lambda: linkage_tree(rows, linkage), say("Building the tree"), task.progress
    )
    task.progress(say("Building the tree"), 1.0)
    return [Fit(NeighbourAssigner(rows, cut_tree(tree, k)), notes=notes) for k in task.ks]


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


def _micro_clusters(rows: Floats, seed: int) -> Floats:
    """Return about 1,000 centres that stand for the rows."""
    random = np.random.default_rng([seed, len(rows)])
    sample = rows[np.sort(random.choice(len(rows), min(len(rows), SAMPLE_ROWS), replace=False))]
    centres = iterate(sample, lowest_inertia(sample, min(MICRO_CLUSTERS, n_distinct(sample)), seed, 1))
    occupied = np.zeros(len(centres), dtype=bool)
    for block in row_blocks(len(rows), len(centres)):
        occupied[to_centres(rows[block], centres).argmin(axis=1)] = True
    small: Floats = centres[occupied]
    return small
