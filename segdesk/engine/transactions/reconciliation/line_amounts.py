"""The money of each line, and what of it went back."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.column_codes import Ints, as_floats, codes_of, combined
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.transactions.reconciliation.money import exact, in_cents_at_least, times

# Of orders with several lines so many show their amount, or their refund, in one way.
_NEARLY_ALL, _MOSTLY = 0.9, 0.8


@dataclass(frozen=True, eq=False)
class LineAmounts:
    """Money of lines in units of 10 to the power of minus `decimals`; arrays of shape (n_lines,).

    Attributes
    ----------
    units : int64 array
        Before refunds, 0 where it is not known.
    refunds : int64 array or None
        What of it went back, 0 or more.
    decimals : int
    known : bool array
    beside : bool array
        Lines whose money stands on another line of their order.
    """

    units: Ints
    refunds: Ints | None
    decimals: int
    known: Mask
    beside: Mask


def line_amounts(
    by_name: Mapping[str, TypedColumn],
    chosen: TransactionColumns,
    order: Ints | None,
    wanted: Mask,
    whole: Mask,
) -> LineAmounts | None:
    """Return the money of each line: the amount, else quantity times price; None for a table without money.

    Parameters
    ----------
    by_name : mapping of str to TypedColumn
    chosen : TransactionColumns
    order : int64 array of shape (n_lines,) or None
        Code of the order, -1 where missing.
    wanted : bool array of shape (n_lines,)
        Lines with customer and day, which rather than others carry the total of their order.
    whole : bool array of shape (n_lines,)
        Lines of which nothing is taken off.
    """
    if not chosen.has_money:
        return None
    units, decimals, known = _gross(by_name, chosen, len(wanted))
    beside = _further_lines(chosen, order, known)
    known = known | beside
    if chosen.once_per_order and order is not None:
        product = None if chosen.product is None else codes_of(by_name[chosen.product])[0]
        beside = known & ~_one_per_order(order, known & ~beside, wanted, product)
        units = np.where(beside, 0, units)
    refunds = None
    if chosen.refund is not None:
        back = np.abs(np.nan_to_num(as_floats(by_name[chosen.refund]))) * ~whole
        units, refunds, decimals = _with_refunds(units, decimals, back, order, wanted)
    if refunds is None or not refunds.any():
        units, decimals = in_cents_at_least(units, decimals)
        return LineAmounts(units, None, decimals, known, beside)
    return LineAmounts(units, refunds, decimals, known, beside)


def _gross(
    by_name: Mapping[str, TypedColumn], chosen: TransactionColumns, n_lines: int
) -> tuple[Ints, int, Mask]:
    if chosen.amount is not None:
        amount = as_floats(by_name[chosen.amount])
        known = ~np.isnan(amount)
        units, decimals = exact(amount)
    else:
        assert chosen.price is not None
        price = as_floats(by_name[chosen.price])
        quantity = np.ones(n_lines) if chosen.quantity is None else as_floats(by_name[chosen.quantity])
        known = ~np.isnan(price) & ~np.isnan(quantity)
        units, decimals = times(quantity, price)
        if chosen.discount is not None:
            off = np.abs(np.nan_to_num(as_floats(by_name[chosen.discount])))
            money = quantity * price
            # What is off a purchase is given back less with its return.
            less = (
                np.sign(money) * off if chosen.discount_whole is None else money * off / chosen.discount_whole
            )
            units, decimals = exact(money - less)
    return np.where(known, units, 0), decimals, known


def _further_lines(chosen: TransactionColumns, order: Ints | None, known: Mask) -> Mask:
    """Return the lines without an amount of orders that show theirs on a single line."""
    none = np.zeros(len(known), dtype=bool)
    if order is None or chosen.amount is None or known.all():
        return none
    n = int(order.max(initial=-1)) + 1
    numbered = order >= 0
    lines = np.bincount(order[numbered], minlength=n)
    shown = np.bincount(order[numbered], weights=known[numbered], minlength=n)
    several = lines > 1
    if not is_amount_shown_once(int((shown[several] == 1).sum()), int(several.sum())):
        return none
    alone: Mask = np.append(shown == 1, False)
    return numbered & ~known & alone[order]


def is_amount_shown_once(n_once: int, n_several: int) -> bool:
    """Whether so many of all orders of several lines show their amount on a single line that all are taken to."""
    return n_several > 0 and n_once / n_several >= _NEARLY_ALL


def are_refunds_of_orders(n_alike: int, n_several: int) -> bool:
    """Whether so many of all refunded orders of several lines show one refund on all that it is the order's."""
    return n_several > 0 and n_alike / n_several > _MOSTLY


def _one_per_order(order: Ints, known: Mask, wanted: Mask, product: Ints | None) -> Mask:
    """Return one line of each order that has a known amount; which one does not hang on the order of the rows."""
    tie = np.zeros(len(order), dtype=np.int64) if product is None else product
    sorting = np.lexsort((tie, ~wanted, ~known, order))
    ranked = order[sorting]
    first = np.append(True, ranked[1:] != ranked[:-1]) | (ranked < 0)
    chosen = np.zeros(len(order), dtype=bool)
    chosen[sorting[first]] = True
    return chosen


def _with_refunds(
    units: Ints, decimals: int, back: Floats, order: Ints | None, wanted: Mask
) -> tuple[Ints, Ints, int]:
    """Return money and refunds in the same units; a refund that stands on all lines of an order counts once."""
    refunds, more = exact(back)
    units, decimals_of_units = in_cents_at_least(units, decimals)
    refunds, more = in_cents_at_least(refunds, more)
    decimals = max(decimals_of_units, more)
    units = units * 10 ** (decimals - decimals_of_units)
    refunds = refunds * 10 ** (decimals - more)
    if order is not None and _are_of_orders(refunds, order):
        refunds = np.where(_one_per_order(order, refunds > 0, wanted, None), refunds, 0)
    return units, refunds, decimals


def _are_of_orders(refunds: Ints, order: Ints) -> bool:
    """Whether all lines of an order show the same refund, which then is that of the whole."""
    refunded = np.zeros(int(order.max(initial=-1)) + 2, dtype=bool)
    refunded[order[refunds > 0]] = True
    refunded[-1] = False
    rows = np.flatnonzero(refunded[order])
    code = combined([order[rows]])
    lines = np.bincount(code)
    low, high = np.full(len(lines), np.iinfo(np.int64).max), np.zeros(len(lines), dtype=np.int64)
    np.minimum.at(low, code, refunds[rows])
    np.maximum.at(high, code, refunds[rows])
    several = lines > 1
    return are_refunds_of_orders(int((low == high)[several].sum()), int(several.sum()))


def fully_refunded(amounts: LineAmounts, order: Ints | None) -> Mask:
    """Return the lines of orders of which nothing is left after refunds."""
    if amounts.refunds is None:
        return np.zeros(len(amounts.units), dtype=bool)
    net = amounts.units - amounts.refunds
    by_line = (amounts.refunds > 0) & (net <= 0)
    if order is None:
        return by_line
    known = order >= 0
    n = int(order.max(initial=-1)) + 1
    left, back = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    np.add.at(left, order[known], net[known])
    np.add.at(back, order[known], amounts.refunds[known])
    gone = np.append((back > 0) & (left <= 0), False)
    return np.where(known, gone[order], by_line)
