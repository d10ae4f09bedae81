"""How long whole runs take on large tables, beside the script that a notebook would hold; and the curve of rows.

    python -m tests.benchmarks.whole_job [--rows N ...] [--plain] [--method auto]

For each number of rows a table of ten columns of four overlapping groups is written as CSV. `segdesk run`, k open, with
stability, charts and report, writes the labeled CSV, and with XLSX as well; processes of their own, their wall time and
the most memory they took. With `--plain`, the script beside it: pandas, k-means with ten starts for each k,
`silhouette_score` of 10,000 rows for each k, 50 bootstrap fits at the best k, CSV out. From two sizes on prints the
slope of time and memory, log against log.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np

from tests.benchmarks.main_job import make_file
from tests.benchmarks.processes import measured

PLAIN = """
import sys
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler

frame = pd.read_csv(sys.argv[1])
rows = StandardScaler().fit_transform(frame.iloc[:, 1:])
random = np.random.default_rng(0)
best, score, labels = None, -2.0, None
for k in range(2, 11):
    model = KMeans(k, n_init=10, random_state=0).fit(rows)
    found = silhouette_score(rows, model.labels_, sample_size=min(10_000, len(rows)), random_state=0)
    if found > score:
        best, score, labels = k, found, model.labels_
for draw in range(50):
    drawn = random.integers(len(rows), size=len(rows))
    model = KMeans(best, n_init=10, random_state=draw).fit(rows[drawn])
    adjusted_rand_score(labels, model.predict(rows))
frame.assign(segment=labels + 1).to_csv(sys.argv[2], index=False)
"""


def main() -> None:
    """Print a line per size, and the slopes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--method", default="auto")
    wanted = parser.parse_args()
    print(
        f"{'rows':>9} {'CSV s':>7} {'MB':>6} {'with XLSX s':>12} {'MB':>6} {'plain s':>8} {'plain/CSV':>10}"
    )
    taken = []
    for rows in wanted.rows:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_file(folder / "customers.csv", rows)
            run = ["-m", "segdesk", "run", folder / "customers.csv", "--method", wanted.method]
            by_csv = measured([*run, "--formats", "csv", "--out", folder / "csv"])
            # More rows than a sheet has are refused; a million and the heading just fit.
            by_xlsx = measured([*run, "--formats", "csv,xlsx", "--out", folder / "xlsx"])
            line = f"{rows:>9,} {by_csv.seconds:7.1f} {by_csv.megabytes:6.0f} "
            line += f"{by_xlsx.seconds:12.1f} {by_xlsx.megabytes:6.0f}"
            if wanted.plain:
                plain = measured(["-c", PLAIN, folder / "customers.csv", folder / "plain.csv"]).seconds
                line += f" {plain:8.1f} {plain / by_csv.seconds:10.1f}"
        print(line, flush=True)
        taken.append((rows, by_csv.seconds, by_csv.megabytes))
    if len(taken) > 1:
        sizes, seconds, memory = np.log(np.array(taken).T)
        for what, values in (("time", seconds), ("memory", memory)):
            print(f"slope of {what}: {np.polyfit(sizes, values, 1)[0]:.2f}")


if __name__ == "__main__":
    main()
