"""Mini-batch k-means: for very many rows."""

from collections.abc import Sequence

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.clustering.lloyd import iterate
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.messages import say
from segdesk.threads import in_parallel, workers_for_short_calls

BATCH_ROWS = 4_096


@method(
    "minibatch",
    say("mini-batch k-means"),
    say("Around centres, for large files (mini-batch k-means)"),
    makes_short_calls=True,
    fits_each_alone=True,
)
def fit_minibatch(task: FitTask) -> Sequence[Fit]:
    """Fit mini-batch k-means for each k."""

    def fit_one(k: int) -> Fit:
        seed = np.random.SeedSequence([task.spec.seed, k]).generate_state(1)[0]
        model = MiniBatchKMeans(
            k,
            batch_size=BATCH_ROWS,
            n_init=3,
            reassignment_ratio=0.0,
            random_state=np.random.RandomState(seed),
        ).fit(task.matrix)
        centres = np.asarray(model.cluster_centers_)
        occupied = np.unique(model.labels_)
        if len(occupied) < k:
            # Batches can leave a centre without a customer; full iterations fill it again.
            centres = iterate(task.matrix, centres)
        return Fit(CentreAssigner(centres))

    if task.quick:
        return [fit_one(k) for k in task.ks]
    workers = workers_for_short_calls(len(task.matrix))
    return in_parallel(fit_one, task.ks, say("Trying numbers of segments"), task.progress, workers=workers)
