"""The gap statistic: is the inertia lower than in data without groups?

References
----------
Tibshirani, Walther & Hastie 2001, JRSS B 63:411. Squared distances, reference rows uniform in the box of the principal
components.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.clustering.methods.registry import FitTask, Method
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.row_order import canonical_order, even_sample, n_distinct
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.internal_indices import inertia
from segdesk.messages import say
from segdesk.progress import Progress, silent
from segdesk.threads import in_parallel

REFERENCES = 20
MAX_ROWS = 1_000
# Of k-means on the data themselves.
DATA_STARTS = 50


@dataclass(frozen=True, eq=False)
class GapCurve:
    """Gap and its standard error s_k for each k of `ks`."""

    ks: tuple[int, ...]
    gap: Floats
    error: Floats
    n_rows: int


def gap_curve(
    matrix: Floats, ks: Sequence[int], method: Method, spec: MethodSpec, progress: Progress = silent
) -> GapCurve:
    """Return the gap statistic of `method` for each k.

    Above 1,000 rows it is computed on a sample of that size: the data and the references are treated alike. Numbers of
    segments beyond the different rows of the sample are left out.
    """
    rows = matrix[even_sample(len(matrix), MAX_ROWS, spec.seed)]
    ks = [k for k in ks if k <= n_distinct(rows)]
    centred = rows - rows.mean(axis=0)
    # The axes of the covariance are those of the rows, without a decomposition of n_rows rows.
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes
    low, high = turned.min(axis=0), turned.max(axis=0)

    def log_inertias(draw: int) -> Floats:
        if draw == 0:
            drawn = rows
        else:
            random = np.random.default_rng([spec.seed, draw])
            box = random.uniform(low, high, size=turned.shape)
            drawn = box[canonical_order(box)]
        # What is missed in the data looks like groups that are not there; in the references it evens out.
        starts = DATA_STARTS if draw == 0 else None
        fits = method.fit(FitTask(drawn, tuple(ks), spec, quick=True, starts=starts))
        within = np.array([inertia(drawn, fit.assigner.labels(drawn)) for fit in fits])
        # A partition without any spread has log 0; the floor keeps it comparable.
        logs: Floats = np.log(np.maximum(within, np.finfo(float).tiny))
        return logs

    curves = in_parallel(
        log_inertias,
        range(REFERENCES + 1),
        say("Comparing with groupless data"),
        progress,
        workers=method.workers(len(rows)),
    )
    references = np.array(curves[1:])
    gap = references.mean(axis=0) - curves[0]
    error = references.std(axis=0) * np.sqrt(1 + 1 / REFERENCES)
    return GapCurve(tuple(ks), gap, error, len(rows))


def first_maximum(gap: Floats) -> int:
    """Return the position of the first local maximum."""
    for i in range(len(gap) - 1):
        if gap[i] >= gap[i + 1]:
            return i
    return len(gap) - 1


def global_maximum(gap: Floats) -> int:
    """Return the position of the highest value."""
    return int(np.argmax(gap))


def tibshirani_rule(gap: Floats, error: Floats) -> int:
    """Return the first position whose gap is within one standard error of the next one's, else the last."""
    for i in range(len(gap) - 1):
        if gap[i] >= gap[i + 1] - error[i + 1]:
            return i
    return len(gap) - 1


def gap_choice(gap: Floats, error: Floats) -> int:
    """Return the position that the gap statistic points to.

    That is Tibshirani's rule, except where it stops at once although a later number is clearly better: groups that lie
    in a ring or a cube pull the first steps of the curve down. Then it is the first position within one standard
    error of the highest.
    """
    chosen = tibshirani_rule(gap, error)
    top = global_maximum(gap)
    if chosen == 0 and gap[top] - error[top] > gap[0]:
        return int(np.flatnonzero(gap >= gap[top] - error[top])[0])
    return chosen
