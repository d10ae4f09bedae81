"""Assigning rows to segments of limited size at the lowest total cost.

This is the transportation problem: its constraints are totally unimodular, so a vertex of the linear program is an
assignment of whole rows. A linear program over all rows would be slow and is not needed. Were it known what a place in
each segment is worth (the dual prices), each row would take the segment where cost less price is lowest. While prices
are known within a margin, only rows that are undecided within it go into the program. Its prices may leave the middle
of the margin, but not the margin, at a penalty in the program; where nobody pays it, the assignment is the best of all.
"""

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array

from segdesk.engine.data.arrays import Floats, Positions

Counts = npt.NDArray[np.int64]

# Different rows in the first program, and how many times as many in each further one.
CORE = 500
GROWTH = 1.5
# The first prices come from so many different rows.
SAMPLE = 1_000
# Prices are set in turn so many times at most, and until this share of the rows is too many or too few.
SWEEPS = 20
NEARLY = 0.002


def assign(costs: Floats, least: int, most: int, prices: Floats | None = None) -> tuple[Positions, Floats]:
    """Return for each row its segment, so that the sum of costs is the lowest that the sizes allow.

    Parameters
    ----------
    costs : float64 array of shape (n_rows, k)
        Of each row in each segment, finite. Equal rows stand together, as in canonical order.
    least, most : int
        Bounds of every segment's size, with k * least <= n_rows <= k * most.
    prices : float64 array of shape (k,), optional
        Of an earlier call with similar costs, to begin with.

    Returns
    -------
    int array of shape (n_rows,)
        0 to k - 1. Of equal rows in several segments the first are in the lowest segment.
    float64 array of shape (k,)
        Prices: what one more place in a segment would save, 0 where its bounds do not matter.
    """
    n_rows, k = costs.shape
    cheapest = costs.argmin(axis=1)
    sizes = np.bincount(cheapest, minlength=k)
    if sizes.min() >= least and sizes.max() <= most:
        return cheapest.astype(np.intp), np.zeros(k)
    # The cost of a row's best segment is paid anyway; what is left is small numbers of one size.
    extra = costs - costs.min(axis=1, keepdims=True)
    scale = float(extra.max()) or 1.0
    extra /= scale
    first = np.flatnonzero(np.concatenate([[True], (extra[1:] != extra[:-1]).any(axis=1)]))
    kinds, weights = extra[first], np.diff(np.append(first, n_rows))
    begun = _sampled_prices(kinds, weights, least, most) if prices is None else prices / scale
    start = _balanced(kinds, weights, least, most, begun)
    amounts, found = _solve(kinds, weights, least, most, start)
    # Kind by kind: so many of its rows in the first segment, then in the second.
    return np.repeat(np.tile(np.arange(k, dtype=np.intp), len(kinds)), amounts.ravel()), found * scale


def _sampled_prices(kinds: Floats, weights: Counts, least: int, most: int) -> Floats:
    """Return prices that are about right: those of an even sample of the rows."""
    k = kinds.shape[1]
    if len(kinds) <= SAMPLE:
        return np.zeros(k)
    chosen = np.linspace(0, len(kinds) - 1, SAMPLE).astype(np.intp)
    share = float(weights[chosen].sum() / weights.sum())
    bounds = np.array([np.full(k, least * share), np.full(k, most * share)])
    return _program(kinds[chosen], weights[chosen], bounds, np.zeros(k), _unbounded_margin(k))[1]


def _balanced(kinds: Floats, weights: Counts, least: int, most: int, prices: Floats) -> Floats:
    """Return prices that come close to sizes within the bounds, each set in turn so that its segment's size fits."""
    k, n_rows = kinds.shape[1], int(weights.sum())
    prices = prices.copy()
    for _ in range(SWEEPS):
        sizes = np.bincount((kinds - prices).argmin(axis=1), weights=weights, minlength=k)
        outside = np.maximum(sizes - most, 0) + np.maximum(least - sizes, 0)
        if outside.sum() <= NEARLY * n_rows:
            break
        reduced = kinds - prices
        for s in range(k):
            reduced[:, s] = np.inf
            # The price from which on a row would take this segment.
            wanted = kinds[:, s] - reduced.min(axis=1)
            order = np.argsort(wanted, kind="stable")
            reached = np.cumsum(weights[order])
            size = weights[wanted < 0].sum()
            if least <= size <= most:
                prices[s] = 0.0
            else:
                at = int(np.searchsorted(reached, least if size < least else most))
                prices[s] = wanted[order[min(at, len(order) - 1)]]
            reduced[:, s] = kinds[:, s] - prices[s]
    return prices


def _solve(kinds: Floats, weights: Counts, least: int, most: int, prices: Floats) -> tuple[Counts, Floats]:
    """Return how many rows of each kind go into each segment, shape (n_kinds, k), and the prices that prove it best."""
    n_kinds, k = kinds.shape
    size = float(CORE)
    while True:
        reduced = kinds - prices
        chosen = reduced.argmin(axis=1)
        best_two = np.partition(reduced, 1, axis=1)[:, :2]
        order = np.argsort(best_two[:, 1] - best_two[:, 0], kind="stable")
        core, decided = order[: int(size)], order[int(size) :]
        # Two prices that move against each other by this much leave the decided rows where they are.
        margin = _unbounded_margin(k, prices)
        if len(decided):
            margin = float(best_two[decided[0], 1] - best_two[decided[0], 0]) / 2
        taken = np.bincount(chosen[decided], weights=weights[decided], minlength=k)
        bounds = np.array([least - taken, most - taken])
        amounts_of_core, prices, unpaid = _program(kinds[core], weights[core], bounds, prices, margin)
        if unpaid:
            amounts = np.zeros((n_kinds, k), dtype=np.int64)
            amounts[decided, chosen[decided]] = weights[decided]
            amounts[core] = amounts_of_core
            return amounts, prices
        size *= GROWTH


def _unbounded_margin(k: int, prices: Floats | None = None) -> float:
    """Return a margin that no price leaves, for costs up to 1: a chain of moves passes each segment once at most."""
    return 2.0 * k + (0.0 if prices is None else float(np.abs(prices).max()))


def _program(
    kinds: Floats, weights: Counts, bounds: Floats, prices: Floats, margin: float
) -> tuple[Counts, Floats, bool]:
    """Solve the linear program over some kinds of rows, with prices no further than `margin` from the given ones.

    Besides the rows' shares in the segments its variables are each segment's size within the bounds, and customers
    above and below it, which cost what keeps the prices within the margin.

    Parameters
    ----------
    kinds : float64 array of shape (n_kinds, k)
        Costs.
    weights : int array of shape (n_kinds,)
        Rows of each kind.
    bounds : float64 array of shape (2, k)
        Lowest and highest sizes.
    prices : float64 array of shape (k,)
    margin : float

    Returns
    -------
    int array of shape (n_kinds, k)
        Rows of each kind in each segment.
    float64 array of shape (k,)
        Prices.
    bool
        Whether the sizes are within the bounds.
    """
    n_kinds, k = kinds.shape
    n_shares = n_kinds * k
    share, segment = np.arange(n_shares), np.arange(k)
    # Each share counts in its kind and in its segment; size, above and below count in their segment.
    at_rows = [share // k, n_kinds + share % k, *(n_kinds + segment for _ in range(3))]
    at_columns = [share, share, *(n_shares + part * k + segment for part in range(3))]
    entries = [np.ones(2 * n_shares), -np.ones(2 * k), np.ones(k)]
    sums = csr_array(
        (np.concatenate(entries), (np.concatenate(at_rows), np.concatenate(at_columns))),
        shape=(n_kinds + k, n_shares + 3 * k),
    )
    free = np.full(n_shares, np.inf)
    solved = linprog(
        np.concatenate([kinds.ravel(), np.zeros(k), margin - prices, margin + prices]),
        A_eq=sums,
        b_eq=np.concatenate([weights, np.zeros(k)]),
        bounds=np.column_stack(
            [
                np.concatenate([np.zeros(n_shares), bounds[0], np.zeros(2 * k)]),
                np.concatenate([free, bounds[1], np.full(2 * k, np.inf)]),
            ]
        ),
        method="highs-ds",
    )
    amounts = np.rint(solved.x[:n_shares]).astype(np.int64).reshape(n_kinds, k)
    outside = solved.x[n_shares + k :]
    return amounts, np.asarray(solved.eqlin.marginals[n_kinds:]), bool(outside.max() < 0.5)
