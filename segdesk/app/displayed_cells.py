"""How the cells of a column read on screen and on the clipboard.

Each answer costs the same however long the column is: a table asks for what is visible, again and again.
"""

import re

import numpy as np
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, TextColumn, TypedColumn

_SAMPLE = 2_000
_USUAL_DECIMALS, _MOST_DECIMALS = 2, 4
_DAY = 86_400
_JULIAN_DAY_OF_1970 = 2_440_588
_YEARS = (1800, 2100)


class Cells:
    """Cells of texts and identifiers: exactly as in the file.

    Parameters
    ----------
    written : TextColumn
        The column as read.
    typed : TypedColumn
        The same column understood.
    """

    is_number = False
    is_text = True

    def __init__(self, written: TextColumn, typed: TypedColumn) -> None:
        self._written, self._typed = written, typed
        self._locale = QLocale()

    def is_missing(self, row: int) -> bool:
        """Whether the cell counts as empty."""
        return bool(self._typed.is_missing[row])

    def written(self, row: int) -> str:
        """Return the cell's text in the file."""
        return str(self._written.texts[self._written.codes[row]])

    def shown(self, row: int) -> str:
        """Return the cell's text on screen, of a cell that has a value."""
        return " ".join(self.written(row).splitlines())

    def copied(self, row: int) -> str:
        """Return the cell's text for another program; nothing for an empty cell."""
        return self.written(row).strip()


class NumberCells(Cells):
    """Cells of numbers, all with the same decimals."""

    is_number = True
    is_text = False

    def __init__(self, written: TextColumn, typed: TypedColumn) -> None:
        super().__init__(written, typed)
        sample = _sample(typed.values.astype(np.float64, copy=False))
        self._decimals = sensible_decimals(sample)
        # Years are no amounts: nobody writes 1,984.
        if self._decimals == 0 and len(sample) and _YEARS[0] <= sample.min() and sample.max() <= _YEARS[1]:
            self._locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self._plain = QLocale(self._locale)
        self._plain.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)

    def shown(self, row: int) -> str:
        """Return the number in the locale's way."""
        return self._locale.toString(float(self._typed.values[row]), "f", self._decimals)

    def copied(self, row: int) -> str:
        """Return the exact number with the locale's decimal mark, which a spreadsheet reads."""
        if self.is_missing(row):
            return ""
        value = float(self._typed.values[row])
        return self._plain.toString(
            value, "g", QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
        )


class DateCells(Cells):
    """Cells of dates, with the time of day where the column has any."""

    is_text = False

    def __init__(self, written: TextColumn, typed: TypedColumn) -> None:
        super().__init__(written, typed)
        days = typed.values[~np.isnat(typed.values)][: _SAMPLE * 10]
        self._with_time = bool((days.astype(np.int64) % _DAY).any())
        # Two digits of a year leave open which number is the year.
        self._format = re.sub(
            r"(?<!y)yy(?!y)", "yyyy", self._locale.dateFormat(QLocale.FormatType.ShortFormat)
        )
        self._time_format = self._locale.timeFormat(QLocale.FormatType.ShortFormat)

    def shown(self, row: int) -> str:
        """Return the date in the locale's short format, with all digits of the year."""
        seconds = int(self._typed.values[row].astype(np.int64))
        day = QDate.fromJulianDay(_JULIAN_DAY_OF_1970 + seconds // _DAY)
        if not self._with_time:
            return self._locale.toString(day, self._format)
        time = QTime.fromMSecsSinceStartOfDay(seconds % _DAY * 1000)
        return self._locale.toString(QDateTime(day, time), f"{self._format} {self._time_format}")

    def copied(self, row: int) -> str:
        """Return the date as shown."""
        return "" if self.is_missing(row) else self.shown(row)


def cells_of(written: TextColumn, typed: TypedColumn) -> Cells:
    """Return the cells of a column by its type."""
    if typed.type is ColumnType.NUMBER:
        return NumberCells(written, typed)
    if typed.type is ColumnType.DATE:
        return DateCells(written, typed)
    return Cells(written, typed)


def sensible_decimals(values: Floats) -> int:
    """Return how many decimals write these numbers: as many as they have, two at most where they are above 1."""
    if not len(values):
        return 0
    most = _USUAL_DECIMALS if float(np.median(np.abs(values))) >= 1 else _MOST_DECIMALS
    near = 1e-9 * np.maximum(1, np.abs(values))
    for decimals in range(most):
        if (np.abs(np.round(values, decimals) - values) <= near).all():
            return decimals
    return most


def _sample(values: Floats) -> Floats:
    sample = values[:: max(1, len(values) // _SAMPLE)]
    return sample[np.isfinite(sample)]
