"""Places: where customers are, and which segments they are of there. Bars, since maps would have to be loaded."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.answer_bars import LEGEND_ROW, legend_of, name_answers
from segdesk.charts.areas import Area, area, row
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import Short
from segdesk.charts.frame import MARGIN, draw_part, new_figure, plain, write_inside
from segdesk.charts.group_rows import column_named, counted, name_rows
from segdesk.charts.lettering import cut_to_width, lettering, width
from segdesk.charts.palette import text_on
from segdesk.charts.style import Look
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.cross_table import CrossTable, cross_table
from segdesk.engine.profiles.heading_subjects import is_place
from segdesk.engine.result.grouping import Grouping, segment_groups
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, in_words, say, say_n

MOST_PLACES = 10
# Places that the alternative text names.
_MOST_TOLD = 5
# Customers that a place has on average, or its names are addresses.
_ENOUGH = 5
_BAR = 0.7
# Part of the width beside the names that the numbers of customers take.
_COUNTS = 0.3
# From so many segments on, parts are known by their number and not by colour alone.
_BY_NUMBER_FROM = 6
# A share of a place that differs by less from everyone's is not worth a headline.
_WORTH_SAYING = 0.03


@dataclass(frozen=True, eq=False)
class _Places:
    """Customers by place, the place with most first, and by segment.

    Attributes
    ----------
    title : str
        Of the column.
    names : tuple of Message or str
    segments : Grouping
    table : CrossTable
        Places down, segments across.
    n_named : int
        Places that have a row of their own; where there are more, the rest is the last row.
    """

    title: str
    names: tuple[Message | str, ...]
    segments: Grouping
    table: CrossTable
    n_named: int


def finding(segmentation: Segmentation) -> Message:
    """Name the segment that one place has more of than chance allows, or else the place of most customers."""
    places = _places(segmentation)
    table, everyone = places.table, places.table.counts.sum(axis=0) / places.table.n
    gaps = np.nan_to_num(table.row_shares) - everyone
    is_told = (table.marks > 0) & (gaps >= _WORTH_SAYING)
    # The rest of the places is no place.
    is_told[places.n_named :] = False
    # Customers beyond those expected: a large place with a difference tells more than a small one.
    surplus = np.where(is_told, table.counts - table.expected, 0.0)
    y, x = np.unravel_index(int(np.argmax(surplus)), surplus.shape)
    if is_told[y, x]:
        return say(
            "“{place}”: {share} of customers are in “{segment}”, {everyone} of everyone",
            place=Short(places.names[y]),
            share=Percent(float(table.row_shares[y, x])),
            segment=Short(places.segments.labels[x]),
            everyone=Percent(float(everyone[x])),
        )
    first = int(table.counts[0].sum())
    return say(
        "Segments are much the same everywhere; most customers are in “{place}”: {share}",
        place=Short(places.names[0]),
        share=Percent(first / table.n),
    )


def alternative(segmentation: Segmentation) -> Message:
    """Tell the customers of each place and its largest segment."""
    places = _places(segmentation)
    told = [
        say(
            "“{place}” {n}, the largest segment there “{segment}” ({share})",
            place=Short(name),
            n=int(counts.sum()),
            segment=Short(places.segments.labels[int(np.argmax(counts))]),
            share=Percent(float(counts.max() / max(counts.sum(), 1))),
        )
        for name, counts in [*zip(places.names, places.table.counts, strict=True)][:_MOST_TOLD]
    ]
    return with_figures(finding(segmentation), say("Customers by place: {places}.", places=told))


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return customers of each place, and each segment's share of them."""
    places = _places(segmentation)
    table = pd.DataFrame(
        {
            places.title: [str(name) for name in places.names],
            str(say("Customers")): places.table.counts.sum(axis=1),
        }
    )
    for label, shares in zip(places.segments.labels, places.table.row_shares.T, strict=True):
        table[str(label)] = shares
    return table


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where nothing says where customers are."""
    if place_column(segmentation) is None:
        return say("This chart needs a column with places: countries, regions or cities")
    return None


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per place, and one per part of the bars at the right."""
    places = _places(segmentation)
    counts, shares = figure.axes
    found = []
    for y, (name, own) in enumerate(zip(places.names, places.table.counts, strict=True)):
        n = int(own.sum())
        tip = say_n("“{place}”: {n} customer", "“{place}”: {n} customers", n=n, place=name)
        found.append(row(counts, y + 1, None, tip))
        ends = np.concatenate([[0.0], np.cumsum(own) / max(n, 1)]).tolist()
        for x, segment in enumerate(places.segments.segments):
            tip = say(
                "“{place}”: {share} in “{segment}”",
                place=name,
                share=Percent(float(own[x] / max(n, 1)), 1),
                segment=segment.name,
            )
            found.append(area(shares, (ends[x], ends[x + 1]), (y + 0.5, y + 1.5), segment.number, tip))
    return tuple(found)


@chart(
    "place_bars",
    say("Where are they?"),
    say(
        "At the left how many customers each place has; at the right how they divide into segments, with everyone "
        "above for comparison."
    ),
    order=27,
    tab=say("Places"),
    tab_order=77,
    only_where_it_applies=True,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw a bar of customers and one of segments for each place."""
    places = _places(segmentation)
    rows = len(places.names) + 1
    beside = look.beside(110)
    room = (look.width - 2 * MARGIN) * 72 - beside - 24
    labels = [
        segment.name
        if len(places.segments.segments) < _BY_NUMBER_FROM
        else f"{segment.number} {segment.name}"
        for segment in places.segments.segments
    ]
    legend = legend_of(labels, (1 - _COUNTS) * room, look)
    figure = new_figure(
        look,
        0.35 + 0.34 * rows + len(legend) * LEGEND_ROW / 72,
        finding(segmentation),
        say("Customers by “{column}”, and their shares by segment", column=Short(places.title)),
        note=counted(places.table.n, len(segmentation.fit.rows)),
    )
    left, right = figure.subplots(1, 2, width_ratios=(_COUNTS, 1 - _COUNTS))
    for axes in (left, right):
        plain(axes, look)
        axes.set_xticks([])
    names = [str(say("Everyone")), *(cut_to_width(name, beside, look.small) for name in places.names)]
    name_rows(left, names, look)
    name_rows(right, [""] * rows, look)
    _draw_counts(left, places, _COUNTS * room, look)
    _draw_shares(right, places, (1 - _COUNTS) * room, look)
    colours = [look.segment_colour(segment) for segment in places.segments.segments]
    name_answers(right, legend, colours, (1 - _COUNTS) * room, look)
    return figure


def place_column(segmentation: Segmentation) -> str | None:
    """Return the column that says where customers are, the coarsest of several; None where none does."""
    source = segmentation.source
    roles = {choice.name: choice.role for choice in source.choices}
    fitting = [
        (len(column.levels), place, column.name)
        for place, column in enumerate(source.columns)
        if column.type is ColumnType.CATEGORY
        and not column.personal
        and roles[column.name] is not Role.OUTCOME
        and 2 <= len(column.levels) <= len(segmentation.fit.rows) / _ENOUGH
        and (is_place(column.name) or is_place(column.label))
    ]
    return min(fitting)[2] if fitting else None


def _places(segmentation: Segmentation) -> _Places:
    name = place_column(segmentation)
    assert name is not None, "the chart does not apply without places"
    column, segments = column_named(segmentation, name), segment_groups(segmentation)
    codes = column.values.astype(np.intp)[segmentation.fit.rows]
    known = codes >= 0
    counts = np.zeros((len(column.levels), len(segments.labels)), dtype=np.int64)
    np.add.at(counts, (codes[known], segments.codes[known]), 1)
    sizes = counts.sum(axis=1)
    order = np.argsort(-sizes, kind="stable")[: int((sizes > 0).sum())]
    kept, rest = order, order[:0]
    if len(order) > MOST_PLACES:
        kept, rest = order[: MOST_PLACES - 1], order[MOST_PLACES - 1 :]
    names: list[Message | str] = [column.levels[code] for code in kept]
    rows = counts[kept]
    if len(rest):
        names.append(say_n("{n} other place", "{n} other places", n=len(rest)))
        rows = np.vstack([rows, counts[rest].sum(axis=0)])
    return _Places(column.title, tuple(names), segments, cross_table(rows), len(kept))


def _draw_counts(axes: Axes, places: _Places, room: float, look: Look) -> None:
    """Draw how many customers each place has; of everyone stands the number alone."""
    counts = places.table.counts.sum(axis=1).tolist()
    style = lettering(look.small, look.tokens.text)
    axes.text(0, 0, in_words(places.table.n), ha="left", va="center", **style)
    axes.barh(range(1, len(counts) + 1), counts, height=_BAR, color=look.tokens.context)
    words = [str(say("{n} · {share}", n=n, share=Percent(n / places.table.n))) for n in counts]
    widest = max(width(word, look.small) for word in words)
    axes.set_xlim(0, max(counts) * room / max(room - widest - 12, 0.25 * room))
    for y, (n, word) in enumerate(zip(counts, words, strict=True), start=1):
        axes.annotate(
            word,
            (n, y),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            annotation_clip=False,
            **style,
        )


def _draw_shares(axes: Axes, places: _Places, room: float, look: Look) -> None:
    """Draw each place's segments as parts of a whole, everyone's first."""
    counts = np.vstack([places.table.counts.sum(axis=0), places.table.counts])
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    starts = np.cumsum(shares, axis=1) - shares
    by_number = len(places.segments.segments) >= _BY_NUMBER_FROM
    axes.set_xlim(0, 1)
    for x, segment in enumerate(places.segments.segments):
        colour = look.segment_colour(segment)
        style = lettering(look.small, text_on(colour))
        for y, share in enumerate(shares[:, x].tolist()):
            start = float(starts[y, x])
            edge = {"edgecolor": look.tokens.pane, "linewidth": 1}
            draw_part(axes, (start, y - _BAR / 2), (share, _BAR), colour, **edge)
            words = in_words(segment.number) if by_number else str(Percent(share))
            if width(words, look.small) + 6 <= share * room:
                write_inside(axes, start + share / 2, y, words, style)
