"""How many segments: every candidate against every criterion."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.methods.registry import FitTask, Method, RuleInputs
from segdesk.engine.clustering.partition import Partition, number_by_size
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.knee import knee
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.size_limits import SizeLimits
from segdesk.engine.validation.further_numbers import with_further_numbers
from segdesk.engine.validation.gap import GapCurve, gap_choice, gap_curve
from segdesk.engine.validation.internal_indices import calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.validation.judged_numbers import JudgedNumbers
from segdesk.engine.validation.k_selection import (
    RUNNABLE,
    Evidence,
    as_in_recipe,
    found_by_method,
    given_by_rules,
    pick_k,
)
from segdesk.engine.validation.latent_classes import latent_classes
from segdesk.engine.validation.silhouette import Silhouettes, silhouettes
from segdesk.engine.validation.stability import NumberStability
from segdesk.messages import Message, say
from segdesk.progress import Progress, part, silent
from segdesk.threads import in_background, in_parallel

# Numbers whose stability is judged in any case; of larger ones only that of groups between gaps.
MOST_JUDGED = 10


@dataclass(frozen=True)
class Candidate:
    """One number of segments in the scan; a criterion that was not computed or is not defined is None.

    `gap_se` is the s_k of Tibshirani, Walther and Hastie; `silhouette_se` the standard error of a sampled silhouette
    (0 where it is exact). `weakest` is the stability of the segment that comes back least, `smallest` the size of the
    smallest segment.
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
    weakest: float | None = None
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
        Two sentences, and further ones on numbers that were passed over.
    n_silhouette : int
        Rows that the silhouettes were computed on.
    separated : int or None
        Number of groups with gaps between all of them that come back when customers are drawn anew.
    """

    candidates: tuple[Candidate, ...]
    pick: int | None
    elbow: int | None
    gap_pick: int | None
    reason: tuple[Message, ...]
    n_silhouette: int
    separated: int | None = None


@dataclass(frozen=True, eq=False)
class ScanResult:
    """The table of candidates with their partitions, and the silhouettes that they were compared by.

    `agreement` is how surely the number that was picked comes back, None where that was not judged. `kept` is a number
    that is taken whatever was picked.
    """

    scan: Scan
    partitions: tuple[Partition, ...]
    silhouettes: Silhouettes
    agreement: float | None = None
    kept: int | None = None

    @property
    def taken(self) -> int | None:
        """The number of segments that is taken, None where the method finds it itself."""
        return self.scan.pick if self.kept is None else self.kept

    @property
    def at_taken(self) -> int:
        """The place of the partition that is taken."""
        if self.taken is None:
            return 0
        return [candidate.k for candidate in self.scan.candidates].index(self.taken)


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
    most: int | None = None,
    kept: int | None = None,
    settled: Callable[[ScanResult], None] | None = None,
    growth: MixtureGrowth | None = None,
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
    most : int, optional
        How far to go on beyond `ks` where the evidence is best at their end; without it not at all.
    kept : int, optional
        A number that is taken whatever the comparison speaks for.
    settled : callable, optional
        Called once the pick is certain, with a result whose candidates have no figures yet, where comparing goes on.
    growth : MixtureGrowth, optional
        Of this matrix and seed, where the choice of the method has asked for mixtures.
    """
    growth = growth or MixtureGrowth(matrix, spec.seed)

    def fitted(wanted: Sequence[int], told: Progress) -> tuple[Partition, ...]:
        return _partitions(matrix, wanted, method, spec, told, rules, feature_groups, limits, growth)

    partitions = fitted(ks, part(progress, 0, 0.4))
    if most is not None and not method.determines_k:
        partitions = with_further_numbers(
            matrix, partitions, most, spec.seed, growth, fitted, part(progress, 0.4, 0.5)
        )
        ks = [each.k for each in partitions]
    if kept is not None and kept not in ks and not method.determines_k:
        # By the number that was asked for: a mixture may give fewer.
        asked = sorted(
            [*zip(ks, partitions, strict=True), (kept, fitted([kept], silent)[0])], key=lambda pair: pair[0]
        )
        ks, partitions = [k for k, _ in asked], tuple(each for _, each in asked)
    labels = [p.labels for p in partitions]
    compared = silhouettes(matrix, labels, spec.seed, part(progress, 0.5, 0.7))
    if method.determines_k:
        reason = found_by_method(partitions[0].k) if rules is None else given_by_rules(partitions[0].k)
        return ScanResult(Scan((), None, None, None, reason, len(compared.positions)), partitions, compared)

    several = len(ks) > 1
    # What the pick looks at; the others only where somebody asked for them.
    most_judged = MOST_JUDGED if "stability" in criteria else max(RUNNABLE)
    judged = JudgedNumbers(
        matrix,
        dict(zip(ks, labels, strict=True)),
        method,
        spec,
        growth,
        feature_groups,
        limited=limits is not None,
        wanted=([k for k in ks if k <= most_judged] or ks[:1]) if several else (),
    )
    if several:
        # No pick looks at the others, so they can wait until it is told.
        can_wait = settled is not None and method.fits_each_alone
        judged.judge([k for k in judged.wanted if k in RUNNABLE or not can_wait], part(progress, 0.7, 0.85))
        judged.look_for_gaps(part(progress, 0.85, 0.9))
    comparing, told = say("Comparing segments"), part(progress, 0.9, 0.9)
    inertias = in_parallel(lambda each: inertia(matrix, each), labels, comparing, told)
    evidence = Evidence(
        ks=tuple(ks),
        silhouettes=tuple(compared.mean(i) for i in range(len(ks))),
        smallest=tuple(int(np.bincount(each)[1:].min()) for each in labels),
        n_rows=len(matrix),
        separated=judged.separated,
        latent=latent_classes(matrix, feature_groups, spec.seed, told) if several else None,
        stability=judged.stability,
        elbow=_elbow(ks, inertias),
    )
    if settled is not None and several:
        _tell_if_settled(settled, evidence, partitions, compared, kept)
    judged.judge_rest(told)
    stable = judged.stability
    evidence = replace(evidence, stability=stable)
    gap = _gap(matrix, ks, method, spec, criteria, part(progress, 0.9, 1))
    if gap is not None:
        evidence = replace(evidence, gap_pick=gap.ks[gap_choice(gap.gap, gap.error)])
    chosen, reason = pick_k(evidence)
    if kept is not None and kept != chosen:
        reason = (as_in_recipe(kept, chosen), *reason)
    candidates = in_background(
        lambda: _candidates(matrix, ks, partitions, inertias, compared, gap, criteria, stable),
        comparing,
        part(progress, 1, 1),
    )
    scan = Scan(
        candidates,
        chosen,
        evidence.elbow,
        evidence.gap_pick,
        reason,
        len(compared.positions),
        evidence.separated,
    )
    agreement = stable[chosen].agreement if chosen in stable else None
    return ScanResult(scan, partitions, compared, agreement, kept)


def _tell_if_settled(
    settled: Callable[[ScanResult], None],
    evidence: Evidence,
    partitions: tuple[Partition, ...],
    compared: Silhouettes,
    kept: int | None,
) -> None:
    """Tell the pick if it is the same whatever the gap statistic will say, which is all that is open."""
    picks = {pick_k(replace(evidence, gap_pick=each))[0] for each in (None, 1, *evidence.ks)}
    if len(picks) > 1:
        return
    scan = Scan(
        candidates=tuple(Candidate(k) for k in evidence.ks),
        pick=picks.pop(),
        elbow=evidence.elbow,
        gap_pick=None,
        reason=(),
        n_silhouette=len(compared.positions),
        separated=evidence.separated,
    )
    settled(ScanResult(scan, partitions, compared, kept=kept))


def _partitions(
    matrix: Floats,
    ks: Sequence[int],
    method: Method,
    spec: MethodSpec,
    progress: Progress,
    rules: RuleInputs | None,
    feature_groups: tuple[FeatureGroup, ...],
    limits: SizeLimits | None,
    growth: MixtureGrowth,
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
        growth=growth,
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
    inertias: Sequence[float],
    compared: Silhouettes,
    gap: GapCurve | None,
    criteria: Sequence[str],
    stable: Mapping[int, NumberStability],
) -> tuple[Candidate, ...]:
    """Return the table of numbers of segments against the criteria that were asked for."""
    gaps = {}
    if gap is not None:
        gaps = {k: (float(g), float(e)) for k, g, e in zip(gap.ks, gap.gap, gap.error, strict=True)}
    candidates = []
    for i, (k, partition, within) in enumerate(zip(ks, partitions, inertias, strict=True)):
        labels = partition.labels
        by_silhouette = "silhouette" in criteria
        value, error = gaps.get(k, (None, None))
        judged = stable.get(k) if "stability" in criteria else None
        candidates.append(
            Candidate(
                k=k,
                inertia=within if "inertia" in criteria else None,
                silhouette=compared.mean(i) if by_silhouette else None,
                silhouette_se=compared.standard_error(i) if by_silhouette else None,
                calinski_harabasz=calinski_harabasz(matrix, labels, within)
                if "calinski_harabasz" in criteria
                else None,
                davies_bouldin=davies_bouldin(matrix, labels) if "davies_bouldin" in criteria else None,
                gap=value,
                gap_se=error,
                stability=judged.agreement if judged is not None else None,
                weakest=judged.weakest if judged is not None else None,
                bic=partition.fit.bic if "bic" in criteria else None,
                smallest=int(np.bincount(labels)[1:].min(initial=len(matrix)))
                if "smallest" in criteria
                else None,
            )
        )
    return tuple(candidates)


def _elbow(ks: Sequence[int], inertias: Sequence[float]) -> int | None:
    at = knee(np.array(ks, dtype=np.float64), np.array(inertias), convex=True, increasing=False)
    return None if at is None else ks[at]
