"""How columns go together."""

from collections.abc import Mapping

import numpy as np

from segdesk.engine.backends.backend import Backend
from segdesk.engine.backends.memory import MemoryBackend
from segdesk.engine.data.arrays import Floats


def correlations(numbers: Mapping[str, Floats]) -> dict[tuple[str, str], float]:
    """Return the correlation of every pair of variables, over the rows where both are known.

    Parameters
    ----------
    numbers : mapping of str to float64 array of shape (n_rows,)
        NaN where missing.
    """
    names = list(numbers)
    if len(names) < 2:
        return {}
    backend: Backend = MemoryBackend(values=numbers)
    sums = backend.cross_products(names)
    constant = sums.squares <= 1e-20 * sums.n_both
    with np.errstate(divide="ignore", invalid="ignore"):
        matrix = np.where(
            constant | constant.T, np.nan, sums.products / np.sqrt(sums.squares * sums.squares.T)
        )
    found: dict[tuple[str, str], float] = {}
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            if i != j and np.isfinite(matrix[i, j]):
                found[a, b] = float(matrix[i, j])
    return found
