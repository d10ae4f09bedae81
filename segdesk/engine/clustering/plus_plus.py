"""K-means++: where the search for centres begins.

References
----------
Arthur & Vassilvitskii 2007, SODA, 1027 (of each few candidates the one that lowers the inertia most).
"""

import numpy as np

from segdesk.engine.data.arrays import Floats


def plus_plus(matrix: Floats, squares: Floats, k: int, random: np.random.RandomState) -> Floats:
    """Return k rows to begin with, shape (k, n_features).

    Draws and chooses as scikit-learn does, so that both begin at the same rows, in a fraction of the time that it
    takes there to begin; tests hold the two together.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
    squares : float64 array of shape (n_rows,)
        The rows' squared lengths.
    k : int
    random : numpy.random.RandomState
    """
    n_rows, n_candidates = len(matrix), 2 + int(np.log(k))
    ones = np.ones(n_rows)

    def squared_distances(at: np.ndarray) -> Floats:
        squared: Floats = -2 * (matrix[at] @ matrix.T)
        squared += squares[at][:, None]
        squared += squares
        np.maximum(squared, 0.0, out=squared)
        return squared

    chosen = [int(random.choice(n_rows, p=ones / n_rows))]
    nearest = squared_distances(np.array(chosen))[0]
    inertia = nearest @ ones
    for _ in range(1, k):
        drawn = random.uniform(size=n_candidates) * inertia
        candidates = np.minimum(np.searchsorted(np.cumsum(nearest), drawn), n_rows - 1)
        with_each = np.minimum(nearest, squared_distances(candidates))
        inertias = with_each @ ones
        best = int(inertias.argmin())
        inertia, nearest = inertias[best], with_each[best]
        chosen.append(int(candidates[best]))
    return matrix[chosen]
