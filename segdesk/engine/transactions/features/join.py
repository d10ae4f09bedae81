"""Columns of a customers table joined to what the purchases tell, by identifier."""

import re
from collections.abc import Sequence

import numpy as np

from segdesk.engine.data.column_codes import Ints, codes_of
from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.transactions.features.customer_features import CustomerFeatures
from segdesk.engine.transactions.features.derived_columns import ColumnPair, free_name
from segdesk.engine.transactions.features.picked_rows import columns_at_rows
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say

# A whole number that some program wrote with a decimal, as 17850.0.
_WITH_DECIMAL = re.compile(r"(-?\d+)[.,]0+")


def join_customers(
    features: CustomerFeatures, table: Table, columns: Sequence[TypedColumn], key: str | None = None
) -> CustomerFeatures:
    """Add the columns of a customers table; every customer with purchases stays, no other is added.

    Parameters
    ----------
    features : CustomerFeatures
    table : Table
        The customers table as read.
    columns : sequence of TypedColumn
        Its columns, understood.
    key : str, optional
        Its column with the identifiers; default: the one that holds most of the customers with purchases.

    Returns
    -------
    CustomerFeatures
        With the columns behind its own and the unmatched rows of both sides in its table's steps and warnings.

    Raises
    ------
    InputError
        If the key does not exist, or no identifier is in both.
    """
    wanted = [_comparable(text) for text in features.totals.customers]
    name, position, n_repeats = _best_key(wanted, columns, key, table)
    rows = np.array([position.get(text, -1) for text in wanted], dtype=np.int64)
    if not (rows >= 0).any():
        raise InputError(
            say("No identifier of “{column}” stands in the purchases.", column=name),
            where=Where(file=table.source.path.name),
            mend=say("Join the table that holds the same customer numbers."),
        )
    joined = _joined(features, table, columns, rows, name)
    steps, warnings = _match_findings(table, rows, position, n_repeats)
    return features.with_columns(joined, (*table.steps, *steps), (*table.warnings, *warnings))


def _comparable(text: str) -> str:
    """Return an identifier as it is compared: without outer blanks, small letters, 17850.0 as 17850."""
    plain = text.strip().casefold()
    number = _WITH_DECIMAL.fullmatch(plain)
    return number[1] if number else plain


def _best_key(
    wanted: list[str], columns: Sequence[TypedColumn], key: str | None, table: Table
) -> tuple[str, dict[str, int], int]:
    """Return the key column's name, each identifier's first row, and how many rows repeat one."""
    if key is not None:
        name = match_columns((key,), columns)[0]
        columns = [column for column in columns if column.name == name]
    best: tuple[str, dict[str, int], int] | None = None
    most = -1
    for column in columns:
        if column.values.dtype.kind == "M" or column.n_distinct < 2:
            continue
        position, n_repeats = _positions(column)
        matched = sum(text in position for text in wanted)
        if matched > most:
            most, best = matched, (column.name, position, n_repeats)
    if best is None:
        raise InputError(
            say("The table to join has no column with identifiers."), where=Where(file=table.source.path.name)
        )
    return best


def _positions(column: TypedColumn) -> tuple[dict[str, int], int]:
    """Return the first row of each identifier, and how many rows repeat one that was there before."""
    codes, names = codes_of(column)
    known = np.flatnonzero(codes >= 0)
    present, first = np.unique(codes[known], return_index=True)
    position: dict[str, int] = {}
    for code, row in sorted(
        zip(present.tolist(), known[first].tolist(), strict=True), key=lambda pair: pair[1]
    ):
        position.setdefault(_comparable(names[code]), row)
    return position, len(known) - len(position)


def _joined(
    features: CustomerFeatures, table: Table, columns: Sequence[TypedColumn], rows: Ints, key: str
) -> list[ColumnPair]:
    """Return the columns of the customers table in the order of the customers with purchases."""
    names: dict[str, str] = {}
    for column in table.columns:
        if column.name != key:
            names[column.name] = free_name(column.name, (*features.table.names, *names.values()))
    return columns_at_rows(table, columns, dict.fromkeys(names, rows), names)


def _match_findings(
    table: Table, rows: Ints, position: dict[str, int], n_repeats: int
) -> tuple[list[Message], list[Message]]:
    """Return what matched and what did not, on both sides: steps and warnings."""
    file = table.source.path.name
    n_matched = int((rows >= 0).sum())
    steps = [finding("features.joined", file=file, matched=n_matched, customers=len(rows))]
    warnings = []
    if n_matched < len(rows):
        warnings.append(finding("features.not_in_joined", n=len(rows) - n_matched, file=file))
    idle = len(position) - n_matched
    if idle:
        warnings.append(finding("features.joined_without_purchases", n=idle, file=file))
    nameless = table.n_rows - len(position) - n_repeats
    if n_repeats:
        warnings.append(finding("features.joined_repeats", n=n_repeats, file=file))
    if nameless:
        warnings.append(finding("features.joined_nameless", n=nameless, file=file))
    return steps, warnings
