"""The population stability index: how far a distribution has moved, and how far chance moves it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats

SOME, LARGE = 0.1, 0.25
# Expected rows in each bin: with fewer, the logarithm makes much of one row.
_LEAST_EXPECTED = 5.0


@dataclass(frozen=True)
class Shift:
    """How far a distribution has moved.

    Attributes
    ----------
    psi : float
        Sum over bins of (now - before) ln(now / before), of shares.
    chance : float
        What it is on average between samples of one population: (B - 1)(1/n + 1/m).
    is_sure : bool
        It is larger than chance makes it once in a hundred such comparisons.
    """

    psi: float
    chance: float
    is_sure: bool

    @property
    def level(self) -> str:
        """`none`, `some` (0.1 beyond what chance gives) or `large` (0.25)."""
        beyond = self.psi - self.chance
        if not self.is_sure or beyond < SOME:
            return "none"
        return "some" if beyond < LARGE else "large"


def shift(
    before: Sequence[int],
    now: Sequence[int],
    is_ordered: bool,
    missing: tuple[int, int] = (0, 0),
    n_compared: int = 1,
) -> Shift:
    """Compare two distributions over the same bins.

    Bins in which fewer than five rows are to be expected are merged: with the next of ordered ones, else with each
    other. An empty bin counts as half a row of the smaller side.

    Parameters
    ----------
    before, now : sequence of int
        Counts per bin.
    is_ordered : bool
        Neighbours in the sequence are neighbours.
    missing : tuple of int
        Rows without a value before and now: a bin of its own. There must be a row on either side.
    n_compared : int
        How many such comparisons are made at once, and share one chance in a hundred of being wrong.
    """
    from scipy import special  # noqa: PLC0415 - heavy

    old, new = np.array(before, dtype=np.float64), np.array(now, dtype=np.float64)
    n, m = old.sum() + missing[0], new.sum() + missing[1]
    group = _ordered_groups(old * (m / n)) if is_ordered else _pooled(old * (m / n))
    old = np.r_[np.bincount(group, old), missing[0]]
    new = np.r_[np.bincount(group, new), missing[1]]
    there = (old > 0) | (new > 0)
    old, new = old[there], new[there]
    least = 0.5 / min(n, m)
    p, q = np.maximum(old / n, least), np.maximum(new / m, least)
    psi = float(((q - p) * np.log(q / p)).sum())
    degrees = len(old) - 1
    if degrees == 0:
        return Shift(0.0, 0.0, False)
    size = 1 / n + 1 / m
    surely = size * float(special.chdtri(degrees, 0.01 / n_compared))
    return Shift(psi, float(degrees * size), psi > surely)


def _ordered_groups(expected: Floats) -> np.ndarray:
    """Return the number of the merged bin of each bin, neighbours with neighbours."""
    groups, total = [0], expected[0]
    for i, rows in enumerate(expected[1:].tolist(), start=1):
        # What is left at the end must be enough, too.
        if total >= _LEAST_EXPECTED and expected[i:].sum() >= _LEAST_EXPECTED:
            groups.append(groups[-1] + 1)
            total = rows
        else:
            groups.append(groups[-1])
            total += rows
    return np.array(groups)


def _pooled(expected: Floats) -> np.ndarray:
    """Return the number of the merged bin of each bin, all that are too small in one, which comes first."""
    enough = expected >= _LEAST_EXPECTED
    return np.where(enough, np.cumsum(enough), 0)
