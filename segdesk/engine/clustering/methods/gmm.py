"""Gaussian mixture: overlapping groups of different size and direction, with probabilities."""

import warnings
from collections.abc import Sequence

import numpy as np
from scipy.linalg import solve_triangular
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.clustering.diagonal_mixture import DiagonalMixture, fit_diagonal_mixtures
from segdesk.engine.clustering.lloyd import EXCHANGE_ROWS, SAMPLE_ROWS, lowest_inertia
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.clustering.mixture_starts import Start, grown_start, mixture_starts
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import even_sample, sample_rows
from segdesk.messages import Message, say
from segdesk.threads import in_parallel

# Added to each variance; on standardised columns 1e-4 keeps a component from collapsing onto repeated rows.
VARIANCE_FLOOR = 1e-4
MAX_ITERATIONS, TOLERANCE = 500, 1e-5
# Fewer rows than this per group and column leave little to tell covariances from.
FEW_ROWS = 10
# All starts are tried on so many rows for so many rounds; those that came furthest go on. Quick fits end there, too.
TRIAL_ROWS, TRIAL_ROUNDS, TRIAL_TOLERANCE, N_PROMISING = 2_000, 60, 1e-4, 3


@method(
    "gmm",
    say("Gaussian mixture"),
    say("By overlapping clouds (Gaussian mixture)"),
    has_gap_reference=False,
    is_slow=True,
    is_mixture=True,
)
def fit_gmm(task: FitTask) -> Sequence[Fit]:
    """Fit a mixture with full covariances for each k, the likeliest that several starts lead to.

    Where there are few rows for so many covariances, one without them is taken if its BIC is lower.
    """
    # In one growth for all numbers; K-means' centres alone mislead where some columns say nothing.
    grown = fit_diagonal_mixtures(task.matrix, task.ks, task.spec.seed)

    def fit_one(k: int) -> Fit:
        sample = sample_rows(task.matrix, SAMPLE_ROWS, task.spec.seed, k)
        starts = 3 if task.quick or len(sample) > EXCHANGE_ROWS else 10
        models = [_fit_from(task, k, means_init=lowest_inertia(sample, k, task.spec.seed, starts))]
        if task.quick and k in grown:
            models.append(_fit_from(task, k, **grown_start(grown[k])))
        if not task.quick:
            models += [_fit_from(task, k, **start) for start in _promising_starts(sample, k, task.spec.seed)]
        model = max(models, key=lambda fitted: float(fitted.lower_bound_))
        if k in grown and len(task.matrix) < FEW_ROWS * k * task.matrix.shape[1]:
            simple = _without_covariances(task, grown[k])
            model = min((model, simple), key=lambda fitted: float(fitted.bic(task.matrix)))
        assigner = MixtureAssigner(np.asarray(model.weights_), np.asarray(model.means_), _factors(model))
        notes: list[Message] = []
        if not model.converged_:
            notes.append(finding("clustering.mixture_not_settled", n=MAX_ITERATIONS))
        occupied = len(np.unique(assigner.assign(task.matrix).labels))
        if occupied < k:
            notes.append(finding("clustering.mixture_groups_empty", n=occupied, k=k))
        return Fit(assigner, bic=float(model.bic(task.matrix)), notes=tuple(notes))

    # Said in a note instead.
    with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
        if task.quick:
            return [fit_one(k) for k in task.ks]
        return in_parallel(fit_one, task.ks, say("Trying numbers of segments"), task.progress)


def _promising_starts(rows: Floats, k: int, seed: int) -> list[Start]:
    """Return the starts that a few rounds on a sample lead furthest from."""
    few = rows[even_sample(len(rows), TRIAL_ROWS, seed)]
    if len(few) < 2:
        return []
    tried = []
    for start in mixture_starts(few, k, seed, VARIANCE_FLOOR):
        model = _mixture(k, seed, TRIAL_ROUNDS, TRIAL_TOLERANCE, **start).fit(few)
        reached = {
            "weights_init": model.weights_ / model.weights_.sum(),
            "means_init": model.means_,
            "precisions_init": model.precisions_,
        }
        tried.append((float(model.lower_bound_), reached))
    tried.sort(key=lambda one: -one[0])
    return [reached for _, reached in tried[:N_PROMISING]]


def _fit_from(task: FitTask, k: int, **start: Floats) -> GaussianMixture:
    """Return the mixture that expectation-maximisation reaches from a start."""
    rounds, tolerance = (TRIAL_ROUNDS, TRIAL_TOLERANCE) if task.quick else (MAX_ITERATIONS, TOLERANCE)
    return _mixture(k, task.spec.seed, rounds, tolerance, **start).fit(_rows(task))


def _rows(task: FitTask) -> Floats:
    """Return the rows, one alone twice: scikit-learn asks for two, and the mixture is the same."""
    return task.matrix if len(task.matrix) > 1 else np.repeat(task.matrix, 2, axis=0)


def _mixture(k: int, seed: int, rounds: int, tolerance: float, **start: Floats) -> GaussianMixture:
    return GaussianMixture(
        k,
        covariance_type="full",
        reg_covar=VARIANCE_FLOOR,
        max_iter=rounds,
        tol=tolerance,
        init_params="k-means++",
        random_state=np.random.RandomState(seed % 2**32),
        **start,
    )


def _without_covariances(task: FitTask, grown: DiagonalMixture) -> GaussianMixture:
    """Return the mixture of groups along the axes that a grown one leads to."""
    return GaussianMixture(
        len(grown.weights),
        covariance_type="diag",
        reg_covar=VARIANCE_FLOOR,
        max_iter=MAX_ITERATIONS,
        tol=TOLERANCE,
        random_state=np.random.RandomState(task.spec.seed % 2**32),
        weights_init=grown.weights,
        means_init=grown.means,
        precisions_init=1 / np.maximum(grown.variances, VARIANCE_FLOOR),
    ).fit(_rows(task))


def _factors(model: GaussianMixture) -> Floats:
    """Return upper triangular U with inv(covariance) = U @ U.T for each component."""
    covariances = np.asarray(model.covariances_)
    if model.covariance_type == "diag":
        return np.array([np.diag(1 / np.sqrt(variances)) for variances in covariances])
    identity = np.eye(covariances.shape[1])
    return np.array([solve_triangular(np.linalg.cholesky(c), identity, lower=True).T for c in covariances])
