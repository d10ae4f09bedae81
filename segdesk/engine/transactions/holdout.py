"""A check of the lifetime model: fitted to the first part of the time, it must foretell the rest."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.table import Floats
from segdesk.engine.transactions.bg_nbd import expected_purchases, fit_bg_nbd
from segdesk.engine.transactions.codes import EPOCH
from segdesk.engine.transactions.history import DAYS_PER_WEEK, Purchases, history_until
from segdesk.messages import Message, Percent, say

# The model sees so much of the time, and foretells the rest.
SEEN = 2 / 3
# Customers with so many repeat purchases or more are taken together.
MOST_CALLS = 7
FEW_REPEAT_BUYERS = 50
# Beyond this, the forecast is called off the mark.
FAR_OFF = 0.25


@dataclass(frozen=True, eq=False)
class Holdout:
    """Forecast against what happened, by repeat purchases in the time that the model saw.

    Attributes
    ----------
    split : date
        First day that the model did not see.
    weeks : float
        Length of the time after it.
    calls : int64 array of shape (n_groups,)
        Repeat purchases before the split; the last group holds these or more.
    customers : int64 array of shape (n_groups,)
    actual, predicted : float64 arrays of shape (n_groups,)
        Mean purchases per customer after the split.
    """

    split: dt.date
    weeks: float
    calls: npt.NDArray[np.int64]
    customers: npt.NDArray[np.int64]
    actual: Floats
    predicted: Floats

    @property
    def total_actual(self) -> float:
        """Purchases after the split."""
        return float(self.actual @ self.customers)

    @property
    def total_predicted(self) -> float:
        """Purchases that were foretold."""
        return float(self.predicted @ self.customers)

    def step(self) -> Message:
        """Say how the check went."""
        return say(
            "Lifetime: fitted to what came before {day}, the model foretells {predicted} purchases after it; "
            "there were {actual}.",
            day=self.split,
            predicted=round(self.total_predicted),
            actual=round(self.total_actual),
        )

    def warnings(self) -> tuple[Message, ...]:
        """Warn of a forecast that was far off."""
        if not self.total_actual or abs(self.total_predicted / self.total_actual - 1) <= FAR_OFF:
            return ()
        return (
            say(
                "In the check on past data, the lifetime model is off by {share}: take its figures as a rough guide.",
                share=Percent(abs(self.total_predicted / self.total_actual - 1)),
            ),
        )


def check_holdout(purchases: Purchases) -> Holdout | None:
    """Fit to the first part of the time and compare with the rest; None where that part is too thin for a fit."""
    begin = int(purchases.day.min())
    split = begin + round((purchases.as_of - begin) * SEEN)
    seen = history_until(purchases, split)
    if (seen.x > 0).sum() < FEW_REPEAT_BUYERS:
        return None
    model = fit_bg_nbd(seen.x, seen.t_x, seen.T)
    if not model.estimate.converged:
        return None
    weeks = (purchases.as_of - split) / DAYS_PER_WEEK
    predicted = expected_purchases(model, seen.x, seen.t_x, seen.T, weeks)
    after = purchases.day >= split
    actual = np.bincount(purchases.owner[after], minlength=purchases.n_customers)[seen.customers]
    group = np.minimum(seen.x, MOST_CALLS).astype(np.int64)
    customers = np.bincount(group, minlength=MOST_CALLS + 1)
    some = np.flatnonzero(customers)
    return Holdout(
        split=EPOCH + dt.timedelta(days=split),
        weeks=weeks,
        calls=some,
        customers=customers[some],
        actual=np.bincount(group, weights=actual, minlength=MOST_CALLS + 1)[some] / customers[some],
        predicted=np.bincount(group, weights=predicted, minlength=MOST_CALLS + 1)[some] / customers[some],
    )
