"""The tree: drawn of hierarchical results only, with a true sentence on its cut."""

import numpy as np
import pytest

from segdesk.charts.chart_registry import chart_named, report_charts_for
from segdesk.charts.export import to_png
from segdesk.charts.style import DARK, LIGHT, Look
from segdesk.engine.result.merge_tree import merge_tree
from tests.sample_results import customers, segmented


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """Three crowds, two of them near each other: the longest branches are at two."""
    random = np.random.default_rng(1)
    lines = ["kunde;umsatz;besuche"]
    for n in range(150):
        umsatz, besuche = ((100, 4), (180, 5), (900, 40))[n % 3]
        lines.append(f"A{n:04d};{umsatz + random.normal(0, 8):.2f};{besuche + random.normal(0, 0.4):.2f}")
    path = tmp_path_factory.mktemp("baum") / "kunden.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return {
        k: segmented(path, k=str(k), method="hierarchical", draws=0, use=("umsatz", "besuche"))
        for k in (2, 3)
    }


@pytest.mark.parametrize("look", [LIGHT, DARK, Look(width=5, height=3)], ids=["light", "dark", "small"])
def test_it_draws_with_one_area_per_leaf(pairs, look):
    chart, result = chart_named("tree"), pairs[3]
    figure = chart.draw(result, look)
    assert to_png(figure, dpi=50).startswith(b"\x89PNG")
    found = chart.areas(figure, result)
    assert len(found) == merge_tree(result).n_leaves
    assert {area.segment for area in found} == {1, 2, 3}


def test_the_sentence_tells_where_the_branches_are_longest(pairs):
    chart = chart_named("tree")
    assert str(chart.finding(pairs[2])) == "The tree is cut into 2 where its branches are longest"
    assert str(chart.finding(pairs[3])) == "The branches of the tree are longest at 2; it is cut into 3"
    # The gap that it speaks of is the widest of its table.
    heights = chart.data(pairs[3])["Height"].to_numpy()
    assert int(np.argmax(heights[:-1] - heights[1:])) + 2 == 2


def test_other_methods_have_none():
    assert chart_named("tree").applies(customers()) is not None
    assert chart_named("tree") not in report_charts_for(customers())


def test_the_report_has_it_where_the_number_is_told(pairs):
    assert chart_named("tree") in report_charts_for(pairs[2])
