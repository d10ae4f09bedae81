"""The middles of segments."""

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels


def centres_of(matrix: Floats, labels: Labels) -> Floats:
    """Return the mean of each segment 1..k, shape (k, n_features)."""
    k = int(labels.max(initial=0))
    return np.array([matrix[labels == s].mean(axis=0) for s in range(1, k + 1)]).reshape(k, matrix.shape[1])
