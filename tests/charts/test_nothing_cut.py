"""No text of a chart reaches beyond its figure: at the smallest size of the window's, in every language."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from segdesk.charts.chart_registry import charts_for
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import LANGUAGES, use_language
from tests.sample_results import customers, orders

# What a glyph's own edge may take of the last pixel.
SLACK = 1.0


def cut_texts(figure: Figure) -> list[str]:
    """Return the texts that are drawn in part only."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    page, renderer = figure.bbox, canvas.get_renderer()
    found = []
    for text in figure.findobj(Text):
        if not text.get_visible() or not text.get_text().strip():
            continue
        box = text.get_window_extent(renderer)
        if (
            box.x0 < page.x0 - SLACK
            or box.x1 > page.x1 + SLACK
            or box.y0 < page.y0 - SLACK
            or box.y1 > page.y1 + SLACK
        ):
            found.append(text.get_text())
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("result", [customers, orders])
def test_no_text_is_cut(result, language):
    segmentation: Segmentation = result()
    cut = {}
    with use_language(language):
        for chart in charts_for(segmentation):
            figure = chart.draw(segmentation, Look(width=5.0, height=2.4))
            found = cut_texts(figure) + [
                text.get_text() for text in figure.texts if text.get_text().endswith("…")
            ]
            if found:
                cut[chart.name] = found
    assert cut == {}


def test_a_cut_title_is_found():
    figure = Figure(figsize=(2, 1))
    figure.text(0.5, 0.5, "a title that is far too long for this")
    assert cut_texts(figure)
