"""What BG/NBD and MBG/NBD have in common: customers buy at a rate of their own until they stop.

While active, a customer buys at a rate that is gamma distributed over customers (r, alpha). At each of some purchases
they stop with a probability that is beta distributed (a, b). `x` counts repeat purchases, `t_x` is the time of the last
one and `T` that of the end of observation, both since the first purchase; `chances` counts the purchases at which they
may have stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import Ints
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


def estimate_parameters(
    x: Floats,
    t_x: Floats,
    T: Floats,  # noqa: N803
    chances: Floats,
    alive: Callable[[], None],
) -> Estimate:
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
    return maximise(_log_likelihood(x, t_x, T, chances, weights.astype(np.float64)), starts, alive)


def _log_likelihood(
    x: Floats,
    t_x: Floats,
    T: Floats,  # noqa: N803
    chances: Floats,
    weights: Floats,
) -> LogLikelihood:
    from scipy.special import gammaln, psi  # noqa: PLC0415 - heavy

    # Functions are dear, and few numbers are different: of purchases at most hundreds, of weeks as many as days.
    pairs, at = _distinct_pairs(x, chances)
    few_x, few_chances = pairs.T
    ends, at_end = np.unique(T, return_inverse=True)
    lasts, at_last = np.unique(t_x, return_inverse=True)
    may_stop = chances > 0
    # b + chances - 1 is only needed, and only above zero, for customers who may have stopped.
    few_others = np.where(few_chances > 0, few_chances - 1, 0.0)
    others = few_others[at]

    def function(values: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = values
        log_end, log_last = np.log(alpha + ends)[at_end], np.log(alpha + lasts)[at_last]
        still = -(r + x) * log_end
        stopping = (np.log(a) - np.log(b + few_others))[at]
        stopped = np.where(may_stop, stopping - (r + x) * log_last, -np.inf)
        either = np.logaddexp(still, stopped)
        height = (
            gammaln(r + few_x) - gammaln(r) + r * np.log(alpha)
            + gammaln(a + b) + gammaln(b + few_chances) - gammaln(b) - gammaln(a + b + few_chances)
        )[at] + either  # fmt: skip
        p_still, p_stopped = np.exp(still - either), np.exp(stopped - either)
        both = psi(a + b) - psi(a + b + few_chances)
        bought = psi(r + few_x) - psi(r) + np.log(alpha)
        slope = np.array([
            weights @ (bought[at] - p_still * log_end - p_stopped * log_last),
            weights @ (r / alpha - (r + x) * (p_still / (alpha + T) + p_stopped / (alpha + t_x))),
            weights @ (both[at] + p_stopped / a),
            weights @ ((both + psi(b + few_chances) - psi(b))[at] - p_stopped / (b + others)),
        ])  # fmt: skip
        return float(weights @ height), slope

    return function


def _distinct_pairs(x: Floats, chances: Floats) -> tuple[Floats, Ints]:
    """Return the different pairs, shape (n_pairs, 2), and the place of each customer's pair among them."""
    few_x, at_x = np.unique(x, return_inverse=True)
    few_chances, at_chances = np.unique(chances, return_inverse=True)
    keys, at = np.unique(at_x * len(few_chances) + at_chances, return_inverse=True)
    pairs = np.column_stack([few_x[keys // len(few_chances)], few_chances[keys % len(few_chances)]])
    return pairs, at


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
