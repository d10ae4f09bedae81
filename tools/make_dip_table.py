"""Simulate the quantiles of Hartigan's dip for uniform samples, and write them to resources/dip_quantiles.csv.

    python tools/make_dip_table.py [DRAWS]

For each size, DRAWS samples (40,000 by default) are drawn with seed 20; the table holds quantiles of sqrt(n) * dip. It
takes a few minutes on one core.
"""

import csv
import sys
from pathlib import Path

import numpy as np

from segdesk.engine.validation.dip import TABLE, dip

SIZES = (4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50, 100, 200, 500, 1_000, 2_000, 5_000)
SHARES = (0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999)
SHARES = (*SHARES, 0.9995, 0.9999)


def main(draws: int) -> None:
    """Write the table."""
    path = Path(__file__).parents[1] / "resources" / TABLE
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["n", *SHARES])
        for n in SIZES:
            random = np.random.default_rng([20, n])
            # The largest sizes take long and differ little.
            times = draws if n <= 1_000 else draws // 2
            scaled = [np.sqrt(n) * dip(random.random(n)) for _ in range(times)]
            writer.writerow([n, *(f"{q:.5f}" for q in np.quantile(scaled, SHARES))])
            print(n, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)
