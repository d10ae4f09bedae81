"""What the segments are about: how much of the difference between them each column makes."""

import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import Short
from segdesk.charts.frame import MARGIN, new_figure, plain
from segdesk.charts.lettering import drawable, lettering, width, wrap
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.importance import Importance, has_dominant_variable
from segdesk.messages import Figure as Number
from segdesk.messages import Message, Percent, say, say_n

MOST_BARS = 15
# Columns that the alternative text names.
_MOST_TOLD = 5
# Points between a bar and its label.
_GAP = 5.0


def finding(segmentation: Segmentation) -> Message:
    """Say what the segments are mostly about, else name the two strongest columns."""
    first, second = segmentation.validation.importance[:2]
    if has_dominant_variable(segmentation.validation.importance):
        return say(
            "The segments are mostly about “{variable}”: {share} of what sets them apart",
            variable=Short(segmentation.source.title_of(first.variable)),
            share=Percent(first.share),
        )
    return say(
        "“{first}” ({share}) and “{second}” ({other}) set the segments apart most",
        first=Short(segmentation.source.title_of(first.variable)),
        share=Percent(first.share),
        second=Short(segmentation.source.title_of(second.variable)),
        other=Percent(second.share),
    )


def alternative(segmentation: Segmentation) -> Message:
    """Tell the shares of the columns that count most."""
    told = [
        say(
            "“{column}” {share}",
            column=Short(segmentation.source.title_of(each.variable)),
            share=Percent(each.share),
        )
        for each in segmentation.validation.importance[:_MOST_TOLD]
    ]
    return with_figures(
        finding(segmentation), say("Share of what sets the segments apart: {shares}.", shares=told)
    )


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return each column's share, and how well the segments agree with those found without it."""
    found = segmentation.validation.importance
    return pd.DataFrame(
        {
            str(say("Column")): [segmentation.source.title_of(each.variable) for each in found],
            str(say("Share of the difference")): [each.share for each in found],
            str(say("Agreement without it")): [each.without for each in found],
        }
    )


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where there is nothing to share out, or it is not known yet."""
    if not segmentation.is_checked:
        return say("This is still being checked")
    if not segmentation.validation.importance:
        return say("It takes two columns and two segments")
    return None


@chart(
    "importance",
    say("What are they about?"),
    say(
        "How much of what sets the segments apart each column makes; all columns add up to 100%. Agreement tells how "
        "alike the segments stay without the column: 1 the same, 0 no more than by chance (adjusted Rand index)."
    ),
    order=35,
    tab=say("What counts"),
    tab_order=75,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw one bar a column, the strongest first."""
    bars = segmentation.validation.importance[:MOST_BARS]
    left = len(segmentation.validation.importance) - len(bars)
    figure = new_figure(
        look,
        0.3 + 0.36 * len(bars),
        finding(segmentation),
        say("Share of what sets them apart"),
        note=_note(len(segmentation.fit.rows), left),
    )
    axes = figure.add_subplot()
    plain(axes, look, "left")
    beside = look.beside(150)
    room = (look.width - 2 * MARGIN) * 72 - beside - 10
    words = [drawable(_label(each)) for each in bars]
    widest = max(width(text, look.small, False) for text in words)
    for place, (each, text) in enumerate(zip(bars, words, strict=True)):
        axes.barh(place, each.share, height=0.62, color=look.tokens.accent)
        axes.annotate(
            text,
            (each.share, place),
            xytext=(_GAP, 0),
            textcoords="offset points",
            va="center",
            **lettering(look.small, look.tokens.muted),
        )
    axes.set_xlim(0, max(bars[0].share, 1e-9) * max(1.3, room / max(room - widest - _GAP - 3, 40)))
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xticks([])
    names = [wrap(segmentation.source.title_of(each.variable), beside, look.small) for each in bars]
    axes.set_yticks(range(len(bars)), labels=names, **lettering(look.small, look.tokens.text))
    return figure


def _note(n: int, left: int) -> Message:
    count = say_n("{n} customer.", "{n} customers.", n=n)
    if not left:
        return count
    return say_n(
        "{count} {n} more column makes less.", "{count} {n} more columns make less each.", n=left, count=count
    )


def _label(each: Importance) -> Message:
    if each.without is None:
        return say("{share}", share=Percent(each.share))
    return say(
        "{share} · agreement without it {value}", share=Percent(each.share), value=Number(each.without, 2)
    )
