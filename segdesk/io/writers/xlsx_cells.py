"""Cells of a workbook: each typed once per distinct text, and made fit for Excel."""

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from segdesk.engine.data.table import ColumnType, TextColumn, TypedColumn

# Excel cuts a longer text; counted in UTF-16 units as it does.
LONGEST_TEXT = 32_767

# Not allowed in XML, Excel would call the file damaged: control characters, lone surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Excel counts days from here; before March 1900 its calendar has a day that never was.
_EPOCH = np.datetime64("1899-12-30", "s")
_FIRST_DAY = np.datetime64("1900-03-01", "s")
_LAST_DAY = np.datetime64("9999-12-31T23:59:59", "s")

Cell = float | bool | str | None


@dataclass
class Repairs:
    """How many cells could not be written letter for letter, by reason (`cut`, `control`)."""

    counts: Counter[str] = field(default_factory=Counter)


def fit_text(text: str, repairs: Repairs, times: int = 1) -> str:
    """Return a text as a workbook can hold it; what was changed is counted `times` over."""
    clean = _FORBIDDEN.sub("", text)
    if clean != text:
        repairs.counts["control"] += times
    if len(clean) > LONGEST_TEXT // 2:
        units = clean.encode("utf-16-le")
        if len(units) > 2 * LONGEST_TEXT:
            repairs.counts["cut"] += times
            # A pair of surrogates may be cut in two; its first half goes too.
            clean = units[: 2 * LONGEST_TEXT].decode("utf-16-le", errors="ignore")
    return clean


def distinct_cells(text: TextColumn, typed: TypedColumn | None, repairs: Repairs) -> list[Cell]:
    """Return the cell for each distinct text of a column: a number, a truth value, a text, or None for empty.

    Dates are numbers of days as Excel counts them. What did not parse stays the text that it was, and so does
    all of a column that nobody typed.
    """
    n = len(text.texts)
    times = np.bincount(text.codes, minlength=n).tolist()
    cells: list[Cell] = [None] * n if typed is None else _typed_cells(text, typed)
    for code, written in enumerate(text.texts.tolist()):
        if written == "" or not times[code]:
            cells[code] = None
        elif cells[code] is None:
            cells[code] = fit_text(written, repairs, times[code])
    return cells


def _typed_cells(text: TextColumn, typed: TypedColumn) -> list[Cell]:
    """Return the number or the truth value of each distinct text, None for what is none."""
    if typed.type is ColumnType.YES_NO and text.native is ColumnType.YES_NO:
        return [written == "True" for written in text.texts.tolist()]
    if typed.type not in (ColumnType.NUMBER, ColumnType.DATE):
        return [None] * len(text.texts)
    # The rows with the same text have the same value: any of them tells it.
    some_row = np.zeros(len(text.texts), dtype=np.intp)
    some_row[text.codes] = np.arange(len(text.codes))
    values = typed.values[some_row]
    if typed.type is ColumnType.NUMBER:
        fits = np.isfinite(values)
    else:
        moments = values.astype("datetime64[s]")
        fits = (moments >= _FIRST_DAY) & (moments <= _LAST_DAY)
        values = (moments - _EPOCH) / np.timedelta64(1, "D")
    return [float(value) if fit else None for value, fit in zip(values.tolist(), fits.tolist(), strict=True)]


def number_format(text: TextColumn, typed: TypedColumn | None) -> str | None:
    """Return Excel's format for the typed cells of a column, None for the general one."""
    if typed is not None and typed.type is ColumnType.DATE:
        days = typed.values.astype("datetime64[D]").astype("datetime64[s]")
        whole = np.all((typed.values == days) | np.isnat(typed.values))
        return "yyyy-mm-dd" if whole else "yyyy-mm-dd hh:mm:ss"
    if typed is None or typed.type is not ColumnType.NUMBER:
        return None
    decimals = _decimals(text, typed.format.decimal)
    if decimals == 0 and typed.format.thousands is None and typed.format.unit is None:
        return None
    digits = ("#,##0" if typed.format.thousands else "0") + ("." + "0" * decimals if decimals else "")
    unit = (typed.format.unit or "").replace('"', "")
    return f'{digits}"{unit}"' if unit == "%" else f'{digits}" {unit}"' if unit else digits


def _decimals(text: TextColumn, mark: str | None) -> int:
    """Return how many digits stand behind the decimal mark, 0 where that differs from cell to cell."""
    counts = set()
    behind_mark = re.compile(rf"{re.escape(mark or '.')}(\d+)\D*$")
    for written in filter(None, text.texts):
        behind = behind_mark.search(written)
        counts.add(len(behind[1]) if behind else 0)
        if len(counts - {0}) > 1:
            return 0
    decimals = counts.pop() if len(counts) == 1 else 0
    return decimals if decimals <= 6 else 0
