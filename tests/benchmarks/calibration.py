"""How often the verdict is right, on populations and groups that are made here.

    python tests/benchmarks/calibration.py [--first SEED] [--seeds N] [--only singles|groups]

Each seed makes one table of every kind: single populations (Gaussian, correlated, uniform, log-normal, gamma, heavy
tails, 7-point ratings; 300 to 3,000 rows, 2 to 8 columns), which should not be called natural, and well-parted groups
(2 to 6 of them, centres at least 8 standard deviations apart, with and without two columns of noise), which should be,
with the right number. Everything runs as in the program, k = auto. Prints a line per kind, with how often the number of
segments is right.
"""

import argparse
from collections import Counter, defaultdict

import numpy as np
import pandas as pd

from segdesk.engine.pipeline import scan
from segdesk.engine.recipe import Recipe
from segdesk.engine.threads import single_threaded

# judge
from segdesk.io.frames import table_from_frame

ROWS = (300, 1_000, 3_000)
APART = 8.0


def _correlated(random: np.random.Generator, n: int, d: int) -> np.ndarray:
    common = random.normal(size=(n, 1))
    return common * random.uniform(0.5, 2, d) + random.normal(size=(n, d))


def _ratings(random: np.random.Generator, n: int, d: int) -> np.ndarray:
    opinion = random.normal(random.uniform(2.5, 5.5, d), random.uniform(1, 1.8, d), (n, d))
    return np.clip(np.round(opinion + 0.5 * random.normal(size=(n, 1))), 1, 7)


SINGLES = {
    "gaussian": lambda random, n, d: random.normal(size=(n, d)),
    "correlated": _correlated,
    "uniform": lambda random, n, d: random.random((n, d)),
    "log-normal": lambda random, n, d: random.lognormal(3, random.uniform(0.4, 1.2, d), (n, d)),
    "gamma": lambda random, n, d: random.gamma(random.uniform(0.8, 4, d), 10, (n, d)),
    "heavy tails": lambda random, n, d: random.standard_t(3, (n, d)),
    "ratings": _ratings,
}


def single(kind: str, seed: int) -> np.ndarray:
    """Return rows of one population, shape (n, d)."""
    random = np.random.default_rng([seed, list(SINGLES).index(kind)])
    return SINGLES[kind](random, int(random.choice(ROWS)), int(random.integers(2, 9)))


def groups(k: int, noise: bool, seed: int) -> np.ndarray:
    """Return rows of `k` round groups, the nearest centres 8 to 10 standard deviations apart; shape (n, d)."""
    random = np.random.default_rng([seed, k, noise])
    d = int(random.integers(2, 6))
    n = int(random.choice(ROWS))
    centres = random.normal(size=(k, d))
    apart = np.linalg.norm(centres[:, None] - centres, axis=2)[np.triu_indices(k, 1)].min()
    centres *= APART * random.uniform(1, 1.25) / apart
    shares = random.dirichlet(np.full(k, 8.0))
    member = np.concatenate([np.arange(k), random.choice(k, n - k, p=shares)])
    values = centres[member] + random.normal(size=(n, d))
    if noise:
        values = np.column_stack([values, random.normal(size=(n, 2))])
    return values


def scanned(values: np.ndarray, criteria: tuple[str, ...] = ("all",)):
    """Return the prepared rows in canonical order and what the scan of k = 2..10 found."""
    frame = pd.DataFrame(values.round(4), columns=[f"measure_{i}" for i in range(values.shape[1])])
    table = table_from_frame(frame)
    use = ",".join(frame.columns)
    recipe = Recipe().with_settings({"use": tuple(use.split(",")), "criteria": criteria, "kind": "customers"})
    basis, _, result = scan(table, recipe)
    return basis.matrix, result
