"""Figures as pixels and as PDF."""

import time

import numpy as np
import pytest

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.export import to_image, to_pdf
from segdesk.charts.style import LIGHT
from tests.sample_results import customers


@pytest.mark.parametrize("dpi", [60, 144])
def test_an_image_has_the_size_of_the_figure_and_its_background(dpi):
    figure = chart_named("sizes").draw(customers(), LIGHT)
    image = to_image(figure, dpi)
    wide, high = figure.get_size_inches()
    assert image.shape == (int(high * dpi), int(wide * dpi), 4)
    assert image.dtype == np.uint8
    assert image.flags.c_contiguous
    assert image[0, 0].tolist() == [255, 255, 255, 255]
    assert len(np.unique(image.reshape(-1, 4), axis=0)) > 10


@pytest.mark.parametrize("name", ["customer_map", "heatmap"])
def test_the_same_chart_gives_the_same_pdf_at_any_time(name):
    chart = chart_named(name)
    first = to_pdf(chart.draw(customers(), LIGHT), "A finding – with a dash")
    time.sleep(1.1)
    assert to_pdf(chart.draw(customers(), LIGHT), "A finding – with a dash") == first
    assert first.startswith(b"%PDF")
    assert b"CreationDate" not in first
