"""What BG/NBD and MBG/NBD have in common: customers buy at a rate of their own until they stop.

While active, a customer buys at a rate that is gamma distributed over customers (r, alpha). At each of some purchases
they stop with a probability that is beta distributed (a, b). `x` counts repeat purchases, `t_x` is the time of the last
one and `T` that of the end of observation, both since the first purchase; `chances` counts the purchases at which they
may have stopped.
"""

from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.transactions.lifetime.likelihood import Estimate, LogLikelihood, maximise

NAMES = ("r", "alpha", "a", "b")


@dataclass(frozen=True, eq=False)
class BetaGeometric:
    """A fitted model.

    Attributes
    ----------
    r, alpha, a, b : float
    estimate : Estimate
        The same in this order, with standard errors and log-likelihood.
    """

    r: float
    alpha: float
    a: float
    b: float
    estimate: Estimate


def estimate_parameters(x: Floats, t_x: Floats, T: Floats, chances: Floats) -> Estimate:  # noqa: N803
    """Return the parameters of maximum likelihood; customers in any order give the very same."""
    # Equal customers are counted once, in sorted order: faster, and rounding does not depend on the order of rows.
    distinct, weights = np.unique(np.column_stack([x, t_x, T, chances]), axis=0, return_counts=True)
    typical = float(np.median(T)) or 1.0
    starts = [
        np.array([1.0, typical, 1.0, 1.0]),
        np.array([0.3, typical / 5, 0.8, 2.5]),
        np.array([2.0, typical / 2, 0.3, 5.0]),
    ]
    x, t_x, T, chances = distinct.T  # noqa: N806
    return maximise(_log_likelihood(x, t_x, T, chances, weights.astype(np.float64)), starts)


def _log_likelihood(
    x: Floats,
    t_x: Floats,
    T: Floats,  # noqa: N803
    chances: Floats,
    weights: Floats,
) -> LogLikelihood:
    from scipy.special import gammaln, psi  # noqa: PLC0415 - heavy

    may_stop = chances > 0
    # b + chances - 1 is only needed, and only above zero, for customers who may have stopped.
    others = np.where(may_stop, chances - 1, 0.0)

    def function(values: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = values
        still = -(r + x) * np.log(alpha + T)
        stopped = np.where(may_stop, np.log(a) - np.log(b + others) - (r + x) * np.log(alpha + t_x), -np.inf)
        either = np.logaddexp(still, stopped)
        height = (
            gammaln(r + x) - gammaln(r) + r * np.log(alpha)
            + gammaln(a + b) + gammaln(b + chances) - gammaln(b) - gammaln(a + b + chances) + either
        )  # fmt: skip
        p_still, p_stopped = np.exp(still - either), np.exp(stopped - either)
        both = psi(a + b) - psi(a + b + chances)
        slope = np.array([
            weights @ (
                psi(r + x) - psi(r) + np.log(alpha) - p_still * np.log(alpha + T) - p_stopped * np.log(alpha + t_x)
            ),
            weights @ (r / alpha - (r + x) * (p_still / (alpha + T) + p_stopped / (alpha + t_x))),
            weights @ (both + p_stopped / a),
            weights @ (both + psi(b + chances) - psi(b) - p_stopped / (b + others)),
        ])  # fmt: skip
        return float(weights @ height), slope

    return function


def log_odds_stopped(
    model: BetaGeometric,
    x: Floats,
    t_x: Floats,
    T: Floats,  # noqa: N803
    chances: Floats,
) -> Floats:
    """Return the logarithm of the odds that customers have stopped at the last of their chances, one at least."""
    longer = np.log(model.alpha + T) - np.log(model.alpha + t_x)
    log_odds: Floats = np.log(model.a) - np.log(model.b + chances - 1) + (model.r + x) * longer
    return log_odds
