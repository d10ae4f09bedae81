"""How often the verdict is right, on populations and groups that are made here.

    python tests/benchmarks/calibration.py [--first SEED] [--seeds N] [--only singles|groups] [--draws N]

Each seed makes one table of every kind: single populations (Gaussian, correlated, uniform, log-normal, gamma, heavy
tails, 7-point ratings; 300 to 3,000 rows, 2 to 8 columns), which should not be called natural, and well-parted groups
(2 to 6 of them, centres at least 8 standard deviations apart, with and without two columns of noise), which should be,
with the right number. Everything runs as in the program, k = auto. Prints a line per kind, with how often the number of
segments is right.
"""

import argparse
from collections import Counter, defaultdict
from itertools import product

import numpy as np
import pandas as pd

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
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


def table_of(values: np.ndarray):
    """Return a table and a recipe that uses all of its columns."""
    frame = pd.DataFrame(values.round(4), columns=[f"measure_{i}" for i in range(values.shape[1])])
    return table_from_frame(frame), Recipe().with_settings({"use": tuple(frame.columns), "kind": "customers"})


def examined(values: np.ndarray, draws: int) -> dict[str, object]:
    """Return what the program says of a table, k = auto, and the number that the silhouette alone would take."""
    table, recipe = table_of(values)
    recipe = recipe.with_settings({"draws": draws, "criteria": ("silhouette", "gap")})
    result = segment(table, recipe)
    fits = {c.k: c.silhouette for c in result.scan.candidates if c.silhouette is not None}
    return {
        "k": result.k,
        "verdict": result.verdict.structure,
        "silhouette": max(fits, key=lambda k: fits[k]) if fits else result.k,
        "method": result.method,
    }


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--first", type=int, default=1000, help="first seed (1000)")
    parser.add_argument("--seeds", type=int, default=5, help="how many (5)")
    parser.add_argument("--only", choices=("singles", "groups"))
    parser.add_argument("--draws", type=int, default=10, help="of the stability (10)")
    wanted = parser.parse_args()
    found: dict[tuple[str, int], list[dict[str, object]]] = defaultdict(list)
    for seed in range(wanted.first, wanted.first + wanted.seeds):
        if wanted.only != "groups":
            for kind in SINGLES:
                found[kind, 1].append(examined(single(kind, seed), wanted.draws))
        if wanted.only != "singles":
            for noise, k in product((False, True), range(2, 7)):
                name = "groups and noise" if noise else "groups"
                found[name, k].append(examined(groups(k, noise, seed), wanted.draws))
        print(f"seed {seed}", flush=True)
    heads = f"{'population':<18} {'k':>2} {'sets':>4} {'natural':>8} {'right k':>8} {'by silhouette':>14}"
    print(f"{heads}  verdicts, methods")
    whole: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for (name, k), sets in found.items():
        shares = [(one["verdict"] == "natural", one["k"] == k, one["silhouette"] == k) for one in sets]
        whole["singles" if k == 1 else name].extend(shares)
        words = Counter(str(one["verdict"]) for one in sets) + Counter(str(one["method"]) for one in sets)
        _line(name, str(k), shares, ", ".join(f"{word} {n}" for word, n in words.items()))
    for name, shares in whole.items():
        _line(f"all {name}", "", shares, "")


def _line(name: str, k: str, shares: list[tuple[bool, bool, bool]], words: str) -> None:
    natural, right, silhouette = np.mean(shares, axis=0)
    print(f"{name:<18} {k:>2} {len(shares):>4} {natural:>8.1%} {right:>8.1%} {silhouette:>14.1%}  {words}")


if __name__ == "__main__":
    main()
