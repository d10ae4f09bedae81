"""The report's part on RFM: what makes each score, and RFM segments against the segments that were found."""

from collections.abc import Mapping

import numpy as np

from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.shaped import ShapedAssigner
from segdesk.engine.data.table import ColumnType
from segdesk.engine.result.rfm_tables import rfm_crosstab
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.transactions.rfm.score_ranges import ScoreRanges, score_ranges
from segdesk.engine.transactions.rfm.scores import Thresholds
from segdesk.messages import Message, Percent, say
from segdesk.report.document import Cell, Column, ColumnKind, Paragraph, Row, RowGroup, Subsection, Table
from segdesk.report.tables import segment_columns


def scores_subsection(purchases: Purchases) -> Subsection:
    """Return what days, orders and money make each score: one row per measure and group, one column per score."""
    return _scores(purchases.rfm.thresholds, {})


def scores_of_customers(segmentation: Segmentation) -> tuple[Subsection, ...]:
    """Return the same of a customers table, under the names of its columns; nothing where no rules made the segments.

    Nor where recency is in parts of a day, of which the bounds do not speak.
    """
    assigner, variables = segmentation.fit.model.assigner, segmentation.fit.model.variables
    if isinstance(assigner, ShapedAssigner):
        assigner = assigner.base
    if segmentation.source.purchases is not None or not isinstance(assigner, RfmAssigner):
        return ()
    recency = next(column for column in segmentation.source.columns if column.name == variables[0])
    if recency.type is ColumnType.NUMBER:
        days = recency.values[~recency.is_missing].astype(np.float64)
        if not (days == np.round(days)).all():
            return ()
    measures = dict(zip(("recency", "frequency", "monetary"), variables, strict=False))
    if recency.type is ColumnType.DATE:
        del measures["recency"]
    return (_scores(assigner.thresholds, measures),)


def _scores(thresholds: Thresholds, measures: Mapping[str, str]) -> Subsection:
    """Return the bounds of each score; `measures` holds the columns' names where the table has its own."""
    levels = range(1, thresholds.bins + 1)
    columns = (Column(say("Score")), *(Column(say("{n}", n=level), ColumnKind.RANGE) for level in levels))
    rows = tuple(
        Row(
            _measure(each, thresholds.counts_lines)
            if each.within or each.measure not in measures
            else say("“{column}”", column=measures[each.measure]),
            tuple(Cell("–" if words is None else words) for words in each.ranges),
        )
        for each in score_ranges(thresholds)
    )
    explained = say(
        "The highest score is the best. The bounds stand in the recipe: with them, the same purchases get the same "
        "scores next month."
    )
    blocks = (Paragraph(explained), Table(columns, (RowGroup(rows),)))
    return Subsection("scores", say("What makes each RFM score"), blocks)


def _measure(each: ScoreRanges, counts_lines: bool) -> Message:
    if each.measure == "recency":
        return say("Days since the last order")
    if each.measure == "monetary":
        if each.within:
            return say(
                "Money, at recency {r} and frequency {f}", r=int(each.within[0]), f=int(each.within[1])
            )
        return say("Money")
    if each.within:
        if counts_lines:
            return say("Lines, at recency {r}", r=int(each.within))
        return say("Orders, at recency {r}", r=int(each.within))
    return say("Lines") if counts_lines else say("Orders")


def crosstab_subsections(segmentation: Segmentation) -> tuple[Subsection, ...]:
    """Return RFM segments down and segments across; nothing where there is nothing to set against each other."""
    crosstab = rfm_crosstab(segmentation)
    if crosstab is None:
        return ()
    columns = (
        Column(say("RFM segment")),
        Column(say("Customers"), ColumnKind.NUMBER),
        *segment_columns(crosstab.segments),
    )
    rows = tuple(
        _row(name, counts, shares)
        for name, counts, shares in zip(
            crosstab.names, crosstab.customers.tolist(), crosstab.shares.tolist(), strict=True
        )
    )
    explained = say(
        "Customers of each RFM segment by the segment that they are in, with their share of the row; the largest of a "
        "row is marked."
    )
    blocks = (Paragraph(explained), Table(columns, (RowGroup(rows),)))
    return (Subsection("crosstab", say("RFM segments against the segments found"), blocks),)


def _row(name: Message, counts: list[int], shares: list[float]) -> Row:
    """Return counts and shares of an RFM segment; the largest of them is marked."""
    cells = [Cell(say("{n}", n=sum(counts)))]
    for n, share in zip(counts, shares, strict=True):
        text = say("{n} ({share})", n=n, share=Percent(share)) if n else "–"
        cells.append(Cell(text, is_marked=n == max(counts)))
    return Row(name, tuple(cells))
