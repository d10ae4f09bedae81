"""Flow of customers between the segments of two segmentations: who moved where."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from segdesk.charts.frame import LEAST, new_figure, plain
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.palette import shade
from segdesk.charts.style import Look
from segdesk.engine.comparison.compare import Comparison, Group
from segdesk.messages import Message, Percent, say, say_n

# More bands than those of so many segments a side cannot be told apart.
MOST_A_SIDE = 6
# Parts of the width: a block, and where blocks and names stand. Parts of the height: the gap between two blocks.
BLOCK, LEFT, RIGHT, GAP = 0.02, 0.27, 0.71, 0.03
STAYED, WENT = 0.55, 0.3


def too_many_segments(comparison: Comparison) -> bool:
    """Return whether there are too many segments to draw."""
    return max(len(comparison.old), len(comparison.new)) > MOST_A_SIDE


def flow_finding(comparison: Comparison) -> Message:
    """Return the share of customers who stayed, as a title."""
    return say(
        "{share} of customers stayed in a matching segment",
        share=Percent(comparison.stayed / comparison.shared),
    )


def draw_flow(comparison: Comparison, look: Look) -> Figure:
    """Draw a band for each pair of segments that share customers, as wide as they are many.

    Parameters
    ----------
    comparison : Comparison
        With shared customers, and no more than six segments on either side.
    look : Look
    """
    most = max(len(comparison.old), len(comparison.new))
    height = 0.62 * most + 1.4
    figure = new_figure(
        look,
        height,
        flow_finding(comparison),
        say("Old segments at the left, new ones at the right; strong bands stayed in a matching segment"),
        note=say_n("{n} customer in both", "{n} customers in both", n=comparison.shared),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(0, 1)
    axes.set_ylim(1, 0)
    scale = (1 - GAP * (most - 1)) / comparison.shared
    olds, news = comparison.customers.sum(axis=1).tolist(), comparison.customers.sum(axis=0).tolist()
    old_tops = _blocks(axes, comparison.old, olds, scale, height, look, left=True)
    new_tops = _blocks(axes, comparison.new, news, scale, height, look, left=False)
    for i, old in enumerate(comparison.old):
        for j, new in enumerate(comparison.new):
            high = float(comparison.customers[i, j]) * scale
            if not high:
                continue
            colour = shade(old.colour, look.dark)
            band = _band(old_tops[i], new_tops[j], high)
            alpha = STAYED if old.match == new.key else WENT
            axes.add_patch(PathPatch(band, facecolor=colour, edgecolor="none", alpha=alpha))
            old_tops[i] += high
            new_tops[j] += high
    return figure


def _blocks(
    axes: Axes,
    groups: Sequence[Group],
    sizes: Sequence[int],
    scale: float,
    height: float,
    look: Look,
    *,
    left: bool,
) -> list[float]:
    """Draw the blocks of one side with their names, and return where each begins."""
    x = LEFT if left else RIGHT
    room = (LEFT - 0.01) * look.width * 72
    total = sum(sizes)
    tops, top = [], 0.0
    for group, size in zip(groups, sizes, strict=True):
        high = size * scale
        axes.add_patch(Rectangle((x, top), BLOCK, high, facecolor=shade(group.colour, look.dark)))
        # A name on two lines needs a block as high, even where the figure is as low as it gets.
        lines = 2 if high * height * LEAST * 72 > 3 * look.small else 1
        axes.annotate(
            # The share first: a long name is cut at its end.
            wrap(f"{Percent(size / total)} {group.label}", room, look.small, lines),
            (x if left else x + BLOCK, top + high / 2),
            xytext=(-5 if left else 5, 0),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center",
            **lettering(look.small, look.tokens.text),
        )
        tops.append(top)
        top += high + GAP
    return tops


def _band(begin: float, end: float, high: float) -> Path:
    """Return the outline of a band of this height from a place at the left to one at the right."""
    left, right = LEFT + BLOCK, RIGHT
    middle = (left + right) / 2
    points = [
        (left, begin), (middle, begin), (middle, end), (right, end),
        (right, end + high), (middle, end + high), (middle, begin + high), (left, begin + high), (left, begin),
    ]  # fmt: skip
    curve, line = [Path.CURVE4] * 3, Path.LINETO
    return Path(points, [Path.MOVETO, *curve, line, *curve, Path.CLOSEPOLY])
