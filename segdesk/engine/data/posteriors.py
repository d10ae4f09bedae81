"""How likely each row comes from each component of a mixture."""

import numpy as np

from segdesk.engine.data.arrays import Floats


def posteriors(log_densities: Floats) -> tuple[Floats, float]:
    """Return the share of each component in each row, shape (n_rows, k), and the log-likelihood of all rows.

    Parameters
    ----------
    log_densities : float64 array of shape (n_rows, k)
        log(weight * density) of each component.
    """
    highest = log_densities.max(axis=1, keepdims=True)
    density = np.exp(log_densities - highest)
    total = density.sum(axis=1, keepdims=True)
    return density / total, float((np.log(total) + highest).sum())
