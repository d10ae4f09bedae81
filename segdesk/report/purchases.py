"""The report's part on purchases: what became of every line and its money."""

from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.transactions.reconciliation.line_counts import LineCounts
from segdesk.messages import Message, say
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
    Table,
)
from segdesk.report.rfm import crosstab_subsections, scores_subsection


def purchase_blocks(segmentation: Segmentation, pictures: tuple[Picture, ...]) -> tuple[Block, ...]:
    """Return the reconciliation, remarks, charts, and what RFM scores tell; nothing without purchases."""
    purchases = segmentation.source.purchases
    if purchases is None:
        return ()
    explained = say(
        "Every line of the file stands in one row: it is kept, or left out for one reason. What comes in is what is "
        "kept and what is left out, to the last digit."
    )
    return (
        Paragraph(explained),
        _reconciliation(purchases),
        Sentences(tuple(_notes(purchases))),
        *pictures,
        scores_subsection(purchases),
        *crosstab_subsections(segmentation),
    )


def _reconciliation(purchases: Purchases) -> Table:
    reconciled = purchases.reconciled
    heads = [
        Column(say("Lines of the file")),
        Column(say("Number"), ColumnKind.NUMBER),
        Column(say("Customers"), ColumnKind.NUMBER),
    ]
    with_money = reconciled.all_in.money is not None
    if with_money:
        heads.append(Column(say("Money"), ColumnKind.NUMBER))
    rows = tuple(_row(each, with_money) for each in reconciled.rows())
    return Table(tuple(heads), (RowGroup(rows),))


def _row(counts: LineCounts, with_money: bool) -> Row:
    cells = [Cell(say("{n}", n=counts.lines)), Cell(say("{n}", n=counts.customers))]
    if with_money:
        cells.append(Cell("" if counts.money is None else str(counts.money)))
    return Row(counts.label, tuple(cells), is_marked=counts.key in ("in", "kept"))


def _notes(purchases: Purchases) -> list[Message]:
    notes = [say("Recency counts back from {day}.", day=purchases.reconciled.as_of)]
    if purchases.lifetime is not None:
        notes.extend(purchases.lifetime.steps)
    elif purchases.why_no_lifetime:
        notes.append(
            say("Lifetime value is not estimated: {reasons}.", reasons=list(purchases.why_no_lifetime))
        )
    return notes
