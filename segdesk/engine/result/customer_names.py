"""What single customers are called where they are shown: by identifier, unless that says who they are."""

import numpy as np

from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Figure, Message, say


def customer_name(segmentation: Segmentation, row: int) -> str:
    """Return a customer's identifier, or the row's number where that is missing or personal."""
    column = telling_identifier(segmentation)
    code = -1 if column is None else int(column.values[row])
    if column is None or code < 0:
        return str(say("row {row}", row=row + 1))
    return column.levels[code]


def about_customer(segmentation: Segmentation, position: int) -> Message:
    """Say who a segmented customer is, in which segment, and how surely.

    Parameters
    ----------
    segmentation : Segmentation
    position : int
        Among the segmented customers.
    """
    row = int(segmentation.fit.rows[position])
    segment = segmentation.segment(int(segmentation.fit.labels[row]))
    customer = customer_name(segmentation, row)
    confidence = float(segmentation.fit.confidence[row])
    if np.isnan(confidence):
        return say("{customer}: “{segment}”", customer=customer, segment=segment.name)
    return say(
        "{customer}: “{segment}”, confidence {confidence}",
        customer=customer,
        segment=segment.name,
        confidence=Figure(confidence, 2),
    )


def telling_identifier(segmentation: Segmentation) -> TypedColumn | None:
    """Return the column whose cells may be shown as names of customers."""
    column = segmentation.identifier
    if column is None or column.personal or column.type is not ColumnType.IDENTIFIER:
        return None
    return column
