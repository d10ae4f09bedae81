"""Answers: ratings and kinds by segment, as parts of a whole, for the columns in which segments differ most."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.answer_bars import COUNTS, LEGEND_ROW, answer_areas, draw_answer_bars, legend_of
from segdesk.charts.areas import Area
from segdesk.charts.chart_registry import chart
from segdesk.charts.compared_shares import SharesBySegment, shares_by_segment
from segdesk.charts.formatting import Short
from segdesk.charts.frame import MARGIN, MOST, new_figure, plain
from segdesk.charts.group_rows import column_named, group_labels, name_rows
from segdesk.charts.lettering import cut_to_width, lettering
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.result.explored_columns import MOST_ANSWERS, is_grouping
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.schema.ordered_levels import is_two_sided
from segdesk.messages import Message, Percent, say

MOST_PANELS = 4
# More kinds than these are names rather than answers; of two, one number says it all.
_MOST_KINDS = 7
_LEAST = 3
# Inches that two panels need side by side.
_ABREAST_FROM = 7.4
# Ratings on fewer steps have no two sides.
_SCALE_FROM = 5
# Values of a column that tell whether it may be worth counting all.
_LOOKED_AT = 1_000
# Ratings begin with one of these.
_LOWEST = (0.0, 1.0)
# Below this difference of two shares there is no headline.
_WORTH_SAYING = 0.02


def finding(segmentation: Segmentation) -> Message:
    """Say in which segments the highest answers of the first column, or else one of its levels, are most frequent."""
    return _finding_of(shares_by_segment(segmentation, _shown(segmentation)[0]))


def alternative(segmentation: Segmentation) -> Message:
    """Tell the most frequent answer of each segment in the column in which they differ most."""
    shown = shares_by_segment(segmentation, _shown(segmentation)[0])
    modes = [
        say(
            "“{level}” in “{segment}” ({share})",
            level=shown.levels.labels[int(np.argmax(shares))],
            segment=Short(segment),
            share=Percent(float(np.max(shares))),
        )
        for segment, shares in zip(shown.segments.labels, shown.shares.T, strict=True)
    ]
    figures = say(
        "The most frequent answers to “{column}”: {answers}.", column=Short(shown.levels.title), answers=modes
    )
    return with_figures(finding(segmentation), figures)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return customers and share of each answer in each segment, column by column."""
    frames = []
    for name in _shown(segmentation):
        shown = shares_by_segment(segmentation, name)
        frame = shown.frame()
        frame.insert(0, str(say("Column")), str(shown.levels.title))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where no column holds answers."""
    if segmentation.k < 2 or not _eligible(segmentation):
        return say("This chart needs ratings or categories of three to seven kinds")
    return None


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per part of a bar."""
    names = _shown(segmentation)
    found: tuple[Area, ...] = ()
    for axes, name in zip(figure.axes, names, strict=False):
        found += answer_areas(axes, shares_by_segment(segmentation, name))
    return found


@chart(
    "answers",
    say("How do answers divide?"),
    say(
        "Each bar is a whole segment; its parts are the shares of the answers among customers with one, whose number "
        "stands at the right."
    ),
    order=25,
    tab=say("Answers"),
    tab_order=76,
    only_where_it_applies=True,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw a panel per column, with a bar for everyone and one per segment."""
    names = _shown(segmentation)
    abreast = 2 if look.width >= _ABREAST_FROM * look.text_size / 10 and len(names) > 1 else 1
    names = names[: 2 if abreast == 1 else MOST_PANELS]
    storeys = -(-len(names) // abreast)
    panels = [shares_by_segment(segmentation, name) for name in names]
    height = storeys * (0.75 + 0.34 * (len(panels[0].segments.labels) + 1))
    figure = new_figure(
        look,
        height,
        finding(segmentation),
        say("Share of each answer among the customers of a segment"),
        note=_note(segmentation, len(names)),
        limits=(height, MOST * height),
    )
    # Storeys keep their distance, or a title would seem to belong to the bars above it.
    figure.get_layout_engine().set(hspace=0.07)  # type: ignore[union-attr, call-arg]
    beside = look.beside(120)
    room = ((look.width - 2 * MARGIN) * 72 - beside - 12) / abreast - COUNTS - 12
    scales = _shared_scales(segmentation)
    for place, shown in enumerate(panels):
        axes = figure.add_subplot(storeys, abreast, place + 1)
        plain(axes, look)
        labels = [str(say("Everyone")), *group_labels(shown.segments, beside, look.small)]
        name_rows(axes, labels if place % abreast == 0 else [""] * len(labels), look)
        draw_answer_bars(axes, shown, room, look, two_sided=_is_two_sided(segmentation, shown, scales))
        title = cut_to_width(shown.levels.title, room, look.small, bold=True)
        lines = len(legend_of(shown.levels.labels, room, look))
        axes.set_title(
            title,
            loc="left",
            pad=6 + LEGEND_ROW * lines,
            **lettering(look.small, look.tokens.text, bold=True),
        )
    return figure


def _finding_of(shown: SharesBySegment) -> Message:
    labels = shown.levels.labels
    if not shown.levels.is_ordered or not _are_numbers(labels):
        return shown.finding
    # Share of each segment with this answer or a higher one; of the lowest but one on, since all have the lowest.
    above = shown.shares[::-1].cumsum(axis=0)[::-1][1:]
    above[:, shown.counts.sum(axis=0) == 0] = np.nan
    gaps = np.nanmax(above, axis=1) - np.nanmin(above, axis=1)
    level = int(np.argmax(gaps))
    if gaps[level] < _WORTH_SAYING:
        return shown.finding
    most, least = int(np.nanargmax(above[level])), int(np.nanargmin(above[level]))
    return say(
        "“{column}” is {level} or more for {high} of “{first}” and {low} of “{second}”",
        column=Short(shown.levels.title),
        level=labels[level + 1],
        high=Percent(float(above[level, most])),
        first=Short(shown.segments.labels[most]),
        low=Percent(float(above[level, least])),
        second=Short(shown.segments.labels[least]),
    )


def _are_numbers(labels: Iterable[object]) -> bool:
    return all(str(label).lstrip("−-").isdigit() for label in labels)


def _eligible(segmentation: Segmentation) -> list[str]:
    """Return the columns that hold answers, those in which segments differ most first."""
    strengths: dict[str, float] = {}
    for profile in segmentation.description.profiles:
        if profile.role in (Role.SEGMENTATION, Role.DESCRIPTOR):
            strengths[profile.variable] = max(strengths.get(profile.variable, 0.0), profile.strength)
    columns = {column.name: column for column in segmentation.source.columns}
    names = [name for name in strengths if name in columns and _holds_answers(columns[name])]
    # Python's sort is stable: equals stay in the order of the file.
    return sorted(names, key=lambda name: strengths[name], reverse=True)


def _holds_answers(column: TypedColumn) -> bool:
    if column.type is ColumnType.CATEGORY:
        return _LEAST <= len(column.levels) <= _MOST_KINDS and is_grouping(column)
    if column.type is not ColumnType.NUMBER:
        return False
    few = column.values[:_LOOKED_AT].astype(np.float64)
    few = few[~np.isnan(few)]
    # Most columns are told from the first of their values: who asks for this may be waiting.
    if len(few) and (np.any(few != np.round(few)) or np.ptp(few) >= MOST_ANSWERS):
        return False
    if not is_grouping(column) or column.n_distinct < _LEAST:
        return False
    ends = _ends(column)
    # What does not begin with the lowest answer is counted or measured, as the months of a contract are.
    return ends is not None and ends[0] in _LOWEST


def _shown(segmentation: Segmentation) -> list[str]:
    return _eligible(segmentation)[:MOST_PANELS]


def _shared_scales(segmentation: Segmentation) -> set[tuple[float, float]]:
    """Return the ends of scales of ratings that several columns share: nobody asks for a count that way."""
    ends = [_ends(column_named(segmentation, name)) for name in _eligible(segmentation)]
    odd = [pair for pair in ends if pair is not None and (pair[1] - pair[0]) % 2 == 0]
    return {pair for pair in odd if odd.count(pair) > 1 and pair[1] - pair[0] >= _SCALE_FROM - 1}


def _ends(column: TypedColumn) -> tuple[float, float] | None:
    if column.type is not ColumnType.NUMBER:
        return None
    values: Floats = column.values.astype(np.float64)
    return float(np.nanmin(values)), float(np.nanmax(values))


def _is_two_sided(
    segmentation: Segmentation, shown: SharesBySegment, scales: set[tuple[float, float]]
) -> bool:
    column = column_named(segmentation, shown.levels.name or "")
    if column.type is ColumnType.CATEGORY:
        return shown.levels.is_ordered and is_two_sided(column.levels)
    return _ends(column) in scales


def _note(segmentation: Segmentation, shown: int) -> Message:
    n, everything = len(segmentation.fit.rows), len(_eligible(segmentation))
    if everything > shown:
        return say(
            "{n} customers; the {shown} of {everything} columns with answers in which segments differ most.",
            n=n,
            shown=shown,
            everything=everything,
        )
    return say("{n} customers; those without an answer are not counted.", n=n)
