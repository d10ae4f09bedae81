"""From a fit in any numbering to segments numbered by size."""

from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.methods.registry import Fit, Rules
from segdesk.engine.placing import Placement
from segdesk.engine.scoring import centres_of
from segdesk.engine.table import Floats


@dataclass(frozen=True, eq=False)
class Partition:
    """A fit with its segments numbered 1..k by falling size, and where it places the training rows."""

    fit: Fit
    placement: Placement
    k: int


def number_by_size(fit: Fit, matrix: Floats, rules: Rules | None = None) -> Partition:
    """Number the segments by falling size, ties by the first differing centre coordinate; drop empty ones.

    Parameters
    ----------
    fit : Fit
    matrix : float64 array of shape (n_rows, n_features)
        The training rows.
    rules : Rules, optional
        What the method looked at instead, where it goes by rules.
    """
    seen = matrix if rules is None else rules.values
    labels = fit.placer.place(seen).labels
    sizes = np.bincount(labels, minlength=fit.placer.n_segments + 1)[1:]
    occupied = np.flatnonzero(sizes) + 1
    dense = np.zeros(len(sizes) + 1, dtype=np.int32)
    dense[occupied] = np.arange(1, len(occupied) + 1)
    centres = centres_of(matrix, dense[labels])
    order = sorted(occupied.tolist(), key=lambda s: (-sizes[s - 1], *centres[dense[s] - 1].tolist()))
    names = tuple(fit.names[s - 1] for s in order) if fit.names else ()
    numbered = replace(fit, placer=fit.placer.renumbered(order), names=names)
    return Partition(numbered, numbered.placer.place(seen), len(order))
