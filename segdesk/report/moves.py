"""Who moved from which segment to which between two times: for reports of one time, and of several."""

from functools import partial

from segdesk.charts.moves import can_be_drawn, draw_moves
from segdesk.engine.comparison.compare import Comparison, headline, remarks
from segdesk.engine.data.column_titles import column_title
from segdesk.messages import Message, in_words, say
from segdesk.report.document import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Paragraph,
    Picture,
    Row,
    RowGroup,
    Section,
    Sentences,
    Table,
)
from segdesk.report.images import DrawnImage


def change_section(comparison: Comparison, for_experts: bool) -> Section:
    """Return what became of the customers since an earlier result, as a part of the report of the later one."""
    blocks: list[Block] = [Paragraph(headline(comparison))]
    if comparison.shared:
        blocks += [*_flow(comparison), moves_table(comparison)]
    blocks.append(Sentences(remarks(comparison, for_experts)))
    title = say("What changed since {earlier}", earlier=comparison.old_title)
    return Section("change", title, tuple(blocks), starts_page=True)


def _flow(comparison: Comparison) -> tuple[Block, ...]:
    if not can_be_drawn(comparison):
        return ()
    picture = Picture(
        "flow",
        say("Who moved where?"),
        headline(comparison),
        say("Old segments at the left, new ones at the right; strong bands stayed in a matching segment"),
        DrawnImage(partial(draw_moves, comparison)),
    )
    return (picture,)


def moves_table(comparison: Comparison) -> Table:
    """Return customers in both times by old and new segment, those who came and those who left, and their money."""
    columns = [Column(say("From"), ColumnKind.NAME)]
    columns += [Column(group.label, ColumnKind.NUMBER) for group in comparison.new]
    columns.append(Column(say("no longer there"), ColumnKind.NUMBER))
    groups = [_rows(comparison, None)]
    if comparison.values is not None and comparison.value_column is not None:
        groups.append(_rows(comparison, say("Value, {column}", column=column_title(comparison.value_column))))
    return Table(tuple(columns), tuple(groups), say("Rows: segment before; columns: segment now"))


def _rows(comparison: Comparison, title: Message | None) -> RowGroup:
    values = comparison.values if title is not None else comparison.customers
    gone, come = (
        (comparison.gone_values, comparison.come_values)
        if title is not None
        else (comparison.gone, comparison.come)
    )
    assert values is not None
    rows = []
    for i, group in enumerate(comparison.old):
        cells = [
            Cell(_figure(float(values[i, j])), is_marked=group.match == other.key)
            for j, other in enumerate(comparison.new)
        ]
        rows.append(Row(group.label, (*cells, Cell("" if gone is None else _figure(float(gone[i]))))))
    new = [Cell("" if come is None else _figure(float(come[j]))) for j in range(len(comparison.new))]
    rows.append(Row(say("new"), (*new, Cell(""))))
    return RowGroup(
        tuple(rows), title if title is not None or comparison.values is None else say("Customers")
    )


def _figure(value: float) -> str:
    return in_words(value) if value else "–"
