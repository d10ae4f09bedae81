"""RFM grid: how many customers bought how lately and how often, and how much of the money they brought."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.areas import Area, area
from segdesk.charts.chart_registry import ReportSection, chart
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering, width, wrap
from segdesk.charts.palette import text_on
from segdesk.charts.style import WIDTH, Look
from segdesk.engine.result.rfm_tables import RfmGrid, rfm_grid
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.rfm.score_ranges import ScoreRanges, score_ranges
from segdesk.messages import Message, Percent, in_words, percent_in_words, say, say_n

# Customers who bought often but not lately are a headline from this share of the money on.
WORTH_SAYING = 0.1

# Inches of the usual width that the names of the rows take.
_BESIDE = 1.5

# A cell so narrow, in points, has room for one line, and a column for no more than its score.
_NARROW = 34.0
_SMALLEST = 6.5

# The lightest cell that holds somebody still stands off the pane.
_FAINT = 0.08


def finding(segmentation: Segmentation) -> Message:
    """Tell of those who bought often but not lately if they matter, or else of those who still do."""
    grid = _grid(segmentation)
    n, share = grid.corner(often=True, lately=False)
    if n and share >= WORTH_SAYING:
        if grid.money is None:
            return say_n(
                "{n} customer bought often but not lately: {share} of all",
                "{n} customers bought often but not lately: {share} of all",
                n=n,
                share=Percent(share),
            )
        return say_n(
            "The {n} customer who bought often but not lately brought {share} of the money",
            "The {n} customers who bought often but not lately brought {share} of the money",
            n=n,
            share=Percent(share),
        )
    n, share = grid.corner(often=True, lately=True)
    if not n:
        return say("Nobody bought both often and lately")
    if grid.money is None:
        return say_n(
            "{n} customer bought often and lately: {share} of all",
            "{n} customers bought often and lately: {share} of all",
            n=n,
            share=Percent(share),
        )
    return say_n(
        "The {n} customer who bought often and lately brought {share} of the money",
        "The {n} customers who bought often and lately brought {share} of the money",
        n=n,
        share=Percent(share),
    )


def alternative(segmentation: Segmentation) -> Message:
    """Tell the four corners of the grid."""
    grid = _grid(segmentation)
    corners = [
        (say("often and lately"), True, True),
        (say("often but not lately"), True, False),
        (say("seldom but lately"), False, True),
        (say("seldom and not lately"), False, False),
    ]
    told = []
    for words, often, lately in corners:
        n, share = grid.corner(often=often, lately=lately)
        told.append(say("{when} {n} ({share})", when=words, n=n, share=Percent(share)))
    figures = (
        say("Customers who bought, and their share of the money: {corners}.", corners=told)
        if grid.money is not None
        else say("Customers who bought, and their share of all: {corners}.", corners=told)
    )
    return with_figures(finding(segmentation), figures)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return one row per cell: scores, customers, money and its share."""
    grid = _grid(segmentation)
    frequency, recency = np.indices(grid.customers.shape)
    table: dict[str, np.ndarray] = {
        str(say("Recency score")): recency.ravel() + 1,
        str(say("Frequency score")): frequency.ravel() + 1,
        str(say("Customers")): grid.customers.ravel(),
    }
    if grid.money is not None:
        table[str(say("Money"))] = grid.money.ravel().round(2)
        table[str(say("Share of the money"))] = grid.shares.ravel()
    return pd.DataFrame(table)


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where there are no purchases."""
    return say("This chart needs order dates") if segmentation.source.purchases is None else None


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per cell, which tells its scores, customers and money."""
    grid, axes = _grid(segmentation), figure.axes[0]
    return tuple(
        area(axes, (x - 0.5, x + 0.5), (y - 0.5, y + 0.5), None, _tip(segmentation, grid, y, x))
        for y, x in np.ndindex(grid.customers.shape)
    )


@chart(
    "rfm_grid",
    say("How lately and how often?"),
    say(
        "Across: from those who have not bought for long to those who bought lately. Upwards: from few orders to many. "
        "A cell holds the number of customers and, where there is money, their share of it; the darker, the more."
    ),
    order=70,
    tab=say("RFM"),
    tab_order=80,
    section=ReportSection.PURCHASES,
    of_purchases=True,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw the grid of scores, two numbers in each cell."""
    grid = _grid(segmentation)
    bins = len(grid.customers)
    figure = new_figure(
        look,
        0.75 + 0.52 * bins,
        finding(segmentation),
        say("Each cell: customers, and their share of the money. Lately is at the right, often at the top")
        if grid.money is not None
        else say("Each cell: customers. Lately is at the right, often at the top"),
        note=say_n("{n} customer", "{n} customers", n=int(grid.customers.sum())),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    colours = look.sequential()(_strength(grid))
    axes.imshow(colours, aspect="auto", interpolation="nearest", origin="lower")
    room = (look.width - _BESIDE * min(1.0, look.width / WIDTH)) * 72 / bins - 9
    _write_cells(axes, grid, colours, look, room)
    _name_levels(axes, segmentation, look, room)
    for edge in range(1, bins):
        axes.axhline(edge - 0.5, color=look.tokens.pane, linewidth=2)
        axes.axvline(edge - 0.5, color=look.tokens.pane, linewidth=2)
    return figure


def _strength(grid: RfmGrid) -> np.ndarray:
    """Return how dark each cell is, 0 to 1.

    By the square root: one cell that holds half of the money would leave all others as white as the empty ones.
    """
    shares = np.sqrt(np.clip(grid.shares, 0, None))
    return np.where(grid.customers > 0, np.maximum(shares / shares.max(), _FAINT), 0.0)


def _grid(segmentation: Segmentation) -> RfmGrid:
    grid = rfm_grid(segmentation)
    assert grid is not None, "the chart does not apply without purchases"
    return grid


def _write_cells(axes: Axes, grid: RfmGrid, colours: np.ndarray, look: Look, room: float) -> None:
    """Write customers and share into each cell, as large as the narrowest column allows."""
    words = {
        (y, x): (in_words(int(n)), _short(float(grid.shares[y, x])) if grid.money is not None else "")
        for (y, x), n in np.ndenumerate(grid.customers)
        if n
    }
    widest = max(width(word, look.small, bold=True) for pair in words.values() for word in pair)
    size = max(look.small * min(1.0, room / widest), _SMALLEST)
    for (y, x), (count, share) in words.items():
        colour = text_on(tuple(colours[y, x, :3]))
        up = 0.17 if share else 0.0
        axes.text(x, y + up, count, ha="center", va="center", **lettering(size, colour, bold=True))
        if share:
            axes.text(x, y - 0.2, share, ha="center", va="center", **lettering(size, colour))


def _short(share: float) -> str:
    """Write a share as short as a cell needs it."""
    if 0 < share < 0.005:
        return str(say("<{percent}", percent=percent_in_words(0.01)))
    return percent_in_words(share)


def _name_levels(axes: Axes, segmentation: Segmentation, look: Look, room: float) -> None:
    """Name columns and rows by their scores and, where there is room and one meaning, by days and orders."""
    assert segmentation.source.purchases is not None
    thresholds = segmentation.source.purchases.rfm.thresholds
    days, orders = score_ranges(thresholds)[:2]
    levels = range(thresholds.bins)
    style = lettering(look.small, look.tokens.text)
    across = [_level(level, days, room > _NARROW) for level in levels]
    up = [_level(level, orders, not thresholds.nested) for level in levels]
    axes.set_xticks(levels, labels=[wrap(word, room, look.small, 3) for word in across], **style)
    beside = look.beside(_BESIDE * 72 - 34)
    axes.set_yticks(levels, labels=[wrap(word, beside, look.small, 2) for word in up], **style)
    axes.set_xlabel(str(say("Recency score: days since the last order")), **style)
    counted = say("Frequency score: lines") if thresholds.counts_lines else say("Frequency score: orders")
    axes.set_title(str(counted), loc="left", pad=6, **style)


def _level(level: int, measure: ScoreRanges, with_range: bool) -> Message:
    if not with_range:
        return say("{n}", n=level + 1)
    return say("{score} ({range})", score=level + 1, range=measure.ranges[level] or "–")


def _tip(segmentation: Segmentation, grid: RfmGrid, y: int, x: int) -> Message:
    n = int(grid.customers[y, x])
    if grid.money is None:
        return say_n(
            "Recency {r}, frequency {f}: {n} customer, {share} of all",
            "Recency {r}, frequency {f}: {n} customers, {share} of all",
            n=n,
            r=x + 1,
            f=y + 1,
            share=Percent(n / segmentation.source.n_participants),
        )
    return say_n(
        "Recency {r}, frequency {f}: {n} customer, {share} of all; {money}, which is {money_share} of the money",
        "Recency {r}, frequency {f}: {n} customers, {share} of all; {money}, which is {money_share} of the money",
        n=n,
        r=x + 1,
        f=y + 1,
        share=Percent(n / segmentation.source.n_participants),
        money=float(grid.money[y, x]),
        money_share=Percent(float(grid.shares[y, x])),
    )
