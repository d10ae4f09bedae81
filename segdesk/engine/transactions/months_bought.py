"""Who bought in which month, a bit each: what is left of the lines where these are not in memory."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import Ints

# So many customers are looked at together.
_CHUNK = 1 << 16


@dataclass(frozen=True, eq=False)
class MonthsBought:
    """The months in which customers bought.

    Attributes
    ----------
    first : int
        Number of the first month, counted from January of the year 0.
    n : int
        Months from there to the last one.
    bits : uint8 array of shape (n_customers, n / 8 rounded up)
        A bit for each month, the highest first.
    last_is_whole : bool
        Whether the last month is complete.
    """

    first: int
    n: int
    bits: npt.NDArray[np.uint8]
    last_is_whole: bool

    def parts(self, among: Mask | None = None) -> Iterator[npt.NDArray[np.uint8]]:
        """Yield for some customers after the other whether they bought in each month, shape (n_some, n).

        Parameters
        ----------
        among : bool array of shape (n_customers,), optional
            Whom to look at; by default everybody.
        """
        bits = self.bits if among is None else self.bits[among]
        for start in range(0, len(bits), _CHUNK):
            yield np.unpackbits(bits[start : start + _CHUNK], axis=1, count=self.n)


def packed_months(month: Ints, customer: Ints, shape: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """Return the bits of customers and months that stand together.

    Parameters
    ----------
    month, customer : int64 arrays of shape (n_pairs,)
    shape : tuple of int
        Numbers of customers and of months.
    """
    there = np.zeros(shape, dtype=np.uint8)
    there[customer, month] = 1
    return np.packbits(there, axis=1)
