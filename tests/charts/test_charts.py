"""Every chart, drawn of real results and of awkward ones."""

from dataclasses import replace

import numpy as np
import pytest

from segdesk.charts.chart_registry import all_charts, chart_named, charts_for, report_charts_for, tabs
from segdesk.charts.export import to_png, to_svg
from segdesk.charts.style import DARK, LIGHT, Look
from segdesk.messages import LANGUAGES, has_catalogue, use_language
from tests.sample_results import changed, customers, segmented, survey


def closed(words):
    """Words without any space: lines may break within a name."""
    return "".join(str(words).split())


NAMES = tuple(chart.name for chart in all_charts() if not chart.of_purchases and not chart.methods)
# See test_purchase_charts.py.
OF_PURCHASES = tuple(chart.name for chart in all_charts() if chart.of_purchases)
each_chart = pytest.mark.parametrize("name", NAMES)


def texts(figure):
    """All words of a figure."""
    figure.draw_without_rendering()
    return [t.get_text() for t in figure.findobj(lambda a: hasattr(a, "get_text")) if t.get_text()]


def in_order(listed, *names):
    """Whether these are among what is listed, in this order."""
    return [name for name in listed if name in names] == list(names)


def test_charts_stand_in_the_order_of_the_report():
    assert in_order(
        [chart.name for chart in all_charts()],
        "overview", "heatmap", "snake", "sizes", "customer_map", "importance", "how_many", "silhouette",
        "differences", "rfm_grid", "holdout",
    )  # fmt: skip
    delivered = [chart.name for chart in report_charts_for(customers())]
    assert in_order(delivered, "heatmap", "sizes", "customer_map", "differences")
    assert not {"overview", "snake"} & set(delivered)


def test_the_tabs_have_an_order_of_their_own():
    assert in_order(
        [str(chart.tab) for chart in tabs()],
        "Overview", "Map", "Profiles", "Lines", "Differences", "Size and value", "How many?", "Fit",
        "What counts", "RFM", "Forecast",
    )  # fmt: skip


@each_chart
@pytest.mark.parametrize("look", [LIGHT, DARK, Look(text_size=16)], ids=["light", "dark", "large"])
def test_every_chart_draws_the_customers(name, look):
    chart = chart_named(name)
    assert chart.applies(customers()) is None
    figure = chart.draw(customers(), look)
    assert to_png(figure).startswith(b"\x89PNG")
    assert closed(chart.finding(customers())) in [closed(words) for words in texts(figure)]


@each_chart
def test_the_same_chart_gives_the_same_bytes(name):
    chart = chart_named(name)
    first, second = (chart.draw(customers(), LIGHT) for _ in range(2))
    assert to_png(first, dpi=60) == to_png(second, dpi=60)
    svg = to_svg(first, "A finding")
    assert svg == to_svg(second, "A finding")
    assert "<dc:date>" not in svg
    assert "A finding" in svg


@each_chart
def test_every_chart_can_be_shown_as_a_table(name):
    table = chart_named(name).data(customers())
    assert len(table) > 0
    assert len(set(table.columns)) == len(table.columns)


def test_the_size_table_holds_the_segments_numbers():
    table = chart_named("sizes").data(customers())
    assert table["Customers"].sum() == len(customers().fit.rows)
    assert table["Share of value"].sum() == pytest.approx(1)


def test_the_boxes_are_the_quantiles_of_the_raw_columns():
    result = customers()
    table = chart_named("differences").data(result)
    row = table[(table["Variable"] == "Spend") & (table["Segment"] == str(result.segment(1).name))].iloc[0]
    spend = result.source.columns[result.source.table.names.index("spend")].values[result.fit.labels == 1]
    wanted = np.quantile(spend, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert row.iloc[2:].to_numpy(float) == pytest.approx(wanted)


@pytest.mark.parametrize("language", [name for name in LANGUAGES if has_catalogue(name)])
def test_numbers_follow_the_language(language):
    with use_language(language):
        words = " ".join(texts(chart_named("sizes").draw(customers(), LIGHT)))
    assert ("2.005" if language != "en" else "2,005") in words


def test_titles_can_be_left_to_the_report():
    chart = chart_named("sizes")
    bare = chart.draw(customers(), Look(titled=False))
    assert str(chart.finding(customers())) not in " ".join(texts(bare))
    assert bare.get_figheight() < chart.draw(customers(), LIGHT).get_figheight()


def test_twelve_segments_and_many_columns():
    for chart in charts_for(survey()):
        to_png(chart.draw(survey(), LIGHT), dpi=60)
    assert chart_named("how_many").applies(survey()) is not None


def test_names_on_the_map_do_not_cover_each_other():
    figure = chart_named("customer_map").draw(survey(), LIGHT)
    figure.draw_without_rendering()
    boxes = [text.get_bbox_patch().get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) == 12
    for i, first in enumerate(boxes):
        for second in boxes[i + 1 :]:
            assert not first.padded(-1).overlaps(second.padded(-1))


def awkward_file(folder, rows=60):
    """Columns that break drawings: markup, mathematics, 3,000 letters, other scripts."""
    rng = np.random.default_rng(0)
    names = ["$x^2$ <b>&amp;", "y" * 3000, "単価と数量の合計", "a_{b}\\frac"]
    lines = [";".join(names)]
    lines += [";".join(f"{value:.3f}" for value in rng.normal(5, 1, 4)) for _ in range(rows)]
    path = folder / "awkward.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@each_chart
def test_awkward_names_are_drawn_without_a_warning(name, tmp_path):
    result = segmented(awkward_file(tmp_path), k="2..4")
    chart = chart_named(name)
    if chart.only_where_it_applies:
        assert chart.applies(result) is not None, "there are only numbers"
        return
    figure = chart.draw(result, LIGHT)
    to_svg(figure)
    assert all(len(words) < 400 for words in texts(figure))


def test_one_variable(tmp_path):
    rng = np.random.default_rng(1)
    path = tmp_path / "one.csv"
    path.write_text("spend\n" + "\n".join(f"{v:.2f}" for v in rng.gamma(2, 40, 300)), encoding="utf-8")
    result = segmented(path, k="3")
    drawn = charts_for(result)
    assert {"heatmap", "sizes", "customer_map", "differences"} <= {chart.name for chart in drawn}
    for chart in drawn:
        to_png(chart.draw(result, LIGHT), dpi=60)


def test_customers_who_are_all_alike(tmp_path):
    path = tmp_path / "alike.csv"
    path.write_text("spend\n" + "5.00\n" * 50, encoding="utf-8")
    result = segmented(path)
    assert result.k == 1
    reasons = {chart.name: chart.applies(result) for chart in all_charts()}
    assert str(reasons["heatmap"]) == "These customers look alike on the chosen columns"
    assert reasons["sizes"] is None
    for chart in charts_for(result):
        to_png(chart.draw(result, LIGHT), dpi=60)


def test_the_unassigned_are_hollow_and_counted():
    result = customers()
    labels = result.fit.labels.copy()
    labels[:25] = 0
    first = replace(result.segment(1), number=0, name=result.segment(1).name, size=25, traits=(), typical=())
    holed = changed(result, labels=labels, segments=(first, *result.description.segments))
    figure = chart_named("customer_map").draw(holed, LIGHT)
    assert figure.axes[0].collections[0].get_facecolor().size == 0
    assert "Hollow grey: unassigned." in " ".join(" ".join(texts(figure)).split("\n"))
    for chart in charts_for(holed):
        to_png(chart.draw(holed, LIGHT), dpi=60)


def test_one_segment_beside_unassigned_is_not_called_all():
    result = customers()
    labels = np.where(result.fit.labels == 1, 1, 0).astype(np.int32)
    rest = int((labels == 0).sum())
    left = replace(result.segment(1), number=0, size=rest)
    holed = changed(result, labels=labels, segments=(left, result.segment(1)))
    words = str(chart_named("sizes").finding(holed))
    assert words == f"One segment holds {result.segment(1).size:,} of {len(labels):,} customers"


def test_a_large_map_is_thinned_in_proportion_and_says_so():
    result = customers()
    times = 12
    big = changed(
        result,
        rows=np.arange(len(result.fit.rows) * times),
        labels=np.tile(result.fit.labels, times),
        customer_map=replace(
            result.description.customer_map,
            points=np.tile(result.description.customer_map.points, (times, 1)),
        ),
    )
    figure = chart_named("customer_map").draw(big, LIGHT)
    drawn = [len(cloud.get_offsets()) for cloud in figure.axes[0].collections]
    assert sum(drawn) == pytest.approx(20_000, abs=5)
    assert drawn[0] / sum(drawn) == pytest.approx(result.description.segments[0].share, abs=0.001)
    assert "drawn" in " ".join(texts(figure))


def test_global_settings_are_left_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    for chart in charts_for(customers()):
        to_svg(chart.draw(customers(), DARK))
    assert dict(matplotlib.rcParams) == before
