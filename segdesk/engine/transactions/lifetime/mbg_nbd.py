"""MBG/NBD: the model that can tell that a customer stopped after the first purchase.

A beta-geometric model in which customers may stop at every purchase, the first included (Batislam, Denizel and
Filiztekin 2007).
"""

from collections.abc import Callable

from segdesk.engine.data.arrays import Floats
from segdesk.engine.transactions.lifetime.beta_geometric import (
    BetaGeometric,
    estimate_parameters,
    log_odds_stopped,
)
from segdesk.engine.transactions.lifetime.likelihood import nothing


class MbgNbd(BetaGeometric):
    """A fitted model."""


def fit_mbg_nbd(
    x: Floats,
    t_x: Floats,
    T: Floats,  # noqa: N803 - the name in every paper
    alive: Callable[[], None] = nothing,
) -> MbgNbd:
    """Fit by maximum likelihood; customers in any order give the very same parameters.

    Parameters
    ----------
    x, t_x, T : float64 arrays of shape (n_customers,)
        Repeat purchases, time of the last, time of the end of observation.
    alive : callable, optional
        Called again and again.
    """
    estimate = estimate_parameters(x, t_x, T, chances=x + 1, alive=alive)
    r, alpha, a, b = estimate.values.tolist()
    return MbgNbd(r, alpha, a, b, estimate)


def probability_active(model: MbgNbd, x: Floats, t_x: Floats, T: Floats) -> Floats:  # noqa: N803
    """Return the probability that each customer has not stopped."""
    from scipy.special import expit  # noqa: PLC0415 - heavy

    active: Floats = expit(-log_odds_stopped(model, x, t_x, T, x + 1))
    return active
