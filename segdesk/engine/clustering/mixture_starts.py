"""Where expectation-maximisation begins: several places, because it ends in whatever high of the likelihood is near.

K-means' centres suit round groups. A mixture grown along the axes sees past columns that say nothing. Trees of all
rows (Ward's, on rows whose overall correlation is taken out, as mclust begins, and Genie's) know long groups. Random
starts know nothing, and are right where all others are led astray.
"""

from collections.abc import Iterator

import fastcluster
import numpy as np
from sklearn.cluster import kmeans_plusplus

from segdesk.engine.clustering.diagonal_mixture import DiagonalMixture
from segdesk.engine.clustering.full_mixture import VARIANCE_FLOOR, FullMixture
from segdesk.engine.clustering.genie import genie_tree
from segdesk.engine.clustering.tree_cut import cut_tree
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.distances import to_centres
from segdesk.engine.data.row_order import even_sample, n_distinct

TREE_ROWS = 1_000
N_RANDOM = 8
# Rows next to a random one, per column, that make the first cloud around it.
NEAREST_PER_COLUMN = 4


def mixture_starts(
    rows: Floats, k: int, seed: int, grown: DiagonalMixture | None = None
) -> Iterator[FullMixture]:
    """Yield starts beside that from k-means' centres: grown along the axes, from two trees, and random ones.

    Parameters
    ----------
    rows : float64 array of shape (n_rows, n_features)
        In canonical order.
    k : int
    seed : int
    grown : DiagonalMixture, optional
        Of these rows and as many groups; without it there is no such start.
    """
    if grown is not None:
        yield grown_start(grown)
    few = rows[even_sample(len(rows), TREE_ROWS, seed)]
    if k < 2 or n_distinct(few) <= k:
        return
    yield _start_of(few, cut_tree(fastcluster.linkage_vector(_sphered(few), method="ward"), k))
    yield _start_of(few, cut_tree(genie_tree(few), k))
    for draw in range(N_RANDOM):
        yield _random_start(few, k, draw, seed)


def grown_start(grown: DiagonalMixture) -> FullMixture:
    """Return the start that a mixture without correlations is."""
    return FullMixture(grown.weights, grown.means, np.array([np.diag(v) for v in grown.variances]))


def start_at(centres: Floats) -> FullMixture:
    """Return the start that gives everyone to the nearest centre: equal clouds that are as small as any may be."""
    k, n_features = centres.shape
    return FullMixture(np.full(k, 1 / k), centres, np.tile(VARIANCE_FLOOR * np.eye(n_features), (k, 1, 1)))


def _sphered(rows: Floats) -> Floats:
    """Return the rows turned and stretched so that over all of them no columns are correlated."""
    centred = rows - rows.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(rows))
    sphered: Floats = centred @ vectors / np.sqrt(np.maximum(values, 0) + VARIANCE_FLOOR)
    return sphered


def _start_of(rows: Floats, labels: Labels) -> FullMixture:
    """Return the mixture of labels 1..k, those of small groups drawn towards the common ones."""
    k, n_features = int(labels.max()), rows.shape[1]
    sizes = np.bincount(labels, minlength=k + 1)[1:]
    means = np.array([rows[labels == s].mean(axis=0) for s in range(1, k + 1)])
    residuals = rows - means[labels - 1]
    common = residuals.T @ residuals / len(rows)
    covariances = np.empty((k, n_features, n_features))
    for s in range(k):
        inside = residuals[labels == s + 1]
        covariance = (inside.T @ inside + n_features * common) / (sizes[s] + n_features)
        covariances[s] = covariance + VARIANCE_FLOOR * np.eye(n_features)
    return FullMixture(sizes / len(rows), means, covariances)


def _random_start(rows: Floats, k: int, draw: int, seed: int) -> FullMixture:
    """Return the start of groups around random rows.

    By turns the rows are far apart (k-means++) or any, and everyone belongs to the nearest one as the crow flies or
    by the spread of its own neighbourhood.
    """
    random = np.random.RandomState(np.random.SeedSequence([seed, k, draw]).generate_state(1)[0])
    if draw % 2:
        chosen = random.choice(len(rows), k, replace=False)
    else:
        chosen = kmeans_plusplus(rows, k, random_state=random)[1]
    distances = to_centres(rows, rows[chosen]) ** 2
    if draw % 4 > 1:
        near = min(len(rows), NEAREST_PER_COLUMN * rows.shape[1] + 1)
        for s, one in enumerate(chosen):
            cloud = rows[np.argsort(distances[:, s], kind="stable")[:near]] - rows[one]
            covariance = cloud.T @ cloud / near + VARIANCE_FLOOR * np.eye(rows.shape[1])
            away = rows - rows[one]
            in_its_spread = (away @ np.linalg.inv(covariance) * away).sum(axis=1)
            distances[:, s] = in_its_spread + np.linalg.slogdet(covariance)[1]
    labels = distances.argmin(axis=1)
    # Nobody may be nearest to one of them: it keeps its own row.
    labels[chosen] = np.arange(k)
    return _start_of(rows, (labels + 1).astype(np.int32))
