"""docs/methods.md, Purchases: recency, frequency, money, RFM scores and lifetime value, on small tables."""

import datetime as dt

import numpy as np
import pytest
from scipy.special import hyp2f1

from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.transactions.lifetime import mbg_nbd
from segdesk.engine.transactions.lifetime.bg_nbd import BgNbd, expected_purchases, probability_active
from segdesk.engine.transactions.lifetime.gamma_gamma import GammaGamma, expected_spend
from segdesk.engine.transactions.lifetime.history import PurchaseDays, history_until
from segdesk.engine.transactions.lifetime.holdout import check_holdout
from segdesk.engine.transactions.lifetime.lifetime_value import why_not_orders, why_not_value
from segdesk.engine.transactions.reconciliation.last_month import incomplete_month
from segdesk.engine.transactions.rfm.scores import make_thresholds, score
from tests.engine.transactions.shops import changed, shop_of

NO_ESTIMATE = None


def only_recency(values):
    """Return customers who differ in recency alone."""
    return np.column_stack([values, np.ones(len(values)), np.ones(len(values))])


def test_recency_is_whole_days_to_the_day_after_the_last_purchase():
    numbers = shop_of(changed()).features.numbers
    # Bought last on 3 February and 31 March; as of 1 April.
    assert numbers("recency_days").tolist() == [58, 1]
    assert shop_of(changed(), as_of="2024-04-10").features.numbers("recency_days").tolist() == [67, 10]


def test_frequency_counts_orders_else_days():
    assert shop_of(changed()).features.numbers("frequency").tolist() == [2, 2]
    table = changed(order_no=["1", "1", "2", "3", "4", "C5", "6", "7"])
    assert shop_of(table).features.numbers("frequency").tolist() == [2, 3]
    del table["order_no"]
    assert shop_of(table).features.numbers("frequency").tolist() == [2, 2]


def test_money_is_net_of_returns_and_who_only_returned_is_left_out_and_counted():
    table = changed(customer_id=["A", "A", "A", "B", "", "A", "B", "B"])
    assert shop_of(table).features.numbers("monetary").tolist() == [5.5, 4.0]
    shop = shop_of(changed())
    assert shop.features.orders.customers == ("A", "B")
    left = {each.key: (each.lines, each.customers) for each in shop.reconciled.left_out}
    assert left["no_order"] == (1, 1)
    assert [n for _, n in shop.reconciled.customers_left_out] == [1]


# RFM


def test_cut_points_are_type_7_quantiles():
    values = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0])
    found = make_thresholds(np.column_stack([values, values * 10, values + 0.5]), TransactionsSpec())
    expected = np.quantile(values, [0.2, 0.4, 0.6, 0.8])
    assert found.recency == pytest.approx(expected)
    assert found.frequency[""] == pytest.approx(expected * 10)
    assert found.monetary[""] == pytest.approx(expected + 0.5)


@pytest.mark.parametrize("bins", [3, 4, 5, 9])
def test_levels_hold_what_is_above_one_bound_and_up_to_the_next(bins):
    values = np.arange(1.0, 92.0)
    table = np.column_stack([values, values, values])
    found = make_thresholds(table, TransactionsSpec(rfm_bins=bins))
    cuts = np.quantile(values, np.arange(1, bins) / bins)
    # q[i-1] < value <= q[i]: the number of bounds below the value.
    level = (values[:, None] > cuts + 1e-9).sum(axis=1) + 1
    recency, frequency, monetary = score(table, found)
    assert frequency.tolist() == monetary.tolist() == level.tolist()
    # Whoever bought last is best.
    assert recency.tolist() == (bins + 1 - level).tolist()


def test_a_value_on_the_bound_belongs_to_the_lower_level_and_by_the_r_package_to_the_upper():
    table = only_recency([10.0, 10.5, 11.0])
    for preset, levels in (("default", [5, 4, 4]), ("r-rfm", [4, 4, 4])):
        spec = TransactionsSpec(rfm_preset=preset, rfm_recency=("10", "20", "30", "40"))
        assert score(table, make_thresholds(table, spec))[0].tolist() == levels


def test_the_r_package_adds_1_to_the_quantiles():
    values = np.arange(11.0)
    found = make_thresholds(only_recency(values), TransactionsSpec(rfm_preset="r-rfm"))
    assert found.recency == (3.0, 5.0, 7.0, 9.0)


def test_equal_values_are_never_split():
    values = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 3.0])
    found = make_thresholds(only_recency(values), TransactionsSpec())
    scores = score(only_recency(values), found)[0]
    # The last of the four bounds lies at 1.6: the levels between are empty.
    assert scores.tolist() == [5] * 6 + [1] * 2


def test_nested_levels_divide_frequency_within_recency_and_money_within_both():
    recency = np.repeat([1.0, 100.0], 27)
    frequency = np.r_[np.repeat([1.0, 2.0, 3.0], 9), np.repeat([10.0, 20.0, 30.0], 9)]
    money = np.tile([5.0, 6.0, 7.0], 18) * frequency
    table = np.column_stack([recency, frequency, money])
    spec = TransactionsSpec(rfm_bins=3, rfm_binning="nested")
    first, second, third = score(table, make_thresholds(table, spec))
    assert first.tolist() == [3] * 27 + [2] * 27
    assert second.tolist() == [1] * 9 + [2] * 9 + [3] * 9 + [1] * 9 + [2] * 9 + [3] * 9
    assert third.tolist() == [1, 2, 3] * 18


def test_a_group_without_thresholds_takes_those_of_the_nearest():
    spec = TransactionsSpec(
        rfm_bins=3, rfm_binning="nested", rfm_recency=("10", "20"), rfm_frequency=("1: 5 9", "3: 1 2")
    )
    table = np.array([[5.0, 3.0], [15.0, 3.0], [25.0, 3.0]])
    thresholds = make_thresholds(table, spec)
    # Recency scores 3, 2, 1; of 1 and 3, which are as near to 2, the first.
    assert score(table, thresholds)[0].tolist() == [3, 2, 1]
    assert score(table, thresholds)[1].tolist() == [3, 1, 1]


@pytest.mark.parametrize(
    ("bins", "on_five"),
    [(3, [1, 3, 5]), (4, [1, 2, 4, 5]), (5, [1, 2, 3, 4, 5]), (9, [1, 2, 2, 3, 3, 4, 4, 5, 5])],
)
def test_other_numbers_of_levels_are_put_on_five_for_the_names(bins, on_five):
    cells = np.zeros((5, 5, 5), dtype=np.int64)
    # The segment is the recency score on five.
    cells += np.arange(1, 6)[:, None, None]
    values = np.arange(1.0, bins + 1)
    cuts = tuple(str(i + 0.5) for i in range(1, bins))
    spec = TransactionsSpec(rfm_bins=bins, rfm_recency=cuts, rfm_frequency=cuts)
    table = np.column_stack([values[::-1], values])
    assigner = RfmAssigner.of(make_thresholds(table, spec), cells)
    assert assigner.assign(table).labels.tolist() == on_five


def test_by_rules_everyone_is_sure_and_a_cell_that_nobody_had_is_unassigned():
    cells = np.zeros((5, 5, 5), dtype=np.int64)
    cells[4, 4, 4] = 1
    spec = TransactionsSpec(rfm_recency=("1", "2", "3", "4"), rfm_frequency=("1", "2", "3", "4"))
    table = np.array([[1.0, 9.0], [1.0, 1.0], [np.nan, 9.0]])
    found = RfmAssigner.of(make_thresholds(table[:2], spec), cells).assign(table)
    # Without money the frequency score takes its place.
    assert found.labels.tolist() == [1, 0, 0]
    assert found.confidence[0] == 1.0
    assert np.isnan(found.confidence[1:]).all()
    assert found.second.tolist() == [0, 0, 0]


# The last month


@pytest.mark.parametrize(("last", "missing"), [(29, None), (28, 3)])
def test_a_last_month_lacks_more_days_than_usually_lie_between_purchases(last, missing):
    """Purchases each day until a day of January: two days at the end of a month are nothing."""
    days = (dt.date(2024, 1, last) - dt.date(1970, 1, 1)).days - np.arange(60)
    found = incomplete_month(days)
    assert (None if found is None else found.missing) == missing
    if found is not None:
        assert (found.first_day, found.last_day) == (dt.date(2024, 1, 1), dt.date(2024, 1, 28))


@pytest.mark.parametrize(("step", "incomplete"), [(7, True), (8, True), (9, True), (10, False)])
def test_usual_gaps_between_purchases_say_nothing(step, incomplete):
    # The last purchase is on 22 January: nine days are lacking. Between two, step - 1 days are without any.
    days = (dt.date(2024, 1, 22) - dt.date(1970, 1, 1)).days - step * np.arange(40)
    assert (incomplete_month(days) is not None) == incomplete


# Lifetime value


def bought(*days_of_customers, money=None, as_of=100):
    owner = np.repeat(np.arange(len(days_of_customers)), [len(days) for days in days_of_customers])
    return PurchaseDays(owner, np.concatenate(days_of_customers), money, len(days_of_customers), as_of)


def test_repeat_purchases_are_different_days_and_time_is_in_weeks():
    purchases = bought([2, 9, 30], [51], money=np.array([10.0, 20.0, 60.0, 7.0]))
    found = history_until(purchases)
    assert found.x.tolist() == [2, 0]
    assert found.t_x.tolist() == [4.0, 0.0]
    assert found.T.tolist() == [14.0, 7.0]
    # Without the first purchase; none without a repeat.
    assert found.spend.tolist() == [40.0, 0.0]
    until = history_until(purchases, 30)
    assert (until.x.tolist(), until.t_x.tolist(), until.T.tolist()) == ([1], [1.0], [4.0])
    assert until.customers.tolist() == [0]


MODEL = BgNbd(0.25, 4.5, 0.8, 2.5, NO_ESTIMATE)


def test_bg_nbds_expectations_are_those_of_the_paper():
    """Equations 7 and 10 of Fader, Hardie and Lee 2005, written down as they stand."""
    x, t_x, end, t = np.array([2.0, 5.0]), np.array([30.0, 20.0]), np.array([38.0, 39.0]), 26.0
    r, alpha, a, b = 0.25, 4.5, 0.8, 2.5
    stopped = a / (b + x - 1) * ((alpha + end) / (alpha + t_x)) ** (r + x)
    np.testing.assert_allclose(probability_active(MODEL, x, t_x, end), 1 / (1 + stopped))
    gone = ((alpha + end) / (alpha + end + t)) ** (r + x) * hyp2f1(
        r + x, b + x, a + b + x - 1, t / (alpha + end + t)
    )
    expected = (a + b + x - 1) / (a - 1) * (1 - gone) / (1 + stopped)
    np.testing.assert_allclose(expected_purchases(MODEL, x, t_x, end, t), expected)


def test_mbg_nbd_lets_customers_stop_at_the_first_purchase_as_well():
    """Equation 5 of Batislam, Denizel and Filiztekin 2007."""
    x, t_x, end = np.array([0.0, 2.0, 5.0]), np.array([0.0, 30.0, 20.0]), np.array([38.0, 38.0, 39.0])
    r, alpha, a, b = 0.5, 6.0, 0.9, 1.6
    stopped = a / (b + x) * ((alpha + end) / (alpha + t_x)) ** (r + x)
    model = mbg_nbd.MbgNbd(r, alpha, a, b, NO_ESTIMATE)
    np.testing.assert_allclose(mbg_nbd.probability_active(model, x, t_x, end), 1 / (1 + stopped))


def test_by_bg_nbd_who_bought_on_one_day_only_is_active_for_certain():
    assert probability_active(MODEL, np.zeros(2), np.zeros(2), np.array([1.0, 500.0])).tolist() == [1.0, 1.0]


def test_expected_spend_is_a_mean_weighed_between_the_customer_and_everyone():
    p, q, v = 6.25, 3.74, 15.45
    model = GammaGamma(p, q, v, NO_ESTIMATE)
    x, spend = np.array([0.0, 2.0, 9.0]), np.array([0.0, 30.0, 80.0])
    everyone = p * v / (q - 1)
    weight = p * x / (p * x + q - 1)
    np.testing.assert_allclose(expected_spend(model, x, spend), (1 - weight) * everyone + weight * spend)
    with pytest.raises(ValueError, match="no mean"):
        expected_spend(GammaGamma(p, 1.0, v, NO_ESTIMATE), x, spend)


def repeat_buyers(n, weeks=20, money=None):
    days = [np.array([0, 7]) for _ in range(n)]
    return history_until(bought(*days, money=money, as_of=weeks * 7))


@pytest.mark.parametrize(("n", "weeks", "n_reasons"), [(100, 13, 0), (99, 13, 1), (100, 12, 1), (99, 12, 2)])
def test_lifetime_is_not_estimated_below_100_repeat_buyers_or_13_weeks(n, weeks, n_reasons):
    assert len(why_not_orders(repeat_buyers(n, weeks))) == n_reasons


@pytest.mark.parametrize(("r", "reasons"), [(0.299, 0), (0.301, 1), (-0.301, 1)])
def test_value_is_not_estimated_where_frequency_and_money_correlate_above_0_3(r, reasons):
    x = np.tile([1, 2], 60)
    noise = np.repeat([1.0, -1.0], 60)
    centred = x - x.mean()
    spend = 100 + r * centred / centred.std() + np.sqrt(1 - r**2) * noise
    assert np.corrcoef(x, spend)[0, 1] == pytest.approx(r)
    days = [np.arange(count + 1) * 7 for count in x]
    money = np.concatenate([np.full(count + 1, each) for count, each in zip(x, spend, strict=True)])
    assert len(why_not_value(history_until(bought(*days, money=money, as_of=140)))) == reasons


def test_value_needs_100_customers_who_paid_for_a_repeat_purchase():
    money = np.tile([5.0, 8.0], 100)
    assert why_not_value(repeat_buyers(100, money=money)) == ()
    money[1] = 0.0
    assert str(why_not_value(repeat_buyers(100, money=money))[0]).startswith("only 99 customers paid")
    assert str(why_not_value(repeat_buyers(100))[0]) == "the table has no money"


def test_the_model_is_tried_on_the_first_two_thirds_of_the_time():
    random = np.random.default_rng(0)
    days = [np.unique(np.r_[0, random.integers(1, 300, random.integers(1, 12))]) for _ in range(120)]
    purchases = bought(*days, as_of=300)
    found = check_holdout(purchases)
    assert found.split == dt.date(1970, 1, 1) + dt.timedelta(days=200)
    assert found.weeks == pytest.approx(100 / 7)
    after = [int((each >= 200).sum()) for each in days]
    repeat_purchases = [min(int((each < 200).sum()) - 1, 7) for each in days]
    assert found.repeat_purchases.tolist() == sorted(set(repeat_purchases))
    assert found.customers.tolist() == [
        repeat_purchases.count(each) for each in sorted(set(repeat_purchases))
    ]
    means = [
        np.mean([a for a, c in zip(after, repeat_purchases, strict=True) if c == each])
        for each in sorted(set(repeat_purchases))
    ]
    assert found.actual.tolist() == pytest.approx(means)
    assert found.total_actual == pytest.approx(sum(after))
    assert len(found.times) == len(found.actual_until) == len(found.predicted_until)
    assert (found.times[-1], found.actual_until[-1]) == (found.weeks, sum(after))
    assert found.actual_until[0] == sum(
        int(((each >= 200) & (each < 200 + 7 * found.times[0])).sum()) for each in days
    )
    assert found.predicted_until[-1] == pytest.approx(found.total_predicted)


def test_too_few_repeat_buyers_before_the_split_make_no_check():
    days = [np.array([0, 5]) for _ in range(49)] + [np.array([0, 99])]
    assert check_holdout(bought(*days)) is None
