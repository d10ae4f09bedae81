"""Whether the last month of the purchases is complete."""

import calendar
import datetime as dt
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.column_codes import EPOCH, Ints
from segdesk.engine.data.finding import finding
from segdesk.messages import Message

# Shops close on Sundays and holidays: gaps up to this quantile of all gaps between days of purchases say nothing.
_USUAL_GAP = 0.95
# So many days without a purchase at the end of a month are nothing.
_FEW_DAYS = 2


@dataclass(frozen=True)
class Month:
    """A month that ends before its calendar does.

    Attributes
    ----------
    first_day, last_day : date
        The first of the month, and the last day with a purchase.
    missing : int
        Days from there to the end of the month.
    """

    first_day: dt.date
    last_day: dt.date
    missing: int

    def warning(self) -> Message:
        """Return the warning to show."""
        return finding("reconciliation.incomplete_month", n=self.missing, day=self.last_day)


def incomplete_month(days: Ints) -> Month | None:
    """Return the last month if it lacks more days than usually lie between purchases, else None.

    Parameters
    ----------
    days : int64 array of shape (n,)
        Days of purchases since 1970-01-01, at least one.
    """
    shopping = np.unique(days)
    last = EPOCH + dt.timedelta(days=int(shopping[-1]))
    missing = calendar.monthrange(last.year, last.month)[1] - last.day
    usual = float(np.quantile(np.diff(shopping), _USUAL_GAP)) - 1 if len(shopping) > 1 else 0.0
    if missing <= max(usual, _FEW_DAYS):
        return None
    return Month(last.replace(day=1), last, missing)
