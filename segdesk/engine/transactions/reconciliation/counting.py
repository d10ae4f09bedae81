"""How money and orders of lines are counted, in sentences."""

from segdesk.engine.data.finding import finding
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.messages import Message


def how_lines_count(chosen: TransactionColumns, rules: TransactionsSpec) -> tuple[Message, ...]:
    """Return what is the money of a line, and what is one order."""
    steps = [] if not chosen.has_money else [_money(chosen)]
    if rules.rfm_preset == "default":
        by_number = chosen.order is not None
        steps.append(
            finding("reconciliation.orders_by_number", order=chosen.order)
            if by_number
            else finding("reconciliation.orders_by_day")
        )
    return tuple(steps)


def _money(chosen: TransactionColumns) -> Message:
    if chosen.amount is None:
        if chosen.quantity is None:
            return finding("reconciliation.money_of_price", price=chosen.price)
        return finding("reconciliation.money_of_pieces", quantity=chosen.quantity, price=chosen.price)
    if chosen.once_per_order:
        return finding("reconciliation.money_of_order", amount=chosen.amount)
    if chosen.price is None and chosen.quantity is not None:
        return finding("reconciliation.money_of_line_price", amount=chosen.amount, quantity=chosen.quantity)
    return finding("reconciliation.money_of_amount", amount=chosen.amount)
