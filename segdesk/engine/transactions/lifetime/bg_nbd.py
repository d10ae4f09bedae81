"""BG/NBD: how often customers buy and when they stop (Fader, Hardie and Lee 2005).

While active, a customer buys at a rate that is gamma distributed over customers (r, alpha); after each purchase they
stop with a probability that is beta distributed (a, b). `x` counts repeat purchases, `t_x` is the time of the last one
and `T` that of the end of observation, both since the first purchase.
"""

from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.transactions.lifetime.likelihood import Estimate, LogLikelihood, maximise

NAMES = ("r", "alpha", "a", "b")


@dataclass(frozen=True, eq=False)
class BgNbd:
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


def fit_bg_nbd(x: Floats, t_x: Floats, T: Floats) -> BgNbd:  # noqa: N803 - the name in every paper
    """Fit by maximum likelihood; customers in any order give the very same parameters.

    Parameters
    ----------
    x, t_x, T : float64 arrays of shape (n_customers,)
        Repeat purchases, time of the last, time of the end of observation.
    """
    # Equal customers are counted once, in sorted order: faster, and rounding does not depend on the order of rows.
    distinct, weights = np.unique(np.column_stack([x, t_x, T]), axis=0, return_counts=True)
    function = _log_likelihood(distinct[:, 0], distinct[:, 1], distinct[:, 2], weights.astype(np.float64))
    typical = float(np.median(T)) or 1.0
    starts = [
        np.array([1.0, typical, 1.0, 1.0]),
        np.array([0.3, typical / 5, 0.8, 2.5]),
        np.array([2.0, typical / 2, 0.3, 5.0]),
    ]
    estimate = maximise(function, starts)
    r, alpha, a, b = estimate.values.tolist()
    return BgNbd(r, alpha, a, b, estimate)


def _log_likelihood(x: Floats, t_x: Floats, T: Floats, weights: Floats) -> LogLikelihood:  # noqa: N803
    from scipy.special import gammaln, psi  # noqa: PLC0415 - heavy

    again = x > 0
    # b + x - 1 is only needed, and only above zero, for customers who came back.
    others = np.where(again, x - 1, 0.0)

    def function(values: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = values
        still = -(r + x) * np.log(alpha + T)
        stopped = np.where(again, np.log(a) - np.log(b + others) - (r + x) * np.log(alpha + t_x), -np.inf)
        either = np.logaddexp(still, stopped)
        height = (
            gammaln(r + x) - gammaln(r) + r * np.log(alpha)
            + gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x) + either
        )  # fmt: skip
        p_still, p_stopped = np.exp(still - either), np.exp(stopped - either)
        both = psi(a + b) - psi(a + b + x)
        slope = np.array([
            weights @ (
                psi(r + x) - psi(r) + np.log(alpha) - p_still * np.log(alpha + T) - p_stopped * np.log(alpha + t_x)
            ),
            weights @ (r / alpha - (r + x) * (p_still / (alpha + T) + p_stopped / (alpha + t_x))),
            weights @ (both + p_stopped / a),
            weights @ (both + psi(b + x) - psi(b) - p_stopped / (b + others)),
        ])  # fmt: skip
        return float(weights @ height), slope

    return function


def probability_active(model: BgNbd, x: Floats, t_x: Floats, T: Floats) -> Floats:  # noqa: N803
    """Return the probability that each customer has not stopped; 1 for who never came back, as the model has it."""
    from scipy.special import expit  # noqa: PLC0415 - heavy

    return np.where(x > 0, expit(-_log_odds_stopped(model, x, t_x, T)), 1.0)


def _log_odds_stopped(model: BgNbd, x: Floats, t_x: Floats, T: Floats) -> Floats:  # noqa: N803
    others = np.where(x > 0, x - 1, 0.0)
    longer = np.log(model.alpha + T) - np.log(model.alpha + t_x)
    log_odds: Floats = np.log(model.a) - np.log(model.b + others) + (model.r + x) * longer
    return log_odds


def expected_purchases(
    model: BgNbd,
    x: Floats,
    t_x: Floats,
    T: Floats,  # noqa: N803
    t: Floats | float,
) -> Floats:
    """Return the purchases to expect from each customer within time `t` after the end of observation.

    Equation 10 of the paper; Euler's transformation takes `x` out of the numerator of the hypergeometric function,
    which is then tame for any number of purchases.
    """
    from scipy.special import hyp2f1  # noqa: PLC0415 - heavy

    a = model.a
    if abs(a - 1) < 1e-7:
        a = 1 + 1e-7  # the formula has a removable gap at 1
    whole = a + model.b + x - 1
    # Of one who never came back, a + b - 1 may be 0: the same kind of gap.
    whole = np.where(np.abs(whole) < 1e-7, 1e-7, whole)
    z = t / (model.alpha + T + t)
    shrunk = (1 - z) ** (a - 1) * hyp2f1(a + model.b - 1 - model.r, a - 1, whole, z)
    expected: Floats = whole / (a - 1) * (1 - shrunk) * probability_active(model, x, t_x, T)
    return expected
