"""A check of the lifetime model: fitted to the first part of the time, it must foretell the rest."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import EPOCH
from segdesk.engine.data.finding import finding
from segdesk.engine.transactions.lifetime.bg_nbd import BgNbd, expected_purchases, fit_bg_nbd
from segdesk.engine.transactions.lifetime.history import DAYS_PER_WEEK, History, Visits
from segdesk.engine.transactions.lifetime.likelihood import nothing
from segdesk.messages import Message

# The model sees so much of the time, and foretells the rest.
SEEN = 2 / 3
# Customers with so many repeat purchases or more are taken together.
MOST_REPEAT_PURCHASES = 7
FEW_REPEAT_BUYERS = 50
# Forecast and purchases are added up at so many points of time at most.
MOST_POINTS = 12
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
    repeat_purchases : int64 array of shape (n_groups,)
        Repeat purchases before the split; the last group holds these or more.
    customers : int64 array of shape (n_groups,)
    actual, predicted : float64 arrays of shape (n_groups,)
        Mean purchases per customer after the split.
    times : float64 array of shape (n_times,)
        Weeks after the split, rising; the last is `weeks`.
    actual_until, predicted_until : float64 arrays of shape (n_times,)
        Purchases of all these customers from the split to each time.
    """

    split: dt.date
    weeks: float
    repeat_purchases: npt.NDArray[np.int64]
    customers: npt.NDArray[np.int64]
    actual: Floats
    predicted: Floats
    times: Floats
    actual_until: Floats
    predicted_until: Floats

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
        return finding(
            "lifetime.holdout_foretold",
            day=self.split,
            predicted=round(self.total_predicted),
            actual=round(self.total_actual),
        )

    def warnings(self) -> tuple[Message, ...]:
        """Warn of a forecast that was far off."""
        if not self.total_actual or abs(self.total_predicted / self.total_actual - 1) <= FAR_OFF:
            return ()
        return (finding("lifetime.holdout_far_off", share=abs(self.total_predicted / self.total_actual - 1)),)


def split_day(first_day: int, as_of: int) -> int:
    """Return the first day that the model does not see of the time between two days."""
    return first_day + round((as_of - first_day) * SEEN)


def check_holdout(purchases: Visits, alive: Callable[[], None] = nothing) -> Holdout | None:
    """Fit to the first part of the time and compare with the rest; None where that part is too thin for a fit."""
    split = split_day(purchases.first_day, purchases.as_of)
    seen = purchases.history(split)
    if (seen.x > 0).sum() < FEW_REPEAT_BUYERS:
        return None
    model = fit_bg_nbd(seen.x, seen.t_x, seen.T, alive)
    if not model.estimate.converged:
        return None
    alive()
    weeks = (purchases.as_of - split) / DAYS_PER_WEEK
    predicted = expected_purchases(model, seen.x, seen.t_x, seen.T, weeks)
    step = ceil(weeks / MOST_POINTS)
    times = np.r_[np.arange(step, weeks, step), weeks]
    predicted_until = _expected_until(model, seen, times)
    if not (np.isfinite(predicted).all() and np.isfinite(predicted_until).all()):
        return None
    bought, days = purchases.after(split)
    actual = bought[seen.customers]
    group = np.minimum(seen.x, MOST_REPEAT_PURCHASES).astype(np.int64)
    customers = np.bincount(group, minlength=MOST_REPEAT_PURCHASES + 1)
    some = np.flatnonzero(customers)
    return Holdout(
        split=EPOCH + dt.timedelta(days=split),
        weeks=weeks,
        repeat_purchases=some,
        customers=customers[some],
        actual=np.bincount(group, weights=actual, minlength=MOST_REPEAT_PURCHASES + 1)[some]
        / customers[some],
        predicted=np.bincount(group, weights=predicted, minlength=MOST_REPEAT_PURCHASES + 1)[some]
        / customers[some],
        times=times,
        actual_until=_until(days - split, times),
        predicted_until=predicted_until,
    )


def _until(days: npt.NDArray[np.int64], times: Floats) -> Floats:
    """Return the purchases before each time, of rising days; whatever happened counts by the last."""
    ends: Floats = np.append(times[:-1] * DAYS_PER_WEEK, np.inf)
    return np.searchsorted(days, ends, side="left").astype(np.float64)


def _expected_until(model: BgNbd, seen: History, times: Floats) -> Floats:
    """Return the purchases to expect by each time; customers with equal histories are worked out once."""
    distinct, weights = np.unique(np.column_stack([seen.x, seen.t_x, seen.T]), axis=0, return_counts=True)
    x, t_x, T = distinct.T  # noqa: N806 - the name in every paper
    expected = [float(expected_purchases(model, x, t_x, T, time) @ weights) for time in times.tolist()]
    return np.array(expected)
