"""How long reading purchases and summarising them to customers takes, against a plain pandas computation.

Run with the development data in place:

    python tests/benchmarks/transactions.py [FILE or LINES] [ROUNDS]

With a number instead of a file so many lines are made, five an order. Both must find the same customers with as many
orders. The targets: all features with reading at most 3 times what pandas takes with reading; what lines are and all
features at most 3 times, and recency, frequency and money alone, of lines that are decided on, at most 0.5 times its
grouping.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.purchase_columns.columns import find_columns
from segdesk.engine.schema.types import type_columns
from segdesk.engine.transactions.features.customer_features import customer_features
from segdesk.engine.transactions.features.derived_columns import number_column
from segdesk.engine.transactions.features.orders import first_and_last, gather_orders
from segdesk.engine.transactions.reconciliation.reconcile import reconcile
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation
from segdesk.io.reading import read_table
from segdesk.messages import say

DEFAULT = Path(__file__).parents[3] / "shared/data/online_retail/online_retail.csv.gz"


def make_file(path: Path, lines: int) -> None:
    """Write purchases of two years, in the columns of the default file."""
    random = np.random.default_rng(11)
    n_orders = lines // 5
    order = np.sort(random.integers(0, n_orders, lines))
    customer = random.integers(10_000, 10_000 + n_orders // 5, n_orders)
    minute = np.sort(random.integers(0, 730 * 24 * 60, n_orders))
    frame = pd.DataFrame(
        {
            "InvoiceNo": 500_000 + order,
            "StockCode": random.integers(10_000, 14_000, lines),
            "Quantity": random.integers(1, 13, lines),
            "InvoiceDate": np.datetime64("2023-01-01T00:00") + minute[order].astype("timedelta64[m]"),
            "UnitPrice": (random.gamma(2, 2, lines) + 0.1).round(2),
            "CustomerID": customer[order],
        }
    )
    frame.to_csv(path, index=False)


def rfm_alone(reconciled: Reconciliation) -> float:
    """Return the seconds for orders, recency, frequency and money and nothing else; a recipe makes all features."""
    begin = time.perf_counter()
    orders, lines = gather_orders(reconciled), reconciled.lines
    _, last = first_and_last(orders, lines.day[orders.rows])
    found = [orders.as_of - last, np.bincount(orders.customer, minlength=orders.n)]
    net = np.zeros(orders.n, dtype=np.int64)
    np.add.at(net, orders.line_customer, lines.units[orders.rows])
    for name, values in zip(("recency_days", "frequency", "monetary"), [*found, net / 100], strict=True):
        number_column(name, values.astype(np.float64), say("{n}", n=0))
    return time.perf_counter() - begin


def with_segdesk(path: Path) -> tuple[dict[str, float], pd.Series]:
    """Return the seconds of each stage, all 13 features included, and the orders of each customer."""
    marks = [time.perf_counter()]
    table = read_table(path)
    marks.append(time.perf_counter())
    columns = type_columns(table)
    marks.append(time.perf_counter())
    spec = TransactionsSpec()
    chosen = find_columns(columns, spec)
    reconciled = reconcile(table, columns, chosen, spec)
    marks.append(time.perf_counter())
    made = customer_features(table, columns, chosen, reconciled)
    marks.append(time.perf_counter())
    alone = rfm_alone(reconciled)
    names = ("read", "understand", "reconcile", "features")
    seconds = {name: end - begin for name, begin, end in zip(names, marks, marks[1:], strict=False)}
    seconds["R, F, M"] = alone
    by_name = {column.name: column.values for column in made.columns}
    customers = made.table.column(made.identifier).cells().astype(float)
    return seconds, pd.Series(by_name["frequency"], customers)


def with_pandas(path: Path) -> tuple[float, float, pd.Series]:
    """Return the seconds of a script that knows the file and wants recency, frequency and money only.

    With them come those without reading, and the orders of each customer.
    """
    begin = time.perf_counter()
    lines = pd.read_csv(path, parse_dates=["InvoiceDate"], dtype={"InvoiceNo": str})
    read = time.perf_counter()
    lines = lines[lines["CustomerID"].notna()].assign(amount=lambda d: d["Quantity"] * d["UnitPrice"])
    bought = lines[(lines["Quantity"] > 0) & ~lines["InvoiceNo"].str.startswith("C")]
    as_of = lines["InvoiceDate"].max().normalize() + pd.Timedelta(days=1)
    result = bought.groupby("CustomerID").agg(last=("InvoiceDate", "max"), frequency=("InvoiceNo", "nunique"))
    result["recency_days"] = (as_of - result["last"].dt.normalize()).dt.days
    result["monetary"] = lines.groupby("CustomerID")["amount"].sum()
    end = time.perf_counter()
    return end - begin, end - read, result["frequency"]


def main(words: list[str]) -> None:
    """Print medians of some rounds."""
    rounds = int(words[1]) if len(words) > 1 else 5
    if words and words[0].isdigit():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "purchases.csv"
            make_file(path, int(words[0]))
            compare(path, rounds)
    else:
        compare(Path(words[0]) if words else DEFAULT, rounds)


def compare(path: Path, rounds: int) -> None:
    """Run both in turn, and print what they took."""
    plain, grouping, own = [], [], []
    for _ in range(rounds):
        seconds, without_reading, wanted = with_pandas(path)
        plain.append(seconds)
        grouping.append(without_reading)
        stages, orders = with_segdesk(path)
        own.append(stages)
    same = orders.reindex(wanted.index) == wanted
    assert same.mean() > 0.99, "the orders of customers differ"
    alone = statistics.median(each.pop("R, F, M") for each in own)
    for stage in own[0]:
        print(f"segdesk {stage:<11} {statistics.median(each[stage] for each in own):6.3f} s")
    total = statistics.median(sum(each.values()) for each in own)
    decided = statistics.median(each["reconcile"] + each["features"] for each in own)
    group = statistics.median(grouping)
    print(f"segdesk             {total:6.3f} s")
    print(f"pandas              {statistics.median(plain):6.3f} s")
    print(f"  without reading   {group:6.3f} s")
    print(f"ratio               {total / statistics.median(plain):6.2f}")
    print(f"without reading     {decided / group:6.2f}")
    print(f"R, F, M alone       {alone / group:6.2f} ({alone:.3f} s)")
    print(f"same orders         {same.mean():7.2%} of customers")


if __name__ == "__main__":
    main(sys.argv[1:])
