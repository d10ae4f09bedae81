"""Medoids: the customers with the smallest sum of distances to everyone else.

References
----------
Kaufman & Rousseeuw 1990, Finding Groups in Data, chapter 2 (PAM: BUILD and SWAP). Schubert & Rousseeuw 2021,
Information Systems 101:101804 (FasterPAM: what a swap gains, for all medoids at once, and swapping at once).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats, Positions

Distances = npt.NDArray[np.floating[Any]]

# Candidates that are looked at together; the best swap among them is made.
CANDIDATES = 128


def best_medoids(distances: Distances, begun: Positions, seed: int, starts: int) -> Positions:
    """Return the medoids with the smallest sum of distances of several starts, rising.

    Parameters
    ----------
    distances : float array of shape (n, n)
        Symmetric.
    begun : int array of shape (k,)
        The first start, as BUILD gives it; the others are drawn.
    seed : int
    starts : int
    """
    best = swap(distances, begun)
    lowest = total_distance(distances, best)
    for start in range(1, starts):
        random = np.random.default_rng([seed, len(begun), start])
        found = swap(distances, random.choice(len(distances), len(begun), replace=False))
        reached = total_distance(distances, found)
        # A difference in the last digits is rounding, not a better choice.
        if reached < lowest * (1 - 1e-9):
            best, lowest = found, reached
    return best


def total_distance(distances: Distances, medoids: Positions) -> float:
    """Return the sum of the distances to the nearest medoid."""
    return float(distances[medoids].min(axis=0).sum(dtype=np.float64))


def build(distances: Distances, k: int) -> Positions:
    """Return k positions, each the one that lowers the sum of distances most beside those before it (BUILD).

    Parameters
    ----------
    distances : float array of shape (n, n)
        Symmetric; single precision is enough.
    k : int
        At most n.
    """
    chosen = [int(distances.sum(axis=1, dtype=np.float64).argmin())]
    nearest = distances[chosen[0]].copy()
    gains = np.empty(len(distances))
    for _ in range(k - 1):
        for start in range(0, len(distances), CANDIDATES):
            part = slice(start, start + CANDIDATES)
            gains[part] = np.maximum(nearest - distances[part], 0).sum(axis=1, dtype=np.float64)
        gains[chosen] = -1.0
        chosen.append(int(gains.argmax()))
        np.minimum(nearest, distances[chosen[-1]], out=nearest)
    return np.array(chosen, dtype=np.intp)


def swap(distances: Distances, medoids: Positions) -> Positions:
    """Return medoids that no single swap for another row improves, beginning with the given ones (SWAP), rising.

    Candidates are tried in the order of the rows.

    Parameters
    ----------
    distances : float array of shape (n, n)
        Symmetric.
    medoids : int array of shape (k,)
    """
    n, k = len(distances), len(medoids)
    if k == 1:
        return medoids
    medoids = medoids.copy()
    lowest = total_distance(distances, medoids)
    # Sums in single precision err by more than this share of the whole: what seems to gain less is no gain.
    smallest = 1e-9 if distances.dtype == np.float64 else 1e-6
    start = unchanged = 0
    nearest, second, members = _nearest_two(distances, medoids)
    while unchanged < n:
        part = slice(start, min(start + CANDIDATES, n))
        change = _changes(distances[part], nearest, second, members)
        candidate, leaving = np.unravel_index(int(change.argmin()), change.shape)
        unchanged += part.stop - part.start
        if change[candidate, leaving] < -smallest * lowest:
            trial = medoids.copy()
            trial[leaving] = start + candidate
            reached = total_distance(distances, trial)
            if reached < lowest:
                medoids, lowest, unchanged = trial, reached, 0
                nearest, second, members = _nearest_two(distances, medoids)
        start = part.stop if part.stop < n else 0
    return np.sort(medoids)


def _nearest_two(distances: Distances, medoids: Positions) -> tuple[Distances, Distances, Distances]:
    """Return the distances of each row to its nearest and second nearest medoid, and who belongs to which.

    The last has shape (n, k), with 1 for members.
    """
    to_medoids = distances[medoids]
    own = to_medoids.argmin(axis=0)
    two = np.partition(to_medoids, 1, axis=0)
    members = np.zeros((len(own), len(medoids)), dtype=distances.dtype)
    members[np.arange(len(own)), own] = 1
    return two[0], two[1], members


def _changes(to_rows: Distances, nearest: Distances, second: Distances, members: Distances) -> Floats:
    """Return what the sum of distances changes by, for each candidate and each medoid that it would stand in for.

    Everyone goes to the candidate if it is nearer than the own medoid. Of the others those who lose their medoid go to
    the candidate or to their second nearest.

    Parameters
    ----------
    to_rows : float array of shape (n_candidates, n)
    nearest, second : float arrays of shape (n,)
    members : float array of shape (n, k)
    """
    gained = np.minimum(to_rows - nearest, 0).sum(axis=1, dtype=np.float64)
    moved = (np.clip(to_rows, nearest, second) - nearest) @ members
    changes: Floats = gained[:, None] + moved
    return changes
