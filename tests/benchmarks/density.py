"""How long DBSCAN, HDBSCAN and Ward's tree take and how much memory, beside scikit-learn and Orange.

    python -m tests.benchmarks.density [ROWS]

Ten columns of four groups; each fit alone in a process of its own, in turn. scikit-learn's DBSCAN and HDBSCAN are given
the radius and the sizes that segdesk chose; asserts that cores, clusters, noise, segments are the same. Orange's tree
is compared up to 20,000 rows, where it needs 8 GB. By default 20,000 rows; scikit-learn takes minutes for 100,000, and
its DBSCAN more memory than laptops have.
"""

import json
import sys
import tempfile
from pathlib import Path

import numpy as np

from tests.benchmarks.peers import ask_afresh, ask_peer
from tests.benchmarks.scan import overlapping_groups

MOST_ROWS_OF_ORANGE = 20_000
OURS = """
import json, sys, time
import numpy as np
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.recipe.method import MethodSpec
from segdesk.threads import single_threaded
from tests.benchmarks.peers import largest_memory

rows, method = np.load(sys.argv[1]), sys.argv[2]
fit = find_method(method).fit
ks = (3,) if method == "hierarchical" else ()
with single_threaded():
    fit(FitTask(rows[:500], ks))
    before, begun = largest_memory(), time.perf_counter()
    found = fit(FitTask(rows, ks))[0]
    seconds, grown = time.perf_counter() - begun, largest_memory() - before
    np.save(sys.argv[3], found.assigner.labels(rows))
print(json.dumps([seconds, grown, found.settings]))
"""
SCIKIT_LEARN = """
import json, sys, time
import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN
from tests.benchmarks.peers import largest_memory

rows, settings = np.load(sys.argv[1]), json.loads(sys.argv[2])
size = settings["min_samples"]
dense = "eps" in settings
model = DBSCAN(eps=settings["eps"], min_samples=size) if dense else HDBSCAN(min_cluster_size=size, copy=True)
before, begun = largest_memory(), time.perf_counter()
model.fit(rows)
seconds, grown = time.perf_counter() - begun, largest_memory() - before
inside = np.zeros(len(rows), dtype=bool)
inside[model.core_sample_indices_ if dense else slice(None)] = True
np.savez(sys.argv[3], labels=model.labels_ + 1, inside=inside)
print(json.dumps([seconds, grown]))
"""
ORANGE = """
import json, sys, time
import numpy as np
from Orange.clustering.hierarchical import dist_matrix_linkage
from Orange.data import ContinuousVariable, Domain, Table
from Orange.distance import Euclidean

rows = np.load(sys.argv[1])
table = Table.from_numpy(Domain([ContinuousVariable(f"c{j}") for j in range(rows.shape[1])]), rows)
begun = time.perf_counter()
dist_matrix_linkage(Euclidean(table), linkage="ward")
print(json.dumps(time.perf_counter() - begun))
"""


def assert_same(ours: np.ndarray, theirs: np.ndarray, inside: np.ndarray) -> None:
    """Assert the same segments, in any numbering, of cores, and the same noise; border points may have either side."""
    pairs = set(zip(ours[inside].tolist(), theirs[inside].tolist(), strict=True))
    assert len(pairs) == len({one for one, _ in pairs}) == len({other for _, other in pairs}), pairs
    assert np.array_equal(ours == 0, theirs == 0)


def main(n_rows: int) -> None:
    """Print a line per method."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows, labels, theirs = folder / "rows.npy", folder / "labels.npy", folder / "theirs.npz"
        np.save(rows, overlapping_groups(n_rows))
        print(f"{n_rows:,} rows {'seconds':>20} {'growth MB':>10} {'peer/ours':>10} {'its growth MB':>14}")
        for method in ("dbscan", "hdbscan"):
            seconds, grown, settings = ask_afresh(OURS, [rows, method, labels])
            peer_seconds, peer_grown = ask_afresh(SCIKIT_LEARN, [rows, json.dumps(settings), theirs])
            expected = np.load(theirs)
            assert_same(np.load(labels), expected["labels"], expected["inside"])
            print(
                f"{method:20} {seconds:12.2f} {grown / 1e6:10.0f} {peer_seconds / seconds:10.1f}"
                f" {peer_grown / 1e6:14.0f}"
            )
        seconds, grown, _ = ask_afresh(OURS, [rows, "hierarchical", labels])
        ratio = ""
        if n_rows <= MOST_ROWS_OF_ORANGE:
            ratio = f"{ask_peer('orange', ORANGE, [rows]) / seconds:10.1f}"
        print(f"{'ward':20} {seconds:12.2f} {grown / 1e6:10.0f} {ratio}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
