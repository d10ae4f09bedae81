"""The sentence on numbers in groups: where they are highest and lowest."""

import numpy as np

from segdesk.charts.formatting import Short
from segdesk.charts.group_rows import number_in_column
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.result.grouping import Grouping
from segdesk.messages import Message, Value, say

# A median of fewer is not worth a headline, where other groups have more.
_ENOUGH = 10


def compare_medians(
    column: TypedColumn, values: Floats, codes: Positions, grouping: Grouping, years: bool
) -> Message:
    """Compare the two groups furthest apart: by medians, by means where these tie.

    Parameters
    ----------
    column : TypedColumn
    values : float64 array of shape (n,)
        Its numbers, none missing.
    codes : int array of shape (n,)
        The group of each.
    grouping : Grouping
    years : bool
        The numbers are calendar years.
    """
    about: dict[str, Value] = {"column": Short(column.title)}
    counts = np.bincount(codes, minlength=len(grouping.labels))
    told = np.flatnonzero(counts >= max(1, min(_ENOUGH, counts.max(initial=0))))
    for take_mean in (False, True):
        centres = [float((np.mean if take_mean else np.median)(values[codes == place])) for place in told]
        if len(told) < 2:
            break
        high, low = int(np.argmax(centres)), int(np.argmin(centres))
        highest, lowest = (number_in_column(column, centres[place], years) for place in (high, low))
        if highest == lowest:
            continue
        about |= {
            "first": Short(grouping.labels[told[high]]),
            "high": highest,
            "second": Short(grouping.labels[told[low]]),
            "low": lowest,
        }
        if take_mean:
            return say("“{column}”: {high} on average in “{first}”, {low} in “{second}”", **about)
        if column.type is ColumnType.DATE:
            return say(
                "“{column}”: half of “{first}” have {high} or later, half of “{second}” {low} or earlier",
                **about,
            )
        return say(
            "“{column}”: half of “{first}” have {high} or more, half of “{second}” {low} or less", **about
        )
    return say("“{column}” is about the same everywhere", **about)
