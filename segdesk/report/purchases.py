"""The report's part on purchases: what became of every line and its money."""

from typing import Any

from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.transactions.reconciliation.line_counts import LineCounts
from segdesk.messages import Message, say
from segdesk.report.rfm import crosstab_table, threshold_table


def purchase_tables(segmentation: Segmentation) -> dict[str, Any] | None:
    """Return the reconciliation and what RFM scores tell as tables, with remarks; None without purchases."""
    purchases = segmentation.purchases
    if purchases is None:
        return None
    reconciled = purchases.reconciled
    return {
        "rows": [_row(each) for each in reconciled.rows()],
        "has_money": reconciled.all_in.money is not None,
        "notes": _notes(purchases),
        "thresholds": threshold_table(purchases),
        "crosstab": crosstab_table(segmentation),
    }


def _row(counted: LineCounts) -> dict[str, Any]:
    return {
        "label": counted.label,
        "lines": say("{n}", n=counted.lines),
        "customers": say("{n}", n=counted.customers),
        "money": "" if counted.money is None else counted.money,
        "total": counted.key in ("in", "kept"),
    }


def _notes(purchases: Purchases) -> list[Message]:
    notes = [say("Recency counts back from {day}.", day=purchases.reconciled.as_of)]
    if purchases.lifetime is not None:
        notes.extend(purchases.lifetime.steps)
    elif purchases.why_no_lifetime:
        notes.append(
            say("Lifetime value is not estimated: {reasons}.", reasons=list(purchases.why_no_lifetime))
        )
    return notes
