"""How long each chart takes of many customers, and how large its vector files are.

    python tests/benchmarks/charts.py [CUSTOMERS]

Makes customers of five overlapping kinds with ratings, a region and a date, and orders of as many customers; segments
both, and prints for every chart the seconds that it takes to draw for the first and for the second time, and the size
of its SVG and PDF. The first time includes counting that is kept afterwards.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from segdesk.charts.chart_registry import charts_for
from segdesk.charts.column_charts import charts_of_columns
from segdesk.charts.export import to_image, to_pdf, to_svg
from segdesk.charts.style import LIGHT
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.explored_columns import Columns
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.reading import read_table

CUSTOMERS = 100_000
QUICK = {"k": "5", "criteria": ("silhouette", "inertia"), "draws": 0}


def customers(rows: int, path: Path) -> Segmentation:
    """Segment customers of five overlapping kinds."""
    random = np.random.default_rng(3)
    kind = random.integers(0, 5, rows)
    frame = pd.DataFrame(
        {
            "customer_id": [f"C{i:07d}" for i in range(rows)],
            "spend": random.gamma(2 + kind, 60).round(2),
            "orders": random.poisson(2 + 3 * kind),
            "days_since_last_order": random.integers(1, 700, rows),
            "discount_share": random.beta(2, 2 + kind).round(3),
            "satisfaction": np.clip(random.normal(3 + 0.4 * kind, 1).round(), 1, 7).astype(int),
            "trust": np.clip(random.normal(6 - 0.4 * kind, 1).round(), 1, 7).astype(int),
            "region": random.choice(["North", "South", "East", "West", "Midlands"], rows),
            "newsletter": random.choice(["yes", "no"], rows),
            "signup_date": pd.to_datetime("2019-01-01")
            + pd.to_timedelta(random.integers(0, 2000, rows), "D"),
        }
    )
    frame.to_csv(path, index=False)
    return segment(read_table(path), Recipe().with_settings({"kind": "customers", **QUICK}))


def orders(rows: int, path: Path) -> Segmentation:
    """Segment the customers of about four times as many orders in two years."""
    random = np.random.default_rng(4)
    who = random.zipf(1.6, 4 * rows) % rows
    day = pd.to_datetime("2023-01-01") + pd.to_timedelta(random.integers(0, 730, len(who)), "D")
    frame = pd.DataFrame(
        {"customer_id": who, "order_date": day, "amount": random.gamma(2, 25, len(who)).round(2)}
    )
    everyone = frame.iloc[:rows].assign(customer_id=np.arange(rows))
    pd.concat([frame, everyone]).to_csv(path, index=False)
    return segment(read_table(path), Recipe().with_settings({"kind": "transactions", **QUICK}))


def main(rows: int) -> None:
    """Print a line per chart."""
    print(f"{'chart':>18} {'customers':>9} {'first':>6} {'again':>6} {'SVG kB':>7} {'PDF kB':>7}")
    with tempfile.TemporaryDirectory() as name:
        for make in (customers, orders):
            result = make(rows, Path(name) / f"{make.__name__}.csv")
            charts = list(charts_for(result))
            if make is customers:
                pairs = (Columns("spend"), Columns("satisfaction"), Columns("spend", "orders"))
                charts += [chart for columns in pairs for chart in charts_of_columns(result, columns)]
            for chart in charts:
                seconds = []
                for _ in range(2):
                    begin = time.perf_counter()
                    figure = chart.draw(result, LIGHT)
                    to_image(figure, 100)
                    seconds.append(time.perf_counter() - begin)
                sizes = len(to_svg(figure).encode()) / 1000, len(to_pdf(figure)) / 1000
                print(
                    f"{chart.name:>18} {len(result.fit.rows):9,} {seconds[0]:6.2f} {seconds[1]:6.2f} "
                    f"{sizes[0]:7.0f} {sizes[1]:7.0f}"
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else CUSTOMERS)
