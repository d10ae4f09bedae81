"""The result of tracking: one segmentation through several periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from segdesk.engine.comparison.compare import Comparison, compare
from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side
from segdesk.engine.drift.drift import Drift
from segdesk.engine.prediction.model import Model
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.tracking.period import Period
from segdesk.engine.tracking.retention import Retention, retention_triangle
from segdesk.messages import Message


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The customers of one period, as the model places them.

    Attributes
    ----------
    period : Period
    file : str
        Name of the file that they stand in.
    side : Side
        Called by the period.
    drift : Drift or None
        What has changed since the segments were made.
    warnings : tuple of Message
        What there was to say when they were placed.
    """

    period: Period
    file: str
    side: Side
    drift: Drift | None = None
    warnings: tuple[Message, ...] = ()

    @property
    def n_customers(self) -> int:
        """Number of customers."""
        return len(self.side.identifiers)


@dataclass(frozen=True)
class PlacedBy:
    """What every period was placed with.

    Attributes
    ----------
    model : Model
    recipe : Recipe
        What it was made with.
    file : str or None
        The file that the model was read from; None where the segments were found here.
    found_in : Period or None
        The period that they were found in.
    """

    model: Model
    recipe: Recipe
    file: str | None = None
    found_in: Period | None = None


@dataclass(frozen=True)
class SegmentInPeriod:
    """How a segment fared in one period.

    Attributes
    ----------
    period : Period
    key : str
        As in the labeled file.
    name : str
    colour : int
        Place in the palette, 0 for the unassigned.
    customers : int
    share : float
        Of the customers of the period.
    value : float or None
        What its customers are worth; None without a money column.
    arrived : int or None
        Customers who were not in it the period before: from another segment, or new. None in the first period.
    left : int or None
        Customers who were in it the period before and no longer are.
    stayed : int or None
        Customers who were in it then, too.
    """

    period: Period
    key: str
    name: str
    colour: int
    customers: int
    share: float
    value: float | None
    arrived: int | None
    left: int | None
    stayed: int | None


@dataclass(frozen=True, eq=False)
class Tracking:
    """What became of customers through several periods, in segments that stay the same.

    Attributes
    ----------
    title : str
        Name of the folder or file.
    snapshots : tuple of Snapshot
        Rising, two or more.
    comparisons : tuple of Comparison
        Of each period but the first with the one before.
    retention : Retention
    placed_by : PlacedBy
    steps, warnings : tuple of Message
        What was done to the files, and what the user must be told of them.
    """

    title: str
    snapshots: tuple[Snapshot, ...]
    comparisons: tuple[Comparison, ...]
    retention: Retention
    placed_by: PlacedBy
    steps: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, rising."""
        return tuple(snapshot.period for snapshot in self.snapshots)

    @property
    def value_column(self) -> str | None:
        """The money column."""
        return self.snapshots[-1].side.value_column

    @cached_property
    def n_customers(self) -> int:
        """Number of different customers in all periods."""
        return len(np.unique(np.concatenate([each.side.identifiers for each in self.snapshots])))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The segments, the unassigned last where anyone ever is."""
        numbers = tuple(str(i) for i in range(1, len(self.placed_by.model.names) + 1))
        unassigned = any((each.side.segments == UNASSIGNED_KEY).any() for each in self.snapshots)
        return (*numbers, UNASSIGNED_KEY) if unassigned else numbers

    @cached_property
    def history(self) -> tuple[SegmentInPeriod, ...]:
        """Return how each segment fared in each period."""
        moves = (None, *self.comparisons)
        return tuple(
            self._fared(snapshot, key, comparison)
            for snapshot, comparison in zip(self.snapshots, moves, strict=True)
            for key in self.keys
        )

    def _fared(self, snapshot: Snapshot, key: str, comparison: Comparison | None) -> SegmentInPeriod:
        side = snapshot.side
        inside = side.segments == key
        n = int(inside.sum())
        stayed = earlier = 0
        if comparison is not None:
            old = [group.key for group in comparison.old]
            new = [group.key for group in comparison.new]
            if key in old:
                i = old.index(key)
                earlier = comparison.old[i].size
                stayed = int(comparison.customers[i, new.index(key)]) if key in new else 0
        return SegmentInPeriod(
            snapshot.period,
            key,
            side.names.get(key, key),
            int(key),
            n,
            n / max(len(inside), 1),
            None if side.values is None else float(np.nansum(side.values[inside])),
            *((None,) * 3 if comparison is None else (n - stayed, earlier - stayed, stayed)),
        )


def track(
    title: str,
    snapshots: Sequence[Snapshot],
    placed_by: PlacedBy,
    retention: Retention | None = None,
    steps: Sequence[Message] = (),
    warnings: Sequence[Message] = (),
) -> Tracking:
    """Follow customers through periods.

    Parameters
    ----------
    title : str
    snapshots : sequence of Snapshot
        Two or more, of different periods, all placed with the same model.
    placed_by : PlacedBy
    retention : Retention, optional
        Of purchases; default: of who stands in the periods.
    steps, warnings : sequence of Message
    """
    ordered = sorted(snapshots, key=lambda snapshot: snapshot.period)
    comparisons = tuple(
        compare(before.side, after.side, same_segments=True) for before, after in pairwise(ordered)
    )
    if retention is None:
        _, who = np.unique(
            np.concatenate([snapshot.side.identifiers for snapshot in ordered]), return_inverse=True
        )
        where = np.repeat(np.arange(len(ordered)), [snapshot.n_customers for snapshot in ordered])
        retention = retention_triangle([each.period for each in ordered], who, where, by_purchases=False)
    return Tracking(title, tuple(ordered), comparisons, retention, placed_by, tuple(steps), tuple(warnings))
