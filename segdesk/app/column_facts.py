"""A column in figures with its distribution, for a card beside its heading or a preview."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from segdesk.app.column_labels import role_label, type_label
from segdesk.app.column_statistics import ColumnStatistics
from segdesk.app.copying import CopiedTable, copied_table
from segdesk.app.displayed_cells import sensible_decimals
from segdesk.app.theme import Theme
from segdesk.engine.data.table import ColumnType

if TYPE_CHECKING:
    from segdesk.engine.data.table import TypedColumn
    from segdesk.engine.schema.column_choice import ColumnChoice

_BAR_WIDTH, _BAR_HEIGHT = 288, 56
_JULIAN_DAY_OF_1970 = 2_440_588


class ColumnFacts(QWidget):
    """What a column holds and why, its distribution and its figures.

    Parameters
    ----------
    column : TypedColumn
    statistics : ColumnStatistics
        Of that column.
    theme : Theme
    choice : ColumnChoice, optional
        What it is used for.
    """

    def __init__(
        self,
        column: "TypedColumn",
        statistics: ColumnStatistics,
        theme: Theme,
        choice: "ColumnChoice | None" = None,
    ) -> None:
        super().__init__()
        self._column = column
        self._statistics, self._locale = statistics, QLocale()
        self._said: list[str] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        heading = self._label(statistics.name, "heading")
        layout.addWidget(heading)
        reason = self.tr("{what}: {reason}")
        what = type_label(self._column)
        layout.addWidget(self._label(reason.format(what=what, reason=self._column.reason), "muted"))
        if choice is not None:
            use = role_label(choice.role)
            if str(choice.reason) != str(self._column.reason):
                use = reason.format(what=use, reason=choice.reason)
            layout.addWidget(self._label(use, "muted"))
        if statistics.figures and any(statistics.bars):
            histogram = Histogram(statistics.bars, theme)
            histogram.setAccessibleDescription(self._shape_in_words())
            layout.addWidget(histogram)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        for row, (name, value) in enumerate(self._lines()):
            self._said.append(f"{name} {value}")
            label, figure = self._plain(name), self._plain(value)
            label.setObjectName("muted")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, row, 0)
            grid.addWidget(figure, row, 1)
        grid.setColumnStretch(0, 1)
        layout.addLayout(grid)

    def copied(self) -> CopiedTable:
        """Return the figures as a table of two columns, for a spreadsheet."""
        headings = [self._statistics.name, self.tr("Value")]
        return copied_table(headings, self._lines(), [True, False])

    def in_words(self) -> str:
        """Return all of it as sentences for those who do not see it."""
        return ". ".join(self._said)

    def _label(self, text: str, name: str) -> QLabel:
        self._said.append(text)
        label = self._plain(text)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def _plain(self, text: str) -> QLabel:
        label = QLabel(text)
        # What stands in a file is never markup.
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _lines(self) -> list[tuple[str, str]]:
        statistics = self._statistics
        share = 100 * statistics.n_missing / max(statistics.n_rows, 1)
        empty = self._count(statistics.n_missing)
        if statistics.n_missing:
            percent = self._locale.toString(share, "f", 1 if share < 10 else 0)
            empty = self.tr("{count} ({percent}%)").format(count=empty, percent=percent)
        lines = [
            (self.tr("Empty cells"), empty),
            (self.tr("Different values"), self._count(statistics.n_distinct)),
        ]
        if statistics.figures:
            names = (
                self.tr("Smallest"),
                self.tr("A quarter lie below"),
                self.tr("Half lie below"),
                self.tr("Mean"),
                self.tr("A quarter lie above"),
                self.tr("Largest"),
            )
            lines += zip(names, map(self._figure, statistics.figures), strict=True)
        else:
            metrics = self.fontMetrics()
            for text, count in statistics.top:
                short = metrics.elidedText(
                    " ".join(text.split()), Qt.TextElideMode.ElideRight, metrics.averageCharWidth() * 28
                )
                lines.append((short, self._count(count)))
        return lines

    def _shape_in_words(self) -> str:
        figures = self._statistics.figures
        highest = self._statistics.bars.index(max(self._statistics.bars))
        width = (figures[-1] - figures[0]) / len(self._statistics.bars)
        low = figures[0] + highest * width
        return self.tr("Most customers lie between {low} and {high}.").format(
            low=self._figure(low), high=self._figure(low + width)
        )

    def _count(self, n: int) -> str:
        return self._locale.toString(n)

    def _figure(self, value: float) -> str:
        if self._column.type is ColumnType.DATE:
            day = QDate.fromJulianDay(_JULIAN_DAY_OF_1970 + int(value))
            return self._locale.toString(day, QLocale.FormatType.ShortFormat)
        decimals = sensible_decimals(np.array([value]))
        return self._locale.toString(value, "f", decimals)


class Histogram(QWidget):
    """A column's values as bars, without axes: the figures stand below it."""

    def __init__(self, bars: tuple[int, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars, self._theme = bars, theme
        self.setAccessibleName(self.tr("Distribution"))
        self.setFixedHeight(_BAR_HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a small strip."""
        return QSize(_BAR_WIDTH, _BAR_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bars on a line."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        base = self.height() - 1
        width = self.width() / len(self._bars)
        most = max(self._bars)
        for i, count in enumerate(self._bars):
            if count:
                # A few customers far out are still seen.
                height = max(2, round(count / most * (base - 2)))
                left, right = round(i * width), round((i + 1) * width)
                painter.fillRect(left, base - height, max(1, right - left - 1), height, QColor(tokens.accent))
        painter.fillRect(0, base, self.width(), 1, QColor(tokens.line))
        painter.end()


class ColumnFigures(QWidget):
    """Shows one column, or nothing.

    Parameters
    ----------
    theme : Theme
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Preview"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 0, 0, 0)
        self.facts: ColumnFacts | None = None

    def clear(self) -> None:
        """Show nothing."""
        if self.facts is not None:
            self._layout.removeWidget(self.facts)
            self.facts.hide()
            self.facts.deleteLater()
            self.facts = None
        self.setAccessibleDescription("")

    def show_column(self, column: "TypedColumn", statistics: ColumnStatistics) -> None:
        """Show a column."""
        self.clear()
        self.facts = ColumnFacts(column, statistics, self._theme)
        self._layout.addWidget(self.facts)
        self.setAccessibleDescription(self.facts.in_words())
