"""How long writing the labeled tables takes, against `DataFrame.to_csv` and openpyxl.

    python -m tests.benchmarks.writing [CSV_ROWS] [WORKBOOK_ROWS] [ROUNDS]

Ten numbers, a key and the three columns of segments: 1,000,000 rows as CSV, and 100,000 rows with nine of the numbers
as XLSX. The CSV files must hold the same cells, and the workbooks too.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from python_calamine import CalamineWorkbook

from segdesk.engine.schema.types import type_columns
from segdesk.io.reading import read_table
from segdesk.io.writers.exporter_registry import ExportTask, exporter_named
from segdesk.io.writers.labels import AddedColumn, LabeledTable
from segdesk.progress import silent
from tests.benchmarks.main_job import make_file
from tests.benchmarks.peers import ask_peer

_NAMES = np.array(["", "High spenders", "Lapsed", "New", "Everyone else"], dtype=object)
# From a CSV: the numbers are parsed before the clock runs.
_OPENPYXL = """
import csv, sys, time, json
import openpyxl
with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
    head, *rows = csv.reader(file)
rows = [[row[0], *map(float, row[1:-2]), row[-2], float(row[-1])] for row in rows]
begun = time.perf_counter()
workbook = openpyxl.Workbook(write_only=True)
sheet = workbook.create_sheet()
sheet.append(head)
for row in rows:
    sheet.append(row)
workbook.save(sys.argv[2])
print(json.dumps(time.perf_counter() - begun))
"""


def labeled_table(path: Path, most_columns: int) -> LabeledTable:
    """Return a table with segments that were drawn."""
    table = read_table(path)
    table = replace(table, columns=table.columns[:most_columns], headings=table.headings[:most_columns])
    random = np.random.default_rng(7)
    labels = random.integers(1, 5, table.n_rows)
    added = (
        AddedColumn("segment", labels),
        AddedColumn("segment_name", _NAMES[labels]),
        AddedColumn("segment_confidence", random.random(table.n_rows).round(4)),
    )
    return LabeledTable(table, {column.name: column for column in type_columns(table)}, added, ".")


def write(labeled: LabeledTable, path: Path) -> float:
    """Return the seconds that writing takes."""
    exporter = exporter_named(path.suffix[1:])
    begun = time.perf_counter()
    exporter.write(ExportTask(path, path.name, labeled, None, False, silent))
    return time.perf_counter() - begun


def write_by_pandas(frame: pd.DataFrame, path: Path) -> float:
    """Return the seconds that writing takes."""
    begun = time.perf_counter()
    frame.to_csv(path, index=False)
    return time.perf_counter() - begun


def sheet_of(path: Path) -> list[list[object]]:
    """Return the cells of the first sheet."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def main(csv_rows: int, workbook_rows: int, rounds: int) -> None:
    """Print both comparisons."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_file(folder / "customers.csv", csv_rows)
        labeled = labeled_table(folder / "customers.csv", 11)
        write(labeled, folder / "own.csv")
        frame = pd.read_csv(folder / "own.csv")
        seconds = [
            (write(labeled, folder / "own.csv"), write_by_pandas(frame, folder / "pandas.csv"))
            for _ in range(rounds)
        ]
        pd.testing.assert_frame_equal(pd.read_csv(folder / "pandas.csv"), frame)
        own, theirs = map(min, zip(*seconds, strict=True))
        print(f"CSV, {csv_rows:,} rows by 14 columns: segdesk {own:.2f} s, to_csv {theirs:.2f} s,", end=" ")
        print(f"{own / theirs:.2f} of it")

        make_file(folder / "fewer.csv", workbook_rows)
        labeled = labeled_table(folder / "fewer.csv", 10)
        own = min(write(labeled, folder / "own.xlsx") for _ in range(rounds))
        write(labeled, folder / "fewer_labeled.csv")
        theirs = ask_peer("openpyxl", _OPENPYXL, [folder / "fewer_labeled.csv", folder / "peer.xlsx"])
        assert sheet_of(folder / "own.xlsx") == sheet_of(folder / "peer.xlsx")
        print(
            f"XLSX, {workbook_rows:,} rows by 13 columns: segdesk {own:.2f} s, openpyxl {theirs:.2f} s,",
            end=" ",
        )
        print(f"{theirs / own:.1f} times as long")


if __name__ == "__main__":
    wanted = [int(word) for word in sys.argv[1:]]
    main(*[*wanted, *(1_000_000, 100_000, 3)[len(wanted) :]])
