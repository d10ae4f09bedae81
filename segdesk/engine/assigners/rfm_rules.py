"""Assigning customers by the rules of RFM: thresholds make scores, scores a cell, and a cell belongs to a segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from segdesk.engine.assigners.assigner import Assignment
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.transactions.rfm.scores import R_PACKAGE, Cuts, Thresholds, cell_of, score


@dataclass(frozen=True, eq=False)
class RfmAssigner:
    """The segment of a customer's RFM cell.

    Unlike the others it looks at the variables as they are in the table, not at the prepared ones: recency in days,
    frequency, and money where there is some. Whoever lacks one of them is unassigned, and so is a customer in a cell
    whose name nobody had when the segments were made.

    Attributes
    ----------
    recency_cuts : float64 array of shape (bins - 1,)
        Rising thresholds.
    frequency_cuts, monetary_cuts : float64 arrays of shape (n_groups, bins - 1)
        The same, one row for each group of customers; no row of money where there is none.
    frequency_groups, monetary_groups : int64 arrays of shape (n_groups,)
        The scores before that a row holds for, such as 5 or 54; 0: everyone.
    cells : int32 array of shape (5, 5, 5)
        Segment of each cell of recency, frequency and money, 0 for none.
    by_r_package : bool
        A level holds lower <= value < upper, as in the R package, instead of lower < value <= upper.
    as_of : float
        Day since 1970-01-01 that recency counts back from where the variable is the day of the last order; infinite
        where it is in days.
    """

    recency_cuts: Floats
    frequency_cuts: Floats
    frequency_groups: Ints
    monetary_cuts: Floats
    monetary_groups: Ints
    cells: Labels
    by_r_package: bool
    as_of: float = np.inf

    @classmethod
    def of(cls, thresholds: Thresholds, cells: Ints, as_of: float = np.inf) -> "RfmAssigner":
        """Return the assigner for thresholds and the segment of each cell, shape (5, 5, 5)."""
        return cls(
            np.array(thresholds.recency, dtype=np.float64),
            *_as_arrays(thresholds.frequency, thresholds.bins),
            *_as_arrays(thresholds.monetary, thresholds.bins),
            cells.astype(np.int32),
            thresholds.counts_lines,
            as_of,
        )

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return int(self.cells.max())

    @cached_property
    def thresholds(self) -> Thresholds:
        """What divides the scores."""
        return Thresholds(
            len(self.recency_cuts) + 1,
            R_PACKAGE if self.by_r_package else "default",
            tuple(self.recency_cuts.tolist()),
            _by_scores(self.frequency_groups, self.frequency_cuts),
            _by_scores(self.monetary_groups, self.monetary_cuts),
        )

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, 2 or 3), as they are in the table."""
        labels = np.zeros(len(rows), dtype=np.int32)
        rows = counted_back(rows, self.as_of)
        whole = ~np.isnan(rows).any(axis=1)
        labels[whole] = self.cells[cell_of(score(rows[whole], self.thresholds), self.thresholds)]
        return Assignment(labels, np.where(labels > 0, 1.0, np.nan), np.zeros_like(labels))

    def labels(self, rows: Floats) -> Labels:
        """Return the labels alone."""
        return self.assign(rows).labels

    def renumbered(self, order: Sequence[int]) -> "RfmAssigner":
        """Return the assigner with segment `order[i]` as number i + 1; the cells of others belong to none."""
        new_number = np.zeros(self.n_segments + 1, dtype=np.int32)
        new_number[np.asarray(order)] = np.arange(1, len(order) + 1)
        return replace(self, cells=new_number[self.cells])


def counted_back(values: Floats, as_of: float) -> Floats:
    """Return variables of rules with the day of the last order as days before `as_of`, unless that is infinite."""
    if np.isinf(as_of):
        return values
    counted: Floats = np.column_stack([as_of - np.floor(values[:, 0]), values[:, 1:]])
    return counted


def _as_arrays(groups: Mapping[str, Cuts], bins: int) -> tuple[Floats, Ints]:
    ordered = sorted(groups)
    cuts = np.array([groups[scores] for scores in ordered], dtype=np.float64).reshape(len(groups), bins - 1)
    return cuts, np.array([int(scores or 0) for scores in ordered], dtype=np.int64)


def _by_scores(groups: Ints, cuts: Floats) -> Mapping[str, Cuts]:
    return {
        str(group) if group else "": tuple(row)
        for group, row in zip(groups.tolist(), cuts.tolist(), strict=True)
    }
