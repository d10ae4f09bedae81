"""How many segments: every candidate against every criterion."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.methods.registry import FitTask, Method, RuleInputs
from segdesk.engine.clustering.partition import Partition, number_by_size
from segdesk.engine.data.arrays import Floats, Labels
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


@dataclass(frozen=True, eq=False)
class _Task:
    """What numbers of segments are compared for, and how: as `scan_numbers` says of its parameters."""

    matrix: Floats
    method: Method
    spec: MethodSpec
    criteria: Sequence[str]
    rules: RuleInputs | None
    feature_groups: tuple[FeatureGroup, ...]
    limits: SizeLimits | None
    growth: MixtureGrowth

    def fitted(self, ks: Sequence[int], progress: Progress) -> tuple[Partition, ...]:
        """Return the segments of every number, numbered by size."""
        # Assigning within limits takes as long as fitting; without them it takes next to nothing.
        until = 1.0 if self.limits is None else 0.6
        task = FitTask(
            self.matrix,
            () if self.method.determines_k else tuple(ks),
            self.spec,
            progress=part(progress, 0, until),
            rules=self.rules,
            feature_groups=self.feature_groups,
            growth=self.growth,
        )
        numbered = in_parallel(
            lambda fit: number_by_size(fit, self.matrix, self.rules, self.limits),
            self.method.fit(task),
            say("Trying numbers of segments"),
            part(progress, until, 1),
        )
        return tuple(numbered)


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
    task = _Task(matrix, method, spec, criteria, rules, feature_groups, limits, growth)
    ks, partitions = _fitted(task, ks, most, kept, progress)
    labels = [each.labels for each in partitions]
    compared = silhouettes(matrix, labels, spec.seed, part(progress, 0.5, 0.7))
    if method.determines_k:
        reason = found_by_method(partitions[0].k) if rules is None else given_by_rules(partitions[0].k)
        return ScanResult(Scan((), None, None, None, reason, len(compared.positions)), partitions, compared)
    judged = _judged(task, dict(zip(ks, labels, strict=True)), settled is not None, part(progress, 0.7, 0.9))
    comparing, told = say("Comparing segments"), part(progress, 0.9, 0.9)
    inertias = in_parallel(lambda each: inertia(matrix, each), labels, comparing, told)
    evidence = Evidence(
        ks=tuple(ks),
        silhouettes=tuple(compared.mean(i) for i in range(len(ks))),
        smallest=tuple(int(np.bincount(each)[1:].min()) for each in labels),
        n_rows=len(matrix),
        separated=judged.separated,
        latent=latent_classes(matrix, feature_groups, spec.seed, told) if len(ks) > 1 else None,
        stability=judged.stability,
        elbow=_elbow(ks, inertias),
    )
    if settled is not None and len(ks) > 1:
        _tell_if_settled(settled, evidence, partitions, compared, kept)
    judged.judge_rest(told)
    evidence = replace(evidence, stability=judged.stability)
    return _concluded(task, evidence, partitions, compared, inertias, kept, part(progress, 0.9, 1))


def _fitted(
    task: _Task, ks: Sequence[int], most: int | None, kept: int | None, progress: Progress
) -> tuple[Sequence[int], tuple[Partition, ...]]:
    """Return all numbers that are compared, and their segments; the parameters are those of `scan_numbers`."""
    partitions = task.fitted(ks, part(progress, 0, 0.4))
    if task.method.determines_k:
        return ks, partitions
    if most is not None:
        partitions = with_further_numbers(
            task.matrix, partitions, most, task.spec.seed, task.growth, task.fitted, part(progress, 0.4, 0.5)
        )
        ks = [each.k for each in partitions]
    if kept is not None and kept not in ks:
        # By the number that was asked for: a mixture may give fewer.
        asked = sorted(
            [*zip(ks, partitions, strict=True), (kept, task.fitted([kept], silent)[0])],
            key=lambda pair: pair[0],
        )
        ks, partitions = [k for k, _ in asked], tuple(each for _, each in asked)
    return ks, partitions


def _judged(
    task: _Task, by_number: Mapping[int, Labels], may_wait: bool, progress: Progress
) -> JudgedNumbers:
    """Return how the numbers come back that a pick looks at, and which of them have gaps between their segments."""
    ks = list(by_number)
    several = len(ks) > 1
    # What the pick looks at; the others only where somebody asked for them.
    most = MOST_JUDGED if "stability" in task.criteria else max(RUNNABLE)
    judged = JudgedNumbers(
        task.matrix,
        by_number,
        task.method,
        task.spec,
        task.growth,
        task.feature_groups,
        limited=task.limits is not None,
        wanted=([k for k in ks if k <= most] or ks[:1]) if several else (),
    )
    if several:
        # No pick looks at the others, so they can wait until it is told.
        can_wait = may_wait and task.method.fits_each_alone
        judged.judge([k for k in judged.wanted if k in RUNNABLE or not can_wait], part(progress, 0, 0.75))
        judged.look_for_gaps(part(progress, 0.75, 1))
    return judged


def _concluded(
    task: _Task,
    evidence: Evidence,
    partitions: tuple[Partition, ...],
    compared: Silhouettes,
    inertias: Sequence[float],
    kept: int | None,
    progress: Progress,
) -> ScanResult:
    """Return the comparison at its end: with the gap statistic, the pick, and the figures of every number."""
    gap = _gap(task, evidence.ks, progress)
    if gap is not None:
        evidence = replace(evidence, gap_pick=gap.ks[gap_choice(gap.gap, gap.error)])
    chosen, reason = pick_k(evidence)
    if kept is not None and kept != chosen:
        reason = (as_in_recipe(kept, chosen), *reason)
    stable = evidence.stability
    candidates = in_background(
        lambda: _candidates(task, evidence.ks, partitions, inertias, compared, gap, stable),
        say("Comparing segments"),
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


def _gap(task: _Task, ks: Sequence[int], progress: Progress) -> GapCurve | None:
    """Return the gap statistic from one segment up, where it is asked for and says something of the method."""
    if "gap" not in task.criteria or not task.method.has_gap_reference or len(ks) < 2:
        return None
    return gap_curve(task.matrix, range(1, max(ks) + 1), task.method, task.spec, progress)


def _candidates(
    task: _Task,
    ks: Sequence[int],
    partitions: Sequence[Partition],
    inertias: Sequence[float],
    compared: Silhouettes,
    gap: GapCurve | None,
    stable: Mapping[int, NumberStability],
) -> tuple[Candidate, ...]:
    """Return the table of numbers of segments against the criteria that were asked for."""
    matrix, criteria, gaps = task.matrix, task.criteria, {}
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
