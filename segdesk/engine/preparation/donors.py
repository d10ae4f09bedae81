"""Filling empty cells from the most similar customers."""

from collections.abc import Mapping

import numpy as np

from segdesk.engine.backends.backend import Backend
from segdesk.engine.backends.memory import MemoryBackend
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.row_order import canonical_order, even_sample
from segdesk.engine.preparation.steps import Donors

MAX_DONORS = 2_000


def fit_donors(numbers: Mapping[str, Floats], seed: int) -> Donors:
    """Choose the rows that lend values.

    Parameters
    ----------
    numbers : mapping of str to float64 array of shape (n_rows,)
        NaN where missing.
    seed : int
        Of the recipe; decides which rows are kept where there are more than 2,000.
    """
    names = tuple(numbers)
    values = np.column_stack([numbers[name] for name in names])
    backend: Backend = MemoryBackend(values=numbers)
    moments = [backend.numbers(name).mean_and_spread() for name in names]
    centres = np.array([mean for mean, _ in moments])
    spreads = np.array([spread or 1.0 for _, spread in moments])
    standard = (values - centres) / spreads
    standard = standard[~np.isnan(standard).all(axis=1)]
    standard = standard[canonical_order(standard)]
    kept = standard[even_sample(len(standard), MAX_DONORS, seed)]
    rows = tuple(tuple(None if np.isnan(v) else float(v) for v in row) for row in kept)
    return Donors(names, tuple(centres.tolist()), tuple(spreads.tolist()), rows)


def fill_from_neighbours(donors: Donors, numbers: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return, per variable, the mean of the nearest donors' values for rows whose cell is empty.

    Distances are Euclidean over the variables that both rows have, scaled up for those they lack (as in scikit-learn's
    KNNImputer). Rows that need nothing, or that no donor can help, get the variable's mean.
    """
    values = np.column_stack([numbers[name] for name in donors.names])
    standard = (values - np.array(donors.centres)) / np.array(donors.spreads)
    lenders = np.array([[np.nan if v is None else v for v in row] for row in donors.rows]).reshape(
        -1, len(donors.names)
    )
    filled = np.zeros_like(standard)
    needy = np.flatnonzero(np.isnan(standard).any(axis=1))
    for start in range(0, len(needy), 500):
        rows = needy[start : start + 500]
        distances = _shared_distances(standard[rows], lenders)
        for j in range(len(donors.names)):
            empty = np.isnan(standard[rows, j])
            has_value = ~np.isnan(lenders[:, j])
            if not empty.any() or not has_value.any():
                continue
            usable = distances[np.ix_(empty, has_value)]
            nearest = np.argsort(usable, axis=1, kind="stable")[:, : donors.neighbours]
            reachable = np.isfinite(np.take_along_axis(usable, nearest, axis=1))
            lent = lenders[has_value, j][nearest]
            n_lent = reachable.sum(axis=1)
            filled[rows[empty], j] = np.where(reachable, lent, 0.0).sum(axis=1) / np.maximum(n_lent, 1)
    back = filled * np.array(donors.spreads) + np.array(donors.centres)
    return {name: back[:, j] for j, name in enumerate(donors.names)}


def _shared_distances(rows: Floats, others: Floats) -> Floats:
    """Return squared distances over the shared variables, infinite where none is shared."""
    total = np.zeros((len(rows), len(others)))
    shared = np.zeros((len(rows), len(others)))
    # Variable by variable: a product of matrices would round differently with other rows beside.
    for a, b in zip(rows.T, others.T, strict=True):
        squared = (a[:, None] - b) ** 2
        both = ~np.isnan(squared)
        total[both] += squared[both]
        shared += both
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(shared > 0, total * rows.shape[1] / shared, np.inf)
