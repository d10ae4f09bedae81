"""Gaussian mixture: overlapping groups of different size and direction, with probabilities."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import solve_triangular
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.clustering.diagonal_mixture import DiagonalMixture, MixtureGrowth
from segdesk.engine.clustering.full_mixture import VARIANCE_FLOOR, FittedMixture, FullMixture, MixtureRows
from segdesk.engine.clustering.lloyd import EXCHANGE_ROWS, QUICK_STARTS, lowest_inertia
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.clustering.mixture_starts import grown_start, mixture_starts, start_at
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import sample_rows
from segdesk.messages import Message, say
from segdesk.threads import in_parallel, workers_for_short_calls

MAX_ROUNDS, TOLERANCE = 500, 1e-5
# Fewer rows than this per group and column leave little to tell covariances from.
FEW_ROWS = 10
# All starts are tried on so many rows for so many rounds; those that came furthest go on. Quick fits end there, too.
TRIAL_ROWS, TRIAL_ROUNDS, TRIAL_TOLERANCE, N_PROMISING = 2_000, 60, 1e-4, 3
# They go to their ends on so many rows, and the likeliest of the ends on more of them.
RACE_ROWS, SETTLE_ROWS = EXCHANGE_ROWS, 20_000
# What has settled on a sample of that size moves little on all rows.
FINISH_ROUNDS = 5


@dataclass(frozen=True)
class _Ladder:
    """The rows, and ever fewer of them to begin on; where there are few rows, all four are the same."""

    all: MixtureRows
    settle: MixtureRows
    race: MixtureRows
    trial: MixtureRows


@method(
    "gmm",
    say("Gaussian mixture"),
    say("By overlapping clouds (Gaussian mixture)"),
    has_gap_reference=False,
    is_slow=True,
    is_mixture=True,
    makes_short_calls=True,
)
def fit_gmm(task: FitTask) -> Sequence[Fit]:
    """Fit a mixture with full covariances for each k, the likeliest that several starts lead to.

    Above 5,000 rows the starts are told apart on a sample of that size; above 20,000 the best of them settles on a
    sample of that size, and a few rounds on all rows finish it. Where there are few rows for so many covariances, one
    without them is taken if its BIC is lower.
    """
    # In one growth for all numbers; K-means' centres alone mislead where some columns say nothing.
    seed = task.spec.seed
    grown = (task.growth or MixtureGrowth(task.matrix, seed)).by_number(task.ks)
    ladder = _ladder(task)
    is_on_sample = ladder.trial is not ladder.all
    tried = MixtureGrowth(ladder.trial.rows, seed).by_number(task.ks) if is_on_sample else grown

    def fit_one(k: int) -> Fit:
        fitted = (
            _quick_fit(ladder.all, k, seed, grown.get(k))
            if task.quick
            else _fit(ladder, k, seed, tried.get(k))
        )
        bic, settled = ladder.all.bic(fitted.mixture), fitted.settled
        assigner = _assigner(fitted.mixture)
        if k in grown and len(task.matrix) < FEW_ROWS * k * task.matrix.shape[1]:
            simple = _without_covariances(task, grown[k])
            simple_bic = float(simple.bic(task.matrix))
            if simple_bic < bic:
                bic, settled, assigner = simple_bic, bool(simple.converged_), _assigner(_full(simple))
        return Fit(assigner, bic=bic, notes=tuple(_notes(ladder, assigner, k, settled)))

    if task.quick:
        return [fit_one(k) for k in task.ks]
    workers = workers_for_short_calls(len(task.matrix))
    return in_parallel(fit_one, task.ks, say("Trying numbers of segments"), task.progress, workers=workers)


def _ladder(task: FitTask) -> _Ladder:
    """Return the rows and samples of them, made once for all numbers of groups."""
    steps = [MixtureRows(task.matrix)]
    for size in (SETTLE_ROWS, RACE_ROWS, TRIAL_ROWS):
        above = steps[-1].rows
        fewer = above if task.quick else sample_rows(above, size, task.spec.seed, max(task.ks))
        steps.append(steps[-1] if len(fewer) == len(above) else MixtureRows(fewer))
    return _Ladder(*steps)


def _quick_fit(rows: MixtureRows, k: int, seed: int, grown: DiagonalMixture | None) -> FittedMixture:
    """Return the likelier of what k-means' centres and a grown mixture lead to in a few rounds."""
    starts = [start_at(lowest_inertia(rows.rows, k, seed, QUICK_STARTS, polish=False))]
    if grown is not None:
        starts.append(grown_start(grown))
    return _likeliest([rows.fit(start, TRIAL_ROUNDS, TRIAL_TOLERANCE) for start in starts])


def _fit(ladder: _Ladder, k: int, seed: int, grown: DiagonalMixture | None) -> FittedMixture:
    """Return the likeliest mixture that all kinds of starts lead to."""
    race = ladder.race
    few_starts = len(ladder.all.rows) > len(race.rows)
    starts = [start_at(lowest_inertia(race.rows, k, seed, QUICK_STARTS if few_starts else 10))]
    trials = [
        ladder.trial.fit(start, TRIAL_ROUNDS, TRIAL_TOLERANCE)
        for start in mixture_starts(ladder.trial.rows, k, seed, grown)
    ]
    trials.sort(key=lambda one: -one.bound)
    starts += [one.mixture for one in trials[:N_PROMISING]]
    fitted = _likeliest([race.fit(start, MAX_ROUNDS, TOLERANCE) for start in starts])
    if ladder.settle is not race:
        fitted = ladder.settle.fit(fitted.mixture, MAX_ROUNDS, TOLERANCE)
    if ladder.all is not ladder.settle:
        finished = ladder.all.fit(fitted.mixture, FINISH_ROUNDS, TOLERANCE)
        fitted = replace(finished, settled=fitted.settled)
    return fitted


def _likeliest(fitted: Sequence[FittedMixture]) -> FittedMixture:
    return max(fitted, key=lambda one: one.bound)


def _notes(ladder: _Ladder, assigner: MixtureAssigner, k: int, settled: bool) -> Iterator[Message]:
    if ladder.all is not ladder.settle:
        yield finding("clustering.mixture_started_on_sample", n=len(ladder.settle.rows))
    if not settled:
        yield finding("clustering.mixture_not_settled", n=MAX_ROUNDS)
    occupied = len(np.unique(assigner.labels(ladder.settle.rows)))
    # A group that a sample knows need not be looked for among all.
    if occupied < k and ladder.all is not ladder.settle:
        occupied = len(np.unique(assigner.labels(ladder.all.rows)))
    if occupied < k:
        yield finding("clustering.mixture_groups_empty", n=occupied, k=k)


def _assigner(mixture: FullMixture) -> MixtureAssigner:
    """Return what places rows: upper triangular U with inv(covariance) = U @ U.T for each component."""
    identity = np.eye(mixture.means.shape[1])
    factors = [
        solve_triangular(np.linalg.cholesky(one), identity, lower=True).T for one in mixture.covariances
    ]
    return MixtureAssigner(mixture.weights, mixture.means, np.array(factors))


def _without_covariances(task: FitTask, grown: DiagonalMixture) -> GaussianMixture:
    """Return the mixture of groups along the axes that a grown one leads to."""
    # scikit-learn asks for two rows; one alone twice has the same mixture.
    rows = task.matrix if len(task.matrix) > 1 else np.repeat(task.matrix, 2, axis=0)
    # Those that do not settle are told of in a note.
    with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
        return GaussianMixture(
            len(grown.weights),
            covariance_type="diag",
            reg_covar=VARIANCE_FLOOR,
            max_iter=MAX_ROUNDS,
            tol=TOLERANCE,
            random_state=np.random.RandomState(task.spec.seed % 2**32),
            weights_init=grown.weights,
            means_init=grown.means,
            precisions_init=1 / np.maximum(grown.variances, VARIANCE_FLOOR),
        ).fit(rows)


def _full(model: GaussianMixture) -> FullMixture:
    covariances = np.array([np.diag(variances) for variances in np.asarray(model.covariances_)])
    return FullMixture(np.asarray(model.weights_), np.asarray(model.means_), covariances)
