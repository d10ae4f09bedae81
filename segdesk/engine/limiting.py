"""Keeping the sizes of segments within limits, for methods whose placer can say what a row costs in each segment."""

import numpy as np

from segdesk.engine.assigning import assign
from segdesk.engine.distances import to_centres
from segdesk.engine.placing import CentrePlacer, MixturePlacer, NeighbourPlacer, Placer, TreePlacer
from segdesk.engine.placing_by_prototypes import PrototypePlacer
from segdesk.engine.scoring import centres_of
from segdesk.engine.segmentation import Labels
from segdesk.engine.size_limits import SizeLimits
from segdesk.engine.table import Floats

MAX_ITERATIONS = 100
# A spread that falls by less than this share of it is no step on: rounding, or for a quick answer too little to matter.
STEP, QUICK_STEP = 1e-9, 1e-3


def limited(
    placer: Placer, matrix: Floats, labels: Labels, limits: SizeLimits, quick: bool = False
) -> tuple[Placer, Labels]:
    """Return labels whose sizes keep the limits, and the placer that they belong to.

    Segments around centres move their centres to the means of their new members, and members and centres are found in
    turn until nobody moves (Bradley, Bennett & Demiriz 2000). Segments of other methods stay what they are: customers
    are moved once, those whom it costs the least.

    Parameters
    ----------
    placer : Placer
    matrix : float64 array of shape (n_rows, n_features)
        The training rows, in canonical order.
    labels : int32 array of shape (n_rows,)
        1..k, where the placer places them.
    limits : SizeLimits
        That `placer.n_segments` segments can keep.
    quick : bool, default False
        Stop moving centres as soon as little is gained by it.

    References
    ----------
    Bradley, Bennett & Demiriz 2000, Constrained k-means clustering, Microsoft Research MSR-TR-2000-65.
    """
    sizes = np.bincount(labels, minlength=placer.n_segments + 1)[1:]
    occupied = sizes[sizes > 0]
    if occupied.min() >= limits.least and occupied.max() <= limits.most:
        return placer, labels
    if isinstance(placer, CentrePlacer):
        return _around_centres(placer, matrix, limits, QUICK_STEP if quick else STEP)
    return placer, assigned_once(placer, matrix, labels, limits)


def assigned_once(placer: Placer, matrix: Floats, labels: Labels, limits: SizeLimits) -> Labels:
    """Return the labels of the lowest total cost that keep the limits, for a placer that stays as it is."""
    costs = np.ascontiguousarray(_costs(placer, matrix))
    if not isinstance(placer, CentrePlacer | MixturePlacer):
        # What the method itself chose costs nothing, whatever its centre or nearest row says.
        costs = np.maximum(costs - costs[np.arange(len(costs)), labels - 1][:, None], 0.0)
    return (assign(costs, limits.least, limits.most)[0] + 1).astype(np.int32)


def _around_centres(
    placer: CentrePlacer, matrix: Floats, limits: SizeLimits, step: float
) -> tuple[CentrePlacer, Labels]:
    centres, prices = placer.centres, None
    labels = np.zeros(len(matrix), dtype=np.int32)
    lowest = np.inf
    for _ in range(MAX_ITERATIONS):
        chosen, prices = assign(to_centres(matrix, centres) ** 2, limits.least, limits.most, prices)
        found = (chosen + 1).astype(np.int32)
        new_centres = centres_of(matrix, found)
        spread = float(((matrix - new_centres[chosen]) ** 2).sum())
        # Of equally good assignments one is as good as another: only a lower spread is a step on.
        if not spread < lowest * (1 - step):
            break
        labels, centres, lowest = found, new_centres, spread
    return CentrePlacer(centres), labels


def _costs(placer: Placer, matrix: Floats) -> Floats:
    """Return what each row costs in each segment, shape (n_rows, k), by what the placer goes by."""
    if isinstance(placer, MixturePlacer):
        return -placer.log_densities(matrix)
    if isinstance(placer, NeighbourPlacer):
        return placer.to_nearest(matrix) ** 2
    if isinstance(placer, PrototypePlacer):
        return placer.distances(matrix)[:, np.argsort(placer.numbers)] ** placer.power
    assert isinstance(placer, CentrePlacer | TreePlacer)
    return to_centres(matrix, placer.centres) ** 2
