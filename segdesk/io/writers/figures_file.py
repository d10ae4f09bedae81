"""A table of figures as CSV, in the manner of the other files of a run."""

import csv
from pathlib import Path

import pandas as pd

from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.writers.csv_file import guarded, number_text
from segdesk.io.writers.labels import decimal_mark


def write_figures(path: Path, frame: pd.DataFrame, segmentation: Segmentation) -> None:
    """Write a table of texts and numbers, with the delimiter and decimal mark of the labeled file."""
    decimal = decimal_mark(segmentation.source.columns)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=segmentation.source.table.source.delimiter or ",")
        writer.writerow([guarded(str(name)) for name in frame.columns])
        for cells in frame.itertuples(index=False):
            writer.writerow([_text(cell, decimal) for cell in cells])


def _text(cell: object, decimal: str) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    return number_text(float(f"{cell:.10g}"), decimal)
