"""Cohorts of the customers that a result was made of: when each bought first, and who bought again later."""

from weakref import WeakKeyDictionary

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.result.parts import SegmentedTable
from segdesk.engine.tracking.period import Unit
from segdesk.engine.tracking.purchase_months import months_of, retention_of
from segdesk.engine.tracking.retention import Retention
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation

# Of more months than these a triangle is too small to read; quarters follow, then years.
_MOST_PERIODS = 24

# Those of results that are still about are kept, since counting half a million lines takes a while.
_cohorts: "WeakKeyDictionary[SegmentedTable, Retention]" = WeakKeyDictionary()


def cohorts_of(source: SegmentedTable) -> Retention:
    """Count who bought how many months after that of the first purchase; quarters or years where months are many.

    Parameters
    ----------
    source : SegmentedTable
        Made of purchases. Customers who do not meet the user's condition are not counted.
    """
    if source not in _cohorts:
        assert source.purchases is not None
        _cohorts[source] = _counted(source, source.purchases)
    return _cohorts[source]


def _counted(source: SegmentedTable, purchases: Purchases) -> Retention:
    among = None if source.takes_part is None else _participants(source, purchases, source.takes_part)
    unit = Unit.MONTH
    n_months = len(months_of(purchases))
    if n_months > _MOST_PERIODS:
        unit = Unit.QUARTER if n_months <= 3 * _MOST_PERIODS else Unit.YEAR
    return retention_of(purchases, months_of(purchases, unit), among)


def _participants(source: SegmentedTable, purchases: Purchases, takes_part: Mask) -> Mask:
    """Return which of the customers of the lines, or of the table, take part."""
    if purchases.months is not None:
        return takes_part
    assert isinstance(purchases.reconciled, Reconciliation)
    names = np.array(purchases.reconciled.lines.customers, dtype=object)
    chosen = source.table.column(purchases.identifier).cells()[takes_part]
    return np.isin(names.astype(str), chosen.astype(str))
