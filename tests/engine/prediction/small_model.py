"""A small table of customers in two clear groups, and a model of them, for tests of placing."""

from functools import cache

import numpy as np
import pandas as pd

import segdesk


def customers(n: int = 240, seed: int = 0) -> pd.DataFrame:
    """Return customers: few orders and little money, or many and much."""
    rng = np.random.default_rng(seed)
    group = np.arange(n) % 2
    return pd.DataFrame(
        {
            "Kundennr": [f"K{i:05}" for i in range(n)],
            "Annual Income": np.round(30_000 + 40_000 * group + rng.normal(0, 3_000, n), 2),
            "Orders": rng.poisson(4 + 20 * group),
            "Región": np.where(rng.random(n) < 0.75 - 0.5 * group, "Norte", "Sur"),
        }
    )


@cache
def small_model() -> segdesk.CustomerModel:
    """Return a model of them, by income, orders and region."""
    use = ["Annual Income", "Orders", "Región"]
    return segdesk.segment(customers(), use=use, k=2, criteria="silhouette", draws=0).model
