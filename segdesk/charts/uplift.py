"""Uplift: what being written to made of a measure, in all and in each segment, with its interval."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.frame import MARGIN, new_figure, plain
from segdesk.charts.lettering import lettering, width, wrap
from segdesk.charts.number_axis import set_limits, write_ticks
from segdesk.charts.style import Look
from segdesk.engine.campaign.findings import result_title
from segdesk.engine.campaign.results import CampaignResult
from segdesk.engine.campaign.uplift import Effect, Measured
from segdesk.engine.narrative.campaign import WHOLE_FROM
from segdesk.messages import Message, Percent, number_in_words, say

_ROW = 0.38
_NAMES = 190.0
# Points between an interval and its words.
_GAP = 8.0


def uplift_definition(measured: Measured) -> Message:
    """Return what is drawn."""
    if measured.is_money:
        return say(
            "Amount per customer written to, less that per customer held back, with its 95% interval; filled where "
            "chance does not explain it"
        )
    return say(
        "Percentage points that responded more among those written to than among those held back, with the 95% "
        "interval; filled where chance does not explain it"
    )


def row_name(result: CampaignResult, effect: Effect) -> Message | str:
    """Return what an effect is of."""
    if effect.segment is None:
        return say("All together")
    return result.groups.name_of(effect.segment)


def level_in_words(measured: Measured, value: float) -> str:
    """Return the share that responded, or an amount per customer."""
    return _amount(value) if measured.is_money else str(Percent(value, 1))


def difference_in_words(measured: Measured, value: float) -> str:
    """Return a difference with its sign: in points, or as an amount."""
    text = _amount(value) if measured.is_money else number_in_words(100 * value, 1)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def _amount(value: float) -> str:
    return number_in_words(value, 0 if abs(value) >= WHOLE_FROM else 2)


def draw_uplift(result: CampaignResult, measured: Measured, look: Look) -> Figure:
    """Draw a dot and its interval for all together and for each segment, around the line of no effect.

    Parameters
    ----------
    result : CampaignResult
    measured : Measured
        One of its measures.
    look : Look
    """
    effects = measured.effects
    figure = new_figure(
        look,
        0.5 + _ROW * len(effects),
        result_title(measured),
        uplift_definition(measured),
        note=_note(effects[0]),
    )
    axes = figure.add_subplot()
    plain(axes, look, "bottom")
    scale = 1.0 if measured.is_money else 100.0
    for place, effect in enumerate(effects):
        _draw_effect(axes, place, effect, scale, look)
    beside = look.beside(_NAMES)
    names = [wrap(row_name(result, effect), beside, look.text_size, 2) for effect in effects]
    axes.set_yticks(range(len(effects)), labels=names, **lettering(look.text_size, look.tokens.text))
    axes.set_ylim(len(effects) - 0.5, -0.6)
    axes.axvline(0, color=look.tokens.muted, linewidth=1)
    words = [difference_in_words(measured, effect.difference) for effect in effects]
    low = min(0.0, *(effect.low * scale for effect in effects))
    high = max(0.0, *(effect.high * scale for effect in effects))
    # Room at the right for the words.
    room = (look.width - 2 * MARGIN) * 72 - beside - 10
    widest = max(width(text, look.text_size, bold=True) for text in words) + 2 * _GAP
    set_limits(axes, low, high + (high - low) * widest / max(room - widest, room / 3), wide=False)
    for place, (effect, text) in enumerate(zip(effects, words, strict=True)):
        axes.annotate(
            text,
            (effect.high * scale, place),
            xytext=(_GAP, 0),
            textcoords="offset points",
            va="center",
            **lettering(look.text_size, look.tokens.text, bold=effect.is_beyond_chance),
        )
    unit = say("Amount per customer") if measured.is_money else say("Percentage points")
    axes.set_xlabel(str(unit), **lettering(look.small, look.tokens.muted))
    write_ticks(axes, look)
    return figure


def uplift_alternative(result: CampaignResult, measured: Measured) -> Message:
    """Tell each difference with its interval."""
    told = [
        say(
            "{name}: {difference} ({low} to {high})",
            name=row_name(result, effect),
            difference=difference_in_words(measured, effect.difference),
            low=difference_in_words(measured, effect.low),
            high=difference_in_words(measured, effect.high),
        )
        for effect in measured.effects
    ]
    return say("{finding}: {figures}.", finding=result_title(measured), figures=told)


def _draw_effect(axes: Axes, place: int, effect: Effect, scale: float, look: Look) -> None:
    colour = look.tokens.accent if effect.is_beyond_chance else look.tokens.muted
    axes.plot([effect.low * scale, effect.high * scale], [place, place], color=colour, linewidth=2)
    axes.plot(
        [effect.difference * scale],
        [place],
        marker="D" if effect.segment is None else "o",
        markersize=8,
        markeredgewidth=1.6,
        markeredgecolor=colour,
        markerfacecolor=colour if effect.is_beyond_chance else look.tokens.pane,
    )


def _note(effect: Effect) -> Message:
    return say("Written to: {test}. Held back: {control}.", test=effect.n_test, control=effect.n_control)
