"""What stands for a chart where it cannot be seen: its finding and figures that are those of the chart."""

import re

import pytest

from segdesk.charts.chart_registry import chart_named, charts_for
from segdesk.messages import LANGUAGES, number_in_words, use_language
from tests.sample_results import customers, orders

# Names of segments and columns are data, whatever stands in them.
NAMES = re.compile(r"[“„«].*?[”“»]")


@pytest.mark.parametrize("result", [customers, orders])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_tells_its_finding_and_figures_in_one_to_three_sentences(result, language):
    with use_language(language):
        for chart in charts_for(result()):
            told = str(chart.alternative(result()))
            assert told.startswith(str(chart.finding(result()))), chart.name
            assert told.endswith("."), chart.name
            sentences = re.split(r"(?<=[.!?]) (?=[\W\dA-ZÄÖÜÁÉÍÓÚ])", NAMES.sub("Name", told))
            assert 2 <= len(sentences) <= 5, (chart.name, told)
            assert len(told) < 1_000, chart.name


def test_the_figures_are_those_of_the_table():
    told = str(chart_named("sizes").alternative(customers()))
    table = chart_named("sizes").data(customers())
    for name, share, value in zip(
        table["Name"], table["Share of customers"], table["Share of value"], strict=True
    ):
        assert f"“{name}” {share:.0%}" in told
        assert f"“{name}” {value:.0%}" in told


def test_fit_differences_and_importance_name_their_figures():
    fit = chart_named("silhouette")
    for name, value in zip(*fit.data(customers()).iloc[:, :2].to_numpy().T, strict=True):
        assert f"“{name}” {number_in_words(value, 2)}" in str(fit.alternative(customers()))
    strongest = customers().validation.importance[0]
    title = customers().source.title_of(strongest.variable)
    assert f"“{title}” {strongest.share:.0%}" in str(chart_named("importance").alternative(customers()))
    scan = chart_named("how_many").data(customers())
    told = str(chart_named("how_many").alternative(customers()))
    for k, value in zip(scan["Segments"], scan["Fit (silhouette)"], strict=True):
        assert f"{k} segments {value:.2f}" in told


def test_the_corners_of_the_grid_are_told():
    told = str(chart_named("rfm_grid").alternative(orders()))
    scores = orders().source.purchases.rfm
    n = int(((scores.recency >= 4) & (scores.frequency <= 2)).sum())
    assert f"seldom but lately {n:,} (" in told
