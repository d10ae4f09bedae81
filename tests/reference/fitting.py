"""Fitting a method to plain rows."""

import numpy as np

from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.recipe.method import MethodSpec


def z_scores(rows):
    return (rows - rows.mean(axis=0)) / rows.std(axis=0)


def fit(rows, method, ks=(), **settings):
    """Return the labels of each k for rows in canonical order, in the order of `rows`."""
    order = canonical_order(rows)
    spec = MethodSpec(method=method, **settings)
    found = []
    for one in find_method(method).fit(FitTask(rows[order], tuple(ks), spec)):
        labels = np.empty(len(rows), dtype=np.int32)
        labels[order] = one.assigner.assign(rows[order]).labels
        found.append(labels)
    return found
