"""Snake plot: the profile of each segment as a line across the variables."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from scipy.optimize import isotonic_regression

from segdesk.charts import heatmap
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import segment_label
from segdesk.charts.frame import MARGIN, MOST, new_figure, plain
from segdesk.charts.lettering import lettering, size_for_words, wrap
from segdesk.charts.strongest_profiles import strongest_profiles
from segdesk.charts.style import Look, segment_marker
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, number_in_words, say

MOST_COLUMNS = 10
LEAST_COLUMNS = 3

# More lines than these would hide each other.
MOST_SEGMENTS = 8

# Inches that a variable needs for its name, and points between the end of a line and its label.
_NARROWEST = 0.8
_GAP = 22.0


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return the effects, one row per segment and one column per variable, in the order of the file."""
    table = pd.DataFrame({str(say("Segment")): [str(segment.name) for segment in segmentation.named]})
    for profile in _shown(segmentation, MOST_COLUMNS):
        table[profile.label] = profile.effect
    return table


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where lines would show nothing."""
    if len(_shown(segmentation, MOST_COLUMNS)) < LEAST_COLUMNS:
        return say("Lines need three columns with numbers, dates or yes and no")
    if segmentation.k > MOST_SEGMENTS:
        return say("Lines of more than {most} segments would hide each other", most=MOST_SEGMENTS)
    return heatmap.applies(segmentation)


@chart(
    "snake",
    say("How do the profiles run?"),
    say(
        "Each line is a segment: 0 = like everyone, higher = above, lower = below, in standard deviations. "
        "Columns stand in the order of the file; the lines between them only lead the eye."
    ),
    order=15,
    tab=say("Lines"),
    tab_order=35,
    section=None,
    finding=heatmap.finding,
    alternative=heatmap.alternative,
    data=data,
    applies=applies,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw one line per segment with its name at the end."""
    beside = look.beside(130)
    room = (look.width - 2 * MARGIN) * 72 - beside - _GAP - 30
    fitting = int(room / (_NARROWEST * 72 * look.text_size / 10))
    profiles = _shown(segmentation, max(LEAST_COLUMNS, min(MOST_COLUMNS, fitting)))
    # Every name at the right has room for two lines.
    least = max(2.8, 1.0 + 0.36 * segmentation.k)
    height = max(3.6, least)
    figure = new_figure(
        look,
        height,
        heatmap.finding(segmentation),
        say("0 = like everyone, higher = above, lower = below, in standard deviations"),
        note=_note(segmentation, len(profiles)),
        limits=(least, MOST * height),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    axes.axhline(0, color=look.tokens.muted, linewidth=1)
    lines = np.nan_to_num(np.array([profile.effect for profile in profiles])).T
    for segment, line in zip(segmentation.named, lines, strict=True):
        axes.plot(
            line,
            color=look.segment_colour(segment),
            marker=segment_marker(segment),
            markersize=5,
            markeredgewidth=0,
            linewidth=1.8,
        )
    span = float(np.ptp(lines)) or 1.0
    axes.set_ylim(float(lines.min()) - 0.06 * span, float(lines.max()) + 0.06 * span)
    axes.set_xlim(-0.3, len(profiles) - 1 + 0.1)
    each = room / len(profiles) - 3
    size = size_for_words((profile.label for profile in profiles), each, look.small)
    labels = [wrap(profile.label, each, size, 3) for profile in profiles]
    axes.set_xticks(range(len(profiles)), labels=labels, **lettering(size, look.tokens.text))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number_in_words(float(value))))
    for label in axes.get_yticklabels():
        label.set(**lettering(look.small, look.tokens.muted))
    _name_lines(axes, segmentation, lines[:, -1], look, beside)
    return figure


def _name_lines(
    axes: Axes, segmentation: Segmentation, ends: npt.NDArray[np.float64], look: Look, beside: float
) -> None:
    """Write each name behind the end of its line, as near to it as the others allow."""
    names = [segment_label(segment, beside, look.small, lines=2, bold=True) for segment in segmentation.named]
    # Names take their room from the axes; how high these are is known after the layout only.
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    low, high = axes.get_ylim()
    per_point = (high - low) / (axes.bbox.height * 72 / figure.dpi)
    leading = look.small * 1.25 * per_point
    order = np.argsort(ends, kind="stable")
    heights = np.array([names[i].count("\n") + 1.3 for i in order]) * leading
    offsets = np.concatenate([[0.0], np.cumsum((heights[:-1] + heights[1:]) / 2)])
    # Least movement that keeps their order, the distances between them and the frame.
    lowest, highest = low + heights[0] / 2, high - heights[-1] / 2 - offsets[-1]
    places = np.clip(isotonic_regression(ends[order] - offsets).x, lowest, max(lowest, highest)) + offsets
    for i, place in zip(order, places, strict=True):
        segment = segmentation.named[i]
        axes.annotate(
            names[i],
            (axes.get_xlim()[1] - 0.1, ends[i]),
            xytext=(_GAP, (place - ends[i]) / per_point),
            textcoords="offset points",
            va="center",
            arrowprops={
                "arrowstyle": "-",
                "color": look.segment_colour(segment),
                "linewidth": 1,
                "relpos": (0.0, 0.5),
                "shrinkA": 2,
                "shrinkB": 0,
            },
            **lettering(look.small, look.tokens.text, bold=True),
        )


def _shown(segmentation: Segmentation, most: int) -> list[VariableProfile]:
    """Return the strongest profiles that a line can join, in the order of the file."""
    ranked = [
        p
        for p in strongest_profiles(segmentation, len(segmentation.description.profiles))
        if p.type is not ColumnType.CATEGORY
    ]
    kept = {id(profile) for profile in ranked[:most]}
    return [profile for profile in segmentation.description.profiles if id(profile) in kept]


def _note(segmentation: Segmentation, shown: int) -> Message:
    everything = len(_shown(segmentation, len(segmentation.description.profiles)))
    n = len(segmentation.fit.rows)
    if everything > shown:
        return say(
            "{n} customers; the {shown} columns of {everything} in which segments differ most",
            n=n,
            shown=shown,
            everything=everything,
        )
    return say("{n} customers", n=n)
