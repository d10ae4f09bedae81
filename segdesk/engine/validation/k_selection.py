"""The pick of a number of segments, with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from segdesk.engine.data.finding import Finding, finding
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
        return self.smallest[self.ks.index(k)] >= self.fewest_customers

    @property
    def fewest_customers(self) -> int:
        """How many customers the smallest segment holds at least that is worth a campaign of its own."""
        return fewest_customers(self.n_rows)

    @property
    def tiny_runnable(self) -> list[int]:
        """Numbers from 3 to 8 that were judged and are passed over for a segment too small to work with."""
        return [k for k in self.stability if k in RUNNABLE and not self.large_enough(k)]

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


def fewest_customers(n_rows: int) -> int:
    """Return how many of so many customers a segment holds at least that is worth a campaign of its own."""
    return ceil(max(SMALLEST_SHARE * n_rows, FEWEST))


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
        return chosen, (reason[0], finding("k_selection.one_latent_class"), *reason[2:])
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
    agreement = evidence.agreement(surest)
    told = (
        finding("k_selection.does_not_come_back", k=surest, agreement=agreement)
        if len(runnable) == 1
        else finding("k_selection.none_comes_back", numbers=sorted(runnable), k=surest, agreement=agreement)
    )
    tiny = [k for k in evidence.tiny_runnable if evidence.agreement(k) > agreement]
    # What passes a number over for its fit says so already.
    tiny = [k for k in tiny if not _names(reason, "k_selection.tiny_fit_closer", k)]
    return chosen, (reason[0], told, *reason[2:], *_tiny_come_back(evidence, tiny))


def _names(reason: Sequence[Message], code: str, k: int) -> bool:
    """Return whether one of the findings of this code names a number."""
    named = [each.figures["numbers"] for each in reason if isinstance(each, Finding) and each.code == code]
    return any(isinstance(numbers, Sequence) and k in numbers for numbers in named)


def _tiny_come_back(evidence: Evidence, tiny: Sequence[int]) -> tuple[Message, ...]:
    """Return a sentence on numbers that come back as surely as others, but have a segment too small to work with."""
    if not tiny:
        return ()
    told = finding(
        "k_selection.tiny_come_back", n=len(tiny), numbers=sorted(tiny), least=evidence.fewest_customers
    )
    return (told,)


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
    """Return the number of groups between gaps, or a larger one that is as stable, with the reasons."""
    fit, own = evidence.silhouette(groups), evidence.agreement(groups)
    first = finding("k_selection.gaps_between_all", k=groups, fit=fit, agreement=own)
    larger = [k for k in evidence.stability if groups < k <= max(RUNNABLE)]
    finer = [k for k in larger if evidence.large_enough(k)]
    tiny = [k for k in larger if k not in finer and evidence.agreement(k) >= own - AS_STABLE]
    passed = _tiny_come_back(evidence, tiny)
    if not finer:
        return groups, (first, *passed)
    as_stable = [
        k for k in finer if evidence.agreement(k) >= own - AS_STABLE and evidence.comes_back_whole(k)
    ]
    # Groups that stand clearly apart are what everybody would see.
    if as_stable and (fit is None or fit <= CLEAR_STRUCTURE):
        k = max(as_stable)
        return k, (
            finding("k_selection.groups_between_gaps", k=groups, agreement=own),
            finding("k_selection.finer_and_as_stable", k=k, agreement=evidence.agreement(k), groups=groups),
            *_tiny_come_back(evidence, [each for each in tiny if each > k]),
        )
    if as_stable:
        return groups, (first, finding("k_selection.finer_cut_through", other=max(as_stable)))
    best = max(finer, key=evidence.agreement)
    agreement = evidence.agreement(best)
    is_less = agreement < own - AS_STABLE
    if len(finer) == 1:
        code = "k_selection.only_finer_less_stable" if is_less else "k_selection.only_finer_not_whole"
        second = finding(code, k=best, agreement=agreement, own=own)
    else:
        code = "k_selection.finer_less_stable" if is_less else "k_selection.finer_not_whole"
        second = finding(code, numbers=sorted(finer), k=best, agreement=agreement, own=own)
    return groups, (first, second, *passed)


def _stable(evidence: Evidence, reliable: Sequence[int], best: int) -> tuple[int, tuple[Message, ...]]:
    """Return the largest number about as stable as the best one, with the reasons."""
    highest = evidence.agreement(best)
    chosen = max(k for k in reliable if evidence.agreement(k) >= highest - ABOUT_AS_STABLE)
    agreement = evidence.agreement(chosen)
    judged = [k for k in evidence.stability if k in RUNNABLE]
    span = {"low": min(judged), "high": max(judged)}
    in_parts = [k for k in judged if k not in reliable and evidence.large_enough(k)]
    in_parts = [k for k in in_parts if evidence.agreement(k) > highest]
    if len(judged) == 1:
        first, tiny = finding("k_selection.comes_back", k=chosen, agreement=agreement), []
    elif chosen == best:
        tiny = [k for k in evidence.tiny_runnable if evidence.agreement(k) > highest]
        code = "k_selection.most_stable_of_sound" if tiny or in_parts else "k_selection.most_stable"
        first = finding(code, k=chosen, agreement=agreement, **span)
    else:
        tiny = [k for k in evidence.tiny_runnable if evidence.comes_back_whole(k)]
        tiny = [
            k
            for k in tiny
            if evidence.agreement(k) > highest
            or (k > chosen and evidence.agreement(k) >= highest - ABOUT_AS_STABLE)
        ]
        code = "k_selection.about_as_stable_of_large" if tiny else "k_selection.about_as_stable"
        first = finding(
            code,
            k=chosen,
            agreement=agreement,
            best=best,
            best_agreement=highest,
            **span,
        )
    passed = _tiny_come_back(evidence, tiny)
    if in_parts and chosen == best:
        passed = (*passed, finding("k_selection.come_back_in_part", n=len(in_parts), numbers=in_parts))
    return chosen, (first, _against_the_best_fit(evidence, chosen), *passed)


def _against_the_best_fit(evidence: Evidence, chosen: int) -> Message:
    """Return a sentence on the number that fits best."""
    known = {k: each for k, each in zip(evidence.ks, evidence.silhouettes, strict=True) if each is not None}
    best = max(known, key=lambda k: (known[k], -k))
    if best == chosen:
        return finding("k_selection.no_gaps_but_best_fit", k=chosen, fit=known[chosen])
    if not evidence.large_enough(best):
        return finding(
            "k_selection.best_fit_is_tiny",
            n=evidence.smallest[evidence.ks.index(best)],
            best=best,
            fit=known[best],
        )
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
    """Choose the number of segments and say why: in two sentences, and a third where numbers were passed over.

    The best silhouette wins where it stands out. Where several are level, numbers that a business can run (3 to 8)
    are preferred, then those that elbow or gap point to, then the better silhouette. Numbers whose smallest
    segment holds under 2% of the customers are passed over as long as others are left.
    """
    if len(ks) == 1:
        return ks[0], (finding("k_selection.one_number_asked", k=ks[0]),)
    known = {k: each for k, each in zip(ks, silhouettes, strict=True) if each is not None}
    if not known:
        return ks[0], (finding("k_selection.too_much_alike"),)
    least = fewest_customers(n_rows)
    big_enough = [k for k, size in zip(ks, smallest, strict=True) if k in known and size >= least]
    allowed = big_enough or list(known)
    best = max(allowed, key=lambda k: (known[k], -k))
    level = [k for k in allowed if known[k] >= known[best] - _margin(known[best])]
    runnable = [k for k in level if k in RUNNABLE] or level
    chosen = max(runnable, key=lambda k: ((k == elbow) + (k == gap_pick), known[k], -k))
    passed_over = sorted(k for k in known if k not in allowed and known[k] > known[chosen])
    first = _by_fit(known, chosen, best, passed_over, elbow, gap_pick)
    tiny = (
        (finding("k_selection.tiny_fit_closer", n=len(passed_over), numbers=passed_over, least=least),)
        if passed_over
        else ()
    )
    return chosen, (first, _other_evidence(elbow, gap_pick), *tiny)


def _by_fit(
    known: Mapping[int, float],
    chosen: int,
    best: int,
    passed_over: Sequence[int],
    elbow: int | None,
    gap_pick: int | None,
) -> Message:
    """Return how the number chosen fits; `best` fits best of those that were not passed over."""
    if chosen == best:
        code = "k_selection.best_fit_of_large" if passed_over else "k_selection.best_fit"
        return finding(code, k=chosen, fit=known[chosen])
    silhouette, highest = known[chosen], known[best]
    why = _why_not_best(chosen, [k for k in passed_over if k in RUNNABLE], elbow, gap_pick)
    # As they are written: of two that read alike none is closer.
    if str(Figure(silhouette, 2)) == str(Figure(highest, 2)):
        return finding("k_selection.equal_fit", best=best, fit=silhouette, why=why)
    return finding("k_selection.closer_fit", best=best, best_fit=highest, fit=silhouette, why=why)


def _why_not_best(
    chosen: int, passed_over: Sequence[int], elbow: int | None, gap_pick: int | None
) -> Message:
    """Return why a number was chosen that does not fit best: something points to it, or it is one of 3 to 8."""
    if chosen == elbow == gap_pick:
        return finding("k_selection.elbow_and_gap_speak_for", k=chosen)
    if chosen == elbow:
        return finding("k_selection.elbow_speaks_for", k=chosen)
    if chosen == gap_pick:
        return finding("k_selection.gap_speaks_for", k=chosen)
    if passed_over:
        return finding("k_selection.easier_to_work_with_and_large", k=chosen)
    return finding("k_selection.easier_to_work_with", k=chosen)


def _margin(best: float) -> float:
    """Return how far below the best silhouette another one still counts as level."""
    if best > CLEAR_STRUCTURE:
        return LEVEL_WHEN_CLEAR
    share = LEVEL_WHEN_WEAK if best > NO_STRUCTURE else LEVEL_WITHOUT_STRUCTURE
    return max(share * best, LEVEL_WHEN_CLEAR)


def _other_evidence(elbow: int | None, gap_pick: int | None) -> Message:
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
    if elbow == gap_pick:
        return finding("k_selection.elbow_and_gap_agree", k=elbow)
    return finding("k_selection.elbow_and_gap_differ", elbow=elbow, gap=gap_pick)


def as_in_recipe(k: int, other: int) -> Message:
    """Say that a recipe keeps its number where the table speaks for another."""
    return finding("k_selection.as_in_recipe", k=k, other=other)


def only_possible(k: int, n_distinct: int) -> tuple[Message, ...]:
    """Say that the customers leave one number, which nobody asked for."""
    return (finding("k_selection.only_number_possible", k=k, n=n_distinct),)


def found_by_method(k: int) -> tuple[Message, ...]:
    """Say that the method determines the number."""
    return (finding("k_selection.method_determines_k", k=k),)


def given_by_rules(k: int) -> tuple[Message, ...]:
    """Say that the rules give the number."""
    return (finding("k_selection.rules_determine_k", n=k),)
