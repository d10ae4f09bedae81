"""What runs took, by method and rows: measured by `python -m tests.benchmarks.run_costs`, on two cores.

Seconds are those of the processor, as if nothing went on side by side; memory is in MB, the most beyond what reading
had left. Ten columns of four overlapping groups, two to ten segments, 50 draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ROWS = (1_000, 10_000, 100_000, 1_000_000)
COLUMNS = 10
DRAWS = 50


@dataclass(frozen=True)
class Cost:
    """What a method takes; figures by `ROWS`, fewer of them where more rows take too long to be measured.

    Attributes
    ----------
    scan, explain : tuple of float
        Seconds of comparing the numbers of segments, and of explaining those of the one that is taken.
    memory : tuple of float
        Until then, MB.
    by_columns : float
        Power of the number of columns that the seconds grow by.
    one_number : float
        Share of `scan` that five segments alone take.
    without_draws : float
        Share of `explain` that is there without drawing customers anew.
    distances : tuple of float
        Memory besides, the same for any number of columns.
    """

    scan: tuple[float, ...]
    explain: tuple[float, ...]
    memory: tuple[float, ...]
    by_columns: float
    one_number: float
    without_draws: float
    distances: tuple[float, ...] = (0.0,)


@dataclass(frozen=True)
class Shared:
    """What every method takes: seconds of preparing, of writing all but labeled files and reports, and of these."""

    prepare: tuple[float, ...]
    write: tuple[float, ...]
    memory: tuple[float, ...]
    files: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    other_file: tuple[float, ...] = (1.2, 1.2, 1.2, 1.8)


COSTS: Mapping[str, Cost] = {
    "auto": Cost((6.8, 12.4, 13.8, 34.0), (1.1, 3.0, 3.8, 11.5), (20, 54, 98, 708), 0.36, 0.07, 0.21),
    "kmeans": Cost((3.2, 3.7, 7.0, 14.7), (0.4, 1.1, 1.9, 7.5), (18, 49, 86, 729), 0.72, 0.09, 0.35),
    "minibatch": Cost((3.0, 4.7, 6.5, 42.0), (0.4, 1.8, 2.6, 7.9), (18, 48, 88, 732), 0.44, 0.05, 0.25),
    "bisecting": Cost((3.1, 4.3, 5.3, 16.8), (1.2, 2.7, 3.1, 9.3), (18, 50, 78, 739), 1.01, 0.07, 0.18),
    "hierarchical": Cost((1.8, 4.0, 13.7, 98.0), (0.5, 3.7, 5.5, 26.7), (18, 46, 106, 710), 0.87, 0.20, 0.34),
    "gmm": Cost((5.6, 11.7, 12.9, 32.5), (1.1, 3.1, 3.8, 11.6), (21, 53, 92, 708), 1.5, 0.07, 0.25),
    "kprototypes": Cost((4.6, 6.5, 16.3, 95.6), (0.3, 1.7, 2.5, 9.3), (18, 50, 94, 881), 0.49, 0.08, 0.25),
    # On groups with gaps between them: where there are none, no group is dense.
    "dbscan": Cost((0.1, 0.6, 8.8), (1.0, 6.4, 28.6), (12, 57, 104), 1.0, 1.0, 0.28),
    "hdbscan": Cost((0.1, 1.5, 92.9), (0.8, 6.3, 30.4), (10, 52, 301), 1.0, 1.0, 0.36),
    "pam": Cost(
        (3.4, 9.2, 9.4, 17.8),
        (0.7, 6.3, 9.3, 16.7),
        (18, 48, 67, 491),
        0.3,
        0.17,
        0.21,
        distances=(18, 250, 250, 250),
    ),
}
SHARED = Shared(
    prepare=(0.1, 0.2, 0.6, 5.6),
    write=(1.7, 1.8, 1.9, 4.0),
    memory=(133, 131, 159, 729),
    files={
        "csv": (0.1, 0.1, 0.4, 3.0),
        "xlsx": (0.3, 0.4, 1.5, 10.0),
        "parquet": (0.2, 0.2, 0.6, 4.0),
    },
)
