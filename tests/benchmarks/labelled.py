"""How well `auto` finds groups that are known, against plain k-means and against the silhouette alone.

    python tests/benchmarks/labelled.py FOLDER [--only NAME]

FOLDER holds the benchmark sets of clustering_benchmarks (columns x1…, reference partitions labels0…, 0 for noise). For
each set and reference: the adjusted Rand index of `--method auto --k REFERENCE` and of k-means on standardised columns
(scikit-learn, ten starts), noise points left out. For each set: the number of segments that `--k auto` takes, and the
one of the highest silhouette of k-means, against the numbers of the references.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler

from segdesk.api import segment

KS = range(2, 11)


def main() -> None:
    """Print one line per set and reference, and the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only")
    wanted = parser.parse_args()
    gains, hits, silhouette_hits, sets = [], 0, 0, 0
    print(f"{'set':22} {'k':>3} {'auto':>6} {'k-means':>8}  method")
    for path in sorted(wanted.folder.glob("*.csv")):
        if wanted.only and wanted.only not in path.stem:
            continue
        frame = pd.read_csv(path)
        names = [name for name in frame if name.startswith("x")]
        values, standard = frame[names], StandardScaler().fit_transform(frame[names])
        references = [frame[name].to_numpy() for name in frame if name.startswith("labels")]
        for reference in references:
            known = reference > 0
            k = len(np.unique(reference[known]))
            result = segment(values, k=k, draws=0, criteria="silhouette", use=names, kind="customers")
            found = adjusted_rand_score(reference[known], result.labels[known])
            plain = KMeans(k, n_init=10, random_state=0).fit_predict(standard)
            kmeans = adjusted_rand_score(reference[known], plain[known])
            gains.append((found, kmeans))
            print(
                f"{path.stem:22} {k:3} {found:6.3f} {kmeans:8.3f}  {result.segmentation.method}", flush=True
            )
        right = {len(np.unique(reference[reference > 0])) for reference in references}
        chosen = segment(values, draws=0, use=names, kind="customers").k
        fits = {
            k: silhouette_score(standard, KMeans(k, n_init=10, random_state=0).fit_predict(standard))
            for k in KS
        }
        alone = max(fits, key=lambda k: fits[k])
        sets += 1
        hits += chosen in right
        silhouette_hits += alone in right
        print(f"{'':22} k auto {chosen}, silhouette {alone}, references {sorted(right)}", flush=True)
    found, kmeans = np.mean(gains, axis=0)
    print(f"mean ARI: auto {found:.3f}, k-means {kmeans:.3f}, difference {found - kmeans:+.3f}")
    print(f"right number: auto {hits} of {sets} sets, silhouette alone {silhouette_hits}")


if __name__ == "__main__":
    main()
