"""The pick of a number of segments, with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from segdesk.engine.data.finding import finding
from segdesk.engine.validation.latent_classes import LatentClasses
from segdesk.engine.validation.stability import UNRELIABLE, NumberStability
from segdesk.messages import Figure, Message

# Numbers of segments that a business can run.
RUNNABLE = range(3, 9)
# Above this a silhouette speaks of clear groups (Kaufman & Rousseeuw 1990).
CLEAR_STRUCTURE = 0.5
# How much lower a silhouette may be and still count as level: little where groups are clear, a quarter where every
# number of segments cuts through a cloud and the silhouette falls with k by itself.
LEVEL_WHEN_CLEAR, LEVEL_WHEN_WEAK = 0.02, 0.25
# Up to this a silhouette speaks of no structure, and hardly of a best number either.
NO_STRUCTURE, LEVEL_WITHOUT_STRUCTURE = 0.25, 0.5
SMALLEST_SHARE = 0.02
FEWEST = 5
# How much less surely more segments may come back and still count as stable as the groups between gaps, and as the best
# number where there are no gaps.
AS_STABLE, ABOUT_AS_STABLE = 0.02, 0.05


@dataclass(frozen=True)
class Evidence:
    """What speaks for which number of segments.

    Attributes
    ----------
    ks : tuple of int
        The candidates.
    silhouettes : tuple of float or None
        Of each; None where it is not defined.
    smallest : tuple of int
        Size of the smallest segment of each.
    n_rows : int
        Customers.
    stability : mapping of int to NumberStability
        How each number comes back in customers drawn anew; without numbers that were not judged.
    elbow : int or None
        Knee of the inertia curve.
    gap_pick : int or None
        By the rule of the gap statistic.
    separated : int or None
        Number of groups with gaps between all of them that come back.
    latent : LatentClasses or None
        Of tables of nothing but answers.
    """

    ks: tuple[int, ...]
    silhouettes: tuple[float | None, ...]
    smallest: tuple[int, ...]
    n_rows: int
    stability: Mapping[int, NumberStability] = field(default_factory=dict)
    elbow: int | None = None
    gap_pick: int | None = None
    separated: int | None = None
    latent: LatentClasses | None = None

    def large_enough(self, k: int) -> bool:
        """Return whether the smallest segment of a number is worth a campaign of its own."""
        return self.smallest[self.ks.index(k)] >= max(SMALLEST_SHARE * self.n_rows, FEWEST)

    def agreement(self, k: int) -> float:
        """Return how well segmentations of customers drawn anew agree in a number that was judged."""
        return self.stability[k].agreement

    def comes_back_whole(self, k: int) -> bool:
        """Return whether each segment of a number comes back surely enough to rely on it."""
        weakest = self.stability[k].weakest
        return weakest is None or weakest >= UNRELIABLE

    def silhouette(self, k: int) -> float | None:
        """Return the silhouette of a number."""
        return self.silhouettes[self.ks.index(k)]


def pick_k(evidence: Evidence) -> tuple[int, tuple[Message, ...]]:
    """Choose the number of segments and say why.

    Answers have as many as a latent class model has classes. Where gaps tell groups apart, it is their number, or the
    largest one up to 8 that comes back as surely and so says more. Without gaps it is the largest from 3 to 8 that
    comes back about as surely as the best of those. Where none of those comes back surely, fit and spread decide
    (`pick_number`).
    """
    if len(evidence.ks) == 1:
        return evidence.ks[0], (finding("k_selection.one_number_asked", k=evidence.ks[0]),)
    latent = evidence.latent
    if latent is not None and latent.k > 1 and latent.k in evidence.ks:
        return _classes(evidence, latent)
    if evidence.separated is not None:
        return _around_the_groups(evidence, evidence.separated)
    runnable = [k for k in evidence.stability if k in RUNNABLE and evidence.large_enough(k)]
    reliable = [k for k in runnable if evidence.comes_back_whole(k)]
    best = max(reliable, key=lambda k: (evidence.agreement(k), k), default=None)
    if best is not None and evidence.agreement(best) >= UNRELIABLE:
        chosen, reason = _stable(evidence, reliable, best)
    else:
        chosen, reason = _none_stable(evidence, runnable)
    if latent is not None and latent.k == 1:
        return chosen, (reason[0], finding("k_selection.one_latent_class"))
    return chosen, reason


def _none_stable(evidence: Evidence, runnable: Sequence[int]) -> tuple[int, tuple[Message, ...]]:
    """Return the number that fit and spread speak for, where none comes back surely."""
    chosen, reason = pick_number(
        evidence.ks,
        evidence.silhouettes,
        evidence.smallest,
        evidence.n_rows,
        evidence.elbow,
        evidence.gap_pick,
    )
    if not runnable:
        return chosen, reason
    surest = max(runnable, key=evidence.agreement)
    return chosen, (
        reason[0],
        finding("k_selection.none_comes_back", k=surest, agreement=evidence.agreement(surest)),
    )


def _classes(evidence: Evidence, latent: LatentClasses) -> tuple[int, tuple[Message, ...]]:
    """Return the number of classes that the answers speak for, with what comes next and how it comes back."""
    k = latent.k
    next_best = min((other for other in latent.bic if other != k), key=lambda other: latent.bic[other])
    first = finding(
        "k_selection.latent_classes",
        k=k,
        bic=latent.bic[k],
        other=next_best,
        other_bic=latent.bic[next_best],
    )
    if k not in evidence.stability:
        return k, (first,)
    return k, (first, finding("k_selection.classes_come_back", k=k, agreement=evidence.agreement(k)))


def _around_the_groups(evidence: Evidence, groups: int) -> tuple[int, tuple[Message, ...]]:
    """Return the number of groups between gaps, or a larger one that is as stable, with two sentences."""
    fit = evidence.silhouette(groups)
    first = finding("k_selection.gaps_between_all", k=groups, fit=fit)
    finer = [k for k in evidence.stability if groups < k <= max(RUNNABLE) and evidence.large_enough(k)]
    if not finer:
        return groups, (first,)
    own = evidence.agreement(groups)
    as_stable = [
        k for k in finer if evidence.agreement(k) >= own - AS_STABLE and evidence.comes_back_whole(k)
    ]
    # Groups that stand clearly apart are what everybody would see.
    if as_stable and (fit is None or fit <= CLEAR_STRUCTURE):
        k = max(as_stable)
        return k, (
            finding("k_selection.groups_between_gaps", k=groups, agreement=own),
            finding("k_selection.finer_and_as_stable", k=k, agreement=evidence.agreement(k), groups=groups),
        )
    if as_stable:
        return groups, (first, finding("k_selection.finer_cut_through", other=max(as_stable)))
    best = max(finer, key=evidence.agreement)
    agreement = evidence.agreement(best)
    if agreement < own - AS_STABLE:
        return groups, (first, finding("k_selection.finer_less_stable", k=best, agreement=agreement, own=own))
    return groups, (first, finding("k_selection.finer_not_whole", k=best, agreement=agreement, own=own))


def _stable(evidence: Evidence, reliable: Sequence[int], best: int) -> tuple[int, tuple[Message, ...]]:
    """Return the largest number about as stable as the best one, with two sentences."""
    highest = evidence.agreement(best)
    chosen = max(k for k in reliable if evidence.agreement(k) >= highest - ABOUT_AS_STABLE)
    if chosen == best:
        first = finding("k_selection.most_stable", k=chosen, agreement=highest)
    else:
        first = finding(
            "k_selection.about_as_stable",
            k=chosen,
            agreement=evidence.agreement(chosen),
            best=best,
            best_agreement=highest,
        )
    return chosen, (first, _against_the_best_fit(evidence, chosen))


def _against_the_best_fit(evidence: Evidence, chosen: int) -> Message:
    """Return a sentence on the number that fits best."""
    known = {k: each for k, each in zip(evidence.ks, evidence.silhouettes, strict=True) if each is not None}
    best = max(known, key=lambda k: (known[k], -k))
    if best == chosen:
        return finding("k_selection.no_gaps_but_best_fit", k=chosen, fit=known[chosen])
    if not evidence.large_enough(best):
        return finding("k_selection.best_fit_is_tiny", best=best, fit=known[best])
    return finding(
        "k_selection.no_gaps_and_other_fit", k=chosen, fit=known[chosen], best=best, best_fit=known[best]
    )


def pick_number(
    ks: Sequence[int],
    silhouettes: Sequence[float | None],
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
    known = {k: each for k, each in zip(ks, silhouettes, strict=True) if each is not None}
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
        silhouette, highest = known[chosen], known[best]
        why = _why_not_best(chosen, best, elbow, gap_pick)
        # As they are written: of two that read alike none is closer.
        if str(Figure(silhouette, 2)) == str(Figure(highest, 2)):
            first = finding("k_selection.equal_fit", best=best, fit=silhouette, why=why)
        else:
            first = finding("k_selection.closer_fit", best=best, best_fit=highest, fit=silhouette, why=why)
    return chosen, (first, _other_evidence(chosen, elbow, gap_pick))


def _why_not_best(chosen: int, best: int, elbow: int | None, gap_pick: int | None) -> Message:
    if chosen in (elbow, gap_pick):
        return finding("k_selection.spread_speaks_for", k=chosen)
    if best not in RUNNABLE:
        return finding("k_selection.easier_to_work_with", k=chosen)
    return finding("k_selection.nearly_as_good", k=chosen)


def _margin(best: float) -> float:
    """Return how far below the best silhouette another one still counts as level."""
    if best > CLEAR_STRUCTURE:
        return LEVEL_WHEN_CLEAR
    share = LEVEL_WHEN_WEAK if best > NO_STRUCTURE else LEVEL_WITHOUT_STRUCTURE
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


def found_by_method(k: int) -> tuple[Message, ...]:
    """Say that the method determines the number."""
    return (finding("k_selection.method_determines_k", k=k),)


def given_by_rules(k: int) -> tuple[Message, ...]:
    """Say that the rules give the number."""
    return (finding("k_selection.rules_determine_k", n=k),)
