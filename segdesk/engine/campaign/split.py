"""Test and control: a part of each segment is held back by lot, so that it can be told what a campaign brings.

Lots are drawn within layers, the segment and the quarter of the money within it, so that both sides are alike in them.
The same seed gives the same lots, in whatever order the customers stand: each is drawn by a hash of the identifier.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from segdesk.engine.comparison.side import Texts
from segdesk.engine.data.arrays import Floats, Mask

_QUARTERS = 4


def held_back(
    identifiers: Sequence[str] | Texts,
    segments: Texts,
    control_share: float,
    seed: int,
    money: Floats | None = None,
) -> Mask:
    """Return who is held back as control.

    Parameters
    ----------
    identifiers : sequence of str, one per customer
        All different.
    segments : str array of shape (n_customers,)
        Segment of each.
    control_share : float
        Part that is held back: in each segment the whole number of customers next below or above it, by lot.
    seed : int
    money : float64 array of shape (n_customers,), optional
        What each is worth; NaN where not known.
    """
    lots = np.array([_lot(str(identifier), seed) for identifier in identifiers], dtype=np.uint64)
    chosen = np.zeros(len(segments), dtype=bool)
    for segment in np.unique(segments):
        inside = np.flatnonzero(segments == segment)
        layers = _quarters(None if money is None else money[inside], len(inside))
        # One row for the whole segment, its layers one behind the other: what one layer has over goes on in the next,
        # so that the segment has its share to the customer.
        order = inside[np.lexsort((lots[inside], layers))]
        start = _lot(f"start of {segment}", seed) / 2**64
        counted = np.floor(np.arange(len(order) + 1) * control_share + start)
        chosen[order] = np.diff(counted) > 0
    return chosen


def _lot(text: str, seed: int) -> int:
    digest = hashlib.blake2b(text.encode(), digest_size=8, key=str(seed).encode()).digest()
    return int.from_bytes(digest, "big")


def _quarters(money: Floats | None, n: int) -> npt.NDArray[np.int64]:
    """Return the quarter of each customer by money; those whose money is not known are a layer of their own."""
    layers = np.full(n, _QUARTERS, dtype=np.int64)
    if money is None:
        return layers
    known = ~np.isnan(money)
    if known.any():
        edges = np.quantile(money[known], np.arange(1, _QUARTERS) / _QUARTERS)
        layers[known] = np.searchsorted(edges, money[known], side="right")
    return layers
