"""Transforms of a skewed number, and the skewness that calls for them."""

import numpy as np

from segdesk.engine.data.arrays import Floats

_LARGEST_OF_BOTH_SIGNS = 1e140


def transformed(values: Floats, transform: str, exponent: float | None) -> Floats:
    """Return `values` on the transformed scale.

    Parameters
    ----------
    values : float64 array of shape (n,)
    transform : str
        `none`, `log` for log(1 + x) (values below 0 count as 0: the column had none when it was chosen), or
        `yeo-johnson`.
    exponent : float or None
        Lambda of Yeo-Johnson.
    """
    if transform == "log":
        return np.log1p(np.maximum(values, 0.0))
    if transform == "yeo-johnson":
        from scipy import stats  # noqa: PLC0415 - heavy

        return np.asarray(stats.yeojohnson(values, lmbda=exponent), dtype=np.float64)
    return values


def fit_exponent(values: Floats) -> float | None:
    """Return the lambda of Yeo-Johnson with the highest likelihood; None where no lambda gives finite numbers."""
    from scipy import stats  # noqa: PLC0415 - heavy

    # Above 0 large numbers want a small lambda, below 0 a large one: then none suits both.
    if values.min() < 0 < values.max() and np.abs(values).max() > _LARGEST_OF_BOTH_SIGNS:
        return None

    return float(stats.yeojohnson_normmax(values))


def mean_and_spread(values: Floats) -> tuple[float, float]:
    """Return mean and population standard deviation of `values` of shape (n,), n > 0.

    They are taken at a size near 1, reached by a power of two, which changes no digit: so the squares of very large
    numbers do not overflow and those of very small ones do not vanish.
    """
    scaled, exponent = near_one(values)
    return float(np.ldexp(scaled.mean(), exponent)), float(np.ldexp(scaled.std(), exponent))


def near_one(values: Floats) -> tuple[Floats, int]:
    """Return `values` divided by 2**exponent so that none is beyond 1, and the exponent; NaN stay NaN."""
    _, exponent = np.frexp(np.fmax.reduce(np.abs(values), axis=None, initial=0.0))
    return np.ldexp(values, -exponent), int(exponent)


def skewness(values: Floats) -> float:
    """Return the population skewness of `values` of shape (n,), 0 where they do not vary."""
    scaled, _ = near_one(values)
    spread = scaled.std()
    if spread == 0:
        return 0.0
    return float((((scaled - scaled.mean()) / spread) ** 3).mean())
