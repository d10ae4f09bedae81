"""Reading the cells of a finished table a second time, by plainer means than the reader's own, for the audit.

Nothing here is shared with `schema`: what both read alike was read right.
"""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, TextColumn, TypedColumn

_DIGITS = re.compile(r"[^0-9.,eE+\-]")
_CURRENCY_LETTERS = re.compile(r"[A-Za-złč€$£¥₹₽₩₺₴₪฿%‰.]+\s*$|^\s*[A-Za-z€$£¥₹₽₩₺₴₪฿]+\.?")


def parse_independently(text: TextColumn, typed: TypedColumn) -> npt.NDArray[np.generic] | None:
    """Return a column's cells read plainly, one per row.

    Parameters
    ----------
    text : TextColumn
        The cells as they stand in the file.
    typed : TypedColumn
        The same cells as they were understood; of it only the type and the way of writing are used, and which cells
        are empty, to know whether the plain reading can be trusted.

    Returns
    -------
    array of shape (n_rows,), or None
        Numbers, and days since 1970-01-01 of dates, with NaN where empty; texts in lower case of categories and yes/no,
        with None where empty. None where the plain reading finds other cells empty than the reader did.
    """
    read = {
        ColumnType.NUMBER: _numbers,
        ColumnType.DATE: _days,
        ColumnType.CATEGORY: _words,
        ColumnType.YES_NO: _words,
    }.get(typed.type)
    if read is None:
        return None
    by_text = read(text, typed)
    if not np.array_equal(pd.isna(by_text[text.codes]), typed.is_missing):
        return None
    return by_text[text.codes]


def _numbers(text: TextColumn, typed: TypedColumn) -> Floats:
    return np.array([_number(each, typed) for each in text.texts], dtype=np.float64)


def _number(cell: str, typed: TypedColumn) -> float:
    cell = cell.strip()
    if not cell or cell in typed.format.missing_marks:
        return np.nan
    negative = cell.startswith("(") or cell.endswith(("-", "−")) or cell.lstrip("$€£ ").startswith(("-", "−"))
    core = _DIGITS.sub("", _CURRENCY_LETTERS.sub("", cell.strip("()"))).strip("+-")
    if typed.format.thousands:
        core = core.replace(typed.format.thousands, "")
    if typed.format.decimal == ",":
        core = core.replace(",", ".")
    try:
        value = float(core)
    except ValueError:
        return np.nan
    return -value if negative else value


def _days(text: TextColumn, typed: TypedColumn) -> Floats:
    cells = [cell.strip() for cell in text.texts]
    known = [None if not cell or cell in typed.format.missing_marks else cell for cell in cells]
    day_first = typed.format.date_order == "day first"
    # An empty column or one of unknown writing parses to NaT, and then is not taken for checked.
    cells_known = pd.Series(known, dtype=object)
    try:
        times = pd.to_datetime(cells_known, errors="coerce", format="mixed", dayfirst=day_first)
    except ValueError:
        return np.full(len(known), np.nan)
    # Times of a zone: which day they stand for is the reader's decision.
    if times.dtype.kind != "M" or getattr(times.dtype, "tz", None) is not None:
        return np.full(len(known), np.nan)
    days = (times - pd.Timestamp(0)) / pd.Timedelta(days=1)
    return np.asarray(days, dtype=np.float64)


def _words(text: TextColumn, typed: TypedColumn) -> np.ndarray:
    marks = {"", *(mark.strip().casefold() for mark in typed.format.missing_marks)}
    words = [" ".join(cell.split()).casefold() for cell in text.texts]
    return np.array([None if word in marks else word for word in words], dtype=object)
