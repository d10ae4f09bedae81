"""Cohorts: of the customers who first bought in a month, how many bought again so many months later."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.areas import Area, area
from segdesk.charts.chart_registry import ReportSection, chart
from segdesk.charts.retention import MOST_COHORTS, draw_triangle
from segdesk.charts.style import Look
from segdesk.engine.data.finding import finding as found
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.tracking.cohorts import cohorts_of
from segdesk.engine.tracking.period import Unit
from segdesk.engine.tracking.retention import NOT_SEEN, Retention
from segdesk.messages import Message, Percent, say, say_n

# Distances that the alternative text speaks of.
_MOST_TOLD = 6


def finding(segmentation: Segmentation) -> Message:
    """Say how many bought again in the period after that of their first purchase."""
    retention = cohorts_of(segmentation.source)
    _, known, active = retention.curve[0]
    if retention.last.unit is Unit.QUARTER:
        return say(
            "{share} of customers bought again in the quarter after that of their first purchase",
            share=Percent(active / known),
        )
    if retention.last.unit is Unit.YEAR:
        return say(
            "{share} of customers bought again in the year after that of their first purchase",
            share=Percent(active / known),
        )
    return say(
        "{share} of customers bought again in the month after that of their first purchase",
        share=Percent(active / known),
    )


def alternative(segmentation: Segmentation) -> Message:
    """Tell how many bought so many periods later."""
    told = [
        say_n(
            "{share} {n} period later", "{share} {n} periods later", n=offset, share=Percent(active / known)
        )
        for offset, known, active in cohorts_of(segmentation.source).curve[:_MOST_TOLD]
    ]
    return with_figures(
        finding(segmentation), say("Of those known for long enough bought again: {shares}.", shares=told)
    )


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return customers and share of each cohort so many periods later, those not known left out."""
    retention = cohorts_of(segmentation.source)
    cells = [
        (cohort.label, int(n), int(offset), int(active), active / n)
        for cohort, n, row in zip(retention.cohorts, retention.customers, retention.active, strict=True)
        for offset, active in zip(retention.offsets, row, strict=True)
        if active != NOT_SEEN
    ]
    headings = (
        say("First purchase"), say("Customers"), say("Periods after the first"), say("Bought"), say("Share"),
    )  # fmt: skip
    return pd.DataFrame(cells, columns=[str(heading) for heading in headings])


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where nobody can have come back."""
    if segmentation.source.purchases is None:
        return say("This chart needs order dates")
    if not cohorts_of(segmentation.source).curve:
        return say("The purchases cover too short a time to come back in")
    return None


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per cell of a cohort, which tells its customers."""
    retention = cohorts_of(segmentation.source)
    left_out = max(0, len(retention.cohorts) - MOST_COHORTS)
    active = retention.active[left_out:, 1 : MOST_COHORTS + 1]
    found_areas = []
    for y, x in np.argwhere(active != NOT_SEEN).tolist():
        tip = say_n(
            "First purchase {period}: {active} of {customers} bought {n} period later",
            "First purchase {period}: {active} of {customers} bought {n} periods later",
            n=int(retention.offsets[x + 1]),
            period=retention.cohorts[left_out + y].label,
            active=int(active[y, x]),
            customers=int(retention.customers[left_out + y]),
        )
        found_areas.append(area(figure.axes[0], (x, x + 1), (y, y + 1), None, tip))
    return tuple(found_areas)


@chart(
    "cohorts",
    say("Who comes back?"),
    say(
        "Each row holds the customers whose first purchase fell into the same period; the cells tell what percentage "
        "of them bought so many periods later, the darker the more."
    ),
    order=75,
    tab=say("Cohorts"),
    tab_order=82,
    section=ReportSection.PURCHASES,
    of_purchases=True,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw the triangle of cohorts."""
    retention = cohorts_of(segmentation.source)
    return draw_triangle(retention, look, finding(segmentation), _remarks(retention))


def _remarks(retention: Retention) -> tuple[Message, ...]:
    if not retention.cohorts:
        return ()
    return (found("tracking.first_cohort", period=retention.cohorts[0].label, n=int(retention.customers[0])),)
