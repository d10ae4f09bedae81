"""What to do next: what is high, low and silent, and what chance may have made."""

import numpy as np
import pytest
from scipy import stats

from segdesk.engine.profiles.actions import Worth, most_are, silent_by_column, worth_of
from segdesk.engine.profiles.intervals import difference_interval
from segdesk.engine.transactions.lifetime.rhythm import rhythm_of
from tests.methods.columns import typed


@pytest.mark.parametrize(
    ("mean", "worth"),
    [
        (110.0, Worth.HIGH),
        (109.9, Worth.LEVEL),
        (90.1, Worth.LEVEL),
        (90.0, Worth.LOW),
    ],
)
def test_money_is_high_or_low_from_a_tenth_of_everyones_on(mean, worth):
    money = np.r_[np.full(8, mean), np.full(8, 200 - mean)]
    assert worth_of(money, np.arange(16) < 8) is worth


def test_money_is_neither_high_nor_low_where_chance_may_have_made_the_difference():
    random = np.random.default_rng(0)
    money = random.gamma(0.5, 200, 1000)
    inside = np.zeros(1000, dtype=bool)
    inside[np.argsort(money)[[100, 300, 500, 900, 990]]] = True
    assert money[inside].mean() > 1.1 * money.mean()
    low, high = difference_interval(money[inside], money[~inside])
    found = stats.ttest_ind(money[inside], money[~inside], equal_var=False).confidence_interval()
    assert (low, high) == pytest.approx((found.low, found.high))
    assert low < 0 < high
    assert worth_of(money, inside) is Worth.LEVEL


@pytest.mark.parametrize(
    ("own", "middle", "silent"),
    [
        (60.0, 50.0, True),
        (55.1, 50.0, True),
        (54.9, 50.0, False),
        (40.0, 50.0, False),
        # As long ago as everyone's median is not silent, and 15 against 14 is next to it.
        (50.0, 50.0, False),
        (15.0, 14.0, False),
    ],
)
def test_who_is_silent_by_a_column_is_so_for_a_tenth_longer_than_everyone(own, middle, silent):
    ages = np.r_[np.full(20, own), np.full(20, 2 * middle - own)]
    assert silent_by_column(ages, np.arange(40) < 20) == silent


@pytest.mark.parametrize(("silent", "of", "most"), [(59, 100, False), (60, 100, True), (3, 3, False)])
def test_most_are_silent_where_the_interval_of_their_share_lies_above_a_half(silent, of, most):
    assert most_are(np.arange(of) < silent) == most
    assert (proportion(silent, of)[0] > 0.5) == most


def proportion(count, n):
    """Wilson's interval by its formula."""
    z, p = stats.norm.ppf(0.975), count / n
    middle, reach = p + z**2 / (2 * n), z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return np.array([middle - reach, middle + reach]) / (1 + z**2 / n)


def test_silence_is_judged_by_the_own_time_between_orders_and_by_everyones_for_a_single_order():
    columns = typed(
        {
            "recency_days": [301.0, 299.0, 95.0, 95.0, 10.0, 310.0, 290.0],
            "days_between_orders": [100.0, 100.0, 20.0, 100.0, 1.0, np.nan, np.nan],
            "frequency": [3.0, 3.0, 9.0, 2.0, 4.0, 1.0, 1.0],
            "tenure_days": [700.0] * 7,
        }
    ).values()
    rhythm = rhythm_of(list(columns))
    assert rhythm.usual == 100.0
    # The fifth has a rhythm of a day by chance: nobody is missed before everyone's usual time has passed.
    assert rhythm.is_silent.tolist() == [True, False, False, False, False, True, False]


def test_a_few_weeks_of_purchases_show_no_rhythm():
    table = {"recency_days": [9.0, 80.0], "days_between_orders": [5.0, 2.0], "frequency": [2.0, 2.0]}
    assert rhythm_of(list(typed({**table, "tenure_days": [80.0, 90.0]}).values())) is None
    assert rhythm_of(list(typed({**table, "tenure_days": [80.0, 91.0]}).values())) is not None
    assert rhythm_of(list(typed({"recency_days": [9.0, 80.0]}).values())) is None
