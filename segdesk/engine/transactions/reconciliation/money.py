"""Money as whole numbers of its smallest unit, so that sums are exact."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import Ints
from segdesk.errors import InputError
from segdesk.messages import Spoken, number_in_words, say

MOST_DECIMALS = 6
# What has more decimals is the result of a division or conversion, and is rounded to so many.
ROUNDED_DECIMALS = 4
CENTS = 2
# A number read from text lies so close to its decimals, in units of the last of them.
NEAR = 1e-6
LARGEST = 2.0**62
# So many numbers are looked at at once: their copies stay in the processor's cache.
_BLOCK = 1 << 15


@dataclass(frozen=True)
class Money(Spoken):
    """An exact amount: `units` of 10 to the power of minus `decimals`."""

    units: int
    decimals: int

    def __str__(self) -> str:
        """Return the amount with the marks of the language in force."""
        return number_in_words(float(self.decimal), self.decimals)

    @property
    def decimal(self) -> Decimal:
        """The amount as a decimal number."""
        return Decimal(self.units).scaleb(-self.decimals)


def exact(values: Floats) -> tuple[Ints, int]:
    """Return numbers as whole units and how many decimals a unit stands for.

    Parameters
    ----------
    values : float64 array of shape (n,)
        NaN counts as 0.

    Returns
    -------
    units : int64 array of shape (n,)
    decimals : int
        The fewest that write all numbers exactly; 4 where no 6 would.

    Raises
    ------
    InputError
        If the sum is beyond what whole numbers of 64 bits hold.
    """
    known = np.nan_to_num(values)
    for decimals in range(MOST_DECIMALS + 1):
        if _are_whole(known, 10.0**decimals):
            break
    else:
        decimals = ROUNDED_DECIMALS
    units = np.round(known * 10.0**decimals)
    if np.abs(units).sum() * 100 >= LARGEST:
        raise too_large()
    return units.astype(np.int64), decimals


def _are_whole(values: Floats, factor: float) -> bool:
    """Whether all values are whole numbers when multiplied; a block of many values that are not ends the search."""
    for start in range(0, len(values), _BLOCK):
        scaled = values[start : start + _BLOCK] * factor
        if not np.abs(scaled - np.round(scaled)).max() <= NEAR:
            return False
    return True


def times(quantity: Floats, price: Floats) -> tuple[Ints, int]:
    """Return quantity times price of each line as whole units, with the decimals of a unit; exact.

    Raises
    ------
    InputError
        If the sum is beyond what whole numbers of 64 bits hold.
    """
    pieces, some = exact(quantity)
    prices, more = exact(price)
    if np.abs(pieces.astype(np.float64) * prices).sum() >= LARGEST:
        raise too_large()
    return pieces * prices, some + more


def in_cents_at_least(units: Ints, decimals: int) -> tuple[Ints, int]:
    """Return the same amounts with two decimals, or with as many as they need."""
    while decimals > CENTS and not (units % 10).any():
        units, decimals = units // 10, decimals - 1
    if decimals < CENTS:
        units, decimals = units * 10 ** (CENTS - decimals), CENTS
    return units, decimals


def too_large() -> InputError:
    """Return the error for amounts whose sum whole numbers of 64 bits do not hold."""
    return InputError(
        say("The amounts are too large to be added up."),
        mend=say("Check that the amount, quantity and price columns are the right ones."),
    )
