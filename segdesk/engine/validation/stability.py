"""Do the segments come back when the customers are drawn anew?

References
----------
Hennig 2007, Computational Statistics & Data Analysis 52:258 (clusterwise Jaccard by bootstrap). Dolnicar & Leisch 2010,
Marketing Letters 21:83 (adjusted Rand index of pairs of bootstrap segmentations).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sklearn.metrics import adjusted_rand_score

from segdesk.engine.clustering.methods.registry import Fit, FitTask, Method
from segdesk.engine.clustering.size_limits import keep_size_limits
from segdesk.engine.data.arrays import Floats, Labels, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import even_sample, n_distinct
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.size_limits import SizeLimits
from segdesk.messages import Message, say
from segdesk.progress import Progress, silent
from segdesk.threads import in_parallel

DRAWS = 50
# Of k-means in one draw. Two find well-separated groups again (Jaccard 0.96 and above with 2 to 6 groups); the more
# there are, the more often one round cloud of thousands of rows is cut at the same place and called stable.
STARTS = 2
PAIRS = 10
UNRELIABLE, STABLE, VERY_STABLE = 0.60, 0.75, 0.85
# Rows of one draw. K-means is quick; the others grow with the square of the rows.
MOST_ROWS, MOST_ROWS_OF_SLOW_METHODS = 10_000, 3_000
PAIR_ROWS = 2_000


def segment_stability(
    matrix: Floats,
    labels: Labels,
    method: Method,
    spec: MethodSpec,
    k: int,
    draws: int = DRAWS,
    progress: Progress = silent,
    feature_groups: tuple[FeatureGroup, ...] = (),
    limits: SizeLimits | None = None,
    starts: int = STARTS,
) -> Floats:
    """Return how much of each segment comes back in a segmentation of customers drawn anew.

    As many rows as there are (10,000 at most; 3,000 for methods that are slow, and with limits) are drawn with
    replacement, doubles are dropped and the rest is segmented again. The Jaccard similarity of a segment, on the rows
    drawn, to the new segment most like it is averaged over the draws.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    labels : int32 array of shape (n_rows,)
        1..k, 0 for unassigned rows.
    method : Method
    spec : MethodSpec
        As the user gave it, so that automatic settings are found anew; its `seed` draws the rows.
    k : int
        Number of segments to fit; ignored by methods that find it themselves.
    draws : int, default 50
    progress : Progress
    feature_groups : tuple of FeatureGroup, optional
        As for the method.
    limits : SizeLimits, optional
        That `labels` keep; the segments of the customers drawn keep them as shares.
    starts : int, default 2
        Of k-means in each draw.

    Returns
    -------
    float64 array of shape (labels.max(),)
        0 to 1, by segment; 0 for one that no draw held.
    """
    n_segments = int(labels.max(initial=0))
    if n_segments == 0:
        return np.zeros(0)
    most = MOST_ROWS_OF_SLOW_METHODS if method.is_slow or limits is not None else MOST_ROWS

    def similarities(draw: int) -> Floats:
        drawn = _drawn(len(matrix), min(len(matrix), most), [spec.seed, 1, draw])
        rows = matrix[drawn]
        fit = _refit(rows, method, _reseeded(spec, [1, draw]), k, feature_groups, starts)
        found = fit.assigner.assign(rows).labels
        if limits is not None:
            kept = limits.scaled(len(rows), len(matrix), fit.assigner.n_segments)
            _, found = keep_size_limits(fit.assigner, rows, found, kept, quick=True)
        return best_jaccard(labels[drawn], found, n_segments)

    drawn_anew = in_parallel(similarities, range(draws), say("Drawing the customers anew"), progress)
    return _mean_of_known(np.array(drawn_anew))


def pair_stability(
    matrix: Floats,
    method: Method,
    spec: MethodSpec,
    ks: Sequence[int],
    pairs: int = PAIRS,
    progress: Progress = silent,
    feature_groups: tuple[FeatureGroup, ...] = (),
) -> dict[int, float]:
    """Return for each k how well two segmentations of customers drawn anew agree, 1 if they always do.

    On 2,000 rows at most. Both members of a pair are fitted to rows drawn with replacement and place all of these rows;
    the adjusted Rand index of the two is averaged over the pairs. Every k meets the same draws.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    method : Method
    spec : MethodSpec
        Its `seed` draws the rows.
    ks : sequence of int
        Rising. A method that finds the number itself is fitted once, and every k gets the same value.
    pairs : int, default 10
    progress : Progress
    feature_groups : tuple of FeatureGroup, optional
        As for the method.

    Returns
    -------
    dict of int to float
        Without the numbers for which a draw held too few different customers.
    """
    rows = matrix[even_sample(len(matrix), PAIR_ROWS, spec.seed)]

    def agreement(pair: int) -> list[float]:
        # With a number too many for one side of the pair, both sides end before it.
        one, other = (_pair_member(rows, method, spec, ks, (pair, side), feature_groups) for side in (0, 1))
        return [float(adjusted_rand_score(a, b)) for a, b in zip(one, other, strict=False)]

    found = in_parallel(agreement, range(pairs), say("Drawing the customers anew"), progress)
    if method.determines_k:
        return {k: float(np.mean(found)) for k in ks}
    known = min(len(one) for one in found)
    return {k: float(np.mean([one[i] for one in found])) for i, k in enumerate(ks[:known])}


def _mean_of_known(values: Floats) -> Floats:
    """Return the mean of each column without its NaN, 0 for a column of nothing else."""
    known = ~np.isnan(values)
    means: Floats = np.where(known, values, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return means


def _pair_member(
    rows: Floats,
    method: Method,
    spec: MethodSpec,
    ks: Sequence[int],
    place: tuple[int, int],
    feature_groups: tuple[FeatureGroup, ...],
) -> list[Labels]:
    """Return where one member of a pair places the rows, for each k that its draw allows."""
    drawn = rows[_drawn(len(rows), len(rows), [spec.seed, 2, *place])]
    possible = tuple(k for k in ks if k <= n_distinct(drawn))
    if not (possible or method.determines_k):
        return []
    task = FitTask(
        drawn,
        () if method.determines_k else possible,
        _reseeded(spec, [2, *place]),
        quick=True,
        feature_groups=feature_groups,
    )
    return [fit.assigner.assign(rows).labels for fit in method.fit(task)]


def jaccard_across_k(partitions: Sequence[Labels], at: int) -> list[dict[int, float]]:
    """Return for each segment of one number of segments how much of it is there with the other numbers.

    Parameters
    ----------
    partitions : sequence of int32 arrays of shape (n_rows,)
        The same customers with different numbers of segments.
    at : int
        Which of them is asked about.

    Returns
    -------
    list of dict of int to float
        For the segments 1..k: by the other numbers of segments, the Jaccard similarity to the most similar one.
    """
    k = int(partitions[at].max(initial=0))
    found: list[dict[int, float]] = [{} for _ in range(k)]
    for place, labels in enumerate(partitions):
        if place == at:
            continue
        for segment, similarity in enumerate(best_jaccard(partitions[at], labels, k).tolist()):
            found[segment][int(labels.max(initial=0))] = similarity
    return found


def stability_word(value: float) -> Message:
    """Return what a segment's stability means, in words."""
    if value < UNRELIABLE:
        return finding("stability.unreliable")
    if value < STABLE:
        return finding("stability.doubtful")
    if value < VERY_STABLE:
        return finding("stability.stable")
    return finding("stability.very_stable")


def best_jaccard(labels: Labels, others: Labels, n_segments: int) -> Floats:
    """Return for each segment 1..n_segments of `labels` its Jaccard similarity to the segment of `others` most like it.

    NaN for segments without rows; the unassigned rows of `others` are no segment.
    """
    n_others = int(others.max(initial=0))
    both = np.bincount(
        labels.astype(np.intp) * (n_others + 1) + others, minlength=(n_segments + 1) * (n_others + 1)
    ).reshape(n_segments + 1, n_others + 1)
    sizes, other_sizes = both.sum(axis=1), both.sum(axis=0)
    either = sizes[1:, None] + other_sizes[None, 1:] - both[1:, 1:]
    similarity = (both[1:, 1:] / np.maximum(either, 1)).max(axis=1, initial=0.0)
    return np.where(sizes[1:] > 0, similarity, np.nan)


def _drawn(n_rows: int, size: int, seed: list[int]) -> Positions:
    """Return the different positions among `size` draws with replacement, rising: still in canonical order."""
    return np.unique(np.random.default_rng(seed).integers(n_rows, size=size)).astype(np.intp)


def _reseeded(spec: MethodSpec, draw: list[int]) -> MethodSpec:
    """Return settings with a seed of this draw's own: equal random starts would make the draws look alike."""
    return replace(spec, seed=int(np.random.SeedSequence([spec.seed, *draw]).generate_state(1)[0]))


def _refit(
    rows: Floats,
    method: Method,
    spec: MethodSpec,
    k: int,
    feature_groups: tuple[FeatureGroup, ...],
    starts: int,
) -> Fit:
    """Segment drawn rows.

    K-means does not begin from the known centres: on one round cloud that makes segments come back that do not (a
    quarter of such tables then had one called stable, against none with new starts only).
    """
    possible = () if method.determines_k else (min(k, n_distinct(rows)),)
    task = FitTask(rows, possible, spec, quick=True, starts=starts, feature_groups=feature_groups)
    return method.fit(task)[0]
