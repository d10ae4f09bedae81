"""Two numbers or dates against each other: a point a customer, in the colour of its segment."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.areas import places
from segdesk.charts.column_charts import column_chart
from segdesk.charts.customer_map import MOST_POINTS, point_style, stratified
from segdesk.charts.formatting import Short
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.group_rows import column_named, counted, heading_of, number_in_column, quantiles
from segdesk.charts.lettering import cut_to_width, lettering, wrap
from segdesk.charts.number_axis import is_whole, is_wide, is_year, set_limits, write_ticks
from segdesk.charts.style import Look, segment_marker
from segdesk.engine.data.arrays import UNASSIGNED, Floats, Mask
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.profiles.correlations import RankCorrelation, rank_correlation
from segdesk.engine.result.explored_columns import Columns, is_measure
from segdesk.engine.result.grouping import numbers_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Figure as Number
from segdesk.messages import Message, Value, say

# Weaker ones are not worth calling one.
_FAINT = 0.1
# Of values beyond it, the outermost of so few customers are left out of the picture.
_TAIL = 0.001
# Outside the figure: where a customer without values is.
_NOWHERE = -1.0


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Two columns' numbers, of the segmented customers in their order, and who has both."""

    columns: tuple[TypedColumn, TypedColumn]
    values: tuple[Floats, Floats]
    known: Mask

    def both(self) -> tuple[Floats, Floats]:
        """Return the numbers of customers who have both."""
        return self.values[0][self.known], self.values[1][self.known]

    @property
    def correlation(self) -> RankCorrelation | None:
        return rank_correlation(*self.both())


def fits(segmentation: Segmentation, columns: Columns) -> bool:
    """Whether these are two numbers or dates."""
    if columns.second is None:
        return False
    return all(is_measure(column_named(segmentation, name)) for name in (columns.first, columns.second))


def finding(segmentation: Segmentation, columns: Columns) -> Message:
    """Say how far the two rise together."""
    pairs = _pairs(segmentation, columns)
    first, second = pairs.columns
    about: dict[str, Value] = {"first": Short(first.title), "second": Short(second.title)}
    found = pairs.correlation
    if found is None:
        return say("“{second}” against “{first}”", **about)
    about |= {
        "value": Number(found.value, 2), "low": Number(found.low, 2), "high": Number(found.high, 2),
    }  # fmt: skip
    if abs(found.value) < _FAINT:
        return say(
            "“{first}” tells next to nothing of “{second}” (rank correlation {value}, 95% interval {low} to {high})",
            **about,
        )
    if found.value > 0:
        return say(
            "“{first}” and “{second}” rise together (rank correlation {value}, 95% interval {low} to {high})",
            **about,
        )
    return say(
        "“{second}” falls as “{first}” rises (rank correlation {value}, 95% interval {low} to {high})",
        **about,
    )


def data(segmentation: Segmentation, columns: Columns) -> pd.DataFrame:
    """Return row, segment and both values of every customer who has both."""
    pairs = _pairs(segmentation, columns)
    written: list[object] = [
        [number_in_column(column, value) for value in values[pairs.known].tolist()]
        if column.type is ColumnType.DATE
        else values[pairs.known]
        for column, values in zip(pairs.columns, pairs.values, strict=True)
    ]
    headings = (str(say("Row")), str(say("Segment")), columns.first, columns.second)
    segments = segmentation.segmented_labels[pairs.known]
    parts = (segmentation.fit.rows[pairs.known] + 1, segments, *written)
    return pd.DataFrame(dict(zip(headings, parts, strict=True)))


def places_of_customers(
    figure: Figure, segmentation: Segmentation, columns: Columns
) -> npt.NDArray[np.float32]:
    """Return where every segmented customer is, drawn or not; who lacks a value is outside the figure."""
    pairs = _pairs(segmentation, columns)
    found = np.full((len(pairs.known), 2), _NOWHERE, dtype=np.float32)
    axes = figure.axes[0]
    points = np.column_stack(pairs.both())
    # A logarithmic axis has no place for what is not above 0; such an axis is only taken where all are.
    found[pairs.known] = places(axes, points)
    return found


@column_chart(
    "column_scatter",
    say("Points"),
    say("Each point is a customer in the colour of its segment."),
    order=10,
    fits=fits,
    finding=finding,
    data=data,
    points=places_of_customers,
)
def draw(segmentation: Segmentation, columns: Columns, look: Look) -> Figure:
    """Draw one cloud per segment, named above the picture."""
    pairs = _pairs(segmentation, columns)
    labels = segmentation.segmented_labels
    known = np.flatnonzero(pairs.known)
    shown = known[stratified(labels[known], MOST_POINTS)]
    figure = new_figure(
        look,
        min(4.6, 0.6 * look.width),
        finding(segmentation, columns),
        say("Each point is a customer in the colour of its segment"),
        note=_note(segmentation, pairs, len(shown)),
        limits=(2.6, np.inf),
    )
    axes = figure.add_subplot()
    plain(axes, look, "left", "bottom")
    _set_axes(axes, pairs, look)
    size, alpha = point_style(len(shown))
    for segment in segmentation.description.segments:
        own = shown[labels[shown] == segment.number]
        colour = look.segment_colour(segment)
        hollow = segment.number == UNASSIGNED
        axes.scatter(
            pairs.values[0][own], pairs.values[1][own], s=size, alpha=alpha, rasterized=True,
            marker=segment_marker(segment), facecolors="none" if hollow else colour,
            edgecolors=colour if hollow else "none", linewidths=1 if hollow else 0,
        )  # fmt: skip
    _name(axes, segmentation, look)
    return figure


def _set_axes(axes: Axes, pairs: _Pairs, look: Look) -> None:
    for column, values, up in zip(pairs.columns, pairs.both(), (False, True), strict=True):
        low, high = quantiles(values, _TAIL, 1 - _TAIL)
        wide = float(values.min()) > 0 and is_wide(*quantiles(values, 0.05, 0.95))
        set_limits(axes, low, high if high > low else low + 1, wide=wide, whole=is_whole(values), up=up)
        is_date = column.type is ColumnType.DATE
        write_ticks(axes, look, years=is_year(column, values), days=is_date, up=up)
        words = heading_of(column)
        style = lettering(look.small, look.tokens.text)
        if up:
            # Upright beside the axis, where a turned one would have to be read askew.
            axes.set_title(wrap(words, look.width * 40, look.small, 1), loc="left", pad=22, **style)
        else:
            axes.set_xlabel(wrap(words, look.width * 60, look.small, 1), **style)


def _name(axes: Axes, segmentation: Segmentation, look: Look) -> None:
    """Write the segments above the picture, each behind its marker."""
    segments = segmentation.named
    each = 1 / len(segments)
    points = (look.width - 1.0) * 72 * each - 16
    for place, segment in enumerate(segments):
        left = place * each
        axes.plot(
            [left + 0.008], [1.035], marker=segment_marker(segment), markersize=6, transform=axes.transAxes,
            color=look.segment_colour(segment), linestyle="none", clip_on=False,
        )  # fmt: skip
        name = str(segment.name) if points > 60 else str(segment.number)
        words = cut_to_width(name, points, look.small * 0.95)
        style = lettering(look.small * 0.95, look.tokens.text)
        axes.text(left + 0.02, 1.035, words, transform=axes.transAxes, ha="left", va="center", **style)


def _pairs(segmentation: Segmentation, columns: Columns) -> _Pairs:
    assert columns.second is not None
    names = (columns.first, columns.second)
    first, second = (numbers_of(segmentation, name) for name in names)
    found = (column_named(segmentation, names[0]), column_named(segmentation, names[1]))
    return _Pairs(found, (first, second), ~np.isnan(first) & ~np.isnan(second))


def _note(segmentation: Segmentation, pairs: _Pairs, shown: int) -> Message:
    known = int(pairs.known.sum())
    count = counted(known, len(segmentation.fit.rows))
    if shown == known:
        return count
    return say("{count}; {shown} of them drawn, every segment in its proportion.", count=count, shown=shown)
