"""Small files that the benchmarks of whole runs share, the same at every run."""

from pathlib import Path

import numpy as np
import pandas as pd

from segdesk.samples import sample_path
from tests.benchmarks.main_job import make_file

ROWS = 10_000
_COLOURS = np.array(["red", "green", "blue", "white", "black"])


def small_files(folder: Path) -> dict[str, Path]:
    """Write the files into a folder and return them by what they are; the bundled sample stays where it is."""
    random = np.random.default_rng(3)
    kind = random.integers(0, 4, ROWS)
    files = {name: folder / f"{name}.csv" for name in ("200 x 10", "10,000 x 24 mixed", "10,000 x 86 codes")}
    make_file(files["200 x 10"], 200)
    mixed(random, kind).to_csv(files["10,000 x 24 mixed"], index=False)
    codes(random, kind).to_csv(files["10,000 x 86 codes"], index=False)
    return {"sample": sample_path("customers"), **files}


def mixed(random: np.random.Generator, kind: np.ndarray) -> pd.DataFrame:
    """Return customers of four kinds with twelve amounts, eight choices and four answers of yes or no."""
    rows = len(kind)
    columns: dict[str, object] = {"customer_id": [f"K{i:06d}" for i in range(rows)]}
    for i in range(12):
        columns[f"amount_{i}"] = np.exp(random.normal(3 + 0.5 * ((kind * (i + 1)) % 4), 0.6)).round(2)
    for i in range(8):
        strays = random.integers(0, 3, rows) * (random.random(rows) < 0.6)
        columns[f"choice_{i}"] = _COLOURS[(kind + strays) % 5]
    for i in range(4):
        columns[f"yes_{i}"] = np.where(random.random(rows) < 0.2 + 0.2 * kind, "yes", "no")
    return pd.DataFrame(columns)


def codes(random: np.random.Generator, kind: np.ndarray) -> pd.DataFrame:
    """Return customers of four kinds with 86 columns of codes from 0 to 9."""
    return pd.DataFrame({f"q{j}": random.poisson(1 + (kind * (j % 5)) % 4).clip(0, 9) for j in range(86)})
