"""Further lines of an order that leave its customer, day or number empty, as printed lists and Odoo write them."""

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import NOT_A_DAY, Ints

# Of lines without an order number so many have neither customer nor day where they go on with the order above.
_NEARLY_ALL, _MOSTLY = 0.95, 0.8
# Fewer such lines may be mistakes.
_ENOUGH = 3


def orders_of_further_lines(order: Ints, customer: Ints, day: Ints, has_goods: Mask) -> Ints:
    """Return the orders of lines, where lines of goods without number, customer and day go on with the one above.

    Parameters
    ----------
    order, customer, day : int64 arrays of shape (n_lines,)
        -1, and `NOT_A_DAY`, where missing.
    has_goods : bool array
        Lines that name a product or a quantity; a line of totals does not.
    """
    unnumbered = order < 0
    further = unnumbered & (customer < 0) & (day == NOT_A_DAY) & has_goods
    if not are_further_lines(int(further.sum()), int(unnumbered.sum()), bool(unnumbered[0])):
        return order
    above = np.maximum.accumulate(np.where(unnumbered, 0, np.arange(len(order))))
    return np.where(further, order[above], order)


def are_further_lines(n: int, n_unnumbered: int, begins_so: bool) -> bool:
    """Whether lines go on with the order above.

    Parameters
    ----------
    n : int
        Lines of goods without number, customer and day.
    n_unnumbered : int
        All lines without a number.
    begins_so : bool
        Whether the first line has none.
    """
    return n >= _ENOUGH and n >= _NEARLY_ALL * n_unnumbered and not begins_so


def is_shown_once(n_once: int, n_several: int) -> bool:
    """Whether orders of several lines show a value on a single one; a single gap is a gap.

    Parameters
    ----------
    n_once : int
        Orders of several lines that show it once.
    n_several : int
        All orders of several lines.
    """
    return n_once >= max(_MOSTLY * n_several, _ENOUGH)


def of_order(values: Ints, missing: int, order: Ints) -> Ints:
    """Return values with those of the order on further lines, where orders show theirs on a single line.

    Parameters
    ----------
    values, order : int64 arrays of shape (n_lines,)
    missing : int
        What stands for no value.
    """
    numbered = order >= 0
    known, blank = numbered & (values != missing), numbered & (values == missing)
    if not blank.any() or not known.any():
        return values
    n = int(order.max()) + 1
    several = np.bincount(order[numbered], minlength=n) > 1
    shown = np.bincount(order[known], minlength=n)
    if not is_shown_once(int((shown[several] == 1).sum()), int(several.sum())):
        return values
    owner = np.full(n, missing, dtype=np.int64)
    owner[order[known]] = values[known]
    owner[shown != 1] = missing
    return np.where(blank, owner[np.maximum(order, 0)], values)
