"""Reading the cells of a finished table a second time, by plainer means than the reader's own, for the audit.

Nothing here is shared with `schema`: what both read alike was read right. A cell that is not written in the plainest
way of the column's format is not guessed at; its column then counts as not read a second time, which is said.
"""

import datetime as dt
import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, TextColumn, TypedColumn

_DATE = re.compile(
    r"(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?", re.ASCII
)
_FIRST_DAY = dt.date(1970, 1, 1)
_SECONDS = 86_400


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
        with None where empty. None where the plain reading finds other cells empty, or other words, than the reader
        did.
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
    if typed.type is ColumnType.CATEGORY:
        levels = {" ".join(level.split()).casefold() for level in typed.levels}
        if not {word for word in by_text[np.unique(text.codes)] if word is not None} <= levels:
            return None
    return by_text[text.codes]


def _numbers(text: TextColumn, typed: TypedColumn) -> Floats:
    pattern = _number_pattern(typed)
    return np.array([_number(each, typed, pattern) for each in text.texts], dtype=np.float64)


def _number_pattern(typed: TypedColumn) -> re.Pattern[str]:
    """Return how the numbers of a column are written, sign and brackets apart."""
    decimal = re.escape(typed.format.decimal or ".")
    whole = r"\d+"
    if typed.format.thousands:
        mark = re.escape(typed.format.thousands).replace(r"\ ", r"[ \u00a0\u202f\u2009]").replace("'", "['’]")
        whole = rf"(?:\d{{1,3}}(?:{mark}\d{{2,3}})+|\d+)"
    power = r"[eE][-+]?\d{1,3}" if typed.format.thousands is None else r"(?!)"
    return re.compile(rf"({whole})?(?:{decimal}(\d+))?({power})?", re.ASCII)


def _number(cell: str, typed: TypedColumn, pattern: re.Pattern[str]) -> float:
    cell = cell.strip()
    if cell in typed.format.missing_marks:
        return np.nan
    core = _without_unit(cell, typed.format.unit)
    if core is None:
        return np.nan
    in_brackets = core.startswith("(") and core.endswith(")")
    core = core[1:-1].strip() if in_brackets else core
    signed = re.fullmatch(r"([-+−]?)\s*([^-+−\s].*?)\s*([-−]?)", core)
    if signed is None or (signed[1] and signed[3]) or (in_brackets and (signed[1] or signed[3])):
        return np.nan
    written = pattern.fullmatch(signed[2])
    if written is None or not (written[1] or written[2]):
        return np.nan
    digits = re.sub(r"\D", "", written[1] or "0")
    value = float(f"{digits}.{written[2] or '0'}{written[3] or ''}")
    return -value if in_brackets or (signed[1] or signed[3]) in ("-", "−") else value


def _without_unit(cell: str, unit: str | None) -> str | None:
    """Return a cell without the column's unit; None where a percentage lacks its sign, which may be a share of one."""
    if unit is None:
        return cell
    before, found, behind = cell.partition(unit)
    if not found:
        return None if unit in ("%", "‰") else cell
    # Brackets may stand around both, or around the number alone.
    return (before.strip() + behind.strip()).strip()


def _days(text: TextColumn, typed: TypedColumn) -> Floats:
    return np.array([_day(each.strip(), typed) for each in text.texts], dtype=np.float64)


def _day(cell: str, typed: TypedColumn) -> float:
    found = _DATE.fullmatch(cell)
    if found is None or cell in typed.format.missing_marks:
        return np.nan
    first, second, third = found[1], found[2], found[3]
    if len(first) == 4 and len(third) < 3:
        year, month, day = first, second, third
    elif len(third) == 4 and len(first) < 3 and typed.format.date_order == "month first":
        year, month, day = third, first, second
    elif len(third) == 4 and len(first) < 3:
        year, month, day = third, second, first
    else:
        return np.nan
    try:
        days = (dt.date(int(year), int(month), int(day)) - _FIRST_DAY).days
    except ValueError:
        return np.nan
    hour, minute, seconds = (int(part or 0) for part in (found[4], found[5], found[6]))
    return days + (hour * 3600 + minute * 60 + seconds) / _SECONDS


def _words(text: TextColumn, typed: TypedColumn) -> np.ndarray:
    marks = {"", *(mark.strip().casefold() for mark in typed.format.missing_marks)}
    words = [" ".join(cell.split()).casefold() for cell in text.texts]
    return np.array([None if word in marks else word for word in words], dtype=object)
