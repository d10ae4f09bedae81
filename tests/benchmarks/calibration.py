"""How often the verdict is right, on populations and groups that are made here.

    python tests/benchmarks/calibration.py [--first SEED] [--seeds N] [--only singles|groups] [--draws N] [--quick]

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

from segdesk.engine.basis import prepare
from segdesk.engine.fitting import number_by_size
from segdesk.engine.methods import find_method
from segdesk.engine.methods.kmeans import lowest_inertia
from segdesk.engine.methods.registry import Fit
from segdesk.engine.natural import natural_groups
from segdesk.engine.pipeline import customers_of, scan
from segdesk.engine.placing import CentrePlacer
from segdesk.engine.recipe import MethodSpec, Recipe
from segdesk.engine.scan import pick_number
from segdesk.engine.silhouette import silhouettes
from segdesk.engine.stability import segment_stability
from segdesk.engine.threads import single_threaded
from segdesk.engine.verdict import judge
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


def scanned(values: np.ndarray) -> tuple[np.ndarray, list[np.ndarray], int]:
    """Return the prepared rows in canonical order, the labels of k = 2..10, and the k that the program picks."""
    basis, _, result = scan(*table_of(values))
    return basis.matrix, [p.placement.labels for p in result.partitions], result.scan.pick


def scanned_quickly(values: np.ndarray) -> tuple[np.ndarray, list[np.ndarray], int]:
    """Return the same with fewer restarts and without the gap statistic, which is many times quicker."""
    table, recipe = table_of(values)
    matrix = prepare(customers_of(table, recipe)[0], recipe).matrix
    ks = range(2, 11)
    fits = [Fit(CentrePlacer(lowest_inertia(matrix, k, 0, 8, polish=False))) for k in ks]
    labels = [number_by_size(fit, matrix).placement.labels for fit in fits]
    compared = silhouettes(matrix, labels, 0)
    means = [compared.mean(i) for i in range(len(labels))]
    smallest = [int(np.bincount(found)[1:].min()) for found in labels]
    return matrix, labels, pick_number(ks, means, smallest, len(matrix), None, None)[0]


def examined(values: np.ndarray, quick: bool, draws: int) -> dict[str, object]:
    """Return the picks and verdicts of the silhouette's number and of the number with gaps."""
    matrix, partitions, pick = (scanned_quickly if quick else scanned)(values)
    method, spec = find_method("kmeans"), MethodSpec()
    natural = natural_groups(matrix, partitions)
    at_pick = partitions[pick - 2]
    if natural is None:
        k, labels = pick, at_pick
    elif natural.mixture is None:
        k, labels = natural.k, partitions[natural.k - 2]
    else:
        k, labels = natural.k, natural.mixture.placer.place(matrix).labels

    def verdict(labels: np.ndarray, n: int) -> str:
        stability = segment_stability(matrix, labels, method, spec, n, draws) if draws else np.zeros(n)
        return judge(matrix, labels, stability).structure

    return {"pick": pick, "verdict": verdict(at_pick, pick), "new pick": k, "new verdict": verdict(labels, k)}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--first", type=int, default=1000, help="first seed (1000)")
    parser.add_argument("--seeds", type=int, default=5, help="how many (5)")
    parser.add_argument("--only", choices=("singles", "groups"))
    parser.add_argument("--draws", type=int, default=0, help="of the stability; 0: natural or not is enough")
    parser.add_argument("--quick", action="store_true", help="fewer restarts, no gap statistic")
    wanted = parser.parse_args()
    found: dict[tuple[str, int], list[dict[str, object]]] = defaultdict(list)
    with single_threaded():
        for seed in range(wanted.first, wanted.first + wanted.seeds):
            if wanted.only != "groups":
                for kind in SINGLES:
                    found[kind, 1].append(examined(single(kind, seed), wanted.quick, wanted.draws))
            if wanted.only != "singles":
                for noise, k in product((False, True), range(2, 7)):
                    name = "groups and noise" if noise else "groups"
                    found[name, k].append(examined(groups(k, noise, seed), wanted.quick, wanted.draws))
            print(f"seed {seed}", flush=True)
    print(
        f"{'population':<18} {'k':>2} {'sets':>4} {'silhouette pick:':>18} {'':>8} {'gap pick:':>11} {'':>8}"
    )
    print(f"{'':<18} {'':>2} {'':>4} {'right k':>18} {'natural':>8} {'right k':>11} {'natural':>8}  verdicts")
    whole: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for (name, k), sets in found.items():
        shares = [
            (
                one["pick"] == k,
                one["verdict"] == "natural",
                one["new pick"] == k,
                one["new verdict"] == "natural",
            )
            for one in sets
        ]
        whole["singles" if k == 1 else name].extend(shares)
        words = ", ".join(f"{word} {n}" for word, n in Counter(one["new verdict"] for one in sets).items())
        _line(name, k, shares, words)
    for name, shares in whole.items():
        _line(f"all {name}", "", shares, "")


def _line(name: str, k: object, shares: list[tuple[float, ...]], words: str) -> None:
    a, b, c, d = np.mean(shares, axis=0)
    print(f"{name:<18} {k:>2} {len(shares):>4} {a:>18.1%} {b:>8.1%} {c:>11.1%} {d:>8.1%}  {words}")


if __name__ == "__main__":
    main()
