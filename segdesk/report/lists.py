"""The report's part on customers to act on: who matters most, who is slipping away."""

from segdesk.charts.formatting import with_unit
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.result.customer_lists import CustomerList, customer_lists
from segdesk.engine.result.customer_names import customer_name
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.lifetime.lifetime_value import ACTIVE
from segdesk.messages import Message, Percent, say, say_n
from segdesk.report.document import Cell, Column, ColumnKind, Paragraph, Row, RowGroup, Subsection, Table

# The names of so many are printed; the file holds all.
SHOWN = 10
# What of a customer is shown beside the segment, where the table has it.
_HEADS = {
    "monetary": say("Money so far"),
    "frequency": say("Orders"),
    "recency_days": say("Days since the last order"),
    "days_between_orders": say("Usual days between orders"),
    ACTIVE: say("Still active"),
    "expected_orders": say("Orders to be expected"),
    "expected_value": say("Money to be expected"),
}


def list_subsections(segmentation: Segmentation) -> tuple[Subsection, ...]:
    """Return a part for each list: what it is, how it spreads over the segments, who heads it."""
    return tuple(_subsection(segmentation, each) for each in customer_lists(segmentation))


def _subsection(segmentation: Segmentation, listed: CustomerList) -> Subsection:
    blocks = (
        Paragraph(listed.finding),
        Paragraph(f"{listed.definition} {_counts_by_segment(segmentation, listed)}", is_hint=True),
        _table(segmentation, listed),
    )
    return Subsection(listed.name, listed.title, blocks)


def _table(segmentation: Segmentation, listed: CustomerList) -> Table:
    shown = _columns(segmentation)
    with_second = listed.name == "borderline"
    heads = [Column(say("Customer")), Column(say("Segment"), ColumnKind.NAME)]
    if with_second:
        heads.append(Column(say("Could as well be"), ColumnKind.NAME))
    heads += [Column(_HEADS.get(column.name, column.title), ColumnKind.NUMBER) for column in shown]
    rows = []
    for row in listed.rows[:SHOWN].tolist():
        cells = [Cell(segmentation.segment(int(segmentation.fit.labels[row])).name)]
        if with_second:
            cells.append(Cell(segmentation.segment(int(segmentation.fit.second[row])).name))
        cells += [Cell(_cell(column, row)) for column in shown]
        rows.append(Row(customer_name(segmentation, row), tuple(cells)))
    caption = say_n(
        "The whole list; it stands in lists/{file}, too.",
        "The first of the list; all {n} stand in lists/{file}.",
        n=len(listed.rows),
        file=f"{listed.name}.csv",
    )
    return Table(tuple(heads), (RowGroup(tuple(rows)),), caption)


def _columns(segmentation: Segmentation) -> list[TypedColumn]:
    """Return what is shown of a customer: of purchases the usual figures, else the money."""
    wanted = (
        tuple(_HEADS) if segmentation.source.purchases is not None else (segmentation.source.value_column,)
    )
    numbers = {
        column.name: column for column in segmentation.source.columns if column.type is ColumnType.NUMBER
    }
    return [numbers[name] for name in wanted if name in numbers]


def _cell(column: TypedColumn, row: int) -> str:
    if column.is_missing[row]:
        return "–"
    if column.name == ACTIVE:
        return str(Percent(float(column.values[row])))
    return with_unit(float(column.values[row]), column.format.unit)


def _counts_by_segment(segmentation: Segmentation, listed: CustomerList) -> Message:
    """Tell how many of a list each segment holds, the most first."""
    labels = segmentation.fit.labels[listed.rows]
    counts = sorted(
        ((int((labels == segment.number).sum()), segment) for segment in segmentation.description.segments),
        key=lambda pair: (-pair[0], pair[1].number),
    )
    parts = [
        say("{name} {n} ({share})", name=segment.name, n=count, share=Percent(count / len(labels)))
        for count, segment in counts
        if count
    ]
    return say("By segment: {parts}.", parts=parts)
