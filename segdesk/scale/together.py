"""What the purchases of all customers tell together, by which those of each are added up."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.column_codes import EPOCH, Ints
from segdesk.engine.transactions.features.customer_totals import largest_categories
from segdesk.engine.transactions.lifetime.holdout import split_day
from segdesk.engine.transactions.reconciliation.last_month import incomplete_month
from segdesk.scale.dialect import ScaleDialect
from segdesk.scale.line_money import MoneyFacts
from segdesk.scale.session import Session
from segdesk.scale.sorting import KEPT
from segdesk.scale.typed_lines import TypedLines

# Of orders and customers that stand together so many more pairs than orders may there be.
_SLACK = 1.02


@dataclass(frozen=True)
class Time:
    """The days of all purchases.

    Attributes
    ----------
    as_of, first, split : int
        Days: that recency counts back from, of the first purchase, and that parts what lifetime models are shown.
    months : tuple of int
        Numbers of the first and the last month.
    last_is_whole : bool
    """

    as_of: int
    first: int
    split: int
    months: tuple[int, int]
    last_is_whole: bool


class Together:
    """What the purchases of all customers tell, by which those of each are added up.

    Attributes
    ----------
    time : Time
    restarts : bool
        Whether order numbers begin anew each day.
    categories : list of int
        Those that bring most.
    returned : bool
        Whether anything came back.
    weight : str
        Each line's part in its customer's purchases: its money, or one where there is no money.
    """

    def __init__(
        self,
        typed: TypedLines,
        facts: MoneyFacts,
        as_of: dt.date,
        session: Session,
        words: ScaleDialect,
    ) -> None:
        self.typed, self.facts, self.words = typed, facts, words
        self._session = session
        self.weight = f"CASE WHEN is_return THEN 0 ELSE {'net' if facts.has_money else '1'} END"
        self.time = self._time_of_purchases((as_of - EPOCH).days)
        self.restarts = typed.has_order and not self._orders_have_one_customer()
        self.categories = self._largest_categories()
        self.returned = bool(session.run(f"SELECT 1 FROM {KEPT} WHERE is_return LIMIT 1"))

    def _time_of_purchases(self, as_of: int) -> Time:
        found = self._session.arrays(f"SELECT DISTINCT day FROM {KEPT} WHERE NOT is_return ORDER BY day")
        days = np.asarray(found["day"].data, dtype=np.int64)
        months = month_numbers(days)
        first = int(days[0])
        return Time(
            as_of,
            first,
            split_day(first, as_of),
            (int(months[0]), int(months[-1])),
            incomplete_month(days) is None,
        )

    def _orders_have_one_customer(self) -> bool:
        """Return whether nearly every order number is one customer's; else tills count from 1 again each day."""
        groups = f"FROM {KEPT} WHERE NOT is_return AND ord IS NOT NULL GROUP BY ord"
        orders, shared = self._session.row(
            "SELECT COUNT(*), SUM(CASE WHEN low <> high THEN 1 ELSE 0 END) "
            f"FROM (SELECT MIN(customer) AS low, MAX(customer) AS high {groups}) AS counted"
        )
        if not orders:
            return False
        if not shared:
            return True
        pairs = self._session.number(
            f"SELECT COUNT(*) FROM (SELECT DISTINCT ord, customer FROM {KEPT} WHERE NOT is_return AND ord IS NOT NULL) "
            "AS pairs"
        )
        return bool(pairs <= _SLACK * orders)

    def _largest_categories(self) -> list[int]:
        names = self.typed.categories
        if not names:
            return []
        rows = self._session.run(
            f"SELECT category, SUM({self.weight}) FROM {KEPT} WHERE category IS NOT NULL GROUP BY category"
        )
        weights = dict(rows)
        return largest_categories([float(weights.get(i, 0)) for i in range(len(names))], names)


def month_numbers(days: Ints) -> Ints:
    """Return the months of days since 1970-01-01, counted from January of the year 0."""
    months: npt.NDArray[np.int64] = (
        days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + EPOCH.year * 12
    )
    return months
