"""DBSCAN: dense areas of any shape; whoever lives between them stays unassigned."""

from collections.abc import Sequence

import numpy as np
from scipy.spatial import KDTree
from sklearn.cluster import DBSCAN

from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.data.knee import knee
from segdesk.messages import say
from segdesk.threads import available_cores


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
    eps = task.spec.eps if task.spec.eps is not None else knee_distance(rows, min_samples)
    model = DBSCAN(eps=eps, min_samples=min_samples).fit(rows)
    task.progress(say("Measuring neighbourhoods"), 1.0)
    cores = np.sort(model.core_sample_indices_)
    assigner = NeighbourAssigner(rows[cores], (model.labels_[cores] + 1).astype(np.int32), reach=eps)
    note = finding("clustering.dbscan_radius", eps=eps, min_samples=min_samples)
    return [Fit(assigner, notes=(note,), settings={"eps": float(eps), "min_samples": int(min_samples)})]


def default_min_samples(n_features: int) -> int:
    """Return max(5, 2 * dim)."""
    return max(5, 2 * n_features)


def knee_distance(rows: Floats, min_samples: int) -> float:
    """Return the radius at the knee of the sorted distances to the `min_samples`-th neighbour (itself the first)."""
    distance, _ = KDTree(rows).query(rows, k=[min_samples], workers=available_cores())
    curve = np.sort(np.asarray(distance)[:, 0])
    at = knee(np.arange(len(curve), dtype=np.float64), curve, convex=True, increasing=True)
    eps = float(curve[at]) if at is not None else float(np.quantile(curve, 0.9))
    if eps > 0:
        return eps
    apart = curve[curve > 0]
    return float(apart[0]) if len(apart) else 1.0
