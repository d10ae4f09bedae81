"""Gower's distance between customers described by numbers, categories, yes/no and ordered values.

References
----------
Gower 1971, Biometrics 27:857. Kaufman & Rousseeuw 1990, Finding Groups in Data, chapter 1; the conventions are those of
`daisy` in R's package cluster.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.errors import UsageError
from segdesk.messages import say

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


def gower_columns(
    columns: Sequence[TypedColumn],
    asymmetric: Collection[str] = (),
    order: Mapping[str, Sequence[str]] | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[GowerColumn]:
    """Return typed columns as Gower's distance takes them: numbers and dates by range, the rest by sameness.

    Parameters
    ----------
    columns : sequence of TypedColumn
        Numbers, dates, yes/no, categories.
    asymmetric : collection of str
        Yes/no columns in which two customers who both say no are not alike by that.
    order : mapping of str to sequence of str, optional
        Levels of ordered categories, lowest first.
    weights : mapping of str to float, optional
        Default: 1.

    Raises
    ------
    UsageError
        If one of these names no column that it fits, or a weight is below 0.
    """
    order, weights = order or {}, weights or {}
    types = {column.name: column.type for column in columns}
    fitting = {
        "asymmetric": (asymmetric, (ColumnType.YES_NO,)),
        "order": (order, (ColumnType.CATEGORY,)),
        "weights": (weights, tuple(ColumnType)),
    }
    for setting, (names, allowed) in fitting.items():
        for name in names:
            if types.get(name) not in allowed:
                raise UsageError(
                    say(
                        "{setting} names “{column}”, which is no column that it fits.",
                        column=name,
                        setting=setting,
                    ),
                    mend=say("Columns are: {names}.", names=list(types)),
                )
    for name, weight in weights.items():
        if not weight >= 0:
            raise UsageError(say("The weight of “{column}” can't be {weight}.", column=name, weight=weight))
    found = []
    for column in columns:
        kind = NUMBER
        if column.name in asymmetric:
            kind = ASYMMETRIC
        elif column.type in (ColumnType.CATEGORY, ColumnType.YES_NO) and column.name not in order:
            kind = CATEGORY
        values = as_number(column, tuple(order.get(column.name, ())))
        if column.type is ColumnType.CATEGORY and column.name not in order:
            values = np.where(column.is_missing, np.nan, values)
        found.append(GowerColumn(values, kind, weights.get(column.name, 1.0)))
    return found


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


def gower_factors(matrix: Floats, feature_groups: Sequence[FeatureGroup]) -> Floats:
    """Return what to multiply prepared columns by so that the sum of absolute differences is Gower's distance.

    Ranges are those of the rows given. Two customers of different categories differ in two columns of the group, by
    half of the category's weight in each; yes/no has one column.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows: nothing is missing any more.
    feature_groups : sequence of FeatureGroup

    Returns
    -------
    float64 array of shape (n_features,)
    """
    extents = np.ptp(matrix, axis=0)
    total = sum(group.weight for group in feature_groups)
    factors = np.zeros(matrix.shape[1])
    for group in feature_groups:
        spans = np.array(group.spans) if group.is_category else extents[group.columns]
        differing = 2 if len(spans) > 1 else 1
        varies = spans > 0
        factors[group.columns][varies] = group.weight / total / differing / spans[varies]
    return factors
