"""The bars of one segment, on paper and on a phone: no text is cut or runs into another."""

from dataclasses import replace
from itertools import pairwise

import pytest

from segdesk.charts import segment_profile
from segdesk.charts.style import LIGHT, Look
from segdesk.report.segment_pages import strongest_differences
from tests.sample_results import customers


@pytest.mark.parametrize(
    "look", [LIGHT, Look(titled=False, width=5.0, text_size=11.0)], ids=["page", "phone"]
)
def test_values_are_whole_and_names_stand_apart(look):
    result = customers()
    segment = result.named[0]
    long = "A heading that takes more than a single line"
    profiles = [
        replace(profile, given_label=f"{long} {i}")
        for i, profile in enumerate(strongest_differences(result, segment))
    ]
    figure = segment_profile.draw(result, segment, profiles, look)
    figure.canvas.draw()
    axes = figure.axes[0]
    renderer = figure.canvas.get_renderer()
    names = axes.get_yticklabels()
    boxes = [name.get_window_extent(renderer) for name in names]
    assert not [(a, b) for a, b in pairwise(boxes) if a.y0 < b.y1]
    told = [text.get_text() for text in (*axes.texts, *names) if "everyone" in text.get_text()]
    assert len(told) == len(profiles)
    assert not [text for text in told if not text.rstrip().endswith(")")]


@pytest.mark.parametrize("effect", [0.8, -2.9, 3.1, -5.0])
def test_a_bar_that_is_cut_shows_it(effect: float):
    result = customers()
    segment = result.named[0]
    profile = strongest_differences(result, segment)[0]
    at = segment.number - 1
    effects = profile.effect.copy()
    effects[at] = effect
    figure = segment_profile.draw(result, segment, [replace(profile, effect=effects)], LIGHT)
    (bar,) = (patch for patch in figure.axes[0].patches if patch.get_width())
    told = " ".join(text.get_text() for text in figure.texts)
    is_cut = abs(effect) > 3
    assert abs(bar.get_width()) == pytest.approx(min(abs(effect), 3.0))
    assert ("a gap in it" in told) is is_cut
    gaps = [line for line in figure.axes[0].lines if line.get_linewidth() == 3]
    assert len(gaps) == is_cut
