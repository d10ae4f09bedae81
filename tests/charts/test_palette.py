"""The palette keeps its promises: contrast on the pane, and distance for every kind of colour vision."""

import subprocess
import sys
from itertools import combinations

import pytest

from segdesk.charts.palette import (
    DARK_TOKENS,
    LIGHT_TOKENS,
    PALETTE,
    luminance,
    marker,
    shade,
    text_on,
)
from segdesk.charts.style import DARK, LIGHT, segment_marker
from segdesk.engine.result.segment import Segment
from segdesk.messages import say
from tests.charts.colour_distance import DEFICIENCIES, delta_e, lab, seen

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        # From the test data of Sharma, Wu & Dalal (2005).
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_itself_is_right(first, second, distance):
    assert delta_e(first, second) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("look", THEMES)
def test_every_segment_colour_stands_out_on_the_pane(look):
    for number in range(1, 13):
        assert contrast(shade(number, look.dark), look.tokens.pane) >= 3


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize(("count", "least"), [(5, 10), (8, 8), (12, 7)])
def test_segment_colours_are_told_apart(look, deficiency, count, least):
    shades = [lab(seen(shade(number, look.dark), deficiency)) for number in range(1, count + 1)]
    assert min(delta_e(a, b) for a, b in combinations(shades, 2)) >= least


@pytest.mark.parametrize("tokens", [LIGHT_TOKENS, DARK_TOKENS], ids=["light", "dark"])
def test_text_is_readable_and_graphics_are_visible(tokens):
    for background in (tokens.pane, tokens.window):
        assert contrast(tokens.text, background) >= 4.5
        assert contrast(tokens.muted, background) >= 4.5
        for colour in (tokens.accent, tokens.error, tokens.warning, tokens.good):
            assert contrast(colour, background) >= 4.5
    for colour in (tokens.text, tokens.muted):
        assert contrast(colour, tokens.selected) >= 4.5
    assert contrast(tokens.context, tokens.pane) >= 3


@pytest.mark.parametrize("look", THEMES)
def test_text_on_any_shade_of_the_heatmap_is_readable(look):
    scale = look.diverging()
    for step in range(101):
        colour = scale(step / 100)[:3]
        assert contrast(text_on(colour), colour) >= 4.5


def test_the_sequential_scale_runs_from_the_pane_to_one_blue():
    for look in (LIGHT, DARK):
        steps = [luminance(look.sequential()(step / 10)[:3]) for step in range(11)]
        assert steps == sorted(steps, reverse=not look.dark)
        assert contrast(look.tokens.deep, look.tokens.pane) >= 3


def test_high_is_not_green_and_low_is_not_red():
    for look in (LIGHT, DARK):
        scale = look.diverging()
        red, green, blue, _ = scale(1.0)
        assert blue > green > red
        red, green, blue, _ = scale(0.0)
        assert red > green > blue
        assert green > red / 3, "orange, not red"


def test_colour_and_marker_together_are_never_used_twice():
    pairs = {(shade(number), marker(number)) for number in range(1, 145)}
    assert len(pairs) == 144
    assert len({entry.marker for entry in PALETTE}) == 12


def test_the_colour_belongs_to_the_segment_and_not_to_its_number():
    segment = Segment(2, say("Second"), 10, 0.5, None, say("Some"))
    assert LIGHT.segment_colour(segment) == PALETTE[1].light
    kept = Segment(2, say("Second"), 10, 0.5, None, say("Some"), colour=7)
    assert (DARK.segment_colour(kept), segment_marker(kept)) == (PALETTE[6].dark, PALETTE[6].marker)
    unassigned = Segment(0, say("Unassigned"), 10, 0.5, None, say("Some"), colour=7)
    assert LIGHT.segment_colour(unassigned) == LIGHT_TOKENS.context


def test_the_palette_is_there_before_anything_large_is_loaded():
    program = (
        "import sys, segdesk.charts.palette; "
        "print(*{'matplotlib', 'numpy', 'pandas', 'scipy'}.intersection(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
