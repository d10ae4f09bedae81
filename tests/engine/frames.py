"""Small tables for the engine's tests, and the short way from one to a segmentation."""

import numpy as np
import pandas as pd

from segdesk.engine.clustering.methods.registry import all_methods
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.schema.types import type_columns
from segdesk.io.frames import table_from_frame

# Methods by rules need purchases, and have tests of their own.
METHODS = tuple(each.name for each in all_methods() if not each.by_rules)
USE = ("age", "income", "visits", "plan", "newsletter", "since")


def shop(n_rows: int = 240, seed: int = 1) -> pd.DataFrame:
    """Return customers of three kinds, with every type of column and some empty cells."""
    random = np.random.default_rng(seed)
    kind = random.choice(3, n_rows, p=[0.5, 0.3, 0.2])
    income = np.round(random.normal([20, 45, 90], [4, 6, 9], (n_rows, 3))[np.arange(n_rows), kind], 1)
    frame = pd.DataFrame(
        {
            "customer id": [f"K{i:05d}" for i in range(n_rows)],
            "age": random.integers(18, 60, n_rows) + 10.0 * (kind == 2),
            "income": income,
            "visits": np.round(random.gamma(1 + kind, 2.5, n_rows), 2),
            "plan": np.array(["basic", "plus", "gold"])[np.minimum(2, random.poisson(0.2 + kind))],
            "newsletter": np.where(random.random(n_rows) < 0.2 + 0.3 * kind, "yes", "no"),
            "since": pd.Timestamp("2024-01-01") + pd.to_timedelta(random.integers(0, 700, n_rows), unit="D"),
            "colour": random.choice(["red", "green", "blue"], n_rows),
        }
    )
    frame.loc[random.choice(n_rows, n_rows // 10, replace=False), "income"] = np.nan
    frame.loc[random.choice(n_rows, n_rows // 30, replace=False), "plan"] = None
    return frame


def recipe(**settings: object) -> Recipe:
    return Recipe().with_settings({"kind": "customers", "draws": 0, **settings})


def segmented(frame: pd.DataFrame, **settings: object) -> Segmentation:
    return segment(table_from_frame(frame), recipe(**settings))


def columns_of(frame: pd.DataFrame):
    """Return the typed columns of a frame by name."""
    return {column.name: column for column in type_columns(table_from_frame(frame), Recipe().read)}
