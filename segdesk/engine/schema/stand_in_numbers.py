"""Numbers that surveys and data bases write where there is no answer: −99, 999, 99999."""

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats

_STAND_INS = np.array([-9.0, -99.0, -999.0, -9999.0, -99999.0, 999.0, 9999.0, 99999.0, 999999.0])
# Once, or next to others, it may be true.
_TIMES, _APART = 2, 5.0


def stand_in(values: Floats, counts: npt.NDArray[np.int64]) -> tuple[float, int] | None:
    """Return the number that seems to stand for no answer, and its rows; None where none does.

    A negative one is alone below zero, a positive one is far above all others.

    Parameters
    ----------
    values : ndarray of shape (n_texts,)
        Distinct numbers, NaN where a text is none.
    counts : ndarray of shape (n_texts,)
        Rows of each.
    """
    there = np.isfinite(values) & (counts > 0)
    candidates = there & np.isin(values, _STAND_INS)
    for number in np.unique(values[candidates]).tolist():
        is_it = there & (values == number)
        others = values[there & ~is_it]
        n = int(counts[is_it].sum())
        if n < _TIMES or len(others) < _TIMES:
            continue
        alone = others.min() >= 0 if number < 0 else 0 < others.max() < number / _APART
        if alone:
            return number, n
    return None
