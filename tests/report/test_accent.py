"""The accent colour: every colour that is taken can be read, and one that can be read is not touched."""

import itertools

import pytest

from segdesk.charts.palette import DARK_TOKENS, LIGHT_TOKENS
from segdesk.errors import UsageError
from segdesk.report.accent import LEAST_CONTRAST, accent_of, contrast, darkened, readable

COLOURS = [f"#{r}{g}{b}" for r, g, b in itertools.product(("00", "55", "AA", "FF"), repeat=3)]


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#0a5", "#00AA55"), ("0A5", "#00AA55"), (" #1f5fbf ", "#1F5FBF"), ("", ""), ("  ", "")],
)
def test_a_colour_is_written_in_three_or_six_digits(text, colour):
    assert accent_of(text) == colour


@pytest.mark.parametrize("text", ["green", "#12", "#12345", "#1234567", "#GGHHII", "url(x)", "#0a5;}"])
def test_what_is_no_colour_is_refused_with_an_example(text):
    with pytest.raises(UsageError, match="#00AA55"):
        accent_of(text)


def test_the_contrast_is_that_of_wcag():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize(
    "ground", [LIGHT_TOKENS.window, LIGHT_TOKENS.pane, DARK_TOKENS.window, DARK_TOKENS.pane]
)
def test_every_colour_becomes_one_that_can_be_read(ground):
    for colour in COLOURS:
        taken = readable(colour, ground)
        assert contrast(taken, ground) >= LEAST_CONTRAST
        assert taken == colour or contrast(colour, ground) < LEAST_CONTRAST


def test_it_is_changed_no_further_than_it_must():
    for colour in COLOURS:
        if readable(colour) != colour:
            assert contrast(readable(colour), LIGHT_TOKENS.window) < LEAST_CONTRAST + 0.3


def test_what_is_changed_is_said_with_both_colours():
    said = str(darkened("#FFCC00"))
    assert "#FFCC00" in said
    assert readable("#FFCC00") in said
    assert darkened("#1F5FBF") is None
    assert darkened("") is None
