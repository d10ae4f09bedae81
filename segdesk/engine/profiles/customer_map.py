"""The customer map: rows on their first two principal components."""

from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.centres import centres_of


@dataclass(frozen=True, eq=False)
class CustomerMap:
    """Segmented customers on their first two principal components.

    Attributes
    ----------
    points : float64 array of shape (n_segmented, 2)
    centres : float64 array of shape (n_segments, 2)
    explained : tuple of two floats
        Share of the differences that each axis shows, 0 to 1.
    """

    points: Floats
    centres: Floats
    explained: tuple[float, float]


def customer_map(matrix: Floats, labels: Labels) -> CustomerMap:
    """Project the prepared rows.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        In canonical order.
    labels : int32 array of shape (n_rows,)

    Returns
    -------
    CustomerMap
        The sign of each axis makes its largest loading positive, so the picture is the same on every machine.
    """
    middle = matrix.mean(axis=0)
    centred = matrix - middle
    variances, axes = np.linalg.eigh(centred.T @ centred)
    order = np.argsort(-variances, kind="stable")[:2]
    chosen = axes[:, order]
    largest = np.abs(chosen).argmax(axis=0)
    chosen = chosen * np.where(chosen[largest, np.arange(chosen.shape[1])] < 0, -1.0, 1.0)
    total = float(variances.sum())
    explained = [max(float(v), 0.0) / total if total > 0 else 0.0 for v in variances[order]]
    points = centred @ chosen
    centres = (
        (centres_of(matrix, labels) - middle) @ chosen
        if labels.max(initial=0)
        else np.empty((0, points.shape[1]))
    )
    if points.shape[1] == 1:
        # One variable only: a second axis without extent keeps the picture's shape.
        points = np.column_stack([points, np.zeros(len(points))])
        centres = np.column_stack([centres, np.zeros(len(centres))])
        explained = [*explained, 0.0]
    return CustomerMap(points, centres, (explained[0], explained[1]))
