#!/usr/bin/env python3
"""Freeze what `segdesk run` gives for many tables and methods, and compare it with an earlier freeze, byte by byte.

    python tools/freeze_results.py DATA FOLDER                   run every case into FOLDER/CASE
    python tools/freeze_results.py DATA FOLDER --against OTHER   the same, then name every file that differs

DATA is the folder with the tables of the tests (`data` beside `badinputs`). A change that moves code and nothing else
is checked with it: one freeze before, one after. Of `summary.json` the seconds are left out, everything else has to be
equal.
A case that is in FOLDER already is not run again.
"""

import argparse
import itertools
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

METHODS = (
    "kmeans",
    "hierarchical",
    "gmm",
    "dbscan",
    "bisecting",
    "hdbscan",
    "minibatch",
    "pam",
    "kprototypes",
)
CUSTOMERS = (
    "mall_customers/Mall_Customers.csv",
    "customer_personality/marketing_campaign.csv",
    "credit_card/CC_GENERAL.csv",
    "telco_churn/Telco-Customer-Churn.csv",
    "bank_marketing/bank-additional.csv",
    "retail_demographics/segmentation data.csv",
    "tea/tea.csv",
    "peer_expectations/USArrests.csv",
    "peer_expectations/flower.csv",
    "peer_expectations/ruspini.csv",
    "clustering_benchmarks/fcps_atom.csv",
    "clustering_benchmarks/graves_ring.csv",
    "clustering_benchmarks/other_iris.csv",
    "clustering_benchmarks/sipu_a1.csv",
    "clustering_benchmarks/sipu_aggregation.csv",
    "clustering_benchmarks/sipu_compound.csv",
    "clustering_benchmarks/uci_ecoli.csv",
    "clustering_benchmarks/uci_wine.csv",
    "clustering_benchmarks/wut_smile.csv",
    "clustering_benchmarks/wut_x1.csv",
)
ORDERS = (
    "rfm_orders/rfm_data_orders.csv",
    "online_retail/online_retail_2010-12.csv",
    "groceries/Groceries_dataset.csv",
    "superstore_eu/superstore_semicolon_decimal_comma.csv",
)
# Where a setting has a path of its own through the code.
SETTINGS = (
    ("mall_customers/Mall_Customers.csv", ("--min-size", "15%", "--max-size", "40%")),
    ("mall_customers/Mall_Customers.csv", ("--lang", "de", "--seed", "7", "--k", "5")),
    ("customer_personality/marketing_campaign.csv", ("--lang", "es", "--missing", "knn", "--k", "2..4")),
    (
        "telco_churn/Telco-Customer-Churn.csv",
        ("--lang", "de", "--outliers", "set-aside", "--scale", "robust"),
    ),
    ("rfm_orders/rfm_data_orders.csv", ("--lang", "es")),
    ("online_retail/online_retail_2010-12.csv", ("--lang", "de", "--method", "rfm")),
)


@dataclass(frozen=True)
class Case:
    """One run: a table and the words that follow it."""

    table: Path
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of its folder."""
        return "_".join((self.table.stem, *self.words)).replace(" ", "-").replace("%", "pct")


def cases(data: Path) -> list[Case]:
    """Return every case: each table by the automatic method and two others in turn, orders by rules too."""
    turn = itertools.cycle(METHODS)
    found = []
    for table in CUSTOMERS:
        words = [(), ("--method", next(turn)), ("--method", next(turn))]
        found += [Case(data / table, each) for each in words]
    for table in ORDERS:
        found += [Case(data / table, ("--method", name)) for name in ("auto", "rfm", "kmeans")]
    found += [Case(data / table, words) for table, words in SETTINGS if (data / table).exists()]
    return found


def run(case: Case, folder: Path) -> None:
    """Run one case, unless it is there already, and keep what was printed beside the files."""
    out = folder / case.name
    if out.with_suffix(".txt").exists():
        return
    words = ["run", str(case.table), "--out", str(out), "--formats", "csv,xlsx,parquet", *case.words]
    done = subprocess.run(
        [sys.executable, "-m", "segdesk", *words], capture_output=True, text=True, check=False
    )
    printed = done.stdout.replace(str(folder), "FOLDER")
    out.with_suffix(".txt").write_text(f"{printed}\nexit code {done.returncode}\n", encoding="utf-8")
    if done.returncode:
        print(f"{case.name}: exit code {done.returncode}\n{done.stderr[-500:]}", flush=True)


def content(file: Path) -> bytes:
    """Return what has to be equal of a file."""
    if file.name != "summary.json":
        return file.read_bytes()
    summary = json.loads(file.read_text(encoding="utf-8"))
    del summary["seconds"]
    return json.dumps(summary).encode()


def differences(folder: Path, other: Path) -> list[str]:
    """Return the files that differ or stand in one folder alone, as paths within it."""
    names = {
        str(file.relative_to(root)) for root in (folder, other) for file in root.rglob("*") if file.is_file()
    }
    return [
        name
        for name in sorted(names)
        if not (folder / name).exists()
        or not (other / name).exists()
        or content(folder / name) != content(other / name)
    ]


def main() -> int:
    """Run the cases and return 0 only if nothing differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    words = parser.parse_args()
    words.folder.mkdir(parents=True, exist_ok=True)
    wanted = cases(words.data)
    with ThreadPoolExecutor(words.workers) as pool:
        list(pool.map(lambda case: run(case, words.folder.resolve()), wanted))
    print(f"{len(wanted)} runs in {words.folder}")
    if words.against is None:
        return 0
    found = differences(words.folder, words.against)
    print("\n".join(found) if found else f"Nothing differs from {words.against}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
