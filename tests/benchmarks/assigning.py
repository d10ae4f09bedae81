"""How long it takes to assign customers to segments of limited size at the lowest cost.

Run: python tests/benchmarks/assigning.py
"""

import time

import numpy as np
from sklearn.cluster import KMeans

from segdesk.engine.clustering.constrained_sizes import assign
from segdesk.engine.data.distances import to_centres

# Rows, segments, columns, smallest and largest share.
CASES = (
    (10_000, 5, 4, 0.10, 0.30),
    (10_000, 5, 4, 0.19, 0.21),
    (20_000, 10, 6, 0.05, 0.15),
    (20_000, 10, 6, 0.10, 0.10),
    (100_000, 8, 6, 0.10, 0.20),
    (100_000, 8, 6, 0.125, 0.125),
)


def main() -> None:
    """Print a line per case: seconds from nothing, and with the prices of a similar problem."""
    random = np.random.default_rng(0)
    for n_rows, k, n_columns, least, most in CASES:
        rows = random.normal(size=(n_rows, n_columns))
        rows[: n_rows // 2] = np.exp(rows[: n_rows // 2])
        rows = rows[np.lexsort(rows.T[::-1])]
        centres = KMeans(k, n_init=1, random_state=0).fit(rows).cluster_centers_
        costs = to_centres(rows, centres) ** 2
        bounds = int(np.ceil(least * n_rows)), int(most * n_rows)
        begun = time.perf_counter()
        _, prices = assign(costs, *bounds)
        cold = time.perf_counter() - begun
        begun = time.perf_counter()
        assign(1.01 * costs, *bounds, prices)
        warm = time.perf_counter() - begun
        print(
            f"{n_rows:7,} x {k:2}  {least:.1%} to {most:.1%}: {cold:.2f} s, {warm:.2f} s with earlier prices"
        )


if __name__ == "__main__":
    main()
