"""Customers with columns of every kind, drawn from one population or a shifted one."""

import numpy as np

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnFormat, ColumnType, TypedColumn
from segdesk.engine.drift.drift import Drift, find_drift
from segdesk.engine.drift.reference import Reference, reference_of
from segdesk.engine.drift.unlike import count_unlike

REGIONS = ("Norte", "Sur", "Este", "Oeste", "Île", "Ö")


def column(name: str, kind: ColumnType, values: np.ndarray, levels: tuple[str, ...] = ()) -> TypedColumn:
    form = ColumnFormat(yes="ja", no="nein") if kind is ColumnType.YES_NO else ColumnFormat()
    return TypedColumn(name, kind, values, levels, form, finding("schema.settled_beforehand"))


def population(n: int, rng: np.random.Generator, **shift: float) -> dict[str, TypedColumn]:
    """Return n customers; a column that is named has its values multiplied, its shares turned towards the last."""

    def times(name: str) -> float:
        return shift.get(name, 1.0)

    number, yes_no = ColumnType.NUMBER, ColumnType.YES_NO
    spend = np.where(rng.random(n) < 0.4, 0.0, rng.lognormal(4, 1.2, n) * times("spend"))
    income = rng.normal(40_000, 9_000, n) * times("income")
    income[rng.random(n) < 0.03] = np.nan
    share = np.array([0.5, 0.3, 0.1, 0.06, 0.039, 0.001])
    share = share ** (1 / times("region"))
    codes = rng.choice(len(REGIONS), n, p=share / share.sum()).astype(np.int32)
    days = rng.integers(0, 1_000, n) * 86_400 + int(300 * (times("since") - 1)) * 86_400
    return {
        "spend": column("spend", number, spend),
        "income": column("income", number, income),
        "orders": column("orders", number, rng.poisson(3 * times("orders"), n).astype(float)),
        "rating": column("rating", number, rng.integers(1, 6, n).astype(float)),
        "age": column("age", number, np.floor(rng.gamma(20, 2 * times("age"), n))),
        "member": column("member", yes_no, (rng.random(n) < 0.2 * times("member")).astype(float)),
        "rare": column("rare", yes_no, (rng.random(n) < 0.01).astype(float)),
        "region": column("region", ColumnType.CATEGORY, codes, REGIONS),
        "since": column("since", ColumnType.DATE, days.astype("datetime64[s]")),
    }


def reference(n: int, seed: int) -> Reference:
    """Return what is kept of n customers of the population, in three segments."""
    rng = np.random.default_rng([seed, 1])
    segments = np.bincount(rng.choice(4, n, p=[0, 0.6, 0.3, 0.1]), minlength=4)
    return reference_of(population(n, rng).values(), segments.tolist())


def drift_of(kept: Reference, m: int, seed: int, **shift: float) -> Drift:
    """Return the drift of m new customers, placed and far from their segment as often as those before."""
    rng = np.random.default_rng([seed, 2])
    labels = rng.choice(4, m, p=[0, 0.6, 0.3, 0.1]).astype(np.int32)
    columns = population(m, rng, **shift)
    unlike = count_unlike(labels, rng.random(m) < 0.01, kept.segments)
    return find_drift(kept, columns, np.ones(m, dtype=bool), labels, unlike, ("A", "B", "C"))
