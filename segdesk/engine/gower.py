"""Gower's distance between customers described by numbers, categories, yes/no and ordered values.

References
----------
Gower 1971, Biometrics 27:857. Kaufman & Rousseeuw 1990, Finding Groups in Data, chapter 1; the conventions are those of
`daisy` in R's package cluster.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.preparation.features import FeatureBlock
from segdesk.engine.table import Floats

NUMBER, CATEGORY, ASYMMETRIC = "number", "category", "asymmetric"


@dataclass(frozen=True, eq=False)
class GowerColumn:
    """One variable.

    Attributes
    ----------
    values : float64 array of shape (n_rows,)
        NaN where missing. Of an ordered category the rank of its level, of others any code per level, of yes/no 1
        and 0.
    kind : str
        `number` (also for ranks), `category` (also for yes/no where both answers say as much) or `asymmetric` (yes/no
        where two customers who both say no are not alike by that).
    weight : float
    """

    values: Floats
    kind: str = NUMBER
    weight: float = 1.0


def gower_distances(columns: Sequence[GowerColumn]) -> Floats:
    """Return Gower's distances of shape (n_rows, n_rows), 0 to 1.

    The weighted mean over the variables of: for numbers |x - y| / range, for others 0 where both are the same and 1
    where not. A variable is skipped for a pair of which one lacks it, an asymmetric one also for a pair that both say
    no. NaN for a pair without any variable in common.
    """
    n_rows = len(columns[0].values)
    total, weights = np.zeros((n_rows, n_rows)), np.zeros((n_rows, n_rows))
    for column in columns:
        values = column.values
        known = ~np.isnan(values)
        counts = known[:, None] & known
        if column.kind == NUMBER:
            extent = np.ptp(values[known]) if known.any() else 0.0
            # A variable that never varies tells nobody apart, but it does count.
            difference = np.abs(values[:, None] - values) / (extent or 1.0)
        else:
            difference = (values[:, None] != values).astype(np.float64)
            if column.kind == ASYMMETRIC:
                counts &= (values[:, None] != 0) | (values != 0)
        total += np.where(counts, difference, 0.0) * column.weight
        weights += counts * column.weight
    with np.errstate(invalid="ignore"):
        return total / weights


def gower_factors(matrix: Floats, blocks: Sequence[FeatureBlock]) -> Floats:
    """Return what to multiply prepared columns by so that the sum of absolute differences is Gower's distance.

    Ranges are those of the rows given. Two customers of different categories differ in two columns of the block, by
    half of the category's weight in each; yes/no has one column.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows: nothing is missing any more.
    blocks : sequence of FeatureBlock

    Returns
    -------
    float64 array of shape (n_features,)
    """
    extents = np.ptp(matrix, axis=0)
    total = sum(block.weight for block in blocks)
    factors = np.zeros(matrix.shape[1])
    for block in blocks:
        spans = np.array(block.spans) if block.is_category else extents[block.columns]
        differing = 2 if len(spans) > 1 else 1
        varies = spans > 0
        factors[block.columns][varies] = block.weight / total / differing / spans[varies]
    return factors
