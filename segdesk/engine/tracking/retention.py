"""Retention: of those who were there first in one period, how many were there so many periods later."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Positions
from segdesk.engine.tracking.period import Period

Counts = npt.NDArray[np.int64]
# There is no such period among those that are known.
NOT_SEEN = -1


@dataclass(frozen=True, eq=False)
class Retention:
    """The triangle of retention.

    Attributes
    ----------
    cohorts : tuple of Period
        Those in which somebody was there for the first time.
    offsets : int array of shape (n_offsets,)
        Rising distances to the first period, in periods of the calendar; the first is 0.
    customers : int array of shape (n_cohorts,)
        Of each cohort.
    active : int array of shape (n_cohorts, n_offsets)
        How many of them were there so much later; -1 for periods that are not known.
    by_purchases : bool
        Who bought was there; else who stood in the file.
    last : Period
        The latest period that is known.
    is_whole : bool
        Whether that is known to its end; else fewer were there than will have been.
    """

    cohorts: tuple[Period, ...]
    offsets: Counts
    customers: Counts
    active: Counts
    by_purchases: bool
    last: Period
    is_whole: bool = True

    @property
    def curve(self) -> tuple[tuple[int, int, int], ...]:
        """For each offset but 0: of how many customers it is known, and how many of these were there.

        A latest period that is not whole is not counted.
        """
        known = self.active != NOT_SEEN
        if not self.is_whole:
            begun = np.array([cohort.number for cohort in self.cohorts])
            known &= begun[:, None] + self.offsets[None, :] != self.last.number
        totals = (known * self.customers[:, None]).sum(axis=0).tolist()
        active = np.where(known, self.active, 0).sum(axis=0).tolist()
        rows = zip(self.offsets.tolist(), totals, active, strict=True)
        return tuple((offset, total, n) for offset, total, n in rows if offset and total)


def retention_triangle(
    periods: Sequence[Period],
    customers: Positions,
    places: Positions,
    by_purchases: bool,
    is_whole: bool = True,
) -> Retention:
    """Count who was there when.

    Parameters
    ----------
    periods : sequence of Period
        Those that are known, rising.
    customers : int array of shape (n,)
        A customer who was there, as a number from 0 up, once or several times per period.
    places : int array of shape (n,)
        In which of the periods.
    by_purchases : bool
    is_whole : bool
        Whether the latest period is known to its end.
    """
    n_periods = len(periods)
    once = np.unique(customers.astype(np.int64) * n_periods + places)
    who, when = np.divmod(once, n_periods)
    first = np.full(int(who.max(initial=-1)) + 1, n_periods)
    np.minimum.at(first, who, when)
    counts = np.zeros((n_periods, n_periods), dtype=np.int64)
    np.add.at(counts, (first[who], when), 1)
    return triangle_of_counts(periods, counts, by_purchases, is_whole)


def triangle_of_counts(
    periods: Sequence[Period], counts: Counts, by_purchases: bool, is_whole: bool = True
) -> Retention:
    """Return the triangle of customers who have been counted.

    Parameters
    ----------
    periods : sequence of Period
        Those that are known, rising.
    counts : int array of shape (n_periods, n_periods)
        Customers by the first period in which they were there, and each in which they were.
    by_purchases : bool
    is_whole : bool
        Whether the latest period is known to its end.
    """
    n_periods = len(periods)
    numbers = np.array([period.number for period in periods])
    offsets = np.unique(np.maximum(numbers[None, :] - numbers[:, None], 0))
    first, when = np.nonzero(counts)
    later = np.searchsorted(offsets, numbers[when] - numbers[first])
    active = np.zeros((n_periods, len(offsets)), dtype=np.int64)
    np.add.at(active, (first, later), counts[first, when])
    known = np.isin(numbers[:, None] + offsets[None, :], numbers)
    sizes = active[:, 0]
    begun = sizes > 0
    return Retention(
        tuple(period for period, some in zip(periods, begun.tolist(), strict=True) if some),
        offsets,
        sizes[begun],
        np.where(known, active, NOT_SEEN)[begun],
        by_purchases,
        periods[-1],
        is_whole,
    )
