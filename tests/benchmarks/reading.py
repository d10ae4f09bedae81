"""How long reading takes, and how much memory, against peers that read the same file.

    python -m tests.benchmarks.reading [ROWS] [WORKBOOK_ROWS] [ROUNDS]

A CSV of customers with ten numbers (1,000,000 rows) is read with types and with every text kept for export, by pandas
with every text, and by Orange; a workbook of ten columns (100,000 rows) by segdesk and by openpyxl. Each reading is a
process of its own, in turn; the least seconds count. All must find the same sums.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from segdesk.engine.data.table import Source, Table, TextColumn
from segdesk.engine.schema.types import type_columns
from segdesk.io.columns import object_array
from segdesk.io.writers.exporter_registry import ExportTask, exporter_named
from segdesk.io.writers.labels import LabeledTable
from segdesk.progress import silent
from tests.benchmarks.main_job import make_file
from tests.benchmarks.peers import ask_afresh, ask_peer

MEGABYTE = 1e6

# Prints seconds, the bytes that the process grew by at most, and the sum of the first column of numbers. What is
# imported, and read once from a small file, is not counted.
_OWN = """
import sys, time, json
from pathlib import Path
import pandas, duckdb
from segdesk.io.reading import read_table
from segdesk.engine.schema.types import type_columns
from tests.benchmarks.peers import largest_memory
type_columns(read_table(Path(sys.argv[2])))
before, begun = largest_memory(), time.perf_counter()
table = read_table(Path(sys.argv[1]))
read = time.perf_counter() - begun
columns = type_columns(table)
seconds = time.perf_counter() - begun
print(json.dumps([seconds, largest_memory() - before, float(columns[1].values.sum()), read]))
"""
_PANDAS = """
import sys, time, json
import pandas as pd
from tests.benchmarks.peers import largest_memory
pd.read_csv(sys.argv[2], dtype=str)
before, begun = largest_memory(), time.perf_counter()
frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
seconds, memory = time.perf_counter() - begun, largest_memory() - before
print(json.dumps([seconds, memory, float(frame.iloc[:, 1].astype(float).sum())]))
"""
_ORANGE = """
import sys, time, json
from Orange.data import Table
Table.from_file(sys.argv[2])
begun = time.perf_counter()
table = Table.from_file(sys.argv[1])
print(json.dumps([time.perf_counter() - begun, 0, float(table.X[:, 0].sum())]))
"""
_OPENPYXL = """
import sys, time, json
import openpyxl
begun = time.perf_counter()
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets[0]
rows = list(sheet.values)
print(json.dumps([time.perf_counter() - begun, 0, float(sum(row[1] for row in rows[1:]))]))
"""


def make_workbook(path: Path, rows: int) -> None:
    """Write ten columns: a key and nine numbers."""
    random = np.random.default_rng(7)
    key = TextColumn(
        "customer_id", np.arange(rows, dtype=np.int32), object_array([f"C{i:07d}" for i in range(rows)])
    )
    columns = [key]
    for place in range(9):
        numbers = random.normal(100, 30, rows).round(2)
        distinct, codes = np.unique(numbers, return_inverse=True)
        texts = object_array([repr(number) for number in distinct.tolist()])
        columns.append(TextColumn(f"measure_{place}", codes.astype(np.int32), texts))
    table = Table(tuple(columns), tuple(c.name for c in columns), Source(path, "made", ""))
    typed = {column.name: column for column in type_columns(table)}
    task = ExportTask(path, path.name, LabeledTable(table, typed, (), "."), None, False, silent)
    exporter_named("xlsx").write(task)


def least(rounds: int, *ways: Any) -> list[list[float]]:
    """Return for each way the answer of its fastest round; all ways take turns."""
    answers = [[way() for way in ways] for _ in range(rounds)]
    sums = [answer[2] for answer in answers[0]]
    assert np.allclose(sums, sums[0], rtol=1e-9), sums
    return [min(of_way) for of_way in zip(*answers, strict=True)]


def main(rows: int, workbook_rows: int, rounds: int) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        path, small = Path(name) / "customers.csv", Path(name) / "small.csv"
        make_file(path, rows)
        make_file(small, 200)
        own, pandas = least(
            rounds, lambda: ask_afresh(_OWN, [path, small]), lambda: ask_afresh(_PANDAS, [path, small])
        )
        (orange,) = least(1, lambda: ask_peer("orange", _ORANGE, [path, small]))
        assert np.isclose(orange[2], own[2], rtol=1e-9)
        size = path.stat().st_size
        print(f"CSV, {rows:,} rows by 11 columns, {size / MEGABYTE:.0f} MB")
        print(f"{'':24}{'seconds':>9}{'times ours':>12}{'memory':>9}{'of file':>9}")
        for label, answer in (
            ("segdesk, with types", own),
            ("segdesk, texts only", [own[3], own[1]]),
            ("pandas, dtype=str", pandas),
            ("Orange", orange),
        ):
            grown = f"{answer[1] / MEGABYTE:6.0f} MB{answer[1] / size:9.1f}" if answer[1] else ""
            print(f"{label:24}{answer[0]:9.2f}{answer[0] / own[0]:12.2f}{grown}")

        workbook = Path(name) / "customers.xlsx"
        make_workbook(workbook, workbook_rows)
        ours, theirs = least(
            rounds,
            lambda: ask_afresh(_OWN, [workbook, small]),
            lambda: ask_peer("openpyxl", _OPENPYXL, [workbook]),
        )
        print(f"\nXLSX, {workbook_rows:,} rows by 10 columns, {workbook.stat().st_size / MEGABYTE:.0f} MB")
        print(f"{'segdesk, texts only':24}{ours[3]:9.2f}")
        print(f"{'segdesk, with types':24}{ours[0]:9.2f}")
        print(f"{'openpyxl, read_only':24}{theirs[0]:9.2f}  {theirs[0] / ours[3]:.1f} times the texts")


if __name__ == "__main__":
    wanted = [int(word) for word in sys.argv[1:]]
    main(*[*wanted, *(1_000_000, 100_000, 3)[len(wanted) :]])
