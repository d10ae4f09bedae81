"""Other columns that might be the customer, the day, the order or the money."""

from collections.abc import Mapping

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.schema.purchase_columns.column_finder import CODES, WEAK, ColumnFinder
from segdesk.engine.schema.purchase_columns.money_columns import money_by_heading
from segdesk.engine.schema.purchase_columns.one_per_customer import is_same
from segdesk.messages import Message

_MOST = 5
# Headings up to this rank name a day of purchase.
_NAMED_DAY = 3


def rivals_of(finder: ColumnFinder, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the columns whose headings fit a role as well, best first, by role.

    Parameters
    ----------
    finder : ColumnFinder
        Which has found everything.
    names : mapping of str to str
        The columns found, by role.
    """
    by_heading = {
        "customer": [c for at, c in finder.by_heading("customer", *CODES) if at < WEAK],
        "date": [c for at, c in finder.by_heading("date", ColumnType.DATE) if at < _NAMED_DAY],
        "order": [c for _, c in finder.by_heading("order", *CODES)],
        "amount": money_by_heading(finder),
    }
    rivals = {
        role: tuple(c.name for c in found if c.n_distinct > 1)[:_MOST] for role, found in by_heading.items()
    }
    for role, others in rivals.items():
        if role in names:
            # The same twice is no choice.
            own = finder.column(names[role])
            rivals[role] = tuple(name for name in others if not is_same(finder.column(name), own))
    return {role: found for role, found in rivals.items() if found}


def money_rivals_note(
    finder: ColumnFinder, names: Mapping[str, str], rivals: Mapping[str, tuple[str, ...]]
) -> tuple[Message, ...]:
    """Say which of several columns of money was taken, unless the user did."""
    if not rivals.get("amount") or finder.is_settled("amount"):
        return ()
    others = list(rivals["amount"])
    if "amount" in names:
        return (finding("purchase_columns.one_of_several_amounts", column=names["amount"], others=others),)
    if "price" in names and "quantity" in names:
        return (
            finding(
                "purchase_columns.pieces_before_amounts",
                quantity=names["quantity"],
                price=names["price"],
                others=others,
            ),
        )
    return ()
