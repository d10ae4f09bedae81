"""Tables from DataFrames, for notebooks and scripts."""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from segdesk.engine.data.table import Source, Table
from segdesk.errors import InputError
from segdesk.io.columns import make_table
from segdesk.io.native_cells import column_of
from segdesk.messages import say


def table_from_frame(frame: pd.DataFrame, name: str = "DataFrame") -> Table:
    """Return a table with the columns of a DataFrame; its index is not read.

    Parameters
    ----------
    frame : DataFrame
        Numbers, booleans, dates, texts and categories; every other object is taken as its text.
    name : str
        What messages call it.

    Raises
    ------
    InputError
        If it has no rows or no columns.
    """
    if not len(frame) or not len(frame.columns):
        raise InputError(say("The DataFrame has no rows or no columns."))
    columns = []
    for position in range(frame.shape[1]):
        cells = frame.iloc[:, position].astype(object)
        empty = cells.isna().to_numpy()
        values = [None if gone else _plain(cell) for cell, gone in zip(cells.tolist(), empty, strict=True)]
        columns.append(column_of(values))
    digest = hashlib.sha256()
    for (codes, texts), _ in columns:
        digest.update(codes.tobytes())
        digest.update("\0".join(texts).encode())
    source = Source(Path(name), "DataFrame", digest.hexdigest())
    return make_table(
        [encoded for encoded, _ in columns],
        [str(heading) for heading in frame.columns],
        source,
        natives=[native for _, native in columns],
    )


def _plain(value: object) -> object:
    """Return a NumPy or pandas scalar as Python's own."""
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, np.generic):
        return value.item()
    return value
