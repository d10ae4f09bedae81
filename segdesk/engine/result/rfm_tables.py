"""Customers counted by their RFM scores, and their RFM segments against the segments that were found."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.engine.data.arrays import Floats
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Sentence

Counts = npt.NDArray[np.int64]
# Of the levels of a score, so large a part at either end counts as high and as low.
AT_AN_END = 0.4


@dataclass(frozen=True, eq=False)
class RfmGrid:
    """Customers and money by recency and frequency score.

    Attributes
    ----------
    customers : int64 array of shape (bins, bins)
        By frequency score, then recency score, both from 1 up.
    money : float64 array of shape (bins, bins) or None
        Where the customers brought some.
    """

    customers: Counts
    money: Floats | None

    @property
    def shares(self) -> Floats:
        """Share of each cell in all the money, or in all customers where there is none."""
        weights = self.customers if self.money is None else self.money
        shares: Floats = weights / weights.sum()
        return shares

    def corner(self, *, often: bool, lately: bool) -> tuple[int, float]:
        """Return how many customers bought often or seldom, and lately or long ago, and their part of `shares`."""
        bins = len(self.customers)
        levels = np.arange(1, bins + 1)
        high, low = levels > (1 - AT_AN_END) * bins, levels <= AT_AN_END * bins
        inside = np.ix_(high if often else low, high if lately else low)
        return int(self.customers[inside].sum()), float(self.shares[inside].sum())


def rfm_grid(segmentation: Segmentation) -> RfmGrid | None:
    """Count the customers of purchases by recency and frequency score; None where there are no purchases."""
    if segmentation.source.purchases is None:
        return None
    scores = segmentation.source.purchases.rfm
    bins = scores.thresholds.bins
    participating = segmentation.source.participating
    cell = ((scores.frequency - 1) * bins + scores.recency - 1)[participating]
    customers = np.bincount(cell, minlength=bins * bins).reshape(bins, bins)
    column = next(
        (c for c in segmentation.source.columns if c.name == segmentation.source.value_column), None
    )
    if column is None:
        return RfmGrid(customers, None)
    values = np.nan_to_num(column.values.astype(np.float64))[participating]
    money = np.bincount(cell, weights=values, minlength=bins * bins).reshape(bins, bins).astype(np.float64)
    return RfmGrid(customers, money if money.sum() > 0 else None)


@dataclass(frozen=True, eq=False)
class RfmCrosstab:
    """How many customers of each RFM segment are in each segment.

    Attributes
    ----------
    names : tuple of Message
        RFM segments that have customers, the largest first.
    segments : tuple of Segment
        1 to k, then the unassigned where there are some.
    customers : int64 array of shape (n_names, n_segments)
    """

    names: tuple[Message, ...]
    segments: tuple[Segment, ...]
    customers: Counts

    @property
    def shares(self) -> Floats:
        """Share of each row."""
        shares: Floats = self.customers / self.customers.sum(axis=1, keepdims=True)
        return shares

    def frame(self) -> pd.DataFrame:
        """Return the customers as a DataFrame: RFM segments down, numbers of segments across."""
        return pd.DataFrame(
            self.customers,
            index=pd.Index([str(name) for name in self.names], name="rfm_segment"),
            columns=pd.Index([segment.number for segment in self.segments], name="segment"),
        )


def rfm_crosstab(segmentation: Segmentation) -> RfmCrosstab | None:
    """Set RFM segments against the segments; None without purchases, or where the segments are the RFM segments."""
    if segmentation.source.purchases is None or segmentation.provenance.recipe.method.by_rules:
        return None
    scores = segmentation.source.purchases.rfm
    segments = (
        *segmentation.named,
        *(s for s in segmentation.description.segments if s not in segmentation.named),
    )
    counts = np.zeros((len(scores.segments), max(s.number for s in segments) + 1), dtype=np.int64)
    inside = segmentation.source.participating
    np.add.at(counts, (scores.segment[inside], segmentation.fit.labels[inside]), 1)
    sizes = counts.sum(axis=1)
    order = sorted(np.flatnonzero(sizes).tolist(), key=lambda i: (-sizes[i], scores.segments[i]))
    return RfmCrosstab(
        tuple(Sentence(scores.segments[i]) for i in order),
        segments,
        counts[np.ix_(order, [segment.number for segment in segments])],
    )
