"""DBSCAN of large tables (Ester, Kriegel, Sander & Xu 1996): its clusters, in memory that grows with the rows alone.

Neither the neighbours of a row nor pairs of neighbours are ever kept: a row is a core if its `min_samples`-th nearest
row is near enough, clusters grow from core to core, and whoever has been reached is not looked at again.
"""

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels, Mask, Positions
from segdesk.engine.data.tiles import Singles, Tiles, squared_distances
from segdesk.messages import say
from segdesk.progress import Progress, silent

# Cores whose neighbours are looked for at a time.
BLOCK_ROWS = 256


def core_clusters(cores: Floats, eps: float, progress: Progress = silent) -> Labels:
    """Return which cores are linked by steps of at most `eps`: numbers from 1, in the order of their first cores.

    Parameters
    ----------
    cores : float64 array of shape (n_cores, n_features)
    eps : float
    progress : Progress
    """
    labels = np.zeros(len(cores), dtype=np.int32)
    if not len(cores):
        return labels
    unreached = _Unreached(cores, eps)
    # Reached, but their neighbours are still to be looked for; in the order of the tiles, so that those looked at
    # together are near each other.
    is_waiting = np.zeros(len(cores), dtype=bool)
    first, number = 0, 0
    while unreached.count:
        waiting = np.flatnonzero(is_waiting)[:BLOCK_ROWS]
        if not len(waiting):
            # Those before the first core of a cluster are in clusters before it.
            first += int((labels[first:] == 0).argmax())
            number += 1
            waiting = unreached.places[[first]]
        is_waiting[waiting] = False
        # The first core of a cluster is a neighbour of its own.
        reached = unreached.take_neighbours(unreached.order[waiting])
        labels[reached] = number
        is_waiting[unreached.places[reached]] = True
        progress(say("Measuring neighbourhoods"), 1 - unreached.count / len(cores))
    return labels


class _Unreached:
    """Cores that nobody has reached yet, by tile.

    Attributes
    ----------
    count : int
    order : int array of shape (n_cores,)
        All cores, tile after tile.
    places : int array of shape (n_cores,)
        Where each core stands in `order`.
    """

    def __init__(self, cores: Floats, eps: float) -> None:
        self._cores, self._most = cores, eps * eps
        self._tiles = Tiles(cores)
        self._members, self._right = list(self._tiles.cells), list(self._tiles.right)
        self.count = len(cores)
        self.order = np.concatenate(self._tiles.cells)
        self.places = np.argsort(self.order)

    def take_neighbours(self, positions: Positions) -> Positions:
        """Return the unreached neighbours of some cores, which are reached from now on."""
        rows = self._cores[positions]
        left, error = self._tiles.left(rows), float(self._tiles.error(rows, self._most).max())
        taken = [np.empty(0, dtype=np.intp)]
        for tile in self._tiles.within(rows, self._most + error):
            members, right = self._members[tile], self._right[tile]
            if len(members):
                hit = self._are_near(rows, members, left @ right, error)
                taken.append(members[hit])
                self._members[tile], self._right[tile] = members[~hit], right[:, ~hit]
        reached = np.concatenate(taken)
        self.count -= len(reached)
        return reached

    def _are_near(self, rows: Floats, members: Positions, squares: Singles, error: float) -> Mask:
        """Return which members are within reach of one of the rows, given squared distances in single precision."""
        lowest = squares.min(axis=0)
        near: Mask = lowest <= self._most - error
        unsure = np.flatnonzero(~near & (lowest <= self._most + error))
        row, at = np.nonzero(squares[:, unsure] <= self._most + error)
        at = unsure[at]
        near[at[squared_distances(rows[row], self._cores[members[at]]) <= self._most]] = True
        return near
