"""The knee of a curve: Kneedle (Satopää, Albrecht, Irwin & Raghavan 2011)."""

import numpy as np

from segdesk.engine.data.arrays import Floats

SENSITIVITY = 1.0


def knee(
    x: Floats, y: Floats, *, convex: bool, increasing: bool, sensitivity: float = SENSITIVITY
) -> int | None:
    """Return the position of the knee of y(x), or None where the curve has no clear one.

    Parameters
    ----------
    x, y : float64 arrays of shape (n,)
        `x` rising.
    convex : bool
        Whether the curve bends upwards.
    increasing : bool
        Whether it rises.
    sensitivity : float, default 1
        How far the curve must fall back from the knee, in average steps of x, to be believed (S in the paper).
    """
    if len(x) < 3 or y.max() == y.min():
        return None
    normal_x = (x - x.min()) / (x.max() - x.min())
    normal_y = (y - y.min()) / (y.max() - y.min())
    # Every shape is turned into the concave, rising one, whose knee is the top of the difference curve.
    flipped = convex
    if convex and increasing:
        normal_x, normal_y = (1 - normal_x)[::-1], (1 - normal_y)[::-1]
    elif convex:
        normal_y = 1 - normal_y
        flipped = False
    elif not increasing:
        normal_y = normal_y[::-1]
        normal_x = (1 - normal_x)[::-1]
        flipped = True
    found = _first_knee(normal_x, normal_y - normal_x, sensitivity)
    if found is None:
        return None
    return len(x) - 1 - found if flipped else found


def _first_knee(x: Floats, difference: Floats, sensitivity: float) -> int | None:
    """Return the first local maximum of the difference curve that it falls away from far enough."""
    fall = sensitivity * float(np.abs(np.diff(x)).mean())
    candidate: int | None = None
    threshold = 0.0
    for i in range(1, len(difference) - 1):
        before, here, after = difference[i - 1 : i + 2]
        if here >= before and here >= after:
            candidate, threshold = i, here - fall
        elif here <= before and here <= after:
            # After a valley only a fall below the chord still confirms the hump before it.
            threshold = 0.0
        if candidate is not None and after < threshold:
            return candidate
    return None
