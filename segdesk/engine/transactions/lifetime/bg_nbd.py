"""BG/NBD: how often customers buy and when they stop (Fader, Hardie and Lee 2005).

A beta-geometric model in which nobody stops before a second purchase.
"""

from collections.abc import Callable

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.transactions.lifetime.beta_geometric import (
    BetaGeometric,
    estimate_parameters,
    log_odds_stopped,
)
from segdesk.engine.transactions.lifetime.likelihood import nothing


class BgNbd(BetaGeometric):
    """A fitted model."""


def fit_bg_nbd(
    x: Floats,
    t_x: Floats,
    T: Floats,  # noqa: N803 - the name in every paper
    alive: Callable[[], None] = nothing,
) -> BgNbd:
    """Fit by maximum likelihood; customers in any order give the very same parameters.

    Parameters
    ----------
    x, t_x, T : float64 arrays of shape (n_customers,)
        Repeat purchases, time of the last, time of the end of observation.
    alive : callable, optional
        Called again and again.
    """
    estimate = estimate_parameters(x, t_x, T, chances=x, alive=alive)
    r, alpha, a, b = estimate.values.tolist()
    return BgNbd(r, alpha, a, b, estimate)


def probability_active(model: BgNbd, x: Floats, t_x: Floats, T: Floats) -> Floats:  # noqa: N803
    """Return the probability that each customer has not stopped; 1 for who never came back, as the model has it."""
    from scipy.special import expit  # noqa: PLC0415 - heavy

    return np.where(x > 0, expit(-log_odds_stopped(model, x, t_x, T, np.maximum(x, 1))), 1.0)


def expected_purchases(
    model: BgNbd,
    x: Floats,
    t_x: Floats,
    T: Floats,  # noqa: N803
    t: Floats | float,
) -> Floats:
    """Return the purchases to expect from each customer within time `t` after the end of observation.

    Equation 10 of the paper; Euler's transformation takes `x` out of the numerator of the hypergeometric function,
    which is then tame for any number of purchases. Where hardly anybody seems to stop, the parameters may have run off
    until it cannot be computed: then NaN.
    """
    from scipy.special import hyp2f1  # noqa: PLC0415 - heavy

    a = model.a
    if abs(a - 1) < 1e-7:
        a = 1 + 1e-7  # the formula has a removable gap at 1
    whole = a + model.b + x - 1
    # Of one who never came back, a + b - 1 may be 0: the same kind of gap.
    whole = np.where(np.abs(whole) < 1e-7, 1e-7, whole)
    z = t / (model.alpha + T + t)
    with np.errstate(over="ignore", invalid="ignore"):
        shrunk = (1 - z) ** (a - 1) * hyp2f1(a + model.b - 1 - model.r, a - 1, whole, z)
    expected: Floats = whole / (a - 1) * (1 - shrunk) * probability_active(model, x, t_x, T)
    return expected
