"""Groups that k-means cuts across, because some columns do not tell them apart.

On standardised columns one of pure noise spreads as far as one that holds the groups. K-means then lowers its inertia
by cutting the noise. A mixture of normal distributions with a spread per column and group (Fraley & Raftery 2002) knows
better: within a group the telling columns hardly vary.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.posteriors import posteriors
from segdesk.engine.data.row_order import even_sample
from segdesk.threads import stop_if_asked

MOST_ROWS = 5_000
ROUNDS = 30
SETTLED = 1e-5
# Least rows on either side of a cut, and least variance on standardised columns.
FEWEST_ROWS, VARIANCE_FLOOR = 5, 1e-3
# Of more cuts across a column so many are tried, evenly over them: the rounds that follow move the border anyway.
MOST_CUTS = 400
# For so few cuts, such as between codes, one product with who is below is quicker than sums row by row.
FEW_CUTS = 32


@dataclass(frozen=True)
class Cut:
    """A cut of a group: what it gains in likelihood, and the highest value of the column that lies below."""

    gain: float
    column: int
    highest_below: float


@dataclass(frozen=True, eq=False)
class DiagonalMixture:
    """A mixture of normal distributions without correlation inside the groups.

    Attributes
    ----------
    weights : float64 array of shape (k,)
    means, variances : float64 arrays of shape (k, n_features)
    bic : float
        On the standardised rows that it was fitted to; lower is better.
    """

    weights: Floats
    means: Floats
    variances: Floats
    bic: float

    @property
    def assigner(self) -> MixtureAssigner:
        """What places rows."""
        factors = np.array([np.diag(1 / np.sqrt(v)) for v in self.variances])
        return MixtureAssigner(self.weights, self.means, factors)


class MixtureGrowth:
    """Mixtures of 1, 2, 3 and more groups of a table, each grown once, when somebody first asks for so many."""

    def __init__(self, matrix: Floats, seed: int = 0) -> None:
        self._growth = grow_mixtures(matrix, seed)
        self._grown: list[DiagonalMixture] = []

    def upto(self, k: int) -> list[DiagonalMixture]:
        """Return the mixtures of 1 to `k` groups, fewer where the rows have no room for as many."""
        self._grown += itertools.islice(self._growth, max(0, k - len(self._grown)))
        return self._grown[:k]

    def by_number(self, ks: Sequence[int]) -> dict[int, DiagonalMixture]:
        """Return the mixture of each number of groups that the rows have room for."""
        return {k: mixture for k, mixture in enumerate(self.upto(max(ks)), start=1) if k in ks}


def grow_mixtures(matrix: Floats, seed: int = 0) -> Iterator[DiagonalMixture]:
    """Yield mixtures of 1, 2, 3 and more groups, each grown from the one before, while the rows have room.

    From one group on, the group and the cut across one column that raise the likelihood most are looked for among all
    cuts; after each, all groups are fitted together (EM). No random starts; above 5,000 rows a sample.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    seed : int, default 0
    """
    sample = matrix[even_sample(len(matrix), MOST_ROWS, seed)]
    centre, spread = sample.mean(axis=0), sample.std(axis=0)
    varying = spread > 0
    rows = (sample[:, varying] - centre[varying]) / spread[varying]
    share = np.ones((len(rows), 1))
    cuts: dict[bytes, Cut | None] = {}
    for k in itertools.count(1):
        stop_if_asked()
        if k > 1:
            split = _split(rows, share.argmax(axis=1), k - 1, cuts)
            if split is None:
                return
            group, side, cuts = split
            moved = share[:, group] * side
            share = np.column_stack([share, moved])
            share[:, group] -= moved
        share, weights, means, variances, likelihood = _settle(rows, share)
        n_free = 2 * k * rows.shape[1] + k - 1
        bic = -2 * likelihood + n_free * np.log(len(rows))
        # Back in the matrix's units; a column without spread tells nothing apart.
        all_means = np.tile(centre, (k, 1))
        all_variances = np.ones((k, matrix.shape[1]))
        all_means[:, varying] += means * spread[varying]
        all_variances[:, varying] = variances * spread[varying] ** 2
        yield DiagonalMixture(weights, all_means, all_variances, float(bic))


def _settle(rows: Floats, share: Floats) -> tuple[Floats, Floats, Floats, Floats, float]:
    """Run EM from memberships of shape (n_rows, k); return them with weights, means, variances and log-likelihood."""
    before = -np.inf
    squares = rows**2
    for _ in range(ROUNDS):
        sizes = np.maximum(share.sum(axis=0), 1e-9)
        means = share.T @ rows / sizes[:, None]
        variances = np.maximum(share.T @ squares / sizes[:, None] - means**2, VARIANCE_FLOOR)
        weights = sizes / sizes.sum()
        precise = 1 / variances
        log_density = -0.5 * (
            squares @ precise.T - 2 * rows @ (means * precise).T + (means**2 * precise).sum(axis=1)
        )
        log_density += np.log(weights) - 0.5 * np.log(2 * np.pi * variances).sum(axis=1)
        share, likelihood = posteriors(log_density)
        if likelihood - before < SETTLED * len(rows):
            break
        before = likelihood
    return share, weights, means, variances, likelihood


def _split(
    rows: Floats, labels: np.ndarray, k: int, cuts_before: dict[bytes, Cut | None]
) -> tuple[int, Floats, dict[bytes, Cut | None]] | None:
    """Return the group to split and the side (0 or 1) of each row, by the cut across a column that gains most.

    And the best cut of each group, by who is in it: most groups are the same when the next one is looked for.
    """
    cuts: dict[bytes, Cut | None] = {}
    best: tuple[Cut, int] | None = None
    for group in range(k):
        is_member = labels == group
        key = is_member.tobytes()
        cut = cuts[key] = cuts_before[key] if key in cuts_before else _best_cut(rows[is_member])
        if cut is not None and (best is None or cut.gain > best[0].gain):
            best = cut, group
    if best is None:
        return None
    cut, group = best
    return group, (rows[:, cut.column] > cut.highest_below).astype(np.float64), cuts


def _best_cut(members: Floats) -> Cut | None:
    """Return the cut across a column that gains most, the first of equals; None where none is possible."""
    n, n_columns = members.shape
    if n < 2 * FEWEST_ROWS:
        return None
    moments = np.hstack((members, members**2))
    all_sums = moments.sum(axis=0)
    whole = float(_cost(np.array([n]), all_sums[None])[0])
    best: Cut | None = None
    for column in range(n_columns):
        order = np.argsort(members[:, column], kind="stable")
        ordered = members[order, column]
        cuts = _cuts(ordered)
        if not len(cuts):
            continue
        below = _sums_below(moments, members[:, column], order, cuts)
        cost = _cost(cuts, below) + _cost(n - cuts, all_sums - below)
        at = int(cost.argmin())
        gain = whole - float(cost[at])
        if best is None or gain > best.gain:
            best = Cut(gain, column, float(ordered[cuts[at] - 1]))
    return best


def _cuts(ordered: Floats) -> Positions:
    """Return how many of the rising values lie below each cut between different ones, MOST_CUTS of them at most."""
    cuts = np.flatnonzero(np.diff(ordered) > 0) + 1
    cuts = cuts[(cuts >= FEWEST_ROWS) & (cuts <= len(ordered) - FEWEST_ROWS)]
    if len(cuts) > MOST_CUTS:
        cuts = cuts[np.linspace(0, len(cuts) - 1, MOST_CUTS).astype(np.intp)]
    return cuts


def _sums_below(moments: Floats, values: Floats, order: Positions, cuts: Positions) -> Floats:
    """Return the sums of the rows' moments below each cut, shape (n_cuts, n_moments)."""
    if len(cuts) <= FEW_CUTS:
        is_below = values <= values[order[cuts - 1]][:, None]
        sums: Floats = is_below.astype(np.float64) @ moments
        return sums
    return moments[order].cumsum(axis=0)[cuts - 1]


def _cost(sizes: Positions, sums: Floats) -> Floats:
    """Return twice the negative log-likelihood of sides, but for what all have in common, from their moments' sums."""
    means, squares = np.hsplit(sums / sizes[:, None], 2)
    variance = np.maximum(squares - means**2, VARIANCE_FLOOR)
    cost: Floats = sizes * (np.log(variance).sum(axis=1) - 2 * np.log(sizes))
    return cost
