"""Do the categories change any segment, or would the numbers alone have given the same ones?"""

import numpy as np

from segdesk.engine.clustering.methods.registry import FitTask, Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.agreement import adjusted_rand
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.row_order import canonical_order, n_distinct
from segdesk.engine.preparation.feature_groups import FeatureGroup, without_categories
from segdesk.engine.recipe.method import MethodSpec

# An adjusted Rand index from here on is the same segments but for a customer or two in thousands.
SAME = 0.999
# A first look may be this far off and still be worth a fit without categories.
NEARLY_SAME = 0.98


def idle_categories(
    matrix: Floats,
    partition: Partition,
    method: Method,
    spec: MethodSpec,
    feature_groups: tuple[FeatureGroup, ...],
) -> tuple[str, ...]:
    """Return the categories and yes/no columns, if the segments are the same without them; none where they matter.

    Whoever changes segment when everyone is given the same categories shows that they matter, which costs next to
    nothing to see. Only where hardly anybody does are the segments found anew without them.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    partition : Partition
        What was found.
    method : Method
    spec : MethodSpec
    feature_groups : tuple of FeatureGroup

    Returns
    -------
    tuple of str
        Empty also where there are no categories, no numbers beside them, or fewer than two segments.
    """
    varies = np.ptp(matrix, axis=0) > 0
    telling = [group for group in feature_groups if varies[group.columns].any()]
    names = tuple(dict.fromkeys(group.variable for group in telling if group.is_category))
    if not names or all(group.is_category for group in telling) or partition.k < 2:
        return ()
    silenced = without_categories(matrix, feature_groups)
    labels = partition.labels
    if adjusted_rand(labels, partition.fit.assigner.labels(silenced)) < NEARLY_SAME:
        return ()
    order = canonical_order(silenced)
    rows = silenced[order]
    if not method.determines_k and partition.k > n_distinct(rows):
        return ()
    ks = () if method.determines_k else (partition.k,)
    fit = method.fit(FitTask(rows, ks, spec, feature_groups=feature_groups))[0]
    return names if adjusted_rand(labels[order], fit.assigner.labels(rows)) >= SAME else ()
