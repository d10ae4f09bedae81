"""Radar: the shape of each segment's profile, one at a time, against the average of everyone.

Never two segments in one picture, and never filled: area and shape depend on the order of the columns.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.projections.polar import PolarAxes

from segdesk.charts import heatmap
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import segment_label, unit_of, value_in_words
from segdesk.charts.frame import MARGIN, MOST, new_figure
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.strongest_profiles import strongest_profiles
from segdesk.charts.style import Look, segment_marker
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, number_in_words, say, say_n

MOST_COLUMNS = 6
LEAST_COLUMNS = 3
MOST_SEGMENTS = 12
# The rim; what differs more ends there, since its figures stand beside it.
LIMIT = 2.0
# Inches: a panel, its height, and points that a name beside it may take.
_PANEL, _HIGH, _BESIDE = 2.7, 2.5, 62.0


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return the effects, one row per segment and one column per variable shown."""
    table = pd.DataFrame({str(say("Segment")): [str(segment.name) for segment in segmentation.named]})
    for profile in _shown(segmentation):
        table[profile.label] = profile.effect
    return table


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where there is no shape."""
    if len(_shown(segmentation)) < LEAST_COLUMNS:
        return say("A shape needs three columns")
    if segmentation.k > MOST_SEGMENTS:
        return say("Shapes of more than {most} segments are too small to read", most=MOST_SEGMENTS)
    return heatmap.applies(segmentation)


@chart(
    "radar",
    say("What shape has each profile?"),
    say(
        "Each picture is a segment: outside of the dashed ring it lies above everyone, inside below, in standard "
        "deviations. Only the distance along a spoke counts; the area depends on the order of the columns."
    ),
    order=88,
    tab=say("Shapes"),
    tab_order=91,
    section=None,
    for_experts=True,
    finding=heatmap.finding,
    alternative=heatmap.alternative,
    data=data,
    applies=applies,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw a panel for each segment."""
    return draw_radar(segmentation, segmentation.named, heatmap.finding(segmentation), look)


def draw_radar(segmentation: Segmentation, segments: Sequence[Segment], title: Message, look: Look) -> Figure:
    """Draw some segments, a panel each.

    Parameters
    ----------
    segmentation : Segmentation
    segments : sequence of Segment
        Of those that are named.
    title : Message
        The finding.
    look : Look
    """
    larger = look.text_size / 10
    abreast = min(len(segments), max(1, int((look.width - 2 * MARGIN) / (_PANEL * larger))))
    storeys = -(-len(segments) // abreast)
    height = storeys * _HIGH * larger
    figure = new_figure(
        look,
        height,
        title,
        say("Dashed ring = everyone; outside of it above, inside below, in standard deviations"),
        note=_note(segmentation),
        limits=(height, MOST * height),
    )
    figure.get_layout_engine().set(hspace=0.05, wspace=0.05)  # type: ignore[union-attr, call-arg]
    # Above the rim the first column has its name and figure.
    first = _words(_shown(segmentation)[0], look).count("\n") + 2
    above = 9 + first * look.small * 1.15
    for place, segment in enumerate(segments):
        axes = figure.add_subplot(storeys, abreast, place + 1, projection="polar")
        assert isinstance(axes, PolarAxes)
        _draw_panel(axes, segmentation, segment, look)
        wide = (look.width - 2 * MARGIN) * 72 / abreast - 12
        axes.set_title(
            segment_label(segment, wide, look.small, 2, bold=True),
            pad=above,
            **lettering(look.small, look.tokens.text, bold=True),
        )
    return figure


def _draw_panel(axes: PolarAxes, segmentation: Segmentation, segment: Segment, look: Look) -> None:
    profiles = _shown(segmentation)
    at = segmentation.named.index(segment)
    tokens, colour = look.tokens, look.segment_colour(segment)
    angles = np.linspace(0, 2 * np.pi, len(profiles), endpoint=False)
    axes.set_facecolor(tokens.pane)
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    axes.spines["polar"].set_color(tokens.line)
    axes.grid(False)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_ylim(-LIMIT - 0.2, LIMIT)
    ring = np.linspace(0, 2 * np.pi, 120)
    axes.plot(ring, np.zeros_like(ring), color=tokens.muted, linewidth=1.2, linestyle="--")
    for angle in angles:
        axes.plot([angle, angle], [-LIMIT - 0.2, LIMIT], color=tokens.line, linewidth=0.8, zorder=0)
    effects = [float(np.clip(np.nan_to_num(profile.effect[at]), -LIMIT, LIMIT)) for profile in profiles]
    axes.plot(
        [*angles, angles[0]], [*effects, effects[0]], color=colour, linewidth=2, marker=segment_marker(segment),
        markersize=5, markeredgewidth=0,
    )  # fmt: skip
    for angle, profile in zip(angles, profiles, strict=True):
        across = float(np.sin(angle))
        value = _value(segmentation, profile, float(profile.mean[at]))
        axes.annotate(
            f"{_words(profile, look)}\n{value}",
            (angle, LIMIT),
            xytext=(6 * across, 5 * float(np.cos(angle))),
            textcoords="offset points",
            ha="center" if abs(across) < 0.1 else "left" if across > 0 else "right",
            va="bottom" if np.cos(angle) > 0.9 else "top" if np.cos(angle) < -0.9 else "center",
            annotation_clip=False,
            linespacing=1.1,
            **lettering(look.small * 0.9, tokens.text),
        )


def _shown(segmentation: Segmentation) -> list[VariableProfile]:
    """Return the strongest profiles in the order of the file."""
    kept = {id(profile) for profile in strongest_profiles(segmentation, MOST_COLUMNS)}
    return [profile for profile in segmentation.description.profiles if id(profile) in kept]


def _words(profile: VariableProfile, look: Look) -> str:
    return wrap(profile.label, _BESIDE * look.text_size / 10, look.small * 0.9, 3)


def _value(segmentation: Segmentation, profile: VariableProfile, value: float) -> str:
    return value_in_words(profile, value, unit_of(segmentation, profile.variable))


def _note(segmentation: Segmentation) -> Message:
    count = say_n("{n} customer.", "{n} customers.", n=len(segmentation.fit.rows))
    return say(
        "{count} Beside each spoke the segment's average or share; what differs by more than {limit} ends at the rim.",
        count=count,
        limit=number_in_words(LIMIT),
    )
