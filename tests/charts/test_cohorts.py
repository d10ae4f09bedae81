"""Cohorts of purchases: who came back when, counted by hand, in periods of which there are not too many."""

import datetime as dt

import numpy as np
import pytest

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.export import to_image
from segdesk.charts.style import DARK, LIGHT
from segdesk.engine.tracking.cohorts import cohorts_of
from segdesk.engine.tracking.period import Unit
from tests.charts.test_charts import texts
from tests.sample_results import customers, orders, segmented

CHART = chart_named("cohorts")


def shop(folder, months, **settings):
    """Customers 0 to 39, of whom number n first buys in month n % 4 and again each second month after it."""
    rows = ["Kunde;Datum;Betrag"]
    for n in range(40):
        for month in range(n % 4, months, 2):
            day = dt.date(2019 + month // 12, month % 12 + 1, 1 + n % 28)
            rows += [f"K{n:02d};{day:%d.%m.%Y};{20 + n},50"]
    rows += [f"L;{dt.date(2019 + (months - 1) // 12, (months - 1) % 12 + 1, 28):%d.%m.%Y};9,99"]
    path = folder / "bestellungen.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return segmented(path, kind="transactions", k="2", draws=0, **settings)


def test_the_cells_are_the_customers_counted_by_hand(tmp_path):
    result = shop(tmp_path, 9)
    table = CHART.data(result)
    assert table["First purchase"].unique().tolist() == [
        "2019-01",
        "2019-02",
        "2019-03",
        "2019-04",
        "2019-09",
    ]
    first = table[table["First purchase"] == "2019-01"].set_index("Periods after the first")
    assert first["Customers"].unique().tolist() == [10]
    assert first["Bought"].tolist() == [10, 0, 10, 0, 10, 0, 10, 0, 10]
    assert str(CHART.finding(result)).startswith("0% of customers bought again in the month")
    assert "100% 2 periods later" in str(CHART.alternative(result))


@pytest.mark.parametrize("months", [9, 30, 80])
def test_periods_are_as_long_as_a_readable_triangle_needs(tmp_path, months):
    found = cohorts_of(shop(tmp_path, months).source)
    unit = {9: Unit.MONTH, 30: Unit.QUARTER, 80: Unit.YEAR}[months]
    assert found.last.unit is unit
    assert found.customers.sum() == 41
    assert len(found.offsets) <= 24
    # 80 months end in August: that year is not over, nor is the quarter of the 80th; the tenth quarter is.
    assert found.is_whole == (months != 80)


def test_customers_who_do_not_meet_the_condition_are_not_counted(tmp_path):
    result = shop(tmp_path, 9, where="frequency >= 4")
    taking_part = int(result.source.takes_part.sum())
    assert 0 < taking_part < 41
    assert cohorts_of(result.source).customers.sum() == taking_part


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_figure_shows_all_cohorts_together_and_where_knowledge_begins(look):
    figure = CHART.draw(orders(), look)
    shown = [" ".join(words.split()) for words in texts(figure)]
    assert "Months later" in shown
    retention = cohorts_of(orders().source)
    assert f"All ({retention.customers.sum():,})" in shown
    assert any("Nothing is known from before 2024-01" in words for words in shown)
    percentages = [text.get_text() for text in figure.axes[0].texts]
    _, known, active = retention.curve[0]
    assert percentages[0] == f"{100 * active / known:.0f}"


def test_cells_answer_the_mouse():
    figure = CHART.draw(orders(), LIGHT)
    to_image(figure, 60)
    areas = CHART.areas(figure, orders())
    retention = cohorts_of(orders().source)
    assert len(areas) == (retention.active[:, 1:] >= 0).sum()
    n, active = retention.customers[0], retention.active[0, 1]
    assert f"{active:,} of {n:,} bought 1 period later" in str(areas[0].tip)
    assert np.all([0 <= area.x0 < area.x1 <= 1 for area in areas])


def test_it_takes_purchases_and_time():
    assert str(CHART.applies(customers())) == "This chart needs order dates"
    assert CHART.applies(orders()) is None


def test_one_month_is_too_short(tmp_path):
    result = shop(tmp_path, 1)
    assert "too short a time" in str(CHART.applies(result))
