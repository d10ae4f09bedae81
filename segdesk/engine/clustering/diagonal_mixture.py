"""Groups that k-means cuts across, because some columns do not tell them apart.

On standardised columns one of pure noise spreads as far as one that holds the groups. K-means then lowers its inertia
by cutting the noise. A mixture of normal distributions with a spread per column and group (Fraley & Raftery 2002) knows
better: within a group the telling columns hardly vary.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.posteriors import posteriors
from segdesk.engine.data.row_order import even_sample

MOST_ROWS = 5_000
ROUNDS = 30
SETTLED = 1e-5
# Least rows on either side of a cut, and least variance on standardised columns.
FEWEST_ROWS, VARIANCE_FLOOR = 5, 1e-3
# Of more cuts across a column so many are tried, evenly over them: the rounds that follow move the border anyway.
MOST_CUTS = 400


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


def fit_diagonal_mixtures(matrix: Floats, ks: Sequence[int], seed: int = 0) -> dict[int, DiagonalMixture]:
    """Return a mixture for each k of `ks` that the rows have room for, each grown from the one before.

    From one group on, the group and the cut across one column that raise the likelihood most are looked for among all
    cuts; after each, all groups are fitted together (EM). No random starts; above 5,000 rows a sample.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    ks : sequence of int
    seed : int, default 0
    """
    sample = matrix[even_sample(len(matrix), MOST_ROWS, seed)]
    centre, spread = sample.mean(axis=0), sample.std(axis=0)
    varying = spread > 0
    rows = (sample[:, varying] - centre[varying]) / spread[varying]
    share = np.ones((len(rows), 1))
    found: dict[int, DiagonalMixture] = {}
    for k in range(1, max(ks) + 1):
        if k > 1:
            split = _split(rows, share.argmax(axis=1), k - 1)
            if split is None:
                break
            group, side = split
            moved = share[:, group] * side
            share = np.column_stack([share, moved])
            share[:, group] -= moved
        share, weights, means, variances, likelihood = _settle(rows, share)
        n_free = 2 * k * rows.shape[1] + k - 1
        bic = -2 * likelihood + n_free * np.log(len(rows))
        if k in ks:
            # Back in the matrix's units; a column without spread tells nothing apart.
            all_means = np.tile(centre, (k, 1))
            all_variances = np.ones((k, matrix.shape[1]))
            all_means[:, varying] += means * spread[varying]
            all_variances[:, varying] = variances * spread[varying] ** 2
            found[k] = DiagonalMixture(weights, all_means, all_variances, float(bic))
    return found


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


def _split(rows: Floats, labels: np.ndarray, k: int) -> tuple[int, Floats] | None:
    """Return the group to split and the side (0 or 1) of each row, by the cut across a column that gains most."""
    best: tuple[float, int, Floats] | None = None
    for group in range(k):
        members = np.flatnonzero(labels == group)
        n = len(members)
        if n < 2 * FEWEST_ROWS:
            continue
        whole = n * np.log(np.maximum(rows[members].var(axis=0), VARIANCE_FLOOR)).sum()
        for j in range(rows.shape[1]):
            ordered = rows[members[np.argsort(rows[members, j], kind="stable")]]
            cuts = _cuts(ordered[:, j])
            if not len(cuts):
                continue
            sums, squares = ordered.cumsum(axis=0), (ordered**2).cumsum(axis=0)
            cost = np.zeros(len(cuts))
            for m, s, q in (
                (cuts, sums[cuts - 1], squares[cuts - 1]),
                (n - cuts, sums[-1] - sums[cuts - 1], squares[-1] - squares[cuts - 1]),
            ):
                variance = q / m[:, None] - (s / m[:, None]) ** 2
                cost += m * (np.log(np.maximum(variance, VARIANCE_FLOOR)).sum(axis=1) - 2 * np.log(m / n))
            at = int(cost.argmin())
            gain = float(whole - cost[at])
            if best is None or gain > best[0]:
                side = (rows[:, j] > ordered[cuts[at] - 1, j]).astype(np.float64)
                best = (gain, group, side)
    return None if best is None else best[1:]


def _cuts(ordered: Floats) -> Positions:
    """Return how many of the rising values lie below each cut between different ones, MOST_CUTS of them at most."""
    cuts = np.flatnonzero(np.diff(ordered) > 0) + 1
    cuts = cuts[(cuts >= FEWEST_ROWS) & (cuts <= len(ordered) - FEWEST_ROWS)]
    if len(cuts) > MOST_CUTS:
        cuts = cuts[np.linspace(0, len(cuts) - 1, MOST_CUTS).astype(np.intp)]
    return cuts
