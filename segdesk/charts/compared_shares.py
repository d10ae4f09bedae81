"""The levels of a column as shares of each segment, and the sentence on them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segdesk.charts.formatting import Short
from segdesk.engine.data.arrays import Floats
from segdesk.engine.profiles.cross_table import Counts
from segdesk.engine.result.crossing import cross
from segdesk.engine.result.grouping import Grouping
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, say

# Below this difference of two shares a level is not worth a headline.
_WORTH_SAYING = 0.02


@dataclass(frozen=True, eq=False)
class SharesBySegment:
    """How many customers of each segment have each level of a column.

    Attributes
    ----------
    levels, segments : Grouping
    counts : int64 array of shape (n_levels, n_segments)
    unknown : int
        Customers without a value.
    """

    levels: Grouping
    segments: Grouping
    counts: Counts
    unknown: int

    @property
    def shares(self) -> Floats:
        """Share of each level among the segment's customers with a value; 0 where there are none."""
        shares: Floats = self.counts / np.maximum(self.counts.sum(axis=0, keepdims=True), 1)
        return shares

    @property
    def overall(self) -> Floats:
        """Share of each level among everyone with a value."""
        shares: Floats = self.counts.sum(axis=1) / max(int(self.counts.sum()), 1)
        return shares

    @property
    def finding(self) -> Message:
        """Name the level whose shares lie furthest apart, and where it is most and least frequent."""
        shares = np.where(self.counts.sum(axis=0) > 0, self.shares, np.nan)
        gaps = np.nanmax(shares, axis=1) - np.nanmin(shares, axis=1)
        # Of yes and no it is yes that is spoken of.
        level = 0 if self.levels.is_ordered and len(gaps) == 2 else int(np.argmax(gaps))
        if gaps[level] < _WORTH_SAYING:
            return say("“{column}” is about the same in all segments", column=Short(self.levels.title))
        most, least = int(np.nanargmax(shares[level])), int(np.nanargmin(shares[level]))
        return say(
            "“{column}” is “{level}” for {high} of “{first}” and {low} of “{second}” ({everyone} of everyone)",
            column=Short(self.levels.title),
            level=Short(self.levels.labels[level]),
            high=Percent(float(shares[level, most])),
            first=Short(self.segments.labels[most]),
            low=Percent(float(shares[level, least])),
            second=Short(self.segments.labels[least]),
            everyone=Percent(float(self.overall[level])),
        )

    def frame(self) -> pd.DataFrame:
        """Return customers and share of each level in each segment and of everyone, one row each."""
        names = (say("Everyone"), *self.segments.labels)
        counted = np.column_stack([self.counts.sum(axis=1), self.counts]).T
        shared = np.column_stack([self.overall, self.shares]).T
        rows = [
            (str(name), str(level), int(count), float(share))
            for name, counts, shares in zip(names, counted, shared, strict=True)
            for level, count, share in zip(self.levels.labels, counts, shares, strict=True)
        ]
        headings = (say("Segment"), say("Value"), say("Customers"), say("Share"))
        return pd.DataFrame(rows, columns=[str(heading) for heading in headings])


def shares_by_segment(segmentation: Segmentation, name: str) -> SharesBySegment:
    """Count the levels of a column by segment."""
    found = cross(segmentation, name)
    return SharesBySegment(found.down, found.across, found.table.counts, found.unknown)
