"""How many new customers are farther from their segment than 99% of those it was made from, against chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Labels, Mask

UNLIKE_QUANTILE = 0.99
# Standard deviations above what is expected.
_SURELY = 3.0


@dataclass(frozen=True)
class Unlike:
    """Customers in segments who are far from them.

    Attributes
    ----------
    n, total : int
        Far ones, and all who are in a segment.
    expected : float
        Share that chance gives: 1%, and more where a segment was made of few, whose bound is known the less well.
    is_excess : bool
        There are more than chance gives.
    """

    n: int
    total: int
    expected: float
    is_excess: bool

    @property
    def share(self) -> float:
        """Share of the customers in segments."""
        return self.n / self.total if self.total else 0.0


def count_unlike(labels: Labels, far: Mask, made_of: Sequence[int] | None) -> Unlike:
    """Count the customers who are far from their segment.

    Parameters
    ----------
    labels : int32 array of shape (n_rows,)
    far : bool array of shape (n_rows,)
        Beyond the bound of their segment.
    made_of : sequence of int or None
        Customers whom each segment was made of, the unassigned first; None where that is not known.
    """
    inside = labels > 0
    sizes = np.bincount(labels[inside], minlength=0 if made_of is None else len(made_of))[1:]
    return unlike_among(sizes.tolist(), int((far & inside).sum()), made_of)


def unlike_among(placed: Sequence[int], n: int, made_of: Sequence[int] | None) -> Unlike:
    """Hold how many customers are far from their segment against what chance gives.

    Parameters
    ----------
    placed : sequence of int
        Customers in each segment.
    n : int
        Those of them who are far.
    made_of : sequence of int or None
        As of `count_unlike`.
    """
    sizes = np.array(placed, dtype=np.float64)
    total = sum(placed)
    if not total:
        return Unlike(0, 0, 1 - UNLIKE_QUANTILE, False)
    if made_of is None:
        share, spread = np.full(len(sizes), 1 - UNLIKE_QUANTILE), np.ones(len(sizes))
    else:
        known = np.maximum(np.array(made_of[1:], dtype=np.float64), 1.0)
        # Of n in a row, the bound lies at place 1 + 0.99 (n - 1), and the next one beyond any place p of n with
        # chance 1 - p / (n + 1).
        share = 1 - (1 + UNLIKE_QUANTILE * (known - 1)) / (known + 1)
        spread = 1 + sizes / (known + 2)
    expected = float((sizes * share).sum())
    deviation = float(np.sqrt((sizes * share * (1 - share) * spread).sum()))
    return Unlike(n, total, expected / total, n > expected + _SURELY * deviation + 0.5)
