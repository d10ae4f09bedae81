"""How charts look: theme, size of text, room, and the colour and marker of each segment."""

from dataclasses import dataclass

from matplotlib.colors import LinearSegmentedColormap

from segdesk.charts.palette import DARK_TOKENS, LIGHT_TOKENS, Tokens, marker, shade
from segdesk.engine.result.segment import Segment

# Inches: the width that reports and exports have.
WIDTH = 8.6


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
    width : float
        Inches that the figure is wide. Every chart is legible from 5 inches up.
    height : float or None
        Inches that there are for the whole figure, None for the chart's natural height. A chart shrinks and
        grows between limits of its own, so the figure may come out higher or lower than this.
    """

    dark: bool = False
    text_size: float = 10.0
    titled: bool = True
    width: float = WIDTH
    height: float | None = None

    @property
    def tokens(self) -> Tokens:
        """Colours of the theme."""
        return DARK_TOKENS if self.dark else LIGHT_TOKENS

    @property
    def small(self) -> float:
        """Size of secondary text in points."""
        return self.text_size * 0.9

    def beside(self, points: float) -> float:
        """Return the points that names beside a chart may take: `points`, less where the figure is narrow."""
        return points * min(1.0, self.width / WIDTH)

    def segment_colour(self, segment: Segment) -> str:
        """Return the colour of a segment; the unassigned (0) are grey."""
        return shade(segment.palette_place, self.dark)

    def diverging(self) -> LinearSegmentedColormap:
        """Return the scale from below through the pane to above; never red and green."""
        tokens = self.tokens
        return LinearSegmentedColormap.from_list("diverging", [tokens.below, tokens.pane, tokens.above])

    def sequential(self) -> LinearSegmentedColormap:
        """Return the scale from the pane to one blue."""
        return LinearSegmentedColormap.from_list("sequential", [self.tokens.pane, self.tokens.deep])


LIGHT = Look()
DARK = Look(dark=True)


def segment_marker(segment: Segment) -> str:
    """Return matplotlib's code of a segment's marker."""
    return marker(segment.palette_place)
