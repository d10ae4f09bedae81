"""The charts that need purchases: RFM grid and forecast check."""

import numpy as np
import pytest

from segdesk.charts.chart_registry import chart_named, report_charts_for
from segdesk.charts.export import to_image, to_svg
from segdesk.charts.formatting import size_in_words
from segdesk.charts.style import DARK, LIGHT, Look
from segdesk.engine.result.rfm_tables import rfm_grid
from segdesk.messages import use_language
from segdesk.samples import sample_path
from tests.charts.test_charts import OF_PURCHASES, closed, texts
from tests.charts.test_room import check_room
from tests.sample_results import customers, orders, segmented

each_chart = pytest.mark.parametrize("name", OF_PURCHASES)


@pytest.fixture(scope="module")
def nine_levels():
    settings = {"rfm_bins": 9, "rfm_preset": "r-rfm", "method": "rfm"}
    return segmented(sample_path("orders"), kind="transactions", **settings)


@pytest.fixture(scope="module")
def without_money(tmp_path_factory):
    path = tmp_path_factory.mktemp("shop") / "visits.csv"
    random = np.random.default_rng(5)
    rows = [
        f"{random.integers(60)},2024-{random.integers(1, 13):02}-{random.integers(1, 28):02}"
        for _ in range(300)
    ]
    path.write_text("customer_id,date\n" + "\n".join(rows), encoding="utf-8")
    return segmented(path, kind="transactions", method="rfm", rfm_bins=3)


@each_chart
@pytest.mark.parametrize("look", [LIGHT, DARK, Look(text_size=16)], ids=["light", "dark", "large"])
def test_the_finding_is_the_title(name, look):
    chart = chart_named(name)
    figure = chart.draw(orders(), look)
    assert closed(chart.finding(orders())) in [closed(words) for words in texts(figure)]


@each_chart
@pytest.mark.parametrize("height", [None, 4.5], ids=["natural", "low"])
def test_no_text_is_cut_and_none_covers_another(name, height):
    for language in ("en", "de", "es") if height is None else ("de",):
        with use_language(language):
            check_room(chart_named(name), orders(), height)


def test_nine_levels_and_no_money_have_room_too(nine_levels, without_money):
    for result in (nine_levels, without_money):
        check_room(chart_named("rfm_grid"), result, None)


@each_chart
def test_the_same_chart_gives_the_same_bytes(name):
    first, second = (to_svg(chart_named(name).draw(orders(), LIGHT)) for _ in range(2))
    assert first == second


@each_chart
def test_a_customers_table_is_told_what_is_lacking(name):
    assert str(chart_named(name).applies(customers())) == "This chart needs order dates"


def test_the_forecast_is_not_shown_where_there_is_none(without_money):
    assert without_money.source.purchases.lifetime is None
    assert "not estimated" in str(chart_named("holdout").applies(without_money))
    assert "holdout" not in {chart.name for chart in report_charts_for(without_money)}


def test_the_grid_holds_every_customer_and_all_the_money():
    table = chart_named("rfm_grid").data(orders())
    assert table["Customers"].sum() == len(orders().fit.labels)
    total = next(c for c in orders().source.columns if c.name == "monetary").values.sum()
    assert table["Money"].sum() == pytest.approx(total)
    assert table["Share of the money"].sum() == pytest.approx(1)


def test_the_finding_counts_whom_it_speaks_of():
    scores = orders().source.purchases.rfm
    inside = (scores.recency >= 4) & (scores.frequency >= 4)
    assert rfm_grid(orders()).corner(often=True, lately=True)[0] == inside.sum()
    assert f"The {inside.sum():,} customers" in str(chart_named("rfm_grid").finding(orders()))


def test_each_cell_tells_its_customers():
    chart = chart_named("rfm_grid")
    figure = chart.draw(orders(), LIGHT)
    to_image(figure, 60)
    areas = chart.areas(figure, orders())
    assert len(areas) == 25
    best = max(areas, key=lambda area: area.x0 - area.y0)
    n = rfm_grid(orders()).customers[4, 4]
    assert f"Recency 5, frequency 5: {n:,} customers" in str(best.tip)


def test_the_forecast_ends_at_its_totals():
    chart, holdout = chart_named("holdout"), orders().source.purchases.lifetime.holdout
    table = chart.data(orders())
    assert table["Actual purchases"].iloc[-1] == round(holdout.total_actual)
    assert table["Purchases foretold"].iloc[-1] == pytest.approx(holdout.total_predicted, abs=0.1)
    assert table["Weeks"].is_monotonic_increasing
    assert table["Actual purchases"].is_monotonic_increasing
    assert table["Purchases foretold"].is_monotonic_increasing
    figure = chart.draw(orders(), LIGHT)
    to_image(figure, 60)
    assert len(chart.areas(figure, orders())) == len(table)


@pytest.mark.parametrize(
    ("language", "money"), [("en", "the money"), ("de", "Umsatz"), ("es", "los ingresos")]
)
def test_money_is_called_so_where_segdesk_added_it_up(language, money):
    with use_language(language):
        assert money in str(chart_named("sizes").finding(orders()))
        assert money in str(size_in_words(orders(), orders().segment(1)))
        assert "monetary" not in str(chart_named("sizes").finding(orders()))
        assert "Spend" in str(size_in_words(customers(), customers().segment(1)))


def test_a_cell_with_customers_stands_off_the_pane_and_an_empty_one_does_not():
    figure = chart_named("rfm_grid").draw(orders(), LIGHT)
    grid = rfm_grid(orders())
    shades = figure.axes[0].images[0].get_array()[..., :3].sum(axis=2)
    pane = 3.0
    assert (grid.customers == 0).any()
    assert np.allclose(shades[grid.customers == 0], pane)
    assert (shades[grid.customers > 0] < pane - 0.1).all()
    order = np.argsort(grid.shares[grid.customers > 0])
    assert (np.diff(shades[grid.customers > 0][order]) <= 1e-9).all(), "the darker, the more"
