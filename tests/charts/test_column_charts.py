"""Charts of columns that the user picks: what is offered, what they say, and that they draw."""

import numpy as np
import pytest

from segdesk.charts.column_charts import chart_of_columns, charts_of_columns
from segdesk.charts.export import to_png
from segdesk.charts.style import DARK, LIGHT, Look
from segdesk.engine.result.explored_columns import Columns
from segdesk.errors import InputError, UsageError
from segdesk.messages import use_language
from tests.charts.explored_shop import shop
from tests.sample_results import changed, survey

EACH = [
    ("âge", None, "column_density"),
    ("inscrit le", None, "column_density"),
    ("âge", None, "column_boxes"),
    ("région", None, "column_bars"),
    ("région", None, "column_crosstab"),
    ("note", None, "column_answers"),
    ("abonné", None, "column_answers"),
    ("âge", "montant", "column_scatter"),
    ("inscrit le", "âge", "column_scatter"),
    ("âge", "région", "column_boxes"),
    ("région", "note", "column_crosstab"),
]
each = pytest.mark.parametrize(("first", "second", "name"), EACH)


def offered(first, second=None):
    return [chart.name for chart in charts_of_columns(shop(), Columns(first, second))]


def test_the_most_telling_chart_is_offered_first():
    assert offered("âge") == ["column_density", "column_boxes"]
    assert offered("région") == ["column_crosstab", "column_bars"]
    assert offered("note")[0] == "column_answers"
    assert offered("abonné")[0] == "column_answers"
    assert offered("âge", "montant") == ["column_scatter"]
    assert offered("région", "âge") == offered("âge", "région") == ["column_boxes"]
    assert offered("région", "abonné") == ["column_crosstab"]


@each
@pytest.mark.parametrize("look", [LIGHT, DARK, Look(width=5, text_size=14)], ids=["light", "dark", "narrow"])
def test_every_chart_draws_with_its_finding_and_areas_inside(first, second, name, look):
    chart = chart_of_columns(shop(), Columns(first, second), name)
    figure = chart.draw(shop(), look)
    assert to_png(figure, dpi=40).startswith(b"\x89PNG")
    for area in chart.areas(figure, shop()):
        assert 0 <= area.x0 <= area.x1 <= 1.001
        assert 0 <= area.y0 <= area.y1 <= 1.001
        assert str(area.tip)


@each
def test_every_chart_has_a_table_and_says_so_in_every_language(first, second, name):
    chart = chart_of_columns(shop(), Columns(first, second), name)
    table = chart.data(shop())
    assert len(table)
    assert len(set(table.columns)) == len(table.columns)
    for language in ("en", "de", "es"):
        with use_language(language):
            assert first.casefold() in str(chart.question).casefold()
            assert str(chart.finding(shop()))


def test_the_same_columns_make_the_same_chart():
    columns = Columns("région")
    assert chart_of_columns(shop(), columns) is chart_of_columns(shop(), Columns("région"))
    first, second = (to_png(chart_of_columns(shop(), columns).draw(shop(), LIGHT), dpi=50) for _ in range(2))
    assert first == second


def test_a_curve_speaks_of_the_medians_of_the_segments():
    chart = chart_of_columns(shop(), Columns("fidélité"))
    table = chart.data(shop()).set_index("Segment")
    values = next(c.values for c in shop().source.columns if c.name == "fidélité").astype(float)
    for segment in shop().named:
        wanted = np.median(values[shop().fit.labels == segment.number])
        assert table.loc[str(segment.name), "Median"] == pytest.approx(wanted)
    assert table.loc["Everyone", "Customers"] == 400


def test_days_are_written_as_days():
    chart = chart_of_columns(shop(), Columns("inscrit le"))
    assert "2022-" in str(chart.finding(shop()))
    assert "or later" in str(chart.finding(shop()))
    assert str(chart.data(shop())["Median"].iloc[0]).startswith("20")


def test_shares_of_answers_are_of_those_who_answered():
    table = chart_of_columns(shop(), Columns("abonné")).data(shop())
    for _, own in table.groupby("Segment"):
        assert own["Share"].sum() == pytest.approx(1)
    assert "“Abonné” is “oui”" in str(chart_of_columns(shop(), Columns("abonné")).finding(shop()))


def test_points_lie_where_the_picture_has_them_and_customers_without_a_value_nowhere():
    chart = chart_of_columns(shop(), Columns("âge", "montant"))
    figure = chart.draw(shop(), LIGHT)
    to_png(figure, dpi=40)
    points = chart.points(figure, shop())
    assert points.shape == (400, 2)
    assert (points[:10] < 0).all()
    amounts = next(c.values for c in shop().source.columns if c.name == "montant").astype(float)
    # The larger an amount, the nearer to the top, from where places are counted.
    assert np.corrcoef(points[10:, 1], amounts[10:])[0, 1] == pytest.approx(-1)
    assert ((points[10:] > 0) & (points[10:] < 1)).all()


def test_what_rises_together_is_said_with_its_interval():
    together = str(chart_of_columns(shop(), Columns("montant", "fidélité")).finding(shop()))
    assert "rise together" in together
    assert "95% interval" in together
    assert "next to nothing" in str(chart_of_columns(shop(), Columns("âge", "montant")).finding(shop()))


def test_what_cannot_be_looked_at_is_refused():
    for columns, kind in (
        (Columns("client"), InputError),
        (Columns("prénom"), InputError),
        (Columns("note", "note"), UsageError),
    ):
        with pytest.raises(kind):
            charts_of_columns(shop(), columns)
    with pytest.raises(InputError):
        chart_of_columns(shop(), Columns("note"), "column_scatter")


def test_twelve_segments_have_room():
    name = survey().variables[0]
    for chart in charts_of_columns(survey(), Columns(name)):
        assert to_png(chart.draw(survey(), LIGHT), dpi=40).startswith(b"\x89PNG")


def test_a_column_that_no_segmented_customer_has_is_drawn_empty():
    # The first ten have no age.
    nobody = changed(shop(), rows=np.arange(10))
    for chart in charts_of_columns(nobody, Columns("âge")):
        assert to_png(chart.draw(nobody, LIGHT), dpi=40).startswith(b"\x89PNG")
        assert "about the same" in str(chart.finding(nobody))
