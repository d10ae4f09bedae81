"""HDBSCAN: dense areas of any shape and of different density."""

from collections.abc import Sequence

import numpy as np
from sklearn.cluster import HDBSCAN

from segdesk.engine.canonical import n_distinct
from segdesk.engine.methods.registry import Fit, FitTask, method
from segdesk.engine.placing import NeighbourPlacer
from segdesk.messages import say


@method("hdbscan", say("HDBSCAN"), finds_k=True)
def fit_hdbscan(task: FitTask) -> Sequence[Fit]:
    """Fit HDBSCAN; new customers join the segment of the nearest training row, unassigned rows included."""
    rows = task.matrix
    size = task.spec.min_samples or max(5, round(len(rows) * 0.02))
    size = int(np.clip(size, 2, max(2, len(rows) - 1)))
    task.progress(say("Measuring neighbourhoods"), 0.0)
    alike = len(rows) < 3 or n_distinct(rows) == 1
    labels = (
        np.zeros(len(rows), dtype=np.intp)
        if alike
        else HDBSCAN(min_cluster_size=size, copy=True).fit(rows).labels_
    )
    task.progress(say("Measuring neighbourhoods"), 1.0)
    note = say("A segment has at least {size} customers.", size=size)
    placer = NeighbourPlacer(rows, np.maximum(labels + 1, 0).astype(np.int32))
    return [Fit(placer, notes=(note,), settings={"min_samples": size})]
