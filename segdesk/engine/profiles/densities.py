"""How numbers are spread in each of several groups, as smooth curves."""

import numpy as np
from scipy.ndimage import gaussian_filter1d

from segdesk.engine.data.arrays import Floats, Positions

# Places at which a curve is known.
STEPS = 512
# A curve of equal values is a peak this wide, of the whole width.
_NARROWEST = 1 / 128


def densities(values: Floats, groups: Positions, n_groups: int, low: float, high: float) -> Floats:
    """Return a Gaussian kernel density per group, each of area 1 between `low` and `high`.

    The bandwidth is Silverman's rule of thumb, group by group. What the kernel carries beyond an end is given back
    inside it, so that a curve of amounts does not sink towards 0 where most of them lie.

    Parameters
    ----------
    values : float64 array of shape (n,)
        Without missing values; those outside `low` and `high` are left out.
    groups : int array of shape (n,)
        Group of each value, from 0.
    n_groups : int
    low, high : float

    Returns
    -------
    float64 array of shape (n_groups, STEPS)
        At the middles of `STEPS` equal parts; 0 where a group has no value.

    References
    ----------
    Silverman 1986, Density Estimation for Statistics and Data Analysis, equation 3.31.
    """
    step = (high - low) / STEPS
    inside = (values >= low) & (values <= high)
    found = np.zeros((n_groups, STEPS))
    for group in range(n_groups):
        own = values[inside & (groups == group)]
        if not len(own):
            continue
        counts, _ = np.histogram(own, bins=STEPS, range=(low, high))
        width = max(_bandwidth(own) / step, _NARROWEST * STEPS)
        found[group] = gaussian_filter1d(counts / (len(own) * step), width, mode="reflect")
    return found


def middles(low: float, high: float) -> Floats:
    """Return the places at which `densities` are known."""
    step = (high - low) / STEPS
    return np.arange(STEPS, dtype=np.float64) * step + low + step / 2


def _bandwidth(values: Floats) -> float:
    low, high = (float(end) for end in np.quantile(values, [0.25, 0.75]))
    spread, middle_half = float(values.std()), (high - low) / 1.34
    # Where half of the values are the same, the quartiles tell nothing of the spread.
    reach = min(spread, middle_half) if middle_half > 0 else spread
    return float(0.9 * reach * len(values) ** -0.2)
