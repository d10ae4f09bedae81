"""What sets one segment apart: bars to the left where it lies below everyone, to the right where above."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.formatting import Short, unit_of, value_in_words
from segdesk.charts.frame import MARGIN, new_figure, plain
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, say, say_n

# Inches that a bar takes, and the part of the width that values beside bars may take at either side.
_ROW = 0.3
_BESIDE = 0.5
# Points beside bars in which no value has room.
_NARROW = 75.0
# Beyond this many standard deviations a bar is no longer.
_FARTHEST = 3.0


def finding(segmentation: Segmentation, segment: Segment, profiles: Sequence[VariableProfile]) -> Message:
    """Name the column in which the segment differs most, in figures."""
    at, first = segment.number - 1, profiles[0]
    unit = unit_of(segmentation, first.variable)
    return say(
        "Furthest from everyone in “{variable}”: {own}, everyone {all}",
        variable=Short(first.label),
        own=value_in_words(first, float(first.mean[at]), unit),
        all=value_in_words(first, first.overall, unit),
    )


def definition() -> Message:
    """Say what the bars are."""
    return say(
        "How far the average of the segment lies below (left) or above (right) that of everyone, beside how much "
        "customers differ in it. Above is not always better."
    )


def draw(
    segmentation: Segmentation, segment: Segment, profiles: Sequence[VariableProfile], look: Look
) -> Figure:
    """Draw one bar for each column, the farthest on top, with the segment's value and everyone's beside it.

    Parameters
    ----------
    segmentation : Segmentation
    segment : Segment
        One of 1..k.
    profiles : sequence of VariableProfile
        The columns to show, at least one.
    look : Look
    """
    at = segment.number - 1
    farther = np.nan_to_num([profile.effect[at] for profile in profiles])
    beside = look.beside(150)
    room = _BESIDE / (1 + 2 * _BESIDE) * ((look.width - 2 * MARGIN) * 72 - beside)
    names = [wrap(profile.label, beside, look.text_size, 2) for profile in profiles]
    words = [_in_words(segmentation, profile, at) for profile in profiles]
    is_narrow = room < _NARROW
    if is_narrow:
        # No room beside the bars: the values stand below the names.
        names = [
            f"{name}\n{wrap(told, beside, look.text_size, 3)}"
            for name, told in zip(names, words, strict=True)
        ]
    lines = max(name.count("\n") + 1 for name in names)
    figure = new_figure(
        look,
        0.4 + max(_ROW, lines * 1.3 * look.text_size / 72) * len(profiles),
        finding(segmentation, segment, profiles),
        definition(),
        note=_note(segment, bool((np.abs(farther) > _FARTHEST).any())),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    effects = np.clip(farther, -_FARTHEST, _FARTHEST)
    places = np.arange(len(profiles))
    axes.barh(places, effects, height=0.62, color=look.segment_colour(segment), linewidth=0)
    _mark_cut_bars(axes, farther, look)
    axes.axvline(0, color=look.tokens.muted, linewidth=1)
    reach = float(np.abs(effects).max()) * (1.05 if is_narrow else 1 + 2 * _BESIDE) or 1.0
    axes.set_xlim(-reach, reach)
    axes.set_ylim(len(profiles) - 0.5, -0.5)
    for place, (told, effect) in enumerate(zip(() if is_narrow else words, effects, strict=not is_narrow)):
        is_above = effect >= 0
        axes.annotate(
            wrap(told, room, look.small, 2),
            (effect, place),
            xytext=(5 if is_above else -5, 0),
            textcoords="offset points",
            ha="left" if is_above else "right",
            va="center",
            **lettering(look.small, look.tokens.text),
        )
    axes.set_yticks(places, labels=names, **lettering(look.text_size, look.tokens.text))
    axes.set_xticks([0], labels=[str(say("everyone"))], **lettering(look.small, look.tokens.muted))
    return figure


def _note(segment: Segment, is_cut: bool) -> Message:
    counted = say_n("{n} customer", "{n} customers", n=segment.size)
    if not is_cut:
        return counted
    return say("{counted}. A bar with a gap in it goes farther than is drawn.", counted=counted)


def _mark_cut_bars(axes: Axes, effects: Floats, look: Look) -> None:
    """Leave a gap near the end of bars that would be longer than is drawn."""
    for place in np.flatnonzero(np.abs(effects) > _FARTHEST).tolist():
        end = float(np.sign(effects[place])) * _FARTHEST
        ends = [end * 0.88, end * 0.9]
        axes.plot([ends[0], ends[1]], [place + 0.4, place - 0.4], color=look.tokens.pane, linewidth=3)


def _in_words(segmentation: Segmentation, profile: VariableProfile, at: int) -> Message:
    unit = unit_of(segmentation, profile.variable)
    return say(
        "{own} (everyone {all})",
        own=value_in_words(profile, float(profile.mean[at]), unit),
        all=value_in_words(profile, profile.overall, unit),
    )
