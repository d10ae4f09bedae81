"""Results as DataFrames."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from segdesk.engine.data.table import ColumnType
from segdesk.engine.validation.k_scan import Candidate
from segdesk.io.writers.labels import LabeledTable


def scan_frame(candidates: Sequence[Candidate]) -> pd.DataFrame:
    """Return numbers of segments against every criterion that was computed."""
    frame = pd.DataFrame([vars(candidate) for candidate in candidates])
    if frame.empty:
        return frame
    frame = frame.set_index("k")
    return frame.dropna(axis="columns", how="all")


def labeled_frame(labeled: LabeledTable) -> pd.DataFrame:
    """Return a labeled table with typed columns."""
    columns: dict[str, Any] = {}
    for column in labeled.table.columns:
        typed = labeled.typed.get(column.name)
        if typed is not None and typed.type in (ColumnType.NUMBER, ColumnType.DATE):
            columns[column.name] = typed.values
        else:
            columns[column.name] = column.cells()
    for added in labeled.added:
        columns[added.name] = added.values
    return pd.DataFrame(columns)
