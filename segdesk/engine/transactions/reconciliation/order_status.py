"""What a status says of each line: that nothing was bought, or that the line takes a purchase back."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.schema.purchase_columns.status_columns import StatusColumn, StatusWord, status_texts
from segdesk.engine.schema.purchase_columns.status_words import OrderState

# Of several columns the first of these that one of them says counts.
SILENT = (
    OrderState.CANCELLED,
    OrderState.FAILED,
    OrderState.REFUNDED,
    OrderState.PENDING,
    OrderState.SETTLED,
    OrderState.DROPPED,
)
_CODES = {state: i for i, state in enumerate(SILENT, start=1)}
REFUNDED = _CODES[OrderState.REFUNDED]

States = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class LineStates:
    """What a status says of each line.

    Attributes
    ----------
    states : int8 array of shape (n_lines,)
        What keeps it from counting, 0 where nothing does.
    takes_back : bool array
        Lines that take a purchase back.
    counted_whole : bool array
        Lines that were refunded and count all the same, because the user says so.
    """

    states: States
    takes_back: Mask
    counted_whole: Mask


def line_states(
    by_name: Mapping[str, TypedColumn], status: tuple[StatusColumn, ...], order: Ints | None, n_lines: int
) -> LineStates:
    """Return what the columns of status say of each line.

    Parameters
    ----------
    by_name : mapping of str to TypedColumn
    status : tuple of StatusColumn
    order : int64 array of shape (n_lines,) or None
        Further lines of an order have its status where their own cell is empty.
    n_lines : int
    """
    found = np.zeros(n_lines, dtype=np.int8)
    takes_back, counted_whole = np.zeros((2, n_lines), dtype=bool)
    for each in status:
        codes, _ = status_texts(by_name[each.name])
        states = np.array([*map(state_code, each.words), 0], dtype=np.int8)[codes]
        if any(map(is_counted_refund, each.words)):
            whole = np.array([*map(is_counted_refund, each.words), False])[codes].astype(np.int8)
            counted_whole |= _with_further_lines(whole, codes >= 0, order) > 0
        states = _with_further_lines(states, codes >= 0, order)
        if each.is_entry:
            takes_back |= states == REFUNDED
            states[states == REFUNDED] = 0
        found = np.where((found == 0) | ((states > 0) & (states < found)), states, found)
    return LineStates(found, takes_back, counted_whole)


def state_code(word: StatusWord) -> int:
    """Return the number of what keeps lines of a word from counting, 0 where nothing does."""
    return 0 if word.state is None else _CODES.get(word.state, 0)


def is_counted_refund(word: StatusWord) -> bool:
    """Return whether lines of a word were refunded and count all the same, because the user says so."""
    return word.meant is OrderState.REFUNDED and word.state is OrderState.COUNTS


def of_state(states: States, state: OrderState) -> Mask:
    """Return the lines of a state."""
    return np.equal(states, _CODES[state])


def _with_further_lines(states: States, is_known: Mask, order: Ints | None) -> States:
    """Return the states with those of orders on their lines without any."""
    if order is None:
        return states
    blank = ~is_known & (order >= 0)
    if not blank.any():
        return states
    of_order = np.zeros(int(order.max()) + 1, dtype=np.int8)
    known = is_known & (order >= 0)
    np.maximum.at(of_order, order[known], states[known])
    return np.where(blank, of_order[order], states)


def taken_back(customer: Ints, units: Ints, left_out: Mask, returns: Mask) -> Mask:
    """Return the returns whose purchase is left out already: the same customer and money, one for one.

    Parameters
    ----------
    customer, units : int64 arrays of shape (n_lines,)
    left_out : bool array
        Purchases that are left out as cancelled or refunded.
    returns : bool array
        Returns that still count.
    """
    bought = np.flatnonzero(left_out & (units > 0) & (customer >= 0))
    back = np.flatnonzero(returns & (units < 0) & (customer >= 0))
    flags = np.zeros(len(units), dtype=bool)
    if not len(bought) or not len(back):
        return flags
    rows = np.concatenate([bought, back])
    _, key = np.unique(np.stack([customer[rows], np.abs(units[rows])]), axis=1, return_inverse=True)
    key = key.ravel()
    is_back = np.arange(len(rows)) >= len(bought)
    n_bought = np.bincount(key[~is_back], minlength=int(key.max()) + 1)
    # The number of each return among those of its customer and money.
    sorting = np.argsort(key[is_back], kind="stable")
    ranked = key[is_back][sorting]
    place = np.arange(len(ranked)) - np.searchsorted(ranked, ranked)
    flags[back[sorting]] = place < n_bought[ranked]
    return flags
