"""The frame that all charts share: the finding above, its definition below it, the note at the foot."""

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.renderers import PixelCanvas
from segdesk.charts.style import Look
from segdesk.messages import Message

# Inches around the chart, and leading of wrapped text.
MARGIN = 0.14
LEADING = 1.3
# No sentence needs more, even in the narrowest pane: the figure grows by what its texts take.
_MOST_LINES = 16
_LONGEST = 2_000

# A chart of rows may shrink and grow by so much, to fit the room that there is.
LEAST, MOST = 0.8, 1.5


class _Frame(ConstrainedLayoutEngine):
    """Constrained layout that keeps room for title, subtitle and note at any size of the figure."""

    def __init__(self, parts: dict[str, tuple[str, Text, int]], to_come: str = "") -> None:
        super().__init__(w_pad=0.03, h_pad=0.03)
        self._parts = parts
        # Another title for which there is to be room already.
        self._to_come = to_come

    def execute(self, fig: Figure) -> None:
        wide, high = fig.get_size_inches()
        top, bottom = self.heights(wide)
        y = 1 - MARGIN / high
        for place in ("title", "subtitle"):
            if place in self._parts:
                text = self._parts[place][1]
                text.set_position((MARGIN / wide, y))
                y -= _height(text) / high
        if "note" in self._parts:
            self._parts["note"][1].set_position((MARGIN / wide, MARGIN / high))
        # Too flat a canvas (a pane being dragged shut) must not turn the chart upside down.
        body = max(high - top - bottom, 0.2 * high)
        self.set(rect=(MARGIN / wide, bottom / high, 1 - 2 * MARGIN / wide, body / high))
        _place_empty_labels(fig)
        super().execute(fig)
        # The solver's last digits differ from run to run; with places rounded to a ten-thousandth of the
        # figure the same chart is the same file.
        for axes in fig.axes:
            left, low, wide, high = axes.get_position(original=True).bounds
            axes.set_position((round(left, 4), round(low, 4), round(wide, 4), round(high, 4)))
            axes.set_in_layout(True)

    def heights(self, wide: float) -> tuple[float, float]:
        """Wrap the texts to this width; return the inches taken above and below the chart."""
        for place, (words, text, lines) in self._parts.items():
            wrapped = _wrapped(words, text, wide, lines)
            if place == "title" and self._to_come:
                more = _wrapped(self._to_come, text, wide, lines).count("\n") - wrapped.count("\n")
                wrapped += "\n" * max(0, more)
            text.set_text(wrapped)
        above = [_height(self._parts[place][1]) for place in ("title", "subtitle") if place in self._parts]
        below = _height(self._parts["note"][1]) + 0.06 if "note" in self._parts else 0.0
        return MARGIN + sum(above) + (0.06 if above else 0), MARGIN + below


def _wrapped(words: str, text: Text, wide: float, lines: int) -> str:
    """Return words in lines as long as a figure is wide."""
    # Drawn letters are a little wider than measured ones.
    room = 0.97 * (wide - 2 * MARGIN) * 72
    return wrap(words, room, float(text.get_fontsize()), lines, text.get_fontweight() == "bold", _LONGEST)


def _place_empty_labels(figure: Figure) -> None:
    """Give axes without words a place for them: to find one, all their numbers would be measured at every drawing."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if not axis.get_label_text():
                axis.set_label_coords(0, 0)


def _height(text: Text) -> float:
    lines = text.get_text().count("\n") + 1
    return lines * float(text.get_fontsize()) * LEADING / 72 + 0.03


def new_figure(
    look: Look,
    height: float,
    title: Message,
    subtitle: Message,
    note: Message | str | None = None,
    *,
    width: float | None = None,
    limits: tuple[float, float] | None = None,
    to_come: Message | None = None,
) -> Figure:
    """Return an empty figure with its texts around it.

    Parameters
    ----------
    look : Look
    height : float
        Natural height of the chart proper, in inches; the texts come on top of that.
    title, subtitle : Message
        The finding and the definition; left out if the look is not titled.
    note : Message or str, optional
        What else must be known, such as the number of customers shown.
    width : float, optional
        Inches, if not those of the look.
    limits : tuple of two floats, optional
        Least and greatest height of the chart proper, where the look says how much room there is; by default
        `LEAST` and `MOST` times its natural height.
    to_come : Message, optional
        A finding that will take the place of this one: it has the room that it needs.
    """
    wide = look.width if width is None else width
    figure = Figure(figsize=(wide, height), dpi=100, facecolor=look.tokens.pane, edgecolor=look.tokens.pane)
    PixelCanvas(figure)
    parts = {}
    if look.titled:
        parts["title"] = (
            str(title),
            _text(figure, look.text_size * 1.3, look.tokens.text, bold=True),
            _MOST_LINES,
        )
        parts["subtitle"] = (str(subtitle), _text(figure, look.text_size, look.tokens.muted), _MOST_LINES)
    if note is not None:
        foot = _text(figure, look.small, look.tokens.muted)
        foot.set_verticalalignment("bottom")
        parts["note"] = (str(note), foot, _MOST_LINES)
    frame = _Frame(parts, "" if to_come is None else str(to_come))
    above, below = frame.heights(wide)
    if look.height is not None:
        least, most = limits or (LEAST * height, MOST * height)
        height = min(max(look.height - above - below, least), most)
    figure.set_size_inches(wide, height + above + below)
    figure.set_layout_engine(frame)
    return figure


def title_height(figure: Figure) -> float:
    """Return the inches that title and definition take at the top of a figure.

    Parameters
    ----------
    figure : Figure
        Made by `new_figure`.
    """
    frame = figure.get_layout_engine()
    assert isinstance(frame, _Frame)
    return frame.heights(float(figure.get_size_inches()[0]))[0]


def _text(figure: Figure, size: float, colour: str, bold: bool = False) -> Text:
    text = figure.text(0, 1, "", ha="left", va="top", linespacing=1.25, **lettering(size, colour, bold))
    text.set_in_layout(False)
    return text


def draw_part(
    axes: Axes, place: tuple[float, float], size: tuple[float, float], colour: object, **settings: Any
) -> Rectangle:
    """Draw a rectangle inside axes whose limits are set: quicker than bars, which the layout measures one by one.

    Parameters
    ----------
    axes : Axes
    place, size : tuple of two floats
        Its lower left corner, width and height, in data coordinates.
    colour : colour
    **settings
        Of the rectangle.
    """
    part = Rectangle(place, *size, facecolor=colour, **settings)
    part.set_in_layout(False)
    axes.add_artist(part)
    return part


def write_inside(axes: Axes, x: float, y: float, words: str, style: Mapping[str, Any]) -> Text:
    """Write words in the middle of a part that they fit into; the layout need not measure them."""
    text = axes.text(x, y, words, ha="center", va="center", **style)
    text.set_in_layout(False)
    return text


def plain(axes: Axes, look: Look, *lines: str) -> None:
    """Take away everything from axes but the named lines (`left`, `bottom`) and quiet ticks."""
    axes.set_facecolor(look.tokens.pane)
    for place, spine in axes.spines.items():
        spine.set_visible(place in lines)
        spine.set_color(look.tokens.line)
        spine.set_linewidth(1)
    axes.grid(False)
    axes.tick_params(which="both", length=0, colors=look.tokens.muted, pad=4)
    axes.margins(0)
