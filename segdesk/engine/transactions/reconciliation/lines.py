"""The lines of a purchases table as arrays: who, when, which order, how much."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import NOT_A_DAY, Ints, as_floats, codes_of, combined, days_of
from segdesk.engine.data.table import ColumnType, Table, TextColumn, TypedColumn
from segdesk.engine.schema.numbers import NumberTexts
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.schema.purchase_columns.customer_key import customer_key
from segdesk.engine.transactions.reconciliation.further_lines import of_order, orders_of_further_lines
from segdesk.engine.transactions.reconciliation.line_amounts import LineAmounts, fully_refunded, line_amounts
from segdesk.engine.transactions.reconciliation.order_status import States, line_states
from segdesk.progress import Step, unseen

# An order number of a cancellation or credit note, among orders that are numbered otherwise.
_CREDIT_NOTE = re.compile(r"(?:C|CN|CM|CR|GS|GU|RMA|STO|STORNO|RET|ABONO)[-_ /]?\d.*", re.I)
# Without one of these there is none; the last is the long s, which counts as an s where case does not.
_FIRST_LETTERS = "CGRSAcgrsa\u017f"
# Multiplied and folded, codes that differ a little give mixtures that differ a lot.
_ODD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


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
        The line's money, less what of it went back, in units of 10 to the power of minus `decimals`; 0 where it is not
        known. None without money.
    refunds : int64 array or None
        What of it went back; None where nothing did.
    decimals : int
    has_amount : bool array
        Lines whose money is known; all without money.
    is_return : bool array
        Returns and cancellations: a negative quantity or amount, or the number of a credit note.
    is_free : bool array
        Lines with an amount of zero.
    states : int8 array
        What keeps a line from counting by its status, 0 where nothing does.
    is_refunded : bool array
        Lines of orders of which nothing is left after refunds.
    repeats : bool array
        Lines that repeat an earlier one in every column.
    currency : int64 array or None
        Position in `currencies`, -1 where missing; None where none is written.
    currencies : tuple of str
    n_further : int
        Lines that have their customer or day from another line of their order.
    """

    customer: Ints
    customers: tuple[str, ...]
    day: Ints
    order: Ints | None
    units: Ints | None
    refunds: Ints | None
    decimals: int
    has_amount: Mask
    is_return: Mask
    is_free: Mask
    states: States
    is_refunded: Mask
    repeats: Mask
    currency: Ints | None
    currencies: tuple[str, ...]
    n_further: int = 0


def gather_lines(
    table: Table, columns: Sequence[TypedColumn], chosen: TransactionColumns, step: Step = unseen
) -> Lines:
    """Return the lines of a table.

    Parameters
    ----------
    table : Table
        As read, for what types leave out: repeated lines, currencies written with the amounts.
    columns : sequence of TypedColumn
        Its columns, understood.
    chosen : TransactionColumns
    step : Step, optional

    Raises
    ------
    InputError
        If customer or date is missing, or amounts are too large to be added up.
    """
    by_name = {column.name: column for column in columns}
    who, when = chosen.require()
    customer = customer_key(by_name[who])
    day = days_of(by_name[when])
    order, numbers = (None, ()) if chosen.order is None else codes_of(by_name[chosen.order])
    buyer, n_further = customer.codes, 0
    if order is not None:
        order = orders_of_further_lines(order, buyer, day, _has_goods(by_name, chosen, table.n_rows))
        without = (buyer < 0) | (day == NOT_A_DAY)
        buyer, day = of_order(buyer, -1, order), of_order(day, NOT_A_DAY, order)
        n_further = int((without & (buyer >= 0) & (day != NOT_A_DAY)).sum())
    step(0.2)
    wanted = (buyer >= 0) & (day != NOT_A_DAY)
    said = line_states(by_name, chosen.status, order, table.n_rows)
    amounts = line_amounts(by_name, chosen, order, wanted, said.counted_whole)
    step(0.4)
    is_return = said.takes_back.copy()
    if order is not None:
        is_return |= np.append(are_credit_notes(numbers), False)[order]
    if chosen.quantity is not None:
        is_return |= as_floats(by_name[chosen.quantity]) < 0
    units = refunds = None
    if amounts is not None:
        is_return |= amounts.units < 0
        # A line that says it is a refund takes its money off, with a sign or without.
        units = np.where(said.takes_back, -np.abs(amounts.units), amounts.units)
        refunds = amounts.refunds
        units = units if refunds is None else units - refunds
    currency, currencies = _currency(table, by_name, chosen)
    everything = np.ones(table.n_rows, dtype=bool)
    step(0.5)
    return Lines(
        customer=buyer,
        customers=customer.names,
        day=day,
        order=order,
        units=units,
        refunds=refunds,
        decimals=0 if amounts is None else amounts.decimals,
        has_amount=everything if amounts is None else amounts.known,
        is_return=is_return,
        is_free=~everything if amounts is None else _free(amounts) & ~is_return,
        states=said.states,
        is_refunded=~everything if amounts is None else fully_refunded(amounts, order),
        repeats=_repeats(table),
        currency=currency,
        currencies=currencies,
        n_further=n_further,
    )


def _has_goods(by_name: dict[str, TypedColumn], chosen: TransactionColumns, n_lines: int) -> Mask:
    """Return the lines that name a product, in a table without products those with a quantity."""
    goods = chosen.product or chosen.quantity
    return np.zeros(n_lines, dtype=bool) if goods is None else ~by_name[goods].is_missing


def _free(amounts: LineAmounts) -> Mask:
    """Return the lines without charge; those whose money stands on another line of their order are none."""
    return np.equal(amounts.units, 0) & amounts.known & ~amounts.beside


def are_credit_notes(numbers: Sequence[str]) -> Mask:
    """Return which order numbers are those of credit notes, as C536379 among 536365."""
    every = "".join(numbers)
    none = np.zeros(len(numbers), dtype=bool)
    if not any(letter in every for letter in _FIRST_LETTERS):
        return none
    matching = np.array([_CREDIT_NOTE.fullmatch(number) is not None for number in numbers], dtype=bool)
    return none if not matching.any() or matching.mean() >= 0.5 else matching


def _repeats(table: Table) -> Mask:
    """Return the lines that repeat an earlier one in the text of every cell."""
    import pandas as pd  # noqa: PLC0415 - heavy

    repeats = np.zeros(table.n_rows, dtype=bool)
    rows = _perhaps_alike(table)
    if len(rows):
        key = combined([column.codes[rows].astype(np.int64) for column in table.columns])
        repeats[rows] = pd.Series(key).duplicated().to_numpy()
    return repeats


def _perhaps_alike(table: Table) -> Ints:
    """Return the rows, rising, that share a mixture of their codes with another: all that repeat one, and few others.

    The mixture stands in front of the row's number in 64 bits, which sort much faster than exact keys are looked up.
    """
    mixture = np.zeros(table.n_rows, dtype=np.uint64)
    for column in table.columns:
        mixture += column.codes.astype(np.uint64)
        mixture *= _ODD
        mixture ^= mixture >> _HALF
    bits = np.uint64(max(table.n_rows - 1, 1).bit_length())
    below = (np.uint64(1) << bits) - np.uint64(1)
    mixture &= ~below
    mixture |= np.arange(table.n_rows, dtype=np.uint64)
    mixture.sort()
    same = mixture[1:] >> bits == mixture[:-1] >> bits
    alike = np.append(same, False) | np.append(False, same)
    return np.sort((mixture[alike] & below).astype(np.int64))


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
