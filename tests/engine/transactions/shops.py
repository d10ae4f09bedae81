"""Small purchase tables, and files read and understood, for the tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns, find_columns
from segdesk.engine.schema.types import type_columns
from segdesk.engine.transactions.features.customer_features import CustomerFeatures, customer_features
from segdesk.engine.transactions.reconciliation.reconcile import reconcile
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation
from segdesk.io.reading import read_table
from tests.engine.schema.tables import table_of

SHOP = {
    "order_no": ["1", "1", "2", "3", "4", "C5", "6", "6"],
    "date": ["2024-01-10", "2024-01-10", "2024-02-03", "2024-02-03", "2024-03-30", *["2024-03-31"] * 3],
    "customer_id": ["A", "A", "A", "B", "", "C", "B", "B"],
    "product": ["tea", "cup", "tea", "cup", "tea", "cup", "bag", "bag"],
    "quantity": ["2", "1", "3", "1", "1", "-1", "1", "1"],
    "unit_price": ["1.10", "4.00", "1.10", "4.00", "1.10", "4.00", "0", "0"],
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Shop:
    """A purchases table with all that is made of it."""

    table: Table
    columns: tuple[TypedColumn, ...]
    chosen: TransactionColumns
    reconciled: Reconciliation
    features: CustomerFeatures


def shop_of(source: Mapping[str, Sequence[str]] | Path, **settings: Any) -> Shop:
    """Take a table or file through the whole stage."""
    spec = TransactionsSpec(**settings)
    table = read_table(source) if isinstance(source, Path) else table_of(source)
    columns = type_columns(table)
    chosen = find_columns(columns, spec)
    reconciled = reconcile(table, columns, chosen, spec)
    return Shop(table, columns, chosen, reconciled, customer_features(table, columns, chosen, reconciled))


def columns_of(path: Path, **reading: str) -> tuple[TypedColumn, ...]:
    """Return the columns of a file, understood."""
    return type_columns(read_table(path, ReadSpec(**reading)))


def changed(**cells: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return the small shop with some columns changed or added."""
    return {**SHOP, **cells}
