"""What there is to say of segments through several periods, most important first."""

from itertools import pairwise

from segdesk.engine.comparison.side import UNASSIGNED_KEY
from segdesk.engine.data.column_titles import as_read
from segdesk.engine.data.finding import finding
from segdesk.engine.tracking.retention import Retention
from segdesk.engine.tracking.tracking import SegmentInPeriod, Tracking
from segdesk.messages import Message, say

# Variables that a sentence names, and periods that are listed as missing.
_MOST_NAMED, _MOST_MISSING = 5, 6


def tracking_headline(tracking: Tracking) -> Message:
    """Return in a sentence how many customers stayed in their segment at the latest change of period."""
    last = tracking.comparisons[-1]
    if not last.shared:
        return finding("tracking.nobody_in_both", old=last.old_title, new=last.new_title)
    return finding(
        "tracking.stayed",
        old=last.old_title,
        new=last.new_title,
        share=last.stayed / last.shared,
        stayed=last.stayed,
        shared=last.shared,
    )


def tracking_findings(tracking: Tracking) -> tuple[Message, ...]:
    """Return what else there is to say: who came and left, which segments grew, why customers moved, who came back."""
    last = tracking.comparisons[-1]
    found = [
        finding(
            "tracking.come_and_gone",
            come=int(last.come.sum()),
            gone=int(last.gone.sum()),
            new=last.new_title,
            old=last.old_title,
        )
    ]
    found += largest_changes(tracking)
    found += reasons_in_all(tracking)
    found += retention_findings(tracking)
    found += _drift(tracking)
    found += how_it_was_done(tracking)
    return tuple(found)


def how_it_was_done(tracking: Tracking) -> list[Message]:
    """Return what a reader must know of how the segments and periods came about."""
    first, last = tracking.periods[0].label, tracking.periods[-1].label
    found = [
        finding(
            "tracking.periods",
            n=len(tracking.periods),
            first=first,
            last=last,
            customers=tracking.n_customers,
        )
    ]
    by = tracking.placed_by
    if by.found_in is not None:
        found.append(finding("tracking.found_in", period=by.found_in.label))
    elif by.file is not None:
        found.append(finding("tracking.placed_with", file=by.file))
    missing = missing_periods(tracking)
    if missing:
        found.append(finding("tracking.missing_periods", n=len(missing), periods=missing[:_MOST_MISSING]))
    if tracking.value_column is not None:
        found.append(finding("comparison.value_column", column=as_read(tracking.value_column)))
    return found


def missing_periods(tracking: Tracking) -> list[str]:
    """Return the periods between the first and the last that there is nothing of, by their labels."""
    return [
        type(before)(before.unit, number).label
        for before, after in pairwise(tracking.periods)
        for number in range(before.number + 1, after.number)
    ]


def largest_changes(tracking: Tracking) -> list[Message]:
    """Say which segment's share grew most from the first period to the last, and which fell most."""
    rows = tracking.history
    n = len(tracking.keys)
    pairs = [
        (before, after)
        for before, after in zip(rows[:n], rows[-n:], strict=True)
        if before.key != UNASSIGNED_KEY
    ]

    def change(pair: tuple[SegmentInPeriod, SegmentInPeriod]) -> float:
        return pair[1].share - pair[0].share

    up, down = max(pairs, key=change), min(pairs, key=change)
    found = []
    for code, (before, after) in (("tracking.grew", up), ("tracking.shrank", down)):
        if (after.share > before.share) == (code == "tracking.grew") and after.share != before.share:
            found.append(
                finding(
                    code,
                    name=before.name,
                    before=before.share,
                    after=after.share,
                    first=before.period.label,
                    last=after.period.label,
                )
            )
    return found


def reasons_in_all(tracking: Tracking) -> list[Message]:
    """Say which variables moved most customers, over all periods."""
    counts = reason_counts(tracking)
    if not counts:
        return []
    named = [say("{variable} ({n})", variable=title, n=n) for title, n in counts[:_MOST_NAMED]]
    return [finding("tracking.reasons", moves=moves_in_all(tracking), variables=named)]


def reason_counts(tracking: Tracking) -> list[tuple[str, int]]:
    """Return how many moves each variable explains over all periods, most first."""
    counts: dict[str, int] = {}
    for comparison in tracking.comparisons:
        for title, n in () if comparison.reasons is None else comparison.reasons.counts:
            counts[title] = counts.get(title, 0) + n
    return sorted(counts.items(), key=lambda pair: -pair[1])


def moves_in_all(tracking: Tracking) -> int:
    """Return how many times a customer was in another segment than the period before."""
    return sum(comparison.shared - comparison.stayed for comparison in tracking.comparisons)


def _drift(tracking: Tracking) -> list[Message]:
    """Say how the customers of the latest period have changed since the segments were made, if these are of another."""
    latest = tracking.snapshots[-1]
    if latest.drift is None or latest.drift.advice is None or latest.period == tracking.placed_by.found_in:
        return []
    return [finding("tracking.drift", period=latest.period.label, text=latest.drift.text)]


def retention_findings(tracking: Tracking) -> list[Message]:
    """Say how many were there one period after their first, and what the first cohort is."""
    retention = tracking.retention
    if not retention.curve:
        return []
    found = [_there_later(retention, 0)]
    if retention.cohorts[0] == tracking.periods[0]:
        found.append(
            finding("tracking.first_cohort", period=retention.cohorts[0].label, n=int(retention.customers[0]))
        )
    return found


def how_retention_goes_on(tracking: Tracking) -> Message:
    """Say how many were there at the largest distance that is known of half of the customers or more."""
    curve = tracking.retention.curve
    half = tracking.retention.customers.sum() / 2
    return _there_later(
        tracking.retention, max((i for i, (_, n, _) in enumerate(curve) if n >= half), default=0)
    )


def _there_later(retention: Retention, place: int) -> Message:
    code = "tracking.bought_later" if retention.by_purchases else "tracking.stood_later"
    offset, customers, active = retention.curve[place]
    return finding(code, n=offset, share=active / customers, active=active, customers=customers)
