"""The report's part on the columns that the recipe asks to look at: a chart of each, and the cross table in figures."""

from functools import partial

import numpy as np

from segdesk.charts.column_charts import charts_of_columns
from segdesk.engine.result.crossing import Crossing, cross
from segdesk.engine.result.explored_columns import Columns, columns_asked_for
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.messages import Message, Percent, say
from segdesk.report.document import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Paragraph,
    Picture,
    Row,
    RowGroup,
    Sentences,
    Subsection,
    Table,
)
from segdesk.report.images import DrawnImage
from segdesk.report.tables import segment_columns

_MARKS = {1: "▲", 0: "", -1: "▼"}


def explored_subsections(segmentation: Segmentation) -> tuple[Subsection, ...]:
    """Return what the recipe asks to look at; nothing where it asks for nothing."""
    asked = columns_asked_for(segmentation.source.columns, segmentation.provenance.recipe.output.explore)
    return tuple(
        Subsection(
            f"explored-{place}",
            columns.title_among(segmentation.source.columns),
            _blocks(segmentation, columns, f"explored_{place}"),
        )
        for place, columns in enumerate(asked, start=1)
    )


def _blocks(segmentation: Segmentation, columns: Columns, name: str) -> tuple[Block, ...]:
    offered = charts_of_columns(segmentation, columns)
    best = offered[0]
    picture = Picture(
        name,
        best.tab,
        best.finding(segmentation),
        best.definition,
        DrawnImage(partial(best.draw, segmentation), recipe_for_export(segmentation.provenance.recipe)),
        best.alternative(segmentation),
    )
    if all(chart.name != "column_crosstab" for chart in offered):
        return (picture,)
    crossing = cross(segmentation, columns.first, columns.second)
    explained = say(
        "Customers of each cell, with their share of the row, of the column and of all. Total shares: of all customers."
    )
    return picture, Paragraph(explained), _table(crossing), Sentences(crossing.remarks, is_hint=True)


def _table(crossing: Crossing) -> Table:
    """Return counts with shares of row, column and all; cells that stand out are marked."""
    table, across = crossing.table, crossing.across
    if across.segments:
        columns = segment_columns(across.segments)
    else:
        columns = tuple(Column(_heading(label), ColumnKind.NUMBER) for label in across.labels)
    totals = table.counts.sum(axis=1)
    rows = [
        Row(
            _heading(label),
            (
                _total(int(totals[y]), table.n),
                *(_cell(crossing, y, x) for x in range(len(across.labels))),
            ),
        )
        for y, label in enumerate(crossing.down.labels)
    ]
    below = table.counts.sum(axis=0)
    rows.append(
        Row(say("Total"), (_total(table.n, table.n), *(_total(int(n), table.n) for n in below.tolist())))
    )
    headings = (Column(_heading(crossing.down.title)), Column(say("Total"), ColumnKind.NUMBER), *columns)
    return Table(headings, (RowGroup(tuple(rows)),))


def _cell(crossing: Crossing, y: int, x: int) -> Cell:
    table = crossing.table
    shares = (table.row_shares[y, x], table.column_shares[y, x], table.total_shares[y, x])
    of_row, of_column, of_all = (Percent(float(np.nan_to_num(share))) for share in shares)
    mark = int(table.marks[y, x])
    words = say(
        "{mark} {n} ({of_row}, {of_column}, {of_all})",
        mark=_MARKS[mark],
        n=int(table.counts[y, x]),
        of_row=of_row,
        of_column=of_column,
        of_all=of_all,
    )
    return Cell(words, is_marked=mark != 0)


def _total(n: int, everyone: int) -> Cell:
    return Cell(say("{n} ({share})", n=n, share=Percent(n / max(everyone, 1))))


def _heading(label: Message | str) -> Message:
    return say("{text}", text=label)
