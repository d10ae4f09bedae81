"""DBSCAN: dense areas of any shape; whoever lives between them stays unassigned."""

from collections.abc import Sequence

import numpy as np
from sklearn.cluster import DBSCAN

from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.core_clusters import core_clusters
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.data.arrays import Floats, Labels, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.knee import knee
from segdesk.engine.data.nearest import FEW_ROWS, kth_nearest
from segdesk.engine.data.tiles import squared_distances
from segdesk.messages import say
from segdesk.progress import Progress, part, silent


@method(
    "dbscan",
    say("DBSCAN"),
    say("By crowding (DBSCAN)"),
    determines_k=True,
    is_slow=True,
    supports_size_limits=False,
)
def fit_dbscan(task: FitTask) -> Sequence[Fit]:
    """Fit DBSCAN. Core points count themselves; a border point belongs to its nearest core point."""
    rows = task.matrix
    min_samples = task.spec.min_samples or default_min_samples(rows.shape[1])
    min_samples = min(min_samples, len(rows))
    task.progress(say("Measuring neighbourhoods"), 0.0)
    nearest = kth_nearest(rows, rows, min_samples, part(task.progress, 0.0, 0.8))
    eps = task.spec.eps if task.spec.eps is not None else knee_distance(nearest.distance)
    cores, labels = cores_and_clusters(
        rows, nearest.position, eps, min_samples, part(task.progress, 0.8, 1.0)
    )
    task.progress(say("Measuring neighbourhoods"), 1.0)
    assigner = NeighbourAssigner(rows[cores], labels, reach=eps)
    note = finding("clustering.dbscan_radius", eps=eps, min_samples=min_samples)
    return [Fit(assigner, notes=(note,), settings={"eps": float(eps), "min_samples": int(min_samples)})]


def cores_and_clusters(
    rows: Floats, neighbour: Positions, eps: float, min_samples: int, progress: Progress = silent
) -> tuple[Positions, Labels]:
    """Return the positions of core points, rising, and which cluster each is in: scikit-learn's, without its memory.

    Parameters
    ----------
    rows : float64 array of shape (n_rows, n_features)
    neighbour : int array of shape (n_rows,)
        Each row's `min_samples`-th nearest, itself the first.
    eps : float
    min_samples : int
    progress : Progress
    """
    if len(rows) <= FEW_ROWS:
        model = DBSCAN(eps=eps, min_samples=min_samples).fit(rows)
        cores = np.sort(model.core_sample_indices_)
        return cores, (model.labels_[cores] + 1).astype(np.int32)
    cores = np.flatnonzero(squared_distances(rows, rows[neighbour]) <= eps * eps)
    return cores, core_clusters(rows[cores], eps, progress)


def default_min_samples(n_features: int) -> int:
    """Return max(5, 2 * dim)."""
    return max(5, 2 * n_features)


def knee_distance(distances: Floats) -> float:
    """Return the radius at the knee of the sorted distances of rows to their `min_samples`-th nearest."""
    curve = np.sort(distances)
    at = knee(np.arange(len(curve), dtype=np.float64), curve, convex=True, increasing=True)
    eps = float(curve[at]) if at is not None else float(np.quantile(curve, 0.9))
    if eps > 0:
        return eps
    apart = curve[curve > 0]
    return float(apart[0]) if len(apart) else 1.0
