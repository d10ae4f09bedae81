"""The palette and the colours of each theme, in plain values.

The window takes its theme from here before it has loaded anything large: this file imports neither matplotlib
nor numpy. A test computes contrast, and distances under colour vision deficiencies, from these tables.
"""

from dataclasses import dataclass

Colour = str | tuple[float, float, float]


@dataclass(frozen=True)
class SegmentColour:
    """Colour of a segment in both themes, and its marker in matplotlib's code."""

    name: str
    light: str
    dark: str
    marker: str


PALETTE = (
    SegmentColour("Blue", "#4383F4", "#33A3FF", "o"),
    SegmentColour("Orange", "#C0501F", "#E08F2A", "s"),
    SegmentColour("Teal", "#33886F", "#08D9C3", "D"),
    SegmentColour("Magenta", "#C5639F", "#D25B90", "^"),
    SegmentColour("Navy / Indigo", "#052A88", "#7166CD", "v"),
    SegmentColour("Ochre / Yellow", "#B68E02", "#EADE42", "P"),
    SegmentColour("Violet", "#6B46C7", "#B47BC7", "X"),
    SegmentColour("Brown / Brick", "#833720", "#DD4A49", "*"),
    SegmentColour("Green", "#6BA269", "#89CE6E", "<"),
    SegmentColour("Sky", "#369DBD", "#9BD6FC", ">"),
    SegmentColour("Plum / Rose", "#693B57", "#FFA8C2", "p"),
    SegmentColour("Grey", "#909090", "#A5A5A5", "h"),
)


@dataclass(frozen=True)
class Tokens:
    """Colours of a theme that belong to no segment.

    `context` is the grey of bars that only give scale; `below` and `above` end the diverging scale, and the
    pane is its middle; `deep` ends the sequential one. `selected` lies behind the text of a selected row;
    `error`, `warning` and `good` are colours of text.
    """

    window: str
    pane: str
    text: str
    muted: str
    line: str
    accent: str
    selected: str
    error: str
    warning: str
    good: str
    context: str
    below: str
    above: str
    deep: str


LIGHT_TOKENS = Tokens(
    window="#F5F6F8",
    pane="#FFFFFF",
    text="#1C2430",
    muted="#5B6675",
    line="#D9DEE5",
    accent="#1F5FBF",
    selected="#DCE8FA",
    error="#B3261E",
    warning="#8A5300",
    good="#1B7340",
    context="#8A95A3",
    below="#B35806",
    above="#2166AC",
    deep="#1F5FBF",
)
DARK_TOKENS = Tokens(
    window="#1E2228",
    pane="#262B33",
    text="#E8EBEF",
    muted="#A7B0BC",
    line="#3A424D",
    accent="#6EA8FF",
    selected="#2A3D5A",
    error="#FF8A80",
    warning="#F2B24D",
    good="#7BD196",
    context="#6B7686",
    below="#FDB863",
    above="#8FC1EA",
    deep="#6EA8FF",
)


def shade(place: int, dark: bool = False) -> str:
    """Return the colour at a place of the palette (from 1; it comes round); 0 is the grey of the unassigned."""
    if place == 0:
        return (DARK_TOKENS if dark else LIGHT_TOKENS).context
    colour = PALETTE[(place - 1) % len(PALETTE)]
    return colour.dark if dark else colour.light


def marker(place: int) -> str:
    """Return matplotlib's code of the marker at a place of the palette.

    Beyond twelve the colours come round again; the markers are then shifted by one, so that a pair of colour
    and marker is never used twice (up to 144 places).
    """
    turn, start = divmod(max(place, 1) - 1, len(PALETTE))
    return PALETTE[(start + turn) % len(PALETTE)].marker


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour as WCAG 2 defines it, 0 to 1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_on(colour: Colour) -> str:
    """Return black or white, whichever reads better on `colour`."""
    light = luminance(colour)
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#FFFFFF"


def _rgb(colour: Colour) -> tuple[float, float, float]:
    """Return red, green and blue, 0 to 1, of `#RRGGBB` or of just these."""
    if not isinstance(colour, str):
        return colour
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255
