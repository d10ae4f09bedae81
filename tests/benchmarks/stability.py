"""How long the stability of segments takes beside the comparison of numbers of them.

    python -m tests.benchmarks.stability [ROWS]

Ten columns of four overlapping groups, 10,000 rows; the table of k = 2..10 by every criterion, k-means (the scan), then
50 segmentations of customers drawn anew for each k, where a run does so for the k that is taken. Seconds of the
processor, warm; the ratio is to be 5 at most.
"""

import sys
import time

from segdesk.engine.clustering.methods.registry import find_method
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.scan import CRITERIA
from segdesk.engine.validation.k_scan import scan_numbers
from segdesk.engine.validation.stability import DRAWS, segment_stability
from segdesk.threads import single_threaded
from tests.benchmarks.scan import overlapping_groups

KS = tuple(range(2, 11))
MOST = 5.0


def main(rows: int) -> None:
    """Print the seconds of both, and of each k."""
    matrix, method, spec = overlapping_groups(rows), find_method("kmeans"), MethodSpec()
    with single_threaded():
        scan_numbers(matrix[:1_000], KS, method, spec, CRITERIA)
        begun = time.process_time()
        found = scan_numbers(matrix, KS, method, spec, CRITERIA)
        scan = time.process_time() - begun
        print(f"{rows:,} rows: scan {scan:.2f} s")
        taken = 0.0
        for k, partition in zip(KS, found.partitions, strict=True):
            begun = time.process_time()
            stable = segment_stability(matrix, partition.labels, method, spec, k, DRAWS)
            seconds = time.process_time() - begun
            taken += seconds
            print(f"  k = {k:2}  {seconds:6.2f} s  {' '.join(f'{each:.2f}' for each in stable.mean)}")
    ratio = taken / scan
    print(f"stability {taken:.2f} s, {ratio:.1f} times the scan{'  TOO LONG' if ratio > MOST else ''}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
