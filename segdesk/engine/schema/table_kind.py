"""Whether a table has one row per customer, or one per purchase."""

from collections.abc import Sequence

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.kept_roles import kept_reason
from segdesk.engine.schema.purchase_columns.columns import looks_like_transactions
from segdesk.messages import Message


def kind_of(
    columns: Sequence[TypedColumn], spec: ColumnsSpec, transactions: TransactionsSpec
) -> tuple[str, Message]:
    """Return whether a table is one of customers or transactions, and why."""
    if not kind_is_open(spec):
        return spec.kind, finding("roles.named_by_user")
    found, reason = looks_like_transactions(columns, transactions)
    kind = "transactions" if found else "customers"
    return (kind, reason) if spec.kind in ("auto", kind) else (spec.kind, kept_reason())


def kind_is_open(spec: ColumnsSpec) -> bool:
    """Return whether nobody said what kind of table it is."""
    return spec.kind == "auto" or spec.kind_found is True
