"""Fit: how well single customers suit their segment, sorted within each (silhouettes)."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from segdesk.charts.alternative_text import of_each, with_figures
from segdesk.charts.areas import Area, row
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import Short, segment_label, silhouette_word
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, number_in_words, say

# Enough for a smooth edge; more would only swell the file.
MOST_A_SEGMENT = 800


def finding(segmentation: Segmentation) -> Message:
    """Say how many customers fit, and where they fit worst."""
    values = segmentation.validation.silhouettes.values
    means = {s: float(own.mean()) for s, own in _by_segment(segmentation).items() if len(own)}
    worst = segmentation.segment(min(means, key=lambda number: means[number]))
    return say(
        "{share} of customers fit their own segment better than any other; “{segment}” fits worst",
        share=Percent(float((values > 0).mean())),
        segment=Short(worst.name),
    )


def alternative(segmentation: Segmentation) -> Message:
    """Tell the average fit of each segment."""
    groups = {number: own for number, own in _by_segment(segmentation).items() if len(own)}
    told = of_each(
        [segmentation.segment(number) for number in groups],
        [number_in_words(float(own.mean()), 2) for own in groups.values()],
    )
    return with_figures(finding(segmentation), say("Average fit: {values}.", values=told))


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return mean fit, share of customers closer to another segment, and number judged, per segment."""
    groups = _by_segment(segmentation)
    return pd.DataFrame(
        {
            str(say("Segment")): [str(segmentation.segment(number).name) for number in groups],
            str(say("Fit (silhouette)")): [own.mean() if len(own) else np.nan for own in groups.values()],
            str(say("Closer to another segment")): [
                (own < 0).mean() if len(own) else np.nan for own in groups.values()
            ],
            str(say("Customers judged")): [len(own) for own in groups.values()],
        }
    )


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where fit is not defined."""
    if segmentation.k < 2 or len(segmentation.validation.silhouettes.values) == 0:
        return say("Fit compares segments; here is only one")
    return None


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per segment, which tells of its mean."""
    found = []
    for place, (number, own) in enumerate(_by_segment(segmentation).items()):
        if len(own) == 0:
            continue
        tip = say(
            "“{segment}”: average fit {fit}, {share} closer to another segment",
            segment=segmentation.segment(number).name,
            fit=number_in_words(float(own.mean()), 2),
            share=Percent(float((own < 0).mean())),
        )
        found.append(row(figure.axes[0], place, number, tip))
    return tuple(found)


@chart(
    "silhouette",
    say("Who fits badly?"),
    say(
        "Each bar is a customer: the further to the right, the closer to its own segment than to the next; "
        "left of 0 another segment is closer. The dashed line is the average."
    ),
    order=50,
    tab=say("Fit"),
    tab_order=70,
    areas=areas,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw the sorted values of each segment as one shape, with the mean of all as a line."""
    groups = _by_segment(segmentation)
    mean = segmentation.validation.scores.silhouette
    if mean is None:
        mean = float(segmentation.validation.silhouettes.values.mean())
    figure = new_figure(
        look,
        0.5 + 0.62 * len(groups),
        finding(segmentation),
        say("Each bar is a customer: right = closer to its own segment, left of 0 = another one is closer"),
        note=say(
            "Dashed: average fit, {fit}: “{word}” on the scale none, weak, reasonable, strong. "
            "{n} customers judged; segments are drawn equally high.",
            fit=number_in_words(mean, 2),
            word=silhouette_word(mean),
            n=len(segmentation.validation.silhouettes.values),
        ),
    )
    axes = figure.add_subplot()
    plain(axes, look, "bottom")
    for place, (number, own) in enumerate(groups.items()):
        if len(own) == 0:
            continue
        heights = place + np.linspace(0.4, -0.4, len(own) + 1)
        colour = look.segment_colour(segmentation.segment(number))
        axes.stairs(own, heights[::-1], orientation="horizontal", fill=True, color=colour, linewidth=0)
        axes.text(
            1.02,
            place,
            number_in_words(float(own.mean()), 2),
            va="center",
            transform=axes.get_yaxis_transform(),
            **lettering(look.text_size, look.tokens.text, bold=True),
        )
    heading = lettering(look.small, look.tokens.muted)
    axes.text(1.02, -0.62, str(say("average")), transform=axes.get_yaxis_transform(), **heading)
    axes.axvline(0, color=look.tokens.muted, linewidth=1)
    axes.axvline(mean, color=look.tokens.text, linewidth=1.2, linestyle=(0, (4, 3)))
    low = min(0.0, float(segmentation.validation.silhouettes.values.min()))
    high = max(0.5, float(np.ceil(segmentation.validation.silhouettes.values.max() * 4) / 4))
    axes.set_xlim(max(low - 0.02, -1), high)
    axes.set_ylim(len(groups) - 0.5, -0.5)
    ticks = [tick for tick in (-1, -0.5, 0, 0.25, 0.5, 0.75, 1) if low <= tick <= high]
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    style = lettering(look.small, look.tokens.muted)
    axes.set_xticks(ticks, labels=[number_in_words(float(tick)) for tick in ticks], **style)
    names = [
        segment_label(segmentation.segment(number), look.beside(150), look.text_size) for number in groups
    ]
    axes.set_yticks(range(len(groups)), labels=names, **lettering(look.text_size, look.tokens.text))
    return figure


def _by_segment(segmentation: Segmentation) -> dict[int, npt.NDArray[np.float64]]:
    """Return the sorted values of each segment, thinned evenly to `MOST_A_SEGMENT`, best first."""
    sample = segmentation.validation.silhouettes
    labels = segmentation.segmented_labels[sample.positions]
    groups = {}
    for segment in segmentation.named:
        own = np.sort(sample.values[labels == segment.number])[::-1]
        if len(own) > MOST_A_SEGMENT:
            own = own[np.linspace(0, len(own) - 1, MOST_A_SEGMENT).astype(np.intp)]
        groups[segment.number] = own
    return groups
