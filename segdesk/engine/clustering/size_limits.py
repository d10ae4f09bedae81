"""Keeping the sizes of segments within limits, for methods whose assigner can say what a row costs in each segment."""

import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.engine.clustering.constrained_sizes import assign
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.centres import centres_of
from segdesk.engine.data.distances import to_centres
from segdesk.engine.recipe.size_limits import SizeLimits

MAX_ITERATIONS = 100
# An inertia that falls by less than this share of it is no step on: rounding, or too little to matter for a quick
# answer.
STEP, QUICK_STEP = 1e-9, 1e-3


def keep_size_limits(
    assigner: Assigner, matrix: Floats, labels: Labels, limits: SizeLimits, quick: bool = False
) -> tuple[Assigner, Labels]:
    """Return labels whose sizes keep the limits, and the assigner that they belong to.

    Segments around centres move their centres to the means of their new members, and members and centres are found in
    turn until nobody moves (Bradley, Bennett & Demiriz 2000). Segments of other methods stay what they are: customers
    are moved once, those whom it costs the least.

    Parameters
    ----------
    assigner : Assigner
    matrix : float64 array of shape (n_rows, n_features)
        The training rows, in canonical order.
    labels : int32 array of shape (n_rows,)
        1..k, where the assigner places them.
    limits : SizeLimits
        That `assigner.n_segments` segments can keep.
    quick : bool, default False
        Stop moving centres as soon as little is gained by it.

    References
    ----------
    Bradley, Bennett & Demiriz 2000, Constrained k-means clustering, Microsoft Research MSR-TR-2000-65.
    """
    sizes = np.bincount(labels, minlength=assigner.n_segments + 1)[1:]
    occupied = sizes[sizes > 0]
    if occupied.min() >= limits.least and occupied.max() <= limits.most:
        return assigner, labels
    if isinstance(assigner, CentreAssigner):
        return _around_centres(assigner, matrix, limits, QUICK_STEP if quick else STEP)
    return assigner, assign_within_limits(assigner, matrix, labels, limits)


def assign_within_limits(assigner: Assigner, matrix: Floats, labels: Labels, limits: SizeLimits) -> Labels:
    """Return the labels of the lowest total cost that keep the limits, for an assigner that stays as it is."""
    costs = np.ascontiguousarray(_costs(assigner, matrix))
    if not isinstance(assigner, CentreAssigner | MixtureAssigner):
        # What the method itself chose costs nothing, whatever its centre or nearest row says.
        costs = np.maximum(costs - costs[np.arange(len(costs)), labels - 1][:, None], 0.0)
    return (assign(costs, limits.least, limits.most)[0] + 1).astype(np.int32)


def _around_centres(
    assigner: CentreAssigner, matrix: Floats, limits: SizeLimits, step: float
) -> tuple[CentreAssigner, Labels]:
    centres, prices = assigner.centres, None
    labels = np.zeros(len(matrix), dtype=np.int32)
    lowest = np.inf
    for _ in range(MAX_ITERATIONS):
        chosen, prices = assign(to_centres(matrix, centres) ** 2, limits.least, limits.most, prices)
        found = (chosen + 1).astype(np.int32)
        new_centres = centres_of(matrix, found)
        inertia = float(((matrix - new_centres[chosen]) ** 2).sum())
        # Of equally good assignments one is as good as another: only a lower inertia is a step on.
        if not inertia < lowest * (1 - step):
            break
        labels, centres, lowest = found, new_centres, inertia
    return CentreAssigner(centres), labels


def _costs(assigner: Assigner, matrix: Floats) -> Floats:
    """Return what each row costs in each segment, shape (n_rows, k), by what the assigner goes by."""
    if isinstance(assigner, MixtureAssigner):
        return -assigner.log_densities(matrix)
    if isinstance(assigner, NeighbourAssigner):
        return assigner.to_nearest(matrix) ** 2
    if isinstance(assigner, PrototypeAssigner):
        return assigner.distances(matrix)[:, np.argsort(assigner.numbers)] ** assigner.power
    assert isinstance(assigner, CentreAssigner | TreeAssigner)
    return to_centres(matrix, assigner.centres) ** 2
