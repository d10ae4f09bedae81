"""What to do next with a segment's customers: keep, win back, develop or leave, from their value and activity."""

from collections.abc import Sequence

import numpy as np

from segdesk.engine.data.arrays import Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.profiles.naming import RECENCY
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.messages import Message

# What is within a tenth of everyone's is neither high nor low.
LEVEL = 0.1


def suggest_actions(
    profiles: Sequence[VariableProfile],
    columns: Sequence[TypedColumn],
    rows: Positions,
    value_column: str | None,
    value_shares: Sequence[float | None],
) -> tuple[Message | None, ...]:
    """Return what to do next with each segment, None for all where the table lacks value or activity.

    Value is the average of the money column against everyone's, activity the median number of days since the last
    order (a column named so) against everyone's.

    Parameters
    ----------
    profiles : sequence of VariableProfile
    columns : sequence of TypedColumn
    rows : int array of shape (n_rows,)
        Rows of the table that are in segments.
    value_column : str or None
    value_shares : sequence of float or None
        Of the segments 1..k.
    """
    nothing: tuple[Message | None, ...] = (None,) * len(value_shares)
    money = next((p for p in profiles if p.variable == value_column and p.level is None), None)
    quiet = next((p for p in profiles if p.type is ColumnType.NUMBER and _tells_silence(p.variable)), None)
    if money is None or quiet is None or len(value_shares) < 2 or not money.overall > 0:
        return nothing
    if np.isnan(money.mean).any() or np.isnan(quiet.median).any():
        return nothing
    days = next(column for column in columns if column.name == quiet.variable).values[rows]
    middle = float(np.nanmedian(days.astype(np.float64)))
    return tuple(
        _action(float(mean) / money.overall, float(median), middle, share)
        for mean, median, share in zip(money.mean, quiet.median, value_shares, strict=True)
    )


def _action(index: float, days: float, middle: float, share: float | None) -> Message:
    silent = days > middle
    figures = {"times": index, "days": days, "share": share}
    if index >= 1 + LEVEL:
        if silent:
            return finding("actions.win_back", **figures)
        return finding("actions.keep", **figures)
    if index <= 1 - LEVEL:
        if silent:
            return finding("actions.leave", **figures)
        return finding("actions.develop", **figures)
    if silent:
        return finding("actions.remind", **figures)
    return finding("actions.grow", **figures)


def _tells_silence(name: str) -> bool:
    # A score of recency is high for who bought lately.
    return RECENCY.search(name) is not None and "score" not in name.casefold()
