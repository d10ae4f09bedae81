"""Maximum likelihood for parameters above zero, with standard errors."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats

# Takes the parameters, returns the log-likelihood and its gradient.
LogLikelihood = Callable[[Floats], tuple[float, Floats]]

_STEP = 1e-5
# Parameters beyond these are no fit but a flight to a limiting case.
_LOWEST, _HIGHEST = 1e-6, 1e7


@dataclass(frozen=True, eq=False)
class Estimate:
    """Parameters that fit best.

    Attributes
    ----------
    values, standard_errors : float64 arrays of shape (n_parameters,)
        A standard error is NaN where the likelihood is too flat to tell.
    log_likelihood : float
    converged : bool
        Whether a maximum inside the allowed range was found.
    """

    values: Floats
    standard_errors: Floats
    log_likelihood: float
    converged: bool


def nothing() -> None:
    """Do nothing."""


def maximise(function: LogLikelihood, starts: list[Floats], alive: Callable[[], None] = nothing) -> Estimate:
    """Return a maximum, from the first start that leads to one.

    Parameters
    ----------
    function : callable
    starts : list of float64 arrays of shape (n_parameters,)
        All above zero.
    alive : callable, optional
        Called before each evaluation: nobody knows how many there will be.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - heavy

    def downhill(logs: Floats) -> tuple[float, Floats]:
        alive()
        values = np.exp(logs)
        height, slope = function(values)
        return -height, -slope * values

    bounds = [(np.log(_LOWEST), np.log(_HIGHEST))] * len(starts[0])
    best: Estimate | None = None
    for start in starts:
        found = minimize(
            downhill,
            np.log(start),
            jac=True,
            method="L-BFGS-B",
            bounds=bounds,
            options={"maxiter": 2000, "maxfun": 4000, "ftol": 1e-14, "gtol": 1e-8},
        )
        values = np.exp(found.x)
        inside = bool(((values > 2 * _LOWEST) & (values < _HIGHEST / 2)).all())
        # Near the top, rounding may stop the search before its own test says so: the slope decides.
        level = bool(np.abs(found.jac).max() < 1e-3 * max(1.0, abs(found.fun) ** 0.5))
        estimate = Estimate(values, standard_errors(function, values), float(-found.fun), inside and level)
        if best is None or (estimate.converged, estimate.log_likelihood) > (
            best.converged,
            best.log_likelihood,
        ):
            best = estimate
        if best.converged:
            break
    assert best is not None, "there is no start"
    return best


def standard_errors(function: LogLikelihood, values: Floats) -> Floats:
    """Return the standard errors from the curvature at the maximum, NaN where it is no maximum.

    The Hessian is taken by central differences of the gradient.
    """
    n = len(values)
    hessian = np.zeros((n, n))
    for i in range(n):
        step = np.zeros(n)
        step[i] = _STEP * values[i]
        hessian[i] = (function(values + step)[1] - function(values - step)[1]) / (2 * step[i])
    information = -(hessian + hessian.T) / 2
    # Parameters differ by orders of magnitude; scaled to each other the inverse is accurate.
    scale = np.sqrt(np.abs(np.diag(information)))
    if not np.isfinite(information).all() or (scale == 0).any():
        return np.full(n, np.nan)
    scaled = information / np.outer(scale, scale)
    if np.linalg.eigvalsh(scaled).min() <= 1e-12:
        return np.full(n, np.nan)
    errors: Floats = np.sqrt(np.diag(np.linalg.inv(scaled))) / scale
    return errors
