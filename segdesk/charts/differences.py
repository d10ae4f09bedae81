"""Differences: how each segment is spread in the strongest number variables (box plots)."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import of_each, with_figures
from segdesk.charts.areas import Area, row
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import Short, segment_label, unit_of, value_in_words
from segdesk.charts.frame import MARGIN, MOST, new_figure, plain
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.number_axis import is_whole, is_wide, set_limits, write_ticks
from segdesk.charts.strongest_profiles import strongest_profiles
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, say, say_n

MOST_VARIABLES = 6
BOX_HEIGHT = 0.56
_ABREAST = 3
_Box = dict[str, float]

# Inches that a panel takes at least.
_NARROWEST = 1.8


def finding(segmentation: Segmentation) -> Message:
    """Compare the two segments furthest apart in the strongest number: by medians, by means where these tie."""
    profile = _numbers(segmentation)[0]
    unit = unit_of(segmentation, profile.variable)
    variable = Short(profile.title)

    def words(values: Floats, at: int) -> str:
        return value_in_words(profile, float(values[at]), unit)

    if segmentation.k == 1:
        return say(
            "“{variable}”: half of all customers have {high} or more",
            variable=variable,
            high=words(profile.median, 0),
        )
    high, low = int(np.nanargmax(profile.median)), int(np.nanargmin(profile.median))
    if words(profile.median, high) != words(profile.median, low):
        return say(
            "“{variable}” differs most: half of “{first}” have {high} or more, half of “{second}” {low} or less",
            variable=variable,
            first=Short(segmentation.named[high].name),
            high=words(profile.median, high),
            second=Short(segmentation.named[low].name),
            low=words(profile.median, low),
        )
    high, low = int(np.nanargmax(profile.mean)), int(np.nanargmin(profile.mean))
    if words(profile.mean, high) != words(profile.mean, low):
        return say(
            "“{variable}” differs most: {high} on average in “{first}”, {low} in “{second}”",
            variable=variable,
            high=words(profile.mean, high),
            first=Short(segmentation.named[high].name),
            low=words(profile.mean, low),
            second=Short(segmentation.named[low].name),
        )
    return say("The segments hardly differ in numbers")


def alternative(segmentation: Segmentation) -> Message:
    """Tell the median of each segment in the column that differs most."""
    profile = _numbers(segmentation)[0]
    unit = unit_of(segmentation, profile.variable)
    figures = say(
        "Medians of “{variable}”: {medians}.",
        variable=Short(profile.title),
        medians=of_each(
            segmentation.named, [value_in_words(profile, float(median), unit) for median in profile.median]
        ),
    )
    return with_figures(finding(segmentation), figures)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return the five numbers of each box, one row per variable and segment."""
    rows = []
    for profile in _numbers(segmentation):
        for segment, box in zip(segmentation.named, _boxes(segmentation, profile), strict=True):
            rows.append(
                {
                    str(say("Variable")): profile.title,
                    str(say("Segment")): str(segment.name),
                    str(say("5% have less than")): box["whislo"],
                    str(say("Lower quartile")): box["q1"],
                    str(say("Median")): box["med"],
                    str(say("Upper quartile")): box["q3"],
                    str(say("5% have more than")): box["whishi"],
                }
            )
    return pd.DataFrame(rows)


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where no number formed the segments."""
    if not _numbers(segmentation):
        return say("This chart needs columns with numbers among those that form the segments")
    return None


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per box, which tells of the middle half of the segment's customers."""
    found = []
    for axes, profile in zip(figure.axes, _numbers(segmentation), strict=True):
        unit = unit_of(segmentation, profile.variable)
        for place, segment in enumerate(segmentation.named):
            quartiles = (profile.lower_quartile[place], profile.median[place], profile.upper_quartile[place])
            low, middle, high = (value_in_words(profile, float(value), unit) for value in quartiles)
            tip = say(
                "“{segment}”, “{variable}”: median {middle}, half of the customers between {low} and {high}",
                segment=segment.name,
                variable=profile.title,
                middle=middle,
                low=low,
                high=high,
            )
            found.append(row(axes, place, segment.number, tip))
    return tuple(found)


@chart(
    "differences",
    say("How spread is each?"),
    say(
        "The box holds the middle half of a segment's customers, its line the median; "
        "the thin line reaches from the lowest to the highest 5%."
    ),
    order=60,
    tab=say("Differences"),
    tab_order=40,
    areas=areas,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw one panel per variable, one box per segment."""
    profiles = _numbers(segmentation)
    boxes = [_boxes(segmentation, profile) for profile in profiles]
    beside = look.beside(120)
    room = look.width - 2 * MARGIN - beside / 72
    abreast = min(_ABREAST, len(profiles), max(1, int(room / _NARROWEST)))
    storeys = -(-len(profiles) // abreast)
    height = storeys * (0.75 + 0.34 * segmentation.k)
    figure = new_figure(
        look,
        height,
        finding(segmentation),
        say("Box = middle half of the customers, its line = median, thin line = from lowest to highest 5%"),
        note=_note(segmentation, boxes),
        # Rows any lower have no room for names of two lines.
        limits=(height, MOST * height),
    )
    # Storeys keep their distance, or a title would seem to belong to the axis above it.
    figure.get_layout_engine().set(hspace=0.07)  # type: ignore[union-attr, call-arg]
    names = [segment_label(segment, beside, look.small) for segment in segmentation.named]
    for place, profile in enumerate(profiles):
        axes = figure.add_subplot(storeys, abreast, place + 1)
        _panel(axes, profile, boxes[place], segmentation, look)
        unit = unit_of(segmentation, profile.variable)
        title = profile.title if unit is None else f"{profile.title} ({unit})"
        axes.set_title(
            wrap(title, min(138.0, room * 72 / abreast - 18), look.small, 3, True),
            loc="left",
            pad=6,
            **lettering(look.small, look.tokens.text, bold=True),
        )
        style = lettering(look.small, look.tokens.text)
        axes.set_yticks(
            range(segmentation.k), labels=names if place % abreast == 0 else [""] * len(names), **style
        )
    return figure


def _numbers(segmentation: Segmentation) -> list[VariableProfile]:
    ranked = strongest_profiles(segmentation, len(segmentation.description.profiles))
    return [p for p in ranked if p.type is ColumnType.NUMBER and not np.isnan(p.median).all()][
        :MOST_VARIABLES
    ]


def _boxes(segmentation: Segmentation, profile: VariableProfile) -> list[_Box]:
    """Return median, quartiles and whiskers per segment; only the whiskers' ends are not in the profile."""
    values = _raw(segmentation, profile.variable)
    labels = segmentation.segmented_labels
    boxes = []
    for place, segment in enumerate(segmentation.named):
        own = values[(labels == segment.number) & ~np.isnan(values)]
        low, high = np.quantile(own, [0.05, 0.95]) if len(own) else (np.nan, np.nan)
        boxes.append(
            {
                "med": float(profile.median[place]),
                "q1": float(profile.lower_quartile[place]),
                "q3": float(profile.upper_quartile[place]),
                "whislo": float(low),
                "whishi": float(high),
            }
        )
    return boxes


def _raw(segmentation: Segmentation, variable: str) -> npt.NDArray[np.float64]:
    for column in segmentation.source.columns:
        if column.name == variable:
            return column.values.astype(np.float64)[segmentation.fit.rows]
    raise KeyError(variable)


def _panel(
    axes: Axes, profile: VariableProfile, boxes: list[_Box], segmentation: Segmentation, look: Look
) -> None:
    plain(axes, look, "bottom")
    tokens = look.tokens
    for place, (segment, box) in enumerate(zip(segmentation.named, boxes, strict=True)):
        colour = look.segment_colour(segment)
        # matplotlib's own `bxp` reads every global parameter, and with them imports pyplot.
        ends = ([box["whislo"], box["q3"]], [box["q1"], box["whishi"]])
        axes.hlines([place, place], *ends, colors=colour, linewidth=1.4)
        axes.barh(
            place,
            box["q3"] - box["q1"],
            left=box["q1"],
            height=BOX_HEIGHT,
            facecolor=colour,
            edgecolor=colour,
            alpha=0.75,
            linewidth=0.8,
            zorder=2,
        )
        half = BOX_HEIGHT / 2
        axes.vlines(box["med"], place - half, place + half, colors=tokens.text, linewidth=2, zorder=3)
    axes.set_ylim(len(boxes) - 0.5, -0.5)
    values = _raw(segmentation, profile.variable)
    set_limits(axes, *_reach(boxes), whole=is_whole(values[~np.isnan(values)]))
    write_ticks(axes, look, years=profile.is_year)


def _reach(boxes: list[_Box]) -> tuple[float, float]:
    """Return where the lowest thin line begins and the highest ends."""
    return float(np.nanmin([box["whislo"] for box in boxes])), float(
        np.nanmax([box["whishi"] for box in boxes])
    )


def _note(segmentation: Segmentation, shown: list[list[_Box]]) -> Message:
    note = _counted(segmentation, len(shown))
    if any(is_wide(*_reach(boxes)) for boxes in shown):
        return say("{note} An axis whose figures grow tenfold is logarithmic.", note=note)
    return note


def _counted(segmentation: Segmentation, shown: int) -> Message:
    everything = sum(profile.type is ColumnType.NUMBER for profile in strongest_profiles(segmentation, 10**6))
    n = len(segmentation.fit.rows)
    if everything > shown:
        return say(
            "{n} customers; the {shown} strongest of {everything} columns with numbers.",
            n=n,
            shown=shown,
            everything=everything,
        )
    return say_n("{n} customer.", "{n} customers.", n=n)
