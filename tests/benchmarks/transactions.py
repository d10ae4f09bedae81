"""How long reading purchases and summarising them to customers takes, against a plain pandas computation.

Run with the development data in place:

    python tests/benchmarks/transactions.py [FILE] [ROUNDS]

The target is a ratio of 3 at most.
"""

import statistics
import sys
import time
from pathlib import Path

import pandas as pd

from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.purchase_columns.columns import find_columns
from segdesk.engine.schema.types import type_columns
from segdesk.engine.transactions.features.customer_features import customer_features
from segdesk.engine.transactions.reconciliation.reconcile import reconcile
from segdesk.io.reading import read_table

DEFAULT = Path(__file__).parents[3] / "shared/data/online_retail/online_retail.csv.gz"


def with_segdesk(path: Path) -> dict[str, float]:
    """Return the seconds of each stage, all 13 features included."""
    marks = [time.perf_counter()]
    table = read_table(path)
    marks.append(time.perf_counter())
    columns = type_columns(table)
    marks.append(time.perf_counter())
    spec = TransactionsSpec()
    chosen = find_columns(columns, spec)
    reconciled = reconcile(table, columns, chosen, spec)
    marks.append(time.perf_counter())
    customer_features(table, columns, chosen, reconciled)
    marks.append(time.perf_counter())
    names = ("read", "understand", "reconcile", "features")
    return {name: end - begin for name, begin, end in zip(names, marks, marks[1:], strict=False)}


def with_pandas(path: Path) -> float:
    """Return the seconds of a script that knows the file and wants recency, frequency and money only."""
    begin = time.perf_counter()
    lines = pd.read_csv(path, parse_dates=["InvoiceDate"], dtype={"InvoiceNo": str})
    lines = lines[lines["CustomerID"].notna()].assign(amount=lambda d: d["Quantity"] * d["UnitPrice"])
    bought = lines[(lines["Quantity"] > 0) & ~lines["InvoiceNo"].str.startswith("C")]
    as_of = lines["InvoiceDate"].max().normalize() + pd.Timedelta(days=1)
    result = bought.groupby("CustomerID").agg(last=("InvoiceDate", "max"), frequency=("InvoiceNo", "nunique"))
    result["recency_days"] = (as_of - result["last"].dt.normalize()).dt.days
    result["monetary"] = lines.groupby("CustomerID")["amount"].sum()
    return time.perf_counter() - begin


def main(words: list[str]) -> None:
    """Print medians of some rounds."""
    path = Path(words[0]) if words else DEFAULT
    rounds = int(words[1]) if len(words) > 1 else 5
    plain, own = [], []
    for _ in range(rounds):
        plain.append(with_pandas(path))
        own.append(with_segdesk(path))
    for stage in own[0]:
        print(f"segdesk {stage:<11} {statistics.median(each[stage] for each in own):6.3f} s")
    total = statistics.median(sum(each.values()) for each in own)
    print(f"segdesk             {total:6.3f} s")
    print(f"pandas              {statistics.median(plain):6.3f} s")
    print(f"ratio               {total / statistics.median(plain):6.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
