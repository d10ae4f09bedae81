"""What the customers of each segment bring: in all, and each of them on average."""

from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.table import ColumnType
from segdesk.engine.result.segmentation import Segmentation


@dataclass(frozen=True)
class SegmentMoney:
    """The money column among the customers of a segment.

    Attributes
    ----------
    segment : int
        Its number.
    total : float
        In the unit of the column.
    mean : float
        Of the customers whose money is known.
    times : float
        The mean through that of all segmented customers, as profiles have it.
    """

    segment: int
    total: float
    mean: float
    times: float


def money_by_segment(segmentation: Segmentation) -> dict[int, SegmentMoney]:
    """Return what each segment brings, by its number, 0 included.

    Empty where the table has no money column, or one that adds up to nothing. A segment in which no money is known is
    left out.
    """
    source = segmentation.source
    column = next((column for column in source.columns if column.name == source.value_column), None)
    if column is None or column.type is not ColumnType.NUMBER:
        return {}
    values = np.where(source.participating, column.values.astype(np.float64), np.nan)
    if not np.nansum(values) > 0:
        return {}
    segmented = values[segmentation.fit.rows]
    everyone = float(np.nanmean(segmented)) if not np.isnan(segmented).all() else 0.0
    if not everyone > 0:
        return {}
    found = {}
    for segment in segmentation.description.segments:
        own = values[segmentation.fit.labels == segment.number]
        own = own[~np.isnan(own)]
        if len(own):
            mean = float(own.mean())
            found[segment.number] = SegmentMoney(segment.number, float(own.sum()), mean, mean / everyone)
    return found
