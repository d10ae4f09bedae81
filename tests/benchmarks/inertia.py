"""How often k-means misses the lowest inertia that is known, from ten seeds.

    python tests/benchmarks/inertia.py FOLDER [--only NAME] [--seeds 10]

FOLDER holds `clustering_benchmarks` (columns x1…) and `peer_expectations` (r_reference_NAME.json with the best of 200
starts of R's kmeans; USArrests.csv), and `mall_customers`. Columns are standardised; sets of up to 1,000 rows. For each
set and k from 2 to 10: the lowest inertia known (R's, or the lowest that any seed found, or 300 starts by k-means++ of
scikit-learn), how many seeds miss it by more than a millionth, and by how much at most.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from segdesk.engine.clustering.evolved_centres import inertia_around
from segdesk.engine.clustering.lloyd import lowest_inertia, n_starts
from segdesk.engine.data.row_order import canonical_order

KS = range(2, 11)
MOST_ROWS = 1_000
NEGLIGIBLE = 1e-6


def tables(folder: Path) -> Iterator[tuple[str, np.ndarray, dict[int, float]]]:
    """Yield name, standardised rows and R's lowest inertia by k."""
    peers = folder / "peer_expectations"
    known = {
        "iris": load_iris().data,
        "USArrests": pd.read_csv(peers / "USArrests.csv").iloc[:, 1:].to_numpy(float),
        "mall_customers": pd.read_csv(folder / "mall_customers" / "Mall_Customers.csv")
        .iloc[:, 2:]
        .to_numpy(float),
    }
    for path in sorted((folder / "clustering_benchmarks").glob("*.csv")):
        frame = pd.read_csv(path)
        known[path.stem] = frame[[name for name in frame if name.startswith("x")]].to_numpy(float)
    for name, rows in known.items():
        if len(rows) <= MOST_ROWS:
            reference = peers / f"r_reference_{name}.json"
            entries = json.loads(reference.read_text())["kmeans_best_z"] if reference.exists() else []
            standard = (rows - rows.mean(axis=0)) / rows.std(axis=0)
            yield name, standard[canonical_order(standard)], {entry["k"]: entry["wss"] for entry in entries}


def main() -> None:
    """Print one line per set and k that some seed misses, and the total."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--seeds", type=int, default=10)
    wanted = parser.parse_args()
    missed = tried = 0
    print(f"{'set':20} {'k':>3} {'best known':>13} {'missed':>7} {'by at most':>11}")
    for name, rows, by_r in tables(wanted.folder):
        if wanted.only not in name:
            continue
        for k in KS:
            starts = n_starts(*rows.shape, k)
            found = np.array(
                [inertia_around(rows, lowest_inertia(rows, k, seed, starts)) for seed in range(wanted.seeds)]
            )
            plain = KMeans(k, n_init=300, tol=0, random_state=0).fit(rows).inertia_
            best = min(by_r.get(k, np.inf), plain, found.min())
            above = found / best - 1
            n_missed = int((above > NEGLIGIBLE).sum())
            missed, tried = missed + n_missed, tried + wanted.seeds
            if n_missed:
                print(f"{name:20} {k:3} {best:13.5f} {n_missed:7} {above.max():11.4%}", flush=True)
    print(f"missed {missed} of {tried}")


if __name__ == "__main__":
    main()
