"""Do the segments come back when the customers are drawn anew?

References
----------
Hennig 2007, Computational Statistics & Data Analysis 52:258 (clusterwise Jaccard by bootstrap). Hennig 2008, Journal of
Multivariate Analysis 99:1154 (dissolution and recovery). Dolnicar & Leisch 2010,
Marketing Letters 21:83 (adjusted Rand index of pairs of bootstrap segmentations).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.clustering.methods.registry import Fit, FitTask, Method
from segdesk.engine.clustering.size_limits import keep_size_limits
from segdesk.engine.data.agreement import adjusted_rand
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
# Of k-means in one draw. What comes back should tell of the customers, not of the search: with two starts segments of
# which 0.9 come back (as `fpc::clusterboot` finds, too) seemed to be at 0.4.
STARTS = 20
PAIRS = 10
UNRELIABLE, STABLE, VERY_STABLE = 0.60, 0.75, 0.85
# A segment is dissolved in a draw, or recovered (Hennig 2008).
DISSOLVED, RECOVERED = 0.5, 0.75
# Rows of one draw. K-means is quick; the others grow with the square of the rows.
MOST_ROWS, MOST_ROWS_OF_SLOW_METHODS = 10_000, 3_000
PAIR_ROWS = 2_000


@dataclass(frozen=True, eq=False)
class SegmentStability:
    """How the segments 1..k come back in customers drawn anew.

    Attributes
    ----------
    mean : float64 array of shape (k,)
        Mean Jaccard similarity to the most similar new segment; 0 for a segment that no draw held.
    dissolved, recovered : int array of shape (k,)
        In how many draws the similarity was at most 0.5, and above 0.75. A segment that is found whole in half of the
        draws and not at all in the others has the same mean as one that is always found in part.
    draws : int
    """

    mean: Floats
    dissolved: Positions
    recovered: Positions
    draws: int


@dataclass(frozen=True)
class NumberStability:
    """How a number of segments comes back in customers drawn anew.

    Attributes
    ----------
    agreement : float
        Mean adjusted Rand index of pairs of segmentations of customers drawn anew; 1 if they always agree.
    weakest : float or None
        Mean Jaccard similarity of the segment that comes back least; None where the segments were not known.
    """

    agreement: float
    weakest: float | None = None


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
) -> SegmentStability:
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
    starts : int, default 20
        Of k-means in each draw.
    """
    n_segments = int(labels.max(initial=0))
    if n_segments == 0:
        return _summary(np.zeros((draws, 0)))
    most = MOST_ROWS_OF_SLOW_METHODS if method.is_slow or limits is not None else MOST_ROWS

    def similarities(draw: int) -> Floats:
        drawn = _drawn(len(matrix), min(len(matrix), most), [spec.seed, 1, draw])
        rows = matrix[drawn]
        fit = _refit(rows, method, _reseeded(spec, [1, draw]), k, feature_groups, starts)
        found = fit.assigner.labels(rows)
        if limits is not None:
            kept = limits.scaled(len(rows), len(matrix), fit.assigner.n_segments)
            _, found = keep_size_limits(fit.assigner, rows, found, kept, quick=True)
        return best_jaccard(labels[drawn], found, n_segments)

    drawn_anew = in_parallel(
        similarities,
        range(draws),
        say("Drawing the customers anew"),
        progress,
        workers=method.workers(min(len(matrix), most)),
    )
    return _summary(np.array(drawn_anew))


def pair_stability(
    matrix: Floats,
    method: Method,
    spec: MethodSpec,
    ks: Sequence[int],
    pairs: int = PAIRS,
    progress: Progress = silent,
    feature_groups: tuple[FeatureGroup, ...] = (),
    labels: Mapping[int, Labels] | None = None,
    starts: int | None = None,
) -> dict[int, NumberStability]:
    """Return for each k how well two segmentations of customers drawn anew agree, and how its weakest segment does.

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
    labels : mapping of int to int32 arrays of shape (n_rows,), optional
        The segments of each number, to see how each of them comes back.
    starts : int, optional
        Of k-means in each fit; without it as few as quick fits take.

    Returns
    -------
    dict of int to NumberStability
        Without the numbers for which a draw held too few different customers.
    """
    sample = even_sample(len(matrix), PAIR_ROWS, spec.seed)
    rows = matrix[sample]

    def members(pair: int) -> list[tuple[Labels, Labels]]:
        # With a number too many for one side of the pair, both sides end before it.
        one, other = (
            _pair_member(rows, method, spec, ks, (pair, side), feature_groups, starts) for side in (0, 1)
        )
        return list(zip(one, other, strict=False))

    found = in_parallel(
        members,
        range(pairs),
        say("Drawing the customers anew"),
        progress,
        workers=method.workers(len(rows)),
    )
    known = len(ks) if method.determines_k else min(len(one) for one in found)
    judged = {}
    for i, k in enumerate(ks[:known]):
        at = [one[0 if method.determines_k else i] for one in found]
        weakest = (
            None if labels is None else _weakest(labels[k][sample], [each for pair in at for each in pair])
        )
        judged[k] = NumberStability(float(np.mean([adjusted_rand(*pair) for pair in at])), weakest)
    return judged


def _weakest(labels: Labels, redrawn: Sequence[Labels]) -> float:
    """Return how the segment comes back that does so least, as the mean of its Jaccard similarities."""
    n_segments = int(labels.max(initial=0))
    similarities = np.array([best_jaccard(labels, others, n_segments) for others in redrawn])
    return float(_summary(similarities).mean.min(initial=1.0))


def _summary(similarities: Floats) -> SegmentStability:
    """Summarise similarities of shape (draws, k); NaN where a draw did not hold a segment."""
    known = ~np.isnan(similarities)
    values = np.where(known, similarities, 0.0)
    return SegmentStability(
        mean=values.sum(axis=0) / np.maximum(known.sum(axis=0), 1),
        dissolved=(known & (values <= DISSOLVED)).sum(axis=0),
        recovered=(known & (values > RECOVERED)).sum(axis=0),
        draws=len(similarities),
    )


def _pair_member(
    rows: Floats,
    method: Method,
    spec: MethodSpec,
    ks: Sequence[int],
    place: tuple[int, int],
    feature_groups: tuple[FeatureGroup, ...],
    starts: int | None,
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
        starts=starts,
        feature_groups=feature_groups,
    )
    return [fit.assigner.labels(rows) for fit in method.fit(task)]


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
