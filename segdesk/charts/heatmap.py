"""Profile heatmap: how far each segment lies above or below everyone, in each variable."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.registry import chart
from segdesk.charts.style import Look, text_on
from segdesk.charts.words import Short, segment_label, strength, strongest
from segdesk.engine.segmentation import Segmentation, VariableProfile
from segdesk.engine.table import ColumnType
from segdesk.messages import Message, number_in_words, say

MOST_COLUMNS = 15

# The scale ends here; a stronger difference has the same colour and its own number.
LIMIT = 1.5

# Of weaker columns than this (standard deviations), only the first handful is shown.
_FAINT = 0.2
_HANDFUL = 6

# Up to here variables stand side by side above the segments; more of them become rows, where names have room.
_MOST_ABREAST = 7


def finding(segmentation: Segmentation) -> Message:
    """Name the strongest single difference."""
    profile = strongest(segmentation, 1)[0]
    place = int(np.argmax(np.abs(np.nan_to_num(profile.v_test))))
    segment = Short(segmentation.named[place].name)
    above = profile.effect[place] > 0
    label = Short(profile.label)
    if profile.type is ColumnType.NUMBER:
        if above:
            return say(
                "“{segment}” stands out most, with higher “{variable}”", segment=segment, variable=label
            )
        return say("“{segment}” stands out most, with lower “{variable}”", segment=segment, variable=label)
    if profile.type is ColumnType.DATE:
        if above:
            return say(
                "“{segment}” stands out most, with later “{variable}”", segment=segment, variable=label
            )
        return say("“{segment}” stands out most, with earlier “{variable}”", segment=segment, variable=label)
    if above:
        return say("“{segment}” stands out most, more often “{variable}”", segment=segment, variable=label)
    return say("“{segment}” stands out most, less often “{variable}”", segment=segment, variable=label)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return the effects, one row per segment and one column per variable shown."""
    table = pd.DataFrame({str(say("Segment")): [str(segment.name) for segment in segmentation.named]})
    for profile in _shown(segmentation):
        table[profile.label] = profile.effect
    return table


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where there is no difference to show."""
    shown = strongest(segmentation, 1)
    if segmentation.k < 2 or not shown or strength(shown[0]) == 0:
        return say("These customers look alike on the chosen columns")
    return None


@chart(
    "heatmap",
    say("What sets each apart?"),
    say(
        "0 = like everyone, + above, − below, in standard deviations: around 1 is a clear difference. "
        "Blue is above and orange below; above is not always better."
    ),
    order=10,
    finding=finding,
    data=data,
    applies=applies,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw a grid of segments and variables, a signed number in each cell."""
    profiles = _shown(segmentation)
    abreast = len(profiles) <= _MOST_ABREAST
    effects = np.array([profile.effect for profile in profiles])
    grid = effects.T if abreast else effects
    down, across = grid.shape
    wide = 8.6 if across <= _MOST_ABREAST else 10.4
    figure = new_figure(
        look,
        (wide, 0.85 + down * (0.5 if abreast else 0.4)),
        finding(segmentation),
        say("0 = like everyone   + above   − below, in standard deviations"),
        note=_note(segmentation, profiles),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    colours = look.diverging()((np.clip(np.nan_to_num(grid), -LIMIT, LIMIT) + LIMIT) / (2 * LIMIT))
    axes.imshow(colours, aspect="auto", interpolation="nearest")
    for y, x in np.ndindex(grid.shape):
        style = lettering(look.small, text_on(tuple(colours[y, x, :3])))
        axes.text(x, y, _signed(float(grid[y, x])), ha="center", va="center", **style)
    # A gap as wide as a hair between whole segments, so that each reads as one line.
    for edge in range(1, segmentation.k):
        line = axes.axhline if abreast else axes.axvline
        line(edge - 0.5, color=look.tokens.pane, linewidth=4)
    # The room above a column follows from the width of the figure, less the names at the side.
    room = (wide - 2.75) * 72 / across - 3
    side = 165.0
    if abreast:
        above = [wrap(profile.label, room, look.small, 3) for profile in profiles]
        beside = [segment_label(segment, side, look.text_size) for segment in segmentation.named]
    else:
        above = [segment_label(segment, room, look.small, 5) for segment in segmentation.named]
        beside = [wrap(profile.label, side, look.small) for profile in profiles]
    axes.xaxis.tick_top()
    axes.set_xticks(range(across), labels=above, **lettering(look.small, look.tokens.text))
    axes.set_yticks(
        range(down),
        labels=beside,
        **lettering(look.text_size if abreast else look.small, look.tokens.text),
    )
    return figure


def _shown(segmentation: Segmentation) -> list[VariableProfile]:
    """Return the strongest profiles; beyond a handful, only those with a difference worth a look."""
    ranked = strongest(segmentation, MOST_COLUMNS)
    return [p for place, p in enumerate(ranked) if place < _HANDFUL or np.nanmax(np.abs(p.effect)) >= _FAINT]


def _note(segmentation: Segmentation, profiles: list[VariableProfile]) -> Message:
    everything = len(strongest(segmentation, len(segmentation.profiles)))
    if everything > len(profiles):
        return say(
            "{n} customers; the {shown} strongest of {everything} differences, strongest first",
            n=len(segmentation.rows),
            shown=len(profiles),
            everything=everything,
        )
    return say("{n} customers; strongest difference first", n=len(segmentation.rows))


def _signed(value: float) -> str:
    if np.isnan(value):
        return "–"
    text = number_in_words(float(value), 1)
    return f"+{text}" if float(f"{value:.1f}") > 0 else text
