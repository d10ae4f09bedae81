"""Bars by place: found by what headings mean, whole bars, numbers beside colours, no headline by chance."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.export import to_image
from segdesk.charts.place_bars import MOST_PLACES, place_column
from segdesk.charts.style import DARK, LIGHT
from segdesk.engine.profiles.heading_subjects import is_place
from tests.charts.test_charts import texts
from tests.charts.test_room import check_room
from tests.sample_results import customers, segmented, survey

CHART = chart_named("place_bars")


@cache
def towns(names=14, differ=True, k="2"):
    """Two groups by amount; where they live tells which, if `differ`."""
    random = np.random.default_rng(7)
    lines = ["Kunde;Umsatz;Besuche;Wohnort;PLZ"]
    for n in range(600):
        large = n % 2 == 0
        here = random.random() < (0.6 if large and differ else 0.15)
        town = 0 if here else int(random.integers(1, names))
        lines.append(
            f"K{n};{(800 if large else 90) + random.normal(0, 30):.2f};{(9 if large else 3) + random.integers(3)};"
            f"Ort {town:02d};{10000 + town}"
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kunden.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return segmented(path, k=k, draws=0, use=("Umsatz", "Besuche"))


@pytest.mark.parametrize(
    "heading",
    [
        "Country",
        "billing_city",
        "Bundesland",
        "Wohnort",
        "ciudad",
        "País",
        "ShipState",
        "région",
        "Provincia",
    ],
)
def test_headings_of_places_are_known(heading):
    assert is_place(heading)


@pytest.mark.parametrize(
    "heading",
    ["PLZ", "postcode", "zip code", "birth country", "store city", "marital state", "order state", "age"],
)
def test_codes_and_places_of_something_else_are_none(heading):
    assert not is_place(heading)


def test_the_coarsest_of_several_is_taken():
    assert place_column(customers()) == "region"
    assert place_column(towns()) == "Wohnort"
    assert place_column(survey()) is None
    assert "needs a column with places" in str(CHART.applies(survey()))


def test_every_customer_is_somewhere_and_the_rarest_places_are_one():
    table = CHART.data(towns())
    assert table["Customers"].sum() == 600
    assert len(table) == MOST_PLACES
    assert table["Wohnort"].iloc[-1] == f"{14 - MOST_PLACES + 1} other places"
    assert table["Customers"].iloc[:-1].is_monotonic_decreasing
    np.testing.assert_allclose(table.iloc[:, 2:].sum(axis=1), 1)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_bars_are_the_table(look):
    figure = CHART.draw(towns(), look)
    counts, shares = figure.axes
    table = CHART.data(towns())
    bars = [p for p in counts.patches if isinstance(p, Rectangle)]
    assert [p.get_width() for p in bars] == table["Customers"].tolist()
    parts = [p for p in shares.patches if isinstance(p, Rectangle)]
    # Everyone comes first, then the places.
    per_segment = np.array([p.get_width() for p in parts]).reshape(2, -1).T
    np.testing.assert_allclose(per_segment[1:], table.iloc[:, 2:])
    np.testing.assert_allclose(per_segment.sum(axis=1), 1)
    colours = {look.segment_colour(segment) for segment in towns().named}
    assert {"#" + "".join(f"{round(255 * c):02X}" for c in p.get_facecolor()[:3]) for p in parts} == colours


def test_a_difference_is_a_headline_only_where_chance_does_not_make_it():
    assert "“Ort 00”" in str(CHART.finding(towns()))
    assert "of everyone" in str(CHART.finding(towns()))
    assert str(CHART.finding(towns(differ=False))).startswith("Segments are much the same everywhere")


def test_from_six_segments_on_parts_bear_numbers():
    few, many = (texts(CHART.draw(towns(k=k), LIGHT)) for k in ("2", "7"))
    assert any(words.endswith("%") for words in few)
    numbered = [words for words in many if words in {str(n) for n in range(1, 8)}]
    assert set(numbered) == {str(n) for n in range(1, 8)}
    assert any(words.startswith("7 ") for words in many), "the legend has them too"


@pytest.mark.parametrize("result", [towns, customers])
def test_nothing_is_cut_or_covered(result):
    check_room(CHART, result(), None)


def test_places_and_parts_answer_the_mouse():
    figure = CHART.draw(towns(), LIGHT)
    to_image(figure, 60)
    areas = CHART.areas(figure, towns())
    assert len(areas) == MOST_PLACES * 3
    assert {area.segment for area in areas} == {None, 1, 2}


def test_the_alternative_counts_customers_by_place():
    told = str(CHART.alternative(towns()))
    assert told.startswith(str(CHART.finding(towns())))
    assert "Customers by place: “Ort 00” " in told
