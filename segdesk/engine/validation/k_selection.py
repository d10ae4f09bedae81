"""The pick of a number of segments, with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from segdesk.engine.data.finding import finding
from segdesk.engine.validation.separated_groups import SeparatedGroups
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
    elbow : int or None
        Knee of the inertia curve.
    gap_pick : int or None
        By the rule of the gap statistic.
    separated : SeparatedGroups or None
        Groups with gaps between all of them.
    """

    ks: tuple[int, ...]
    silhouettes: tuple[float | None, ...]
    smallest: tuple[int, ...]
    n_rows: int
    elbow: int | None = None
    gap_pick: int | None = None
    separated: SeparatedGroups | None = None


def pick_k(evidence: Evidence, *, is_mixture: bool) -> tuple[int, tuple[Message, ...]]:
    """Choose the number of segments and say why.

    As many as gaps tell apart come first; groups that only some of the columns show are left to mixtures. Without gaps
    the criteria decide (`pick_number`).

    Parameters
    ----------
    evidence : Evidence
    is_mixture : bool
        Whether the method finds groups that only some of the columns show.
    """
    ks, silhouettes, separated = evidence.ks, evidence.silhouettes, evidence.separated
    chosen, reason = pick_number(
        ks, silhouettes, evidence.smallest, evidence.n_rows, evidence.elbow, evidence.gap_pick
    )
    if separated is None or separated.k not in ks or not (separated.mixture is None or is_mixture):
        return chosen, reason
    return separated.k, _of_separated_groups(separated.k, silhouettes[ks.index(separated.k)], chosen)


def _of_separated_groups(k: int, silhouette: float | None, other: int) -> tuple[Message, ...]:
    """Return the two sentences for a number that gaps between the segments speak for.

    Parameters
    ----------
    k : int
    silhouette : float or None
        Of that number.
    other : int
        What the criteria would have picked without looking for gaps.
    """
    first = finding("k_selection.gaps_between_all", k=k, fit=silhouette)
    if other == k:
        return first, finding("k_selection.fit_and_spread_agree")
    if other > k:
        return first, finding("k_selection.finer_cut_through", other=other)
    return first, finding("k_selection.criteria_would_choose", other=other)


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
