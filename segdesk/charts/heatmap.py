"""Profile heatmap: how far each segment lies above or below everyone, in each variable."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.areas import Area, area
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import Short, segment_label, unit_of, value_in_words
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering, size_for_words, wrap
from segdesk.charts.palette import text_on
from segdesk.charts.strongest_profiles import strongest_profiles
from segdesk.charts.style import WIDTH, Look
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.answers import statement
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Value, number_in_words, say

# More than these cannot be read on a slide.
MOST_COLUMNS = 12

# The scale ends here; a stronger difference has the same colour and its own number.
LIMIT = 1.5

# Of weaker columns than this (standard deviations), only the first handful is shown.
_FAINT = 0.2
_HANDFUL = 6

# Inches that a column needs: of variables, and of segments when variables are many and become rows.
_NARROWEST_VARIABLE = 0.8
_NARROWEST_SEGMENT = 0.6

# A figure of the usual width is made so wide where there are more segments and more variables than this.
_MOST_ABREAST = 7
_WIDE = 10.4

_DOWN, _ACROSS = "segments down", "segments across"


def finding(segmentation: Segmentation) -> Message:
    """Name the strongest single difference that one segment alone has, in figures."""
    ranked = strongest_profiles(segmentation, len(segmentation.description.profiles))
    strengths = np.array([np.abs(np.nan_to_num(profile.v_test)) for profile in ranked])
    for at in np.argsort(-strengths, axis=None, kind="stable"):
        profile, place = ranked[at // segmentation.k], int(at % segmentation.k)
        unit = unit_of(segmentation, profile.variable)
        means = [value_in_words(profile, float(mean), unit) for mean in profile.mean]
        everyone = value_in_words(profile, profile.overall, unit)
        # What two segments have alike sets neither apart.
        if means[place] != everyone and means.count(means[place]) == 1:
            return _standing_out(profile, segmentation.named[place], means[place], everyone)
    return say(
        "The segments differ most in “{variable}”, and none of them alone",
        variable=Short(statement(ranked[0])),
    )


def _standing_out(profile: VariableProfile, segment: Segment, own: str, everyone: str) -> Message:
    figures: dict[str, Value] = {
        "segment": Short(segment.name),
        "variable": Short(statement(profile)),
        "own": own,
        "all": everyone,
    }
    if profile.type in (ColumnType.NUMBER, ColumnType.DATE):
        return say("“{segment}” stands out: “{variable}” is on average {own}, {all} for everyone", **figures)
    return say("“{segment}” stands out: “{variable}” holds for {own} of them, {all} of everyone", **figures)


def alternative(segmentation: Segmentation) -> Message:
    """Tell in which column each segment lies furthest from everyone, and how far."""
    profiles = shown_profiles(segmentation)
    effects = np.nan_to_num(np.array([profile.effect for profile in profiles]))
    told = []
    for place, segment in enumerate(segmentation.named):
        at = int(np.argmax(np.abs(effects[:, place])))
        told.append(
            say(
                "“{segment}” in “{variable}” {effect}",
                segment=Short(segment.name),
                variable=Short(profiles[at].label),
                effect=_signed(float(effects[at, place])),
            )
        )
    figures = say("Furthest from everyone, in standard deviations: {differences}.", differences=told)
    return with_figures(finding(segmentation), figures)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return the effects, one row per segment and one column per variable shown."""
    table = pd.DataFrame({str(say("Segment")): [str(segment.name) for segment in segmentation.named]})
    for profile in shown_profiles(segmentation):
        table[profile.label] = profile.effect
    return table


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where there is no difference to show."""
    shown = strongest_profiles(segmentation, 1)
    if segmentation.k < 2 or not shown or shown[0].strength == 0:
        return say("These customers look alike on the chosen columns")
    return None


@dataclass(frozen=True)
class Grid:
    """What stands in the cells, and how it is turned.

    Attributes
    ----------
    profiles : tuple of VariableProfile
        Strongest first.
    segments_down : bool
        Segments are rows and variables columns; otherwise the other way round.
    column : float
        Points that a column is wide, about.
    beside : float
        Points that the names at the side may take.
    """

    profiles: tuple[VariableProfile, ...]
    segments_down: bool
    column: float
    beside: float


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per cell, which tells of the means behind its number."""
    return cell_areas(figure.axes[0], segmentation)


@chart(
    "heatmap",
    say("What sets each apart?"),
    say(
        "0 = like everyone, + above, − below, in standard deviations: around 1 is a clear difference. "
        "Blue is above and orange below; above is not always better."
    ),
    order=10,
    tab=say("Profiles"),
    tab_order=30,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw a grid of segments and variables, a signed number in each cell."""
    shown = shown_profiles(segmentation)
    many = len(shown) > _MOST_ABREAST and segmentation.k > _MOST_ABREAST
    wide = _WIDE if many and look.width == WIDTH else look.width
    grid = _turned(shown, segmentation.k, wide, look)
    down = segmentation.k if grid.segments_down else len(grid.profiles)
    figure = new_figure(
        look,
        0.85 + down * (0.5 if grid.segments_down else 0.4),
        finding(segmentation),
        say("0 = like everyone, + above, − below, in standard deviations"),
        note=differences_shown(segmentation, len(grid.profiles)),
        width=wide,
    )
    draw_cells(figure.add_subplot(), grid, segmentation, look)
    return figure


def shown_profiles(segmentation: Segmentation) -> list[VariableProfile]:
    """Return the strongest profiles; beyond a handful, only those with a difference worth a look."""
    ranked = strongest_profiles(segmentation, MOST_COLUMNS)
    return [p for place, p in enumerate(ranked) if place < _HANDFUL or np.nanmax(np.abs(p.effect)) >= _FAINT]


def differences_shown(segmentation: Segmentation, shown: int) -> Message:
    """Say how many customers and differences a chart speaks of."""
    everything = len(strongest_profiles(segmentation, len(segmentation.description.profiles)))
    if everything > shown:
        return say(
            "{n} customers; the {shown} strongest of {everything} differences, strongest first",
            n=len(segmentation.fit.rows),
            shown=shown,
            everything=everything,
        )
    return say("{n} customers; strongest difference first", n=len(segmentation.fit.rows))


def draw_cells(axes: Axes, grid: Grid, segmentation: Segmentation, look: Look) -> None:
    """Draw the cells with their names above and at the left."""
    plain(axes, look)
    # `cell_areas` learns from it how the grid is turned.
    axes.set_label(_DOWN if grid.segments_down else _ACROSS)
    effects = np.array([profile.effect for profile in grid.profiles])
    values = effects.T if grid.segments_down else effects
    down, across = values.shape
    colours = look.diverging()((np.clip(np.nan_to_num(values), -LIMIT, LIMIT) + LIMIT) / (2 * LIMIT))
    axes.imshow(colours, aspect="auto", interpolation="nearest")
    for y, x in np.ndindex(values.shape):
        style = lettering(look.small, text_on(tuple(colours[y, x, :3])))
        axes.text(x, y, _signed(float(values[y, x])), ha="center", va="center", **style)
    # A gap as wide as a hair between whole segments, so that each reads as one line.
    for edge in range(1, segmentation.k):
        line = axes.axhline if grid.segments_down else axes.axvline
        line(edge - 0.5, color=look.tokens.pane, linewidth=4)
    room = grid.column - 3
    heads = size_for_words((profile.label for profile in grid.profiles), room, look.small)
    if grid.segments_down:
        above = [wrap(profile.label, room, heads, 3) for profile in grid.profiles]
        beside = [segment_label(segment, grid.beside, look.text_size) for segment in segmentation.named]
    else:
        above = [segment_label(segment, room, look.small, 5) for segment in segmentation.named]
        beside = [wrap(profile.label, grid.beside, look.small) for profile in grid.profiles]
    axes.xaxis.tick_top()
    axes.set_xticks(
        range(across),
        labels=above,
        **lettering(heads if grid.segments_down else look.small, look.tokens.text),
    )
    axes.set_yticks(
        range(down),
        labels=beside,
        **lettering(look.text_size if grid.segments_down else look.small, look.tokens.text),
    )


def cell_areas(axes: Axes, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return the cells of a drawn grid."""
    segments_down = axes.get_label() == _DOWN
    down, across = axes.images[0].get_size()
    profiles = shown_profiles(segmentation)
    found = []
    for y, x in np.ndindex(down, across):
        place, column = (y, x) if segments_down else (x, y)
        tip = _tip(segmentation, profiles[column], place)
        number = segmentation.named[place].number
        found.append(area(axes, (x - 0.5, x + 0.5), (y - 0.5, y + 0.5), number, tip))
    return tuple(found)


def _turned(shown: Sequence[VariableProfile], k: int, wide: float, look: Look) -> Grid:
    """Choose how to turn the grid: variables have room above a few columns, and beside many rows."""
    beside = look.beside(165)
    larger = look.text_size / 10
    # The names at the side and what lies around the grid take 2.75 inches of the usual width.
    room = wide - 2.75 * min(1.0, look.width / WIDTH)
    abreast = int(room / (_NARROWEST_VARIABLE * larger))
    if len(shown) <= abreast:
        return Grid(tuple(shown), True, room * 72 / len(shown), beside)
    if k <= room / (_NARROWEST_SEGMENT * larger):
        return Grid(tuple(shown), False, room * 72 / k, beside)
    kept = tuple(shown[: max(abreast, 1)])
    return Grid(kept, True, room * 72 / len(kept), beside)


def _tip(segmentation: Segmentation, profile: VariableProfile, place: int) -> Message:
    unit = unit_of(segmentation, profile.variable)
    own = value_in_words(profile, float(profile.mean[place]), unit)
    everyone = value_in_words(profile, profile.overall, unit)
    name = segmentation.named[place].name
    if profile.level is not None or profile.type is ColumnType.YES_NO:
        return say(
            "“{variable}”: {own} of “{segment}”, {everyone} of everyone",
            variable=statement(profile),
            own=own,
            segment=name,
            everyone=everyone,
        )
    return say(
        "“{variable}”: on average {own} in “{segment}”, {everyone} among everyone",
        variable=statement(profile),
        own=own,
        segment=name,
        everyone=everyone,
    )


def _signed(value: float) -> str:
    if np.isnan(value):
        return "–"
    text = number_in_words(float(value), 1)
    return f"+{text}" if float(f"{value:.1f}") > 0 else text
