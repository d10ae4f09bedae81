"""What the window does with a million customers: first segments, sorting, searching and the map, in seconds of CPU.

    python -m tests.benchmarks.large_window [ROWS]

The least of three times each, but for the first segments. The targets, of a million rows: sort 0.25 s, filter 0.05 s,
map 0.1 s. All of it runs in lanes; how long the event loop is held is told by `event_loop.py`.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from segdesk.app import jobs
from segdesk.app.drawing import draw_chart
from segdesk.app.jobs import Opened
from segdesk.app.models.arranging import Wish, arrange
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import Cancelled
from segdesk.progress import silent
from tests.benchmarks.event_loop import write_customers

_RUNS = 3


def least(name: str, work: Callable[[], object]) -> None:
    """Print the least time of a few."""
    seconds = []
    for _ in range(_RUNS):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    print(f"{name:<28} {min(seconds):7.3f} s", flush=True)


def first_segments(opened: Opened, recipe: Recipe) -> Segmentation:
    """Return the segments that are handed out first, and stop there."""
    from segdesk.engine.pipeline.pipeline import segment

    found: list[Segmentation] = []

    def take(unchecked: Segmentation) -> None:
        found.append(unchecked)
        raise Cancelled

    begun = time.process_time()
    try:
        segment(opened.table, recipe, customers=(opened.customers, opened.purchases), tell_first=take)
    except Cancelled:
        print(f"{'first segments, k = 4':<28} {time.process_time() - begun:7.3f} s", flush=True)
    return found[0]


def main(words: list[str]) -> None:
    """Print a line for each."""
    rows = int(words[0]) if words else 1_000_000
    recipe = Recipe().with_settings({"k": "4", "method": "kmeans"})
    jobs.load_libraries()
    from segdesk.charts.customer_map import map_of
    from segdesk.charts.map_view import MapView
    from segdesk.charts.style import Look

    with tempfile.TemporaryDirectory() as folder:
        opened = jobs.open_file(write_customers(Path(folder), rows, 10), recipe, silent)
    print(f"{rows:,} customers")
    customers = opened.customers
    some = np.arange(rows) % 3 == 0
    least("sort by a number", lambda: arrange(customers, None, Wish(sort_by="measure_1")))
    least("sort by an identifier", lambda: arrange(customers, None, Wish(sort_by="customer")))
    least("filter by a selection", lambda: arrange(customers, None, Wish(only=some)))
    least("search everywhere", lambda: arrange(customers, None, Wish(search="0123")))
    segmentation = first_segments(opened, recipe)
    middle = np.quantile(segmentation.description.customer_map.points, (0.4, 0.6), axis=0)
    part = MapView(window=(middle[0, 0], middle[1, 0], middle[0, 1], middle[1, 1]))
    look = Look(width=8, height=5.5)
    for name, view in (("the whole map", MapView()), ("a part of the map", part)):
        chart = map_of(view)
        least(name, lambda chart=chart: draw_chart(chart, segmentation, look, 100, 1.0, silent))


if __name__ == "__main__":
    main(sys.argv[1:])
