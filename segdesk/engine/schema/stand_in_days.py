"""Days that programs write where there is none: 31.12.9999 for no end of a contract, 1900-01-01 for no birthday."""

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Mask

_STAND_INS = np.array(
    [
        "0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1970-01-01", "2099-12-31", "2999-12-31",
        "9999-01-01", "9999-12-31",
    ],
    dtype="datetime64[D]",
)  # fmt: skip
# The clock of computers starts here, and so does somebody's life: once it may be true.
_MAY_BE_TRUE = np.datetime64("1970-01-01", "D")
# No true date may be so near.
_APART = np.timedelta64(3653, "D")


def is_stand_in(values: npt.NDArray[np.datetime64], counts: npt.NDArray[np.int64]) -> Mask:
    """Return which dates stand for none, shape (n_texts,): well-known ones that are ten years from all others.

    Parameters
    ----------
    values : ndarray of shape (n_texts,)
        Distinct dates, NaT where a text is none.
    counts : ndarray of shape (n_texts,)
        Rows of each.
    """
    days = values.astype("datetime64[D]")
    candidates: Mask = np.isin(days, _STAND_INS)
    others = days[~candidates & ~np.isnat(days) & (counts > 0)]
    if not len(others) or not candidates.any():
        return np.zeros(len(days), dtype=bool)
    apart: Mask = (days < others.min() - _APART) | (days > others.max() + _APART)
    sure: Mask = (days != _MAY_BE_TRUE) | (counts > 1)
    return candidates & apart & sure
