"""HDBSCAN: dense areas of any shape and of different density."""

from collections.abc import Sequence

import numpy as np
from sklearn.cluster import HDBSCAN

from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.clustering.reachability import labels_of_tree, spanning_tree
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.nearest import FEW_ROWS, kth_nearest
from segdesk.engine.data.row_order import n_distinct
from segdesk.messages import say
from segdesk.progress import Progress, part, silent


@method(
    "hdbscan",
    say("HDBSCAN"),
    say("By crowding of any density (HDBSCAN)"),
    determines_k=True,
    is_slow=True,
    supports_size_limits=False,
)
def fit_hdbscan(task: FitTask) -> Sequence[Fit]:
    """Fit HDBSCAN; new customers join the segment of the nearest training row, unassigned rows included."""
    rows = task.matrix
    size = task.spec.min_samples or max(5, round(len(rows) * 0.02))
    size = int(np.clip(size, 2, max(2, len(rows) - 1)))
    task.progress(say("Measuring neighbourhoods"), 0.0)
    labels = hdbscan_labels(rows, size, task.progress)
    task.progress(say("Measuring neighbourhoods"), 1.0)
    note = finding("clustering.hdbscan_smallest_size", size=size)
    assigner = NeighbourAssigner(rows, np.maximum(labels + 1, 0).astype(np.int32))
    return [Fit(assigner, notes=(note,), settings={"min_samples": size})]


def hdbscan_labels(rows: Floats, size: int, progress: Progress = silent) -> Positions:
    """Return scikit-learn's labels of rows, -1 without a segment; of many rows without its memory.

    Parameters
    ----------
    rows : float64 array of shape (n_rows, n_features)
        In canonical order.
    size : int
        The fewest rows of a segment, and the neighbour that tells how crowded it is around a row.
    progress : Progress
    """
    if len(rows) < 3 or n_distinct(rows) == 1:
        return np.zeros(len(rows), dtype=np.intp)
    if len(rows) <= FEW_ROWS:
        labels: Positions = HDBSCAN(min_cluster_size=size, copy=True).fit(rows).labels_
        return labels
    core_distances = kth_nearest(rows, rows, size, part(progress, 0, 0.7)).distance
    return labels_of_tree(spanning_tree(rows, core_distances, part(progress, 0.7, 1)), size)
