"""How many segments: every candidate against every criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.clustering.methods.registry import FitTask, Method, RuleInputs
from segdesk.engine.clustering.partition import Partition, number_by_size
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.knee import knee
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.size_limits import SizeLimits
from segdesk.engine.validation.gap import GapCurve, gap_choice, gap_curve
from segdesk.engine.validation.internal_indices import calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.validation.k_selection import Evidence, found_by_method, given_by_rules, pick_k
from segdesk.engine.validation.nonconvex_groups import number_of_nonconvex_groups
from segdesk.engine.validation.separated_groups import SeparatedGroups, separated_groups
from segdesk.engine.validation.silhouette import Silhouettes, silhouettes
from segdesk.engine.validation.stability import pair_stability
from segdesk.messages import Message, say
from segdesk.progress import Progress, part, silent
from segdesk.threads import in_parallel


@dataclass(frozen=True)
class Candidate:
    """One number of segments in the scan; a criterion that was not computed or is not defined is None.

    `gap_se` is the s_k of Tibshirani, Walther and Hastie; `silhouette_se` the standard error of a sampled silhouette
    (0 where it is exact). `smallest` is the size of the smallest segment.
    """

    k: int
    inertia: float | None = None
    silhouette: float | None = None
    silhouette_se: float | None = None
    calinski_harabasz: float | None = None
    davies_bouldin: float | None = None
    gap: float | None = None
    gap_se: float | None = None
    stability: float | None = None
    bic: float | None = None
    smallest: int | None = None


@dataclass(frozen=True)
class Scan:
    """Candidates for the number of segments, and the pick.

    Attributes
    ----------
    candidates : tuple of Candidate
        By rising k; empty where the method finds the number itself.
    pick : int or None
        The recommended k, None without candidates.
    elbow : int or None
        Knee of the inertia curve (Kneedle), None where there is no clear one.
    gap_pick : int or None
        k by the gap statistic's rule, 1 allowed.
    reason : tuple of Message
        Two sentences.
    n_silhouette : int
        Rows that the silhouettes were computed on.
    """

    candidates: tuple[Candidate, ...]
    pick: int | None
    elbow: int | None
    gap_pick: int | None
    reason: tuple[Message, ...]
    n_silhouette: int


@dataclass(frozen=True, eq=False)
class ScanResult:
    """The table of candidates with their partitions, and the silhouettes that they were compared by."""

    scan: Scan
    partitions: tuple[Partition, ...]
    silhouettes: Silhouettes


def scan_numbers(
    matrix: Floats,
    ks: Sequence[int],
    method: Method,
    spec: MethodSpec,
    criteria: Sequence[str],
    progress: Progress = silent,
    rules: RuleInputs | None = None,
    feature_groups: tuple[FeatureGroup, ...] = (),
    limits: SizeLimits | None = None,
) -> ScanResult:
    """Fit every number of segments and compare them.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    ks : sequence of int
        Candidates, rising; for a method that finds the number itself they are ignored.
    method : Method
    spec : MethodSpec
    criteria : sequence of str
        Names of `CRITERIA`, a scan's settings, to compute. The silhouette is always computed: the pick rests on it.
    progress : Progress
    rules : RuleInputs, optional
        For a method that goes by rules.
    feature_groups : tuple of FeatureGroup, optional
        Which columns belong to which variable; without them all are numbers.
    limits : SizeLimits, optional
        Bounds that the sizes keep, and that every k allows. Gap and the stability of a number are taken without them.
    """
    partitions = _partitions(matrix, ks, method, spec, part(progress, 0, 0.5), rules, feature_groups, limits)
    labels = [p.assignment.labels for p in partitions]
    compared = silhouettes(matrix, labels, spec.seed, part(progress, 0.5, 0.7))
    if method.determines_k:
        reason = found_by_method(partitions[0].k) if rules is None else given_by_rules(partitions[0].k)
        return ScanResult(Scan((), None, None, None, reason, len(compared.positions)), partitions, compared)

    several = len(ks) > 1
    gap = _gap(matrix, ks, method, spec, criteria, part(progress, 0.7, 0.8))
    stable = (
        pair_stability(
            matrix, method, spec, ks, progress=part(progress, 0.8, 1), feature_groups=feature_groups
        )
        if "stability" in criteria and several
        else {}
    )
    evidence = Evidence(
        ks=tuple(ks),
        silhouettes=tuple(compared.mean(i) for i in range(len(ks))),
        smallest=tuple(int(np.bincount(each)[1:].min()) for each in labels),
        n_rows=len(matrix),
        elbow=_elbow(ks, [inertia(matrix, each) for each in labels]),
        gap_pick=None if gap is None else gap.ks[gap_choice(gap.gap, gap.error)],
        separated=_separated(matrix, ks, labels, method, spec) if several else None,
    )
    chosen, reason = pick_k(evidence, is_mixture=method.is_mixture)
    candidates = _candidates(matrix, ks, partitions, compared, gap, criteria, stable)
    scan = Scan(candidates, chosen, evidence.elbow, evidence.gap_pick, reason, len(compared.positions))
    return ScanResult(scan, partitions, compared)


def _partitions(
    matrix: Floats,
    ks: Sequence[int],
    method: Method,
    spec: MethodSpec,
    progress: Progress,
    rules: RuleInputs | None,
    feature_groups: tuple[FeatureGroup, ...],
    limits: SizeLimits | None,
) -> tuple[Partition, ...]:
    """Return the segments of every number, numbered by size."""
    # Assigning within limits takes as long as fitting; without them it takes next to nothing.
    fitted_until = 1.0 if limits is None else 0.6
    task = FitTask(
        matrix,
        () if method.determines_k else tuple(ks),
        spec,
        progress=part(progress, 0, fitted_until),
        rules=rules,
        feature_groups=feature_groups,
    )
    numbered = in_parallel(
        lambda fit: number_by_size(fit, matrix, rules, limits),
        method.fit(task),
        say("Trying numbers of segments"),
        part(progress, fitted_until, 1),
    )
    return tuple(numbered)


def _gap(
    matrix: Floats,
    ks: Sequence[int],
    method: Method,
    spec: MethodSpec,
    criteria: Sequence[str],
    progress: Progress,
) -> GapCurve | None:
    """Return the gap statistic from one segment up, where it is asked for and says something of the method."""
    if "gap" not in criteria or not method.has_gap_reference or len(ks) < 2:
        return None
    return gap_curve(matrix, range(1, max(ks) + 1), method, spec, progress)


def _candidates(
    matrix: Floats,
    ks: Sequence[int],
    partitions: Sequence[Partition],
    compared: Silhouettes,
    gap: GapCurve | None,
    criteria: Sequence[str],
    stable: Mapping[int, float],
) -> tuple[Candidate, ...]:
    """Return the table of numbers of segments against the criteria that were asked for."""
    gaps = {}
    if gap is not None:
        gaps = {k: (float(g), float(e)) for k, g, e in zip(gap.ks, gap.gap, gap.error, strict=True)}
    candidates = []
    for i, (k, partition) in enumerate(zip(ks, partitions, strict=True)):
        labels = partition.assignment.labels
        by_silhouette = "silhouette" in criteria
        value, error = gaps.get(k, (None, None))
        candidates.append(
            Candidate(
                k=k,
                inertia=inertia(matrix, labels) if "inertia" in criteria else None,
                silhouette=compared.mean(i) if by_silhouette else None,
                silhouette_se=compared.standard_error(i) if by_silhouette else None,
                calinski_harabasz=calinski_harabasz(matrix, labels)
                if "calinski_harabasz" in criteria
                else None,
                davies_bouldin=davies_bouldin(matrix, labels) if "davies_bouldin" in criteria else None,
                gap=value,
                gap_se=error,
                stability=stable.get(k),
                bic=partition.fit.bic if "bic" in criteria else None,
                smallest=int(np.bincount(labels)[1:].min(initial=len(matrix)))
                if "smallest" in criteria
                else None,
            )
        )
    return tuple(candidates)


def _separated(
    matrix: Floats, ks: Sequence[int], labels: Sequence[Labels], method: Method, spec: MethodSpec
) -> SeparatedGroups | None:
    """Return as many groups as gaps tell apart, looked for in the way that suits the method."""
    if not method.follows_shapes(spec):
        return separated_groups(matrix, labels, spec.seed)
    k = number_of_nonconvex_groups(matrix, ks, spec.seed)
    return None if k is None else SeparatedGroups(k)


def _elbow(ks: Sequence[int], inertias: Sequence[float]) -> int | None:
    at = knee(np.array(ks, dtype=np.float64), np.array(inertias), convex=True, increasing=False)
    return None if at is None else ks[at]
