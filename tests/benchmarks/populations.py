"""Tables whose structure is known, made from a seed: single populations, what fools a verdict, and parted groups."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

ROWS = (300, 1_000, 3_000)
APART = 8.0
REAL_TABLES = (
    "mall_customers/Mall_Customers.csv",
    "credit_card/CC_GENERAL.csv",
    "customer_personality/marketing_campaign.csv",
    "bank_marketing/bank-additional.csv",
    "telco_churn/Telco-Customer-Churn.csv",
    "retail_demographics/segmentation data.csv",
    "tea/tea.csv",
    "peer_expectations/USArrests.csv",
)
Random = np.random.Generator
Made = Callable[[Random, int, int], np.ndarray]


def _correlated(random: Random, n: int, d: int) -> np.ndarray:
    common = random.normal(size=(n, 1))
    return common * random.uniform(0.5, 2, d) + random.normal(size=(n, d))


def _ratings(random: Random, n: int, d: int) -> np.ndarray:
    opinion = random.normal(random.uniform(2.5, 5.5, d), random.uniform(1, 1.8, d), (n, d))
    return np.clip(np.round(opinion + 0.5 * random.normal(size=(n, 1))), 1, 7)


SINGLES: dict[str, Made] = {
    "gaussian": lambda random, n, d: random.normal(size=(n, d)),
    "correlated": _correlated,
    "uniform": lambda random, n, d: random.random((n, d)),
    "log-normal": lambda random, n, d: random.lognormal(3, random.uniform(0.4, 1.2, d), (n, d)),
    "gamma": lambda random, n, d: random.gamma(random.uniform(0.8, 4, d), 10, (n, d)),
    "heavy tails": lambda random, n, d: random.standard_t(3, (n, d)),
    "ratings": _ratings,
}


def _arc(random: Random, n: int, d: int) -> np.ndarray:
    along = random.uniform(0, np.pi * random.uniform(0.8, 1.5), n)
    return np.c_[np.cos(along), np.sin(along)] + random.normal(size=(n, 2)) * random.uniform(0.03, 0.12)


def _roll(random: Random, n: int, d: int) -> np.ndarray:
    along = 1.5 * np.pi * (1 + 2 * random.random(n))
    rows = np.c_[along * np.cos(along), 21 * random.random(n), along * np.sin(along)]
    return rows + random.normal(size=(n, 3)) * 0.3


def _banana(random: Random, n: int, d: int) -> np.ndarray:
    across = random.normal(size=n)
    return np.c_[across, across**2 + random.normal(size=n) * 0.4]


def _with_none(random: Random, n: int, d: int) -> np.ndarray:
    spent = random.lognormal(3, random.uniform(0.4, 1, 4), (n, 4))
    return np.where(random.random((n, 4)) < random.uniform(0.3, 0.7, 4), 0.0, spent)


def _counts_with_none(random: Random, n: int, d: int) -> np.ndarray:
    counts = random.poisson(random.uniform(4, 12, 3), (n, 3))
    return np.where(random.random((n, 3)) < random.uniform(0.3, 0.7, 3), 0.0, counts)


def _two_by_two(random: Random, n: int, d: int) -> np.ndarray:
    return (random.random((n, 2)) < random.uniform(0.3, 0.7, 2)).astype(float)


def _two_by_two_by_two(random: Random, n: int, d: int) -> np.ndarray:
    return (random.random((n, 3)) < random.uniform(0.3, 0.7, 3)).astype(float)


def _balance_and_yes(random: Random, n: int, d: int) -> np.ndarray:
    balance = np.where(random.random(n) < 0.36, 0.0, random.normal(11, 0.7, n))
    return np.c_[balance, random.random(n) < 0.7].astype(float)


def _numbers_and_yes(random: Random, n: int, d: int) -> np.ndarray:
    return np.c_[random.normal(size=(n, 3)), random.random((n, 2)) < [0.7, 0.4]]


def _independent_answers(random: Random, n: int, d: int) -> np.ndarray:
    questions = int(random.integers(5, 16))
    return (random.random((n, questions)) < random.uniform(0.2, 0.8, questions)).astype(float)


CONTROLS: dict[str, Made] = {
    "arc": _arc,
    "swiss roll": _roll,
    "banana": _banana,
    "zero-inflated": _with_none,
    "zero-inflated counts": _counts_with_none,
    "2 x 2": _two_by_two,
    "2 x 2 x 2": _two_by_two_by_two,
    "spike and yes/no": _balance_and_yes,
    "numbers and yes/no": _numbers_and_yes,
    "independent answers": _independent_answers,
}


def single(kind: str, seed: int) -> np.ndarray:
    """Return rows of one population, shape (n, d)."""
    random = np.random.default_rng([seed, list(SINGLES).index(kind)])
    return SINGLES[kind](random, int(random.choice(ROWS)), int(random.integers(2, 9)))


def control(kind: str, seed: int) -> np.ndarray:
    """Return rows without groups that look as if there were some, shape (n, d)."""
    random = np.random.default_rng([seed, 100 + list(CONTROLS).index(kind)])
    return CONTROLS[kind](random, int(random.choice(ROWS)), 0)


def shuffled(path: Path, seed: int) -> pd.DataFrame:
    """Return a real table with the cells of each column in an order of its own: nothing is left between columns."""
    random = np.random.default_rng(seed)
    frame = pd.read_csv(path, sep=None, engine="python")
    return pd.DataFrame({name: random.permutation(frame[name].to_numpy()) for name in frame.columns})


def groups(
    k: int, noise: bool, seed: int, n: int | None = None, d: int | None = None, smallest: float | None = None
) -> np.ndarray:
    """Return rows of `k` round groups, the nearest centres 8 to 10 standard deviations apart; shape (n, d).

    `smallest` is the share of the first group; without it shares are drawn.
    """
    random = np.random.default_rng([seed, k, noise])
    d = int(random.integers(2, 6)) if d is None else d
    n = max(int(random.choice(ROWS)), 12 * k) if n is None else n
    centres = random.normal(size=(k, d))
    apart = np.linalg.norm(centres[:, None] - centres, axis=2)[np.triu_indices(k, 1)].min()
    centres *= APART * random.uniform(1, 1.25) / apart
    shares = random.dirichlet(np.full(k, 8.0))
    if smallest is not None:
        shares = np.r_[smallest, shares[1:] / shares[1:].sum() * (1 - smallest)]
    member = np.concatenate([np.arange(k), random.choice(k, n - k, p=shares)])
    values = centres[member] + random.normal(size=(n, d))
    if noise:
        values = np.column_stack([values, random.normal(size=(n, 2))])
    return values


def nested(seed: int, n: int = 900) -> np.ndarray:
    """Return rows of nine groups, three in each of three places; both 3 and 9 are right."""
    random = np.random.default_rng([seed, 9])
    outer = [(30 * np.cos(a), 30 * np.sin(a)) for a in (0.0, 2.1, 4.2)]
    inner = [(5 * np.cos(a), 5 * np.sin(a)) for a in (0.3, 2.4, 4.5)]
    member = random.integers(0, 9, n)
    return np.array(outer)[member // 3] + np.array(inner)[member % 3] + random.normal(size=(n, 2))


def battery(classes: int, questions: int, seed: int, n: int = 600) -> np.ndarray:
    """Return answers of yes (1) and no (0) from classes of people who differ in what they are likely to say."""
    random = np.random.default_rng([seed, classes, questions])
    member = random.choice(classes, n, p=random.dirichlet(np.full(classes, 10.0)))
    low, high = (
        random.uniform(0.05, 0.3, (classes, questions)),
        random.uniform(0.7, 0.95, (classes, questions)),
    )
    chance = np.where(random.random((classes, questions)) < 0.5, low, high)
    return (random.random((n, questions)) < chance[member]).astype(float)
