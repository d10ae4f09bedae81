"""Lifetime value against the published fit of the CDNOW sample, simulated customers, and what data can't carry."""

import gzip

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.transactions.lifetime import mbg_nbd
from segdesk.engine.transactions.lifetime.bg_nbd import expected_purchases, fit_bg_nbd, probability_active
from segdesk.engine.transactions.lifetime.gamma_gamma import GammaGamma, expected_spend, fit_gamma_gamma
from segdesk.engine.transactions.lifetime.history import History, history_until, purchase_days
from segdesk.engine.transactions.lifetime.lifetime_value import (
    lifetime_value,
    why_not_orders,
    why_not_value,
    with_lifetime,
)
from segdesk.engine.transactions.lifetime.mbg_nbd import fit_mbg_nbd
from segdesk.io.reading import read_table
from segdesk.samples import sample_path
from tests.engine.transactions.shops import SHOP, shop_of


@pytest.fixture(scope="module")
def cdnow(shared_data):
    data = pd.read_csv(shared_data / "data/cdnow/cdnow_customers_summary_with_transactions.csv")
    return tuple(data[name].to_numpy(float) for name in ("x", "t_x", "T", "zbar"))


@pytest.fixture(scope="module")
def cdnow_fit(cdnow):
    return fit_bg_nbd(*cdnow[:3])


def test_cdnow_bg_nbd_as_published(cdnow_fit):
    assert cdnow_fit.estimate.values == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=0.01)
    assert cdnow_fit.estimate.log_likelihood == pytest.approx(-9582.4, abs=0.05)
    assert cdnow_fit.estimate.converged
    assert (cdnow_fit.estimate.standard_errors > 0).all()


def test_cdnow_mbg_nbd_as_published(cdnow):
    # By R's BTYDplus, as the Python package lifetimes holds it.
    model = fit_mbg_nbd(*cdnow[:3])
    assert model.estimate.values == pytest.approx([0.525, 6.183, 0.891, 1.614], abs=0.001)
    assert model.estimate.converged
    once = cdnow[0] == 0
    active = mbg_nbd.probability_active(model, *cdnow[:3])
    assert 0.35 < active[once].min() < active[once].max() < 0.45


def test_cdnow_gamma_gamma_as_published(cdnow):
    x, _, _, spend = cdnow
    model = fit_gamma_gamma(x, spend)
    assert ((x > 0) & (spend > 0)).sum() == 946
    assert [model.p, model.q, model.v] == pytest.approx([6.25, 3.74, 15.45], abs=0.01)
    assert model.estimate.converged


def test_cdnow_customer_of_the_authors_note(cdnow_fit):
    # Bruce Hardie's note works out 1.226 for x = 2, t_x = 30.43, T = 38.86 over 39 weeks.
    one = (np.array([2.0]), np.array([30.43]), np.array([38.86]))
    assert expected_purchases(cdnow_fit, *one, 39.0) == pytest.approx(1.226, abs=0.001)
    assert 0.72 < probability_active(cdnow_fit, *one)[0] < 0.73


def test_the_formula_of_the_paper_where_that_is_stable(cdnow_fit):
    from scipy.special import hyp2f1

    m, t = cdnow_fit, 26.0
    x, t_x, T = np.array([1.0, 3.0, 8.0]), np.array([5.0, 20.0, 38.0]), np.array([30.0, 38.0, 38.5])  # noqa: N806
    z = t / (m.alpha + T + t)
    plain = (
        (m.a + m.b + x - 1) / (m.a - 1)
        * (1 - ((m.alpha + T) / (m.alpha + T + t)) ** (m.r + x) * hyp2f1(m.r + x, m.b + x, m.a + m.b + x - 1, z))
        / (1 + m.a / (m.b + x - 1) * ((m.alpha + T) / (m.alpha + t_x)) ** (m.r + x))
    )  # fmt: skip
    assert expected_purchases(m, x, t_x, T, t) == pytest.approx(plain, rel=1e-9)


def test_many_purchases_and_long_horizons_stay_finite(cdnow_fit):
    x = np.array([0.0, 1.0, 400.0, 5000.0])
    got = expected_purchases(cdnow_fit, x, np.minimum(x, 38.0), np.full(4, 38.86), 520.0)
    assert np.isfinite(got).all()
    assert (got >= 0).all()


def test_customers_in_another_order_give_the_same_fit(cdnow, cdnow_fit):
    order = np.random.default_rng(1).permutation(len(cdnow[0]))
    again = fit_bg_nbd(*(values[order] for values in cdnow[:3]))
    assert again.estimate.values.tolist() == cdnow_fit.estimate.values.tolist()


def simulated(n, r, alpha, a, b, seed, stops_at_first=False):
    """Return the histories of customers who follow BG/NBD, or MBG/NBD, exactly."""
    rng = np.random.default_rng(seed)
    rates, stops = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    T = rng.uniform(26, 104, n)  # noqa: N806
    x, t_x = np.zeros(n), np.zeros(n)
    clock, active = np.zeros(n), np.ones(n, dtype=bool)
    if stops_at_first:
        active &= rng.random(n) > stops
    while active.any():
        clock = clock + rng.exponential(1 / rates)
        active &= clock <= T
        x[active] += 1
        t_x[active] = clock[active]
        active &= rng.random(n) > stops
    return x, t_x, T


def check_recovery(z):
    """Hold estimates of many simulated shops to what standard errors promise.

    One shop says little: each of its parameters lies beyond two standard errors once in twenty. Of many shops nineteen
    estimates in twenty must lie within, none leaning to a side, and errors must be as large as they are said to be.
    """
    assert (np.abs(z) < 2).mean() > 0.9
    assert np.abs(z.mean(axis=0)).max() < 4 / np.sqrt(len(z))
    assert (z.std(axis=0) > 0.7).all()
    assert (z.std(axis=0) < 1.4).all()


def test_bg_nbd_finds_the_parameters_that_customers_were_made_with():
    truth = np.array([0.6, 8.0, 0.9, 3.0])
    fits = [fit_bg_nbd(*simulated(3000, *truth, seed=seed)).estimate for seed in range(30)]
    check_recovery(np.array([(fit.values - truth) / fit.standard_errors for fit in fits]))


def test_mbg_nbd_finds_the_parameters_that_customers_were_made_with():
    truth = np.array([0.6, 8.0, 0.9, 3.0])
    fits = [
        fit_mbg_nbd(*simulated(3000, *truth, seed=seed, stops_at_first=True)).estimate for seed in range(30)
    ]
    check_recovery(np.array([(fit.values - truth) / fit.standard_errors for fit in fits]))


def test_gamma_gamma_finds_the_parameters_that_customers_were_made_with():
    p, q, v, n = truth = (4.0, 3.5, 20.0, 3000)
    z = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        x = rng.integers(1, 12, n).astype(float)
        spend = rng.gamma(p * x, 1 / (rng.gamma(q, 1 / v, n) * x))
        model = fit_gamma_gamma(x, spend)
        z.append((model.estimate.values - truth[:3]) / model.estimate.standard_errors)
    check_recovery(np.array(z))
    everyone = expected_spend(model, np.zeros(1), np.zeros(1))[0]
    assert everyone == pytest.approx(p * v / (q - 1), rel=0.05)


def test_no_mean_is_no_expectation():
    model = GammaGamma(2.0, 0.9, 5.0, fit_gamma_gamma(np.array([1.0, 2.0]), np.array([3.0, 4.0])).estimate)
    with pytest.raises(ValueError, match="no mean"):
        expected_spend(model, np.ones(1), np.ones(1))


def test_histories_of_the_small_shop():
    shop = shop_of(SHOP)
    purchases = purchase_days(shop.features.orders, shop.reconciled)
    history = history_until(purchases)
    assert history.x.tolist() == [1, 1]
    assert history.t_x.tolist() == [24 / 7, 57 / 7]
    assert history.T.tolist() == [82 / 7, 58 / 7]
    assert history.spend.tolist() == [pytest.approx(3.3), 0]
    early = history_until(purchases, int(purchases.day[0]) + 1)
    assert early.customers.tolist() == [0]
    assert early.x.tolist() == [0]


def history_of(n, weeks=40.0, seed=0, spend=True):
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 6, n).astype(float)
    money = np.where(x > 0, rng.gamma(3, 10, n), 0.0)
    return History(
        x,
        np.minimum(x, weeks),
        np.full(n, weeks),
        money if spend else None,
        np.arange(n),
    )


def test_refused_with_the_reason():
    assert not why_not_orders(history_of(500))
    assert "only" in str(why_not_orders(history_of(20))[0])
    assert "span 5 weeks" in str(why_not_orders(history_of(500, weeks=5.0))[0])
    assert "no money" in str(why_not_value(history_of(500, spend=False))[0])
    assert "only" in str(why_not_value(history_of(50))[0])
    assert not why_not_value(history_of(500))
    history = history_of(500)
    linked = History(history.x, history.t_x, history.T, history.x * 10, history.customers)
    assert "correlation 1.00" in str(why_not_value(linked)[0])
    shop = shop_of(SHOP)
    assert lifetime_value(purchase_days(shop.features.orders, shop.reconciled))[0] is None


@pytest.fixture(scope="module")
def simulated_shop(tmp_path_factory):
    """A shop of customers who follow both models, as a file of purchases."""
    x, t_x, T = simulated(1500, 0.6, 6.0, 0.6, 3.0, seed=8)  # noqa: N806
    rng = np.random.default_rng(9)
    end = np.datetime64("2024-06-30")
    rows = []
    for i in range(len(x)):
        first = end - np.timedelta64(int(T[i] * 7), "D")
        between = np.sort(rng.uniform(0, t_x[i], int(x[i]) - 1)) if x[i] > 1 else []
        mean = rng.gamma(4.0, 1) / rng.gamma(3.5, 1 / 20.0)
        for week in [0.0, *between, *([t_x[i]] if x[i] else [])]:
            rows.append((f"C{i:04}", str(first + np.timedelta64(int(week * 7), "D")), f"{mean:.2f}"))
    path = tmp_path_factory.mktemp("shop") / "simulated.csv"
    pd.DataFrame(rows, columns=["customer_id", "order_date", "amount"]).to_csv(path, index=False)
    return shop_of(path, as_of="2024-06-30")


def test_the_whole_way_from_purchases_to_value(simulated_shop):
    features, reconciled = simulated_shop.features, simulated_shop.reconciled
    lifetime, reasons = lifetime_value(
        purchase_days(features.orders, reconciled), TransactionsSpec(horizon=26)
    )
    assert lifetime is not None
    assert reasons == ()
    n = features.orders.n
    assert lifetime.probability_active.shape == (n,)
    assert ((lifetime.probability_active > 0) & (lifetime.probability_active <= 1)).all()
    assert (lifetime.expected_orders >= 0).all()
    assert (lifetime.expected_value >= 0).all()
    summary = lifetime.summary()
    assert set(summary["bg_nbd"]) == set(summary["mbg_nbd"]) == {"r", "alpha", "a", "b"}
    once = lifetime.repeat_purchases == 0
    assert (lifetime.probability_active[once] < 1).all()
    assert any(
        f"the {int(once.sum())} customers who bought on one day only" in str(s) for s in lifetime.steps
    )
    assert set(summary["gamma_gamma"]) == {"p", "q", "v"}
    assert summary["time_unit"] == "weeks"
    more = with_lifetime(features, lifetime)
    assert more.table.names[-3:] == ("probability_active", "expected_orders", "expected_value")
    # A longer horizon brings more.
    longer, _ = lifetime_value(purchase_days(features.orders, reconciled), TransactionsSpec(horizon=52))
    assert (longer.expected_orders >= lifetime.expected_orders).all()


def test_the_check_on_held_out_purchases(simulated_shop):
    lifetime, _ = lifetime_value(purchase_days(simulated_shop.features.orders, simulated_shop.reconciled))
    holdout = lifetime.holdout
    assert holdout.total_predicted == pytest.approx(holdout.total_actual, rel=0.15)
    assert holdout.repeat_purchases.tolist() == list(range(8))
    assert (np.diff(holdout.predicted) > 0).all()
    purchases = purchase_days(simulated_shop.features.orders, simulated_shop.reconciled)
    split = (holdout.split - pd.Timestamp("1970-01-01").date()).days
    known = set(history_until(purchases, split).customers.tolist())
    after = [o for o, d in zip(purchases.owner.tolist(), purchases.day.tolist(), strict=True) if d >= split]
    assert holdout.total_actual == pytest.approx(sum(o in known for o in after))
    assert not holdout.warnings()


def test_the_sample_is_refused_a_value_with_the_reason():
    shop = shop_of(sample_path("orders"))
    lifetime, reasons = lifetime_value(purchase_days(shop.features.orders, shop.reconciled))
    assert lifetime is not None
    assert lifetime.expected_value is None
    assert "correlation" in str(reasons[0])
    assert lifetime.warnings


def test_online_retail_fits_as_other_programs_fit_it(shared_data):
    # The tutorials of lifetimes print r 0.83, alpha 68.89 (days), a 0.00, b 6.75 for the same purchases.
    shop = shop_of(shared_data / "data/online_retail/online_retail.csv.gz")
    lifetime, reasons = lifetime_value(purchase_days(shop.features.orders, shop.reconciled))
    assert not reasons
    assert lifetime.orders_model.r == pytest.approx(0.83, abs=0.01)
    assert lifetime.orders_model.alpha * 7 == pytest.approx(68.9, abs=0.8)
    assert any("hardly show" in str(w) for w in lifetime.warnings)
    # Everyone would be active for certain, those who bought once a year ago included.
    assert lifetime.probability_active is None
    assert "probability_active" not in with_lifetime(shop.features, lifetime).table.names


@pytest.mark.parametrize("end", ["2024-07", "2024-10", "2024-11"])
def test_parameters_that_run_off_are_no_forecast_and_no_crash(tmp_path, end):
    # In the first months of the bundled orders hardly anybody seems to stop.
    with gzip.open(sample_path("orders"), "rt", encoding="utf-8") as file:
        heading, *lines = file
    path = tmp_path / "first_months.csv"
    path.write_text(heading + "".join(line for line in lines if line.split(",")[1] < end), "utf-8")
    _, purchases = customers_of(read_table(path), Recipe())
    lifetime = purchases.lifetime
    assert lifetime is None or np.isfinite(lifetime.expected_orders).all()
    assert lifetime is None or lifetime.holdout is None or np.isfinite(lifetime.holdout.predicted_until).all()
    assert lifetime is not None or purchases.why_no_lifetime
