"""K-means: the partition with the lowest inertia that many starts find."""

from collections.abc import Sequence

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.clustering.lloyd import (
    FINISH_TOLERANCE,
    QUICK_STARTS,
    SAMPLE_ROWS,
    iterate,
    lowest_inertia,
    n_starts,
)
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import even_sample, sample_rows
from segdesk.messages import say
from segdesk.threads import in_parallel, workers_for_short_calls

HALFWAY_ROWS = 200_000


@method(
    "kmeans",
    say("k-means"),
    say("Around centres (k-means)"),
    makes_short_calls=True,
    fits_each_alone=True,
)
def fit_kmeans(task: FitTask) -> Sequence[Fit]:
    """Fit k-means for each k, the restarts side by side.

    Above 20,000 rows the restarts run on a sample of that size and the best of them is iterated on all rows: within
    0.2% of the inertia of full restarts. Above 400,000 rows it is iterated on 200,000 of them in between, where most of
    the way is gone in a fraction of the time; on all rows the iterations end when the centres hardly move.
    """
    sample = sample_rows(task.matrix, SAMPLE_ROWS, task.spec.seed, max(task.ks))
    halfway = (
        task.matrix[even_sample(len(task.matrix), HALFWAY_ROWS, task.spec.seed)]
        if len(task.matrix) > 2 * HALFWAY_ROWS
        else None
    )

    def best_centres(k: int) -> Floats:
        usual = QUICK_STARTS if task.quick else n_starts(len(sample), sample.shape[1], k)
        starts = usual if task.starts is None else task.starts
        centres = lowest_inertia(sample, k, task.spec.seed, starts, polish=not task.quick)
        if len(sample) == len(task.matrix):
            return centres
        if halfway is None:
            return iterate(task.matrix, centres)
        return iterate(task.matrix, iterate(halfway, centres), FINISH_TOLERANCE)

    stage = say("Trying numbers of segments")
    all_centres = (
        [best_centres(k) for k in task.ks]
        if task.quick
        else in_parallel(
            best_centres, task.ks, stage, task.progress, workers=workers_for_short_calls(len(sample))
        )
    )
    notes = (
        (finding("clustering.kmeans_started_on_sample", n=len(sample)),)
        if len(sample) < len(task.matrix)
        else ()
    )
    return [Fit(CentreAssigner(centres), notes=notes) for centres in all_centres]
