"""Whether customers are silent, each judged by the time that usually passes between two of their own orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.transactions.lifetime.lifetime_value import SHORT_WEEKS

# Silence as a multiple of a customer's usual time between orders.
LONG_SILENCE = 3


@dataclass(frozen=True, eq=False)
class Rhythm:
    """How long customers have been silent, and how long they usually are.

    Attributes
    ----------
    recency : float64 array of shape (n_customers,)
        Days since the last order.
    own_gap : float64 array of shape (n_customers,)
        Median days between a customer's orders, NaN with a single order.
    orders : float64 array of shape (n_customers,)
    """

    recency: Floats
    own_gap: Floats
    orders: Floats

    @cached_property
    def usual(self) -> float:
        """Median of the customers' own gaps."""
        return float(np.nanmedian(self.own_gap))

    @cached_property
    def gap(self) -> Floats:
        """Days between orders that are usual for each customer: everyone's for those with a single order."""
        return np.where(np.isnan(self.own_gap), self.usual, self.own_gap)

    @cached_property
    def is_silent(self) -> npt.NDArray[np.bool_]:
        """Customers whose last order is several times as long ago as is usual for them.

        An own rhythm of a day or two is chance: nobody is missed before the usual gap of all has passed.
        """
        return self.recency > np.fmax(LONG_SILENCE * self.gap, self.usual)


def rhythm_of(columns: Sequence[TypedColumn]) -> Rhythm | None:
    """Return the rhythm of customers whose columns were made of purchases.

    None where nobody ordered twice, and where the purchases cover so few weeks that nobody can show a rhythm, let
    alone fall out of it.

    Parameters
    ----------
    columns : sequence of TypedColumn
    """
    numbers = {
        column.name: column.values.astype(np.float64)
        for column in columns
        if column.type is ColumnType.NUMBER
    }
    wanted = ("recency_days", "days_between_orders", "frequency", "tenure_days")
    if not all(name in numbers for name in wanted):
        return None
    recency, gap, orders, tenure = (numbers[name] for name in wanted)
    if np.isnan(gap).all() or tenure.max() < 7 * SHORT_WEEKS:
        return None
    return Rhythm(recency, gap, orders)
