"""How charts look: the palette, the colours of each theme, and the marks of a segment.

The window, the charts and the report take their colours from here. A test computes contrast, and distances
under colour vision deficiencies, from these tables.
"""

from dataclasses import dataclass

from matplotlib.colors import LinearSegmentedColormap, to_rgb

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
    pane is its middle; `deep` ends the sequential one.
    """

    window: str
    pane: str
    text: str
    muted: str
    line: str
    accent: str
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
    context="#6B7686",
    below="#FDB863",
    above="#8FC1EA",
    deep="#6EA8FF",
)


@dataclass(frozen=True)
class Look:
    """How a chart is to be drawn.

    Attributes
    ----------
    dark : bool
        The dark theme.
    text_size : float
        Size of ordinary text in points; everything else follows.
    titled : bool
        Draw the finding and the definition above the chart. The report turns it off: it prints both as text.
    """

    dark: bool = False
    text_size: float = 10.0
    titled: bool = True

    @property
    def tokens(self) -> Tokens:
        """Colours of the theme."""
        return DARK_TOKENS if self.dark else LIGHT_TOKENS

    @property
    def small(self) -> float:
        """Size of secondary text in points."""
        return self.text_size * 0.9

    def segment_colour(self, number: int) -> str:
        """Return the colour of a segment; the unassigned (0) are grey."""
        if number == 0:
            return self.tokens.context
        colour = PALETTE[(number - 1) % len(PALETTE)]
        return colour.dark if self.dark else colour.light

    def diverging(self) -> LinearSegmentedColormap:
        """Return the scale from below through the pane to above; never red and green."""
        tokens = self.tokens
        return LinearSegmentedColormap.from_list("diverging", [tokens.below, tokens.pane, tokens.above])

    def sequential(self) -> LinearSegmentedColormap:
        """Return the scale from the pane to one blue."""
        return LinearSegmentedColormap.from_list("sequential", [self.tokens.pane, self.tokens.deep])


LIGHT = Look()
DARK = Look(dark=True)


def segment_marker(number: int) -> str:
    """Return matplotlib's code of a segment's marker.

    Beyond twelve the colours come round again; the markers are then shifted by one, so that a pair of colour
    and marker is never used twice (up to 144 segments).
    """
    turn, place = divmod(max(number, 1) - 1, len(PALETTE))
    return PALETTE[(place + turn) % len(PALETTE)].marker


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour as WCAG 2 defines it, 0 to 1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_on(colour: Colour) -> str:
    """Return black or white, whichever reads better on `colour`."""
    light = luminance(colour)
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#FFFFFF"
