"""The lines of a purchases table as arrays: who, when, which order, how much."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import Ints, as_floats, codes_of, combined, days_of
from segdesk.engine.data.table import ColumnType, Table, TextColumn, TypedColumn
from segdesk.engine.schema.numbers import NumberTexts
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.transactions.reconciliation.money import exact, in_cents_at_least, times

# An order number of a cancellation or credit note, among orders that are numbered otherwise.
_CREDIT_NOTE = re.compile(r"(?:C|CN|CM|CR|GS|GU|RMA|STO|STORNO|RET|ABONO)[-_ /]?\d.*", re.I)


@dataclass(frozen=True, eq=False)
class Lines:
    """What each line says; arrays of shape (n_lines,).

    Attributes
    ----------
    customer : int64 array
        Position in `customers`, -1 where missing.
    customers : tuple of str
    day : int64 array
        Days since 1970-01-01, `NOT_A_DAY` where missing.
    order : int64 array or None
        Code of the order, -1 where missing; None without order numbers.
    units : int64 array or None
        The line's money in units of 10 to the power of minus `decimals`, 0 where it is not known; None without money.
    decimals : int
    has_amount : bool array
        Lines whose money is known; all without money.
    is_return : bool array
        Returns and cancellations: a negative quantity or amount, or the number of a credit note.
    repeats : bool array
        Lines that repeat an earlier one in every column.
    currency : int64 array or None
        Position in `currencies`, -1 where missing; None where none is written.
    currencies : tuple of str
    """

    customer: Ints
    customers: tuple[str, ...]
    day: Ints
    order: Ints | None
    units: Ints | None
    decimals: int
    has_amount: Mask
    is_return: Mask
    repeats: Mask
    currency: Ints | None
    currencies: tuple[str, ...]


def gather_lines(table: Table, columns: Sequence[TypedColumn], chosen: TransactionColumns) -> Lines:
    """Return the lines of a table.

    Parameters
    ----------
    table : Table
        As read, for what types leave out: repeated lines, currencies written with the amounts.
    columns : sequence of TypedColumn
        Its columns, understood.
    chosen : TransactionColumns

    Raises
    ------
    InputError
        If customer or date is missing, or amounts are too large to be added up.
    """
    by_name = {column.name: column for column in columns}
    who, when = chosen.require()
    customer, customers = codes_of(by_name[who])
    units, decimals, has_amount = _money(by_name, chosen, table.n_rows)
    is_return = np.zeros(table.n_rows, dtype=bool) if units is None else units < 0
    if chosen.quantity is not None:
        is_return = is_return | (as_floats(by_name[chosen.quantity]) < 0)
    order = None
    if chosen.order is not None:
        order, numbers = codes_of(by_name[chosen.order])
        is_return = is_return | _credit_notes(order, numbers)
    currency, currencies = _currency(table, by_name, chosen)
    return Lines(
        customer=customer,
        customers=customers,
        day=days_of(by_name[when]),
        order=order,
        units=units,
        decimals=decimals,
        has_amount=has_amount,
        is_return=is_return,
        repeats=_repeats(table),
        currency=currency,
        currencies=currencies,
    )


def _money(
    by_name: dict[str, TypedColumn], chosen: TransactionColumns, n_lines: int
) -> tuple[Ints | None, int, Mask]:
    """Return each line's money, its decimals, and where it is known: the amount, else quantity times price."""
    if chosen.amount is not None:
        amount = as_floats(by_name[chosen.amount])
        units, decimals = exact(amount)
        known = ~np.isnan(amount)
    elif chosen.price is not None:
        price = as_floats(by_name[chosen.price])
        quantity = np.ones(n_lines) if chosen.quantity is None else as_floats(by_name[chosen.quantity])
        units, decimals = times(quantity, price)
        known = ~np.isnan(price) & ~np.isnan(quantity)
    else:
        return None, 0, np.ones(n_lines, dtype=bool)
    units, decimals = in_cents_at_least(np.where(known, units, 0), decimals)
    return units, decimals, known


def _credit_notes(order: Ints, numbers: Sequence[str]) -> Mask:
    """Return the lines whose order number is a credit note's, as C536379 among 536365."""
    matching = np.array([_CREDIT_NOTE.fullmatch(number) is not None for number in numbers], dtype=bool)
    if not matching.any() or matching.mean() >= 0.5:
        return np.zeros(len(order), dtype=bool)
    return np.append(matching, False)[order]


def _repeats(table: Table) -> Mask:
    """Return the lines that repeat an earlier one in the text of every cell."""
    import pandas as pd  # noqa: PLC0415 - heavy

    key = combined([column.codes.astype(np.int64) for column in table.columns])
    return pd.Series(key).duplicated().to_numpy()


def _currency(
    table: Table, by_name: dict[str, TypedColumn], chosen: TransactionColumns
) -> tuple[Ints | None, tuple[str, ...]]:
    if not chosen.has_money:
        return None, ()
    if chosen.currency is not None:
        return codes_of(by_name[chosen.currency])
    money = chosen.amount or chosen.price
    assert money is not None
    return _currency_of_cells(table.column(money)) if by_name[money].format.unit else (None, ())


def _currency_of_cells(column: TextColumn) -> tuple[Ints | None, tuple[str, ...]]:
    """Return the currency that stands in the cell of each amount, where there are several."""
    numbers = NumberTexts(list(column.texts))
    found = numbers.currencies()
    if column.native is ColumnType.NUMBER or len(found) < 2:
        return None, ()
    position: dict[str | None, int] = {unit: i for i, unit in enumerate(found)}
    of_text = np.array([position.get(unit, -1) for unit in numbers.currency_of_each()], dtype=np.int64)
    return of_text[column.codes], tuple(found)
