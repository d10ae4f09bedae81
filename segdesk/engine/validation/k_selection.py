"""How many segments: every candidate against every criterion, and a pick with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.clustering.methods.registry import FitTask, Method, RuleInputs
from segdesk.engine.clustering.partition import Partition, number_by_size
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.data.knee import knee
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.size_limits import SizeLimits
from segdesk.engine.validation.gap import gap_choice, gap_curve
from segdesk.engine.validation.internal_indices import calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.validation.k_scan import Candidate, Scan
from segdesk.engine.validation.nonconvex_groups import number_of_nonconvex_groups
from segdesk.engine.validation.separated_groups import SeparatedGroups, separated_groups
from segdesk.engine.validation.silhouette import Silhouettes, silhouettes
from segdesk.engine.validation.stability import pair_stability
from segdesk.messages import Figure, Message, say
from segdesk.progress import Progress, part, silent
from segdesk.threads import in_parallel

RUNNABLE = range(3, 9)
CLEAR_FIT = 0.5
# How much lower a fit may be and still count as level: little where groups are clear, a quarter where every number
# of segments cuts through a cloud and the fit falls with k by itself.
LEVEL_WHEN_CLEAR, LEVEL_WHEN_WEAK = 0.02, 0.25
# Below this a silhouette speaks of no structure (Kaufman & Rousseeuw 1990), and hardly of a best number either.
NO_FIT, LEVEL_WITHOUT_FIT = 0.25, 0.5
SMALLEST_SHARE = 0.02
FEWEST = 5


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
        Names of `recipe.CRITERIA` to compute. The silhouette is always computed: the pick rests on it.
    progress : Progress
    rules : RuleInputs, optional
        For a method that goes by rules.
    feature_groups : tuple of FeatureGroup, optional
        Which columns belong to which variable; without them all are numbers.
    limits : SizeLimits, optional
        Bounds that the sizes keep, and that every k allows. Gap and the stability of a number are taken without them.
    """
    possible = () if method.determines_k else tuple(ks)
    share = 0.5 if limits is None else 0.3
    fitted = method.fit(
        FitTask(
            matrix,
            possible,
            spec,
            progress=part(progress, 0, share),
            rules=rules,
            feature_groups=feature_groups,
        )
    )
    partitions = tuple(
        in_parallel(
            lambda fit: number_by_size(fit, matrix, rules, limits),
            fitted,
            say("Trying numbers of segments"),
            part(progress, share, 0.5),
        )
    )
    compared = silhouettes(
        matrix, [p.assignment.labels for p in partitions], spec.seed, part(progress, 0.5, 0.7)
    )
    gaps: dict[int, tuple[float, float]] = {}
    gap_pick = None
    if "gap" in criteria and method.has_gap_reference and not method.determines_k and len(ks) > 1:
        curve = gap_curve(matrix, range(1, max(ks) + 1), method, spec, part(progress, 0.7, 0.8))
        gaps = {k: (float(g), float(e)) for k, g, e in zip(curve.ks, curve.gap, curve.error, strict=True)}
        gap_pick = curve.ks[gap_choice(curve.gap, curve.error)]

    candidates = []
    for i, partition in enumerate(partitions):
        labels = partition.assignment.labels
        gap, gap_error = gaps.get(ks[i], (None, None)) if not method.determines_k else (None, None)
        candidates.append(
            Candidate(
                k=partition.k if method.determines_k else ks[i],
                inertia=inertia(matrix, labels) if "inertia" in criteria else None,
                silhouette=compared.mean(i) if "silhouette" in criteria else None,
                silhouette_se=compared.standard_error(i) if "silhouette" in criteria else None,
                calinski_harabasz=calinski_harabasz(matrix, labels)
                if "calinski_harabasz" in criteria
                else None,
                davies_bouldin=davies_bouldin(matrix, labels) if "davies_bouldin" in criteria else None,
                gap=gap,
                gap_se=gap_error,
                bic=partition.fit.bic if "bic" in criteria else None,
                smallest=int(np.bincount(labels)[1:].min(initial=len(matrix)))
                if "smallest" in criteria
                else None,
            )
        )
    if method.determines_k:
        reason = _found_itself(partitions[0].k) if rules is None else _as_the_rules_have_it(partitions[0].k)
        scan = Scan((), None, None, None, reason, len(compared.positions))
        return ScanResult(scan, partitions, compared)

    stable = (
        pair_stability(
            matrix, method, spec, ks, progress=part(progress, 0.8, 1), feature_groups=feature_groups
        )
        if "stability" in criteria and len(ks) > 1
        else {}
    )
    candidates = [replace(c, stability=stable.get(c.k)) for c in candidates]
    elbow = _elbow(ks, [inertia(matrix, p.assignment.labels) for p in partitions])
    fits = [compared.mean(i) for i in range(len(partitions))]
    smallest = [int(np.bincount(p.assignment.labels)[1:].min()) for p in partitions]
    natural = None
    if len(ks) > 1 and method.follows_shapes(spec):
        shapes = number_of_nonconvex_groups(matrix, ks, spec.seed)
        natural = None if shapes is None else SeparatedGroups(shapes)
    elif len(ks) > 1:
        natural = separated_groups(matrix, [p.assignment.labels for p in partitions], spec.seed)
    chosen, reason = pick_number(ks, fits, smallest, len(matrix), elbow, gap_pick)
    if natural is not None and natural.k in ks and (natural.mixture is None or method.is_mixture):
        reason = _of_natural_groups(natural.k, fits[list(ks).index(natural.k)], chosen)
        chosen = natural.k
    scan = Scan(tuple(candidates), chosen, elbow, gap_pick, reason, len(compared.positions))
    return ScanResult(scan, partitions, compared)


def _elbow(ks: Sequence[int], inertias: Sequence[float]) -> int | None:
    at = knee(np.array(ks, dtype=np.float64), np.array(inertias), convex=True, increasing=False)
    return None if at is None else ks[at]


def _of_natural_groups(k: int, fit: float | None, other: int) -> tuple[Message, ...]:
    """Return the two sentences for a number that gaps between the segments speak for.

    Parameters
    ----------
    k : int
    fit : float or None
        Its silhouette.
    other : int
        What the criteria would have picked without looking for gaps.
    """
    first = finding("k_selection.gaps_between_all", k=k, fit="–" if fit is None else Figure(fit, 2))
    if other == k:
        return first, finding("k_selection.fit_and_spread_agree")
    if other > k:
        return first, finding("k_selection.finer_cut_through", other=other)
    return first, finding("k_selection.criteria_would_choose", other=other)


def pick_number(
    ks: Sequence[int],
    fits: Sequence[float | None],
    smallest: Sequence[int],
    n_rows: int,
    elbow: int | None,
    gap_pick: int | None,
) -> tuple[int, tuple[Message, ...]]:
    """Choose the number of segments and say why in two sentences.

    The best silhouette wins where it stands out. Where several are level, numbers that a business can run (3 to 8)
    are preferred, then those that elbow or gap point to, then the better silhouette. Numbers whose smallest
    segment holds under 2% of the customers are passed over as long as others are left.
    """
    if len(ks) == 1:
        return ks[0], (finding("k_selection.one_number_asked", k=ks[0]),)
    known = {k: fit for k, fit in zip(ks, fits, strict=True) if fit is not None}
    if not known:
        return ks[0], (finding("k_selection.too_much_alike"),)
    big_enough = [
        k
        for k, size in zip(ks, smallest, strict=True)
        if k in known and size >= max(SMALLEST_SHARE * n_rows, FEWEST)
    ]
    allowed = big_enough or list(known)
    best = max(allowed, key=lambda k: (known[k], -k))
    level = [k for k in allowed if known[k] >= known[best] - _margin(known[best])]
    runnable = [k for k in level if k in RUNNABLE] or level
    chosen = max(runnable, key=lambda k: ((k == elbow) + (k == gap_pick), known[k], -k))

    if chosen == best:
        first = finding("k_selection.best_fit", k=chosen, fit=known[chosen])
    else:
        fit, best_fit = Figure(known[chosen], 2), Figure(known[best], 2)
        why = _why_not_best(chosen, best, elbow, gap_pick)
        if str(fit) == str(best_fit):
            first = finding("k_selection.equal_fit", best=best, fit=fit, why=why)
        else:
            first = finding("k_selection.closer_fit", best=best, best_fit=best_fit, fit=fit, why=why)
    return chosen, (first, _other_evidence(chosen, elbow, gap_pick))


def _why_not_best(chosen: int, best: int, elbow: int | None, gap_pick: int | None) -> Message:
    if chosen in (elbow, gap_pick):
        return finding("k_selection.spread_speaks_for", k=chosen)
    if best not in RUNNABLE:
        return finding("k_selection.easier_to_work_with", k=chosen)
    return finding("k_selection.nearly_as_good", k=chosen)


def _margin(best: float) -> float:
    """Return how far below the best fit another one still counts as level."""
    if best > CLEAR_FIT:
        return LEVEL_WHEN_CLEAR
    share = LEVEL_WHEN_WEAK if best > NO_FIT else LEVEL_WITHOUT_FIT
    return max(share * best, LEVEL_WHEN_CLEAR)


def _other_evidence(chosen: int, elbow: int | None, gap_pick: int | None) -> Message:
    if gap_pick == 1 and elbow is None:
        return finding("k_selection.no_elbow_no_groups")
    if gap_pick == 1:
        return finding("k_selection.elbow_no_groups", elbow=elbow)
    if elbow is None and gap_pick is None:
        return finding("k_selection.no_elbow")
    if elbow is None:
        return finding("k_selection.gap_without_elbow", gap=gap_pick)
    if gap_pick is None:
        return finding("k_selection.elbow_alone", elbow=elbow)
    if elbow == gap_pick == chosen:
        return finding("k_selection.elbow_and_gap_agree")
    return finding("k_selection.elbow_and_gap_differ", elbow=elbow, gap=gap_pick)


def _found_itself(k: int) -> tuple[Message, ...]:
    return (finding("k_selection.method_determines_k", k=k),)


def _as_the_rules_have_it(k: int) -> tuple[Message, ...]:
    return (finding("k_selection.rules_determine_k", n=k),)
