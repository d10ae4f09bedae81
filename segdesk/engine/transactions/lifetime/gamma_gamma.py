"""Gamma-Gamma: how much customers spend per purchase (Fader and Hardie 2013).

A customer's purchases are gamma distributed with shape p around a rate that is gamma distributed over customers with
shape q and scale v; how much does not depend on how often.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.transactions.lifetime.likelihood import Estimate, LogLikelihood, maximise, nothing

NAMES = ("p", "q", "v")


@dataclass(frozen=True, eq=False)
class GammaGamma:
    """A fitted model.

    Attributes
    ----------
    p, q, v : float
    estimate : Estimate
        The same in this order, with standard errors and log-likelihood.
    """

    p: float
    q: float
    v: float
    estimate: Estimate

    @property
    def has_mean(self) -> bool:
        """Whether customers' mean spend is finite under the model."""
        return self.q > 1


def fit_gamma_gamma(x: Floats, spend: Floats, alive: Callable[[], None] = nothing) -> GammaGamma:
    """Fit by maximum likelihood to the customers with repeat purchases and money.

    Parameters
    ----------
    x : float64 array of shape (n_customers,)
        Repeat purchases.
    spend : float64 array of shape (n_customers,)
        Mean money of a customer's repeat purchases.
    alive : callable, optional
        Called again and again.
    """
    usable = (x > 0) & (spend > 0)
    distinct, weights = np.unique(np.column_stack([x[usable], spend[usable]]), axis=0, return_counts=True)
    function = _log_likelihood(distinct[:, 0], distinct[:, 1], weights.astype(np.float64))
    typical = float(np.median(spend[usable]))
    starts = [
        np.array([2.0, 2.0, typical]),
        np.array([6.0, 4.0, typical / 2]),
        np.array([1.0, 10.0, typical * 10]),
    ]
    estimate = maximise(function, starts, alive)
    p, q, v = estimate.values.tolist()
    return GammaGamma(p, q, v, estimate)


def _log_likelihood(x: Floats, spend: Floats, weights: Floats) -> LogLikelihood:
    from scipy.special import gammaln, psi  # noqa: PLC0415 - heavy

    log_spend, log_x = np.log(spend), np.log(x)

    def function(values: Floats) -> tuple[float, Floats]:
        p, q, v = values
        shape = p * x
        log_sum = np.log(v + x * spend)
        height = (
            gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(v)
            + (shape - 1) * log_spend + shape * log_x - (shape + q) * log_sum
        )  # fmt: skip
        both = psi(shape + q)
        slope = np.array([
            weights @ (x * (both - psi(shape) + log_spend + log_x - log_sum)),
            weights @ (both - psi(q) + np.log(v) - log_sum),
            weights @ (q / v - (shape + q) / (v + x * spend)),
        ])  # fmt: skip
        return float(weights @ height), slope

    return function


def expected_spend(model: GammaGamma, x: Floats, spend: Floats) -> Floats:
    """Return the mean spend per purchase to expect of each customer; who has no repeat purchase gets everyone's mean.

    Raises
    ------
    ValueError
        If the model has no mean.
    """
    if not model.has_mean:
        raise ValueError("the Gamma-Gamma model has no mean for q <= 1")
    known = np.where((x > 0) & (spend > 0), x, 0.0)
    total = known * np.where(known > 0, spend, 0.0)
    return model.p * (model.v + total) / (model.p * known + model.q - 1)
