"""From a fit in any numbering to segments numbered by size."""

from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.limiting import limited
from segdesk.engine.methods.registry import Fit, Rules
from segdesk.engine.placing import Placement
from segdesk.engine.scoring import centres_of
from segdesk.engine.segmentation import Labels
from segdesk.engine.size_limits import SizeLimits
from segdesk.engine.table import Floats


@dataclass(frozen=True, eq=False)
class Partition:
    """A fit with its segments numbered 1..k by falling size, and where its training rows are.

    Attributes
    ----------
    fit : Fit
    placement : Placement
        What the placer says of the training rows, unless limits on sizes have their say.
    k : int
    unlimited : int32 array of shape (n_rows,) or None
        Labels as they would be without limits on sizes, in a numbering of their own; None without limits.
    """

    fit: Fit
    placement: Placement
    k: int
    unlimited: Labels | None = None


def number_by_size(
    fit: Fit, matrix: Floats, rules: Rules | None = None, limits: SizeLimits | None = None
) -> Partition:
    """Number the segments by falling size, ties by the first differing centre coordinate; drop empty ones.

    Parameters
    ----------
    fit : Fit
    matrix : float64 array of shape (n_rows, n_features)
        The training rows.
    rules : Rules, optional
        What the method looked at instead, where it goes by rules.
    limits : SizeLimits, optional
        Bounds that the sizes keep.
    """
    seen = matrix if rules is None else rules.values
    labels = fit.placer.place(seen).labels
    unlimited = None
    if limits is not None:
        unlimited = labels
        placer, labels = limited(fit.placer, matrix, labels, limits)
        fit = replace(fit, placer=placer)
    sizes = np.bincount(labels, minlength=fit.placer.n_segments + 1)[1:]
    occupied = np.flatnonzero(sizes) + 1
    dense = np.zeros(len(sizes) + 1, dtype=np.int32)
    dense[occupied] = np.arange(1, len(occupied) + 1)
    centres = centres_of(matrix, dense[labels])
    order = sorted(occupied.tolist(), key=lambda s: (-sizes[s - 1], *centres[dense[s] - 1].tolist()))
    names = tuple(fit.names[s - 1] for s in order) if fit.names else ()
    numbered = replace(fit, placer=fit.placer.renumbered(order), names=names)
    placement = numbered.placer.place(seen)
    if limits is not None:
        rank = np.zeros(len(sizes) + 1, dtype=np.int32)
        rank[order] = np.arange(1, len(order) + 1)
        placement = _kept_in(placement, rank[labels])
    return Partition(numbered, placement, len(order), unlimited)


def _kept_in(placement: Placement, labels: Labels) -> Placement:
    """Return the placement with other labels: whom limits moved is not sure at all, and has the nearest as second."""
    moved = labels != placement.labels
    return Placement(
        labels,
        np.where(moved, 0.0, placement.confidence),
        np.where(moved, placement.labels, placement.second).astype(np.int32),
    )
