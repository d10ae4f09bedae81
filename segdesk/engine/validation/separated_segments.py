"""Which segments have gaps around them: fewer customers at the border than on either side of it.

Three things are asked of a border, because each alone is fooled. The line across it must have two peaks (dip test): but
it has them, too, where one of the columns has, wherever the border lies. The valley between the peaks must part
the two segments: but on a curve, customers that stand evenly pile up at the ends of a straight line. And hardly any of
the customers' nearest neighbours may live beyond the border.

References
----------
Hartigan & Hartigan 1985, Annals of Statistics 13:70 (dip test).
"""

from itertools import combinations

import numpy as np
from scipy.ndimage import gaussian_filter1d

from segdesk.engine.data.arrays import Floats, Labels, Mask
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.validation.dip import dip, dip_p_value
from segdesk.engine.validation.nonconvex_groups import OPEN, borders
from segdesk.engine.validation.repeated_values import jittered, without_heaps

# In very many rows a test finds dents of no consequence; and what it was calibrated on is of this size.
MOST_ROWS = 5_000
# Rows whose neighbours are looked at.
NEIGHBOUR_ROWS = 2_000
# Strict, because the segments were cut where the customers are fewest, and of several numbers of segments.
SIGNIFICANCE_LEVEL = 0.001
# The part of each segment that must lie on its own side of the valley.
OWN_SIDE = 0.9
# Of segments whose members are all the same; small, but what is divided by it does not overflow.
NO_SPREAD = 1e-100
# Places along the line at which its density is compared, and Silverman's factor for the width of the kernel.
PLACES, SILVERMAN = 256, 0.9


def separated_segments(
    matrix: Floats, labels: Labels, seed: int = 0, spread: dict[bytes, Floats] | None = None
) -> Mask:
    """Return for each segment 1..k whether a gap lies between it and every other one.

    For each pair the members are projected onto the line between the two centres (each column measured in its spread
    inside the segments), and the stretch is kept that holds as many of the larger segment as of the smaller, those
    that face it. There Hartigan's dip test must find more than one peak, at level 0.001, and nine in ten of either
    segment must lie on their own side of the place where the customers are fewest. Of the segment's nearest neighbours,
    at most 0.4 times as many may lie beyond its border as beyond a cut through its middle. Segments that curve
    around each other are not seen as separated this way.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order; of more than 5,000 a sample is looked at.
    labels : int32 array of shape (n_rows,)
        1..k, 0 for unassigned rows, which have no say.
    seed : int, default 0
        Of the recipe; draws the sample and spreads repeated values.
    spread : dict, optional
        Kept by whoever asks for several numbers of segments of one matrix and seed: the rows with their repeated values
        spread, which takes most of the time, by which rows are looked at.
    """
    k = int(labels.max(initial=0))
    if k < 2:
        return np.zeros(k, dtype=bool)
    inside = np.flatnonzero(labels > 0)
    inside = inside[even_sample(len(inside), MOST_ROWS, seed)]
    spread, looked_at = {} if spread is None else spread, inside.tobytes()
    if looked_at not in spread:
        spread[looked_at] = jittered(without_heaps(matrix[inside], seed), seed)
    rows, found = spread[looked_at], labels[inside]
    members = [rows[found == s] for s in range(1, k + 1)]
    if not all(len(one) for one in members):
        return np.zeros(k, dtype=bool)
    centres = np.array([one.mean(axis=0) for one in members])
    # Spread per column inside the segments: a column that does not tell them apart should not blur the way either.
    within = sum(one.var(axis=0) * len(one) for one in members) / len(rows)
    within = np.maximum(within, 1e-3 * max(float(within.max()), NO_SPREAD))
    separated = np.ones(k, dtype=bool)
    for a, b in combinations(range(k), 2):
        # What is lost already needs no further pair.
        if not (separated[a] or separated[b]):
            continue
        direction = (centres[b] - centres[a]) / within
        if not _gap_between(members[a] @ direction, members[b] @ direction):
            separated[a] = separated[b] = False
    if separated.any():
        sample = even_sample(len(rows), NEIGHBOUR_ROWS, seed)
        open_by = np.full(k, np.inf)
        seen = borders(rows[sample] / np.sqrt(within), found[sample], seed)
        open_by[: len(seen)] = seen
        separated &= open_by <= OPEN
    return separated


def _gap_between(here: Floats, there: Floats) -> bool:
    """Return whether a valley parts two segments, given as places on the way from the one to the other."""
    few = min(len(here), len(there))
    # One stretch of the line for both, which leaves one peak one peak.
    start, end = np.sort(here)[-few], np.sort(there)[few - 1]
    way = np.concatenate([here, there])
    way = way[(way >= start) & (way <= end)]
    if not len(way) or dip_p_value(dip(way), len(way)) > SIGNIFICANCE_LEVEL:
        return False
    valley = _valley(here[here >= start], there[there <= end])
    if valley is None:
        return False
    return float((here < valley).mean()) >= OWN_SIDE and float((there > valley).mean()) >= OWN_SIDE


def _valley(here: Floats, there: Floats) -> float | None:
    """Return where between the middles of two stretches of a line customers are fewest; None if there is no way."""
    low, high = float(np.median(here)), float(np.median(there))
    if not high > low:
        return None
    way = np.concatenate([here, there])
    width = SILVERMAN * min(here.std(), there.std()) * len(way) ** -0.2
    counts, edges = np.histogram(way, bins=PLACES, range=(low, high))
    step = edges[1] - edges[0]
    # Beyond both ends the middle of a segment follows: as dense there as at the end.
    density = gaussian_filter1d(counts.astype(np.float64), width / step, mode="nearest")
    lowest = np.flatnonzero(density <= density.min())
    # Of an empty stretch the middle.
    return float(edges[lowest].mean() + step / 2)
