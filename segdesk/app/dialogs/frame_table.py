"""A small read-only table for previews: a handful of rows that are known already."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from segdesk.app.copying import copied_table

if TYPE_CHECKING:
    from segdesk.engine.comparison.compare import Comparison

MOST_ROWS = 200


class FrameTable(QTableWidget):
    """Shows texts in rows and columns."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self._numbers: tuple[int, ...] = ()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy the selected cells with their headings, all cells where none is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected cells with their headings on the clipboard, all cells where no more than one is selected."""
        chosen = self.selectedIndexes()
        across = sorted(
            {index.column() for index in chosen} if len(chosen) > 1 else range(self.columnCount())
        )
        down = sorted({index.row() for index in chosen} if len(chosen) > 1 else range(self.rowCount()))
        headings = [self._text(self.horizontalHeaderItem(x)) for x in across]
        rows = [[self._text(self.item(y, x)) for x in across] for y in down]
        copied = copied_table(headings, rows, [x not in self._numbers for x in across])
        QGuiApplication.clipboard().setMimeData(copied.mime())

    def _text(self, item: QTableWidgetItem | None) -> str:
        return "" if item is None else item.text()

    def fill(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()
    ) -> None:
        """Show rows of texts; the columns at the places in `numbers` are aligned right."""
        self.clear()
        self._numbers = tuple(numbers)
        self.setColumnCount(len(headings))
        self.setRowCount(min(len(rows), MOST_ROWS))
        for x, heading in enumerate(headings):
            side = Qt.AlignmentFlag.AlignRight if x in numbers else Qt.AlignmentFlag.AlignLeft
            title = QTableWidgetItem(heading)
            title.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(x, title)
            for y, row in enumerate(rows[:MOST_ROWS]):
                item = QTableWidgetItem(row[x])
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(row[x])
                self.setItem(y, x, item)
        self.resizeColumnsToContents()
        for x in range(len(headings)):
            self.setColumnWidth(x, min(self.columnWidth(x) + 12, 320))


def moved_texts(comparison: "Comparison") -> list[list[str]]:
    """Return the first customers who moved: identifier, why, old and new segment."""
    import numpy as np

    rows, reasons = np.flatnonzero(comparison.has_moved)[:MOST_ROWS], comparison.reasons
    why = [""] * len(rows) if reasons is None else list(map(str, reasons.sentences(MOST_ROWS)))
    before, after = comparison.before[rows].tolist(), comparison.after[rows].tolist()
    return [
        [str(who), reason, comparison.old[a].label, comparison.new[b].label]
        for who, reason, a, b in zip(comparison.identifiers[rows], why, before, after, strict=True)
    ]


def labeled_rows(labeled: object, count: int = 50) -> tuple[list[str], list[list[str]], list[int]]:
    """Return headings, first rows and places of number columns of a `LabeledTable`, segment columns first."""
    from segdesk.engine.data.table import ColumnType
    from segdesk.messages import number_in_words

    added, table = labeled.added, labeled.table  # type: ignore[attr-defined]
    headings = [column.name for column in added] + list(table.names)
    columns: list[list[str]] = []
    for column in added:
        cells = column.values[:count].tolist()
        columns.append([number_in_words(c, 2) if isinstance(c, float) else str(c) for c in cells])
    columns += [[str(text) for text in column.texts[column.codes[:count]]] for column in table.columns]
    typed = labeled.typed  # type: ignore[attr-defined]
    numbers = [place for place, column in enumerate(added) if column.values.dtype.kind in "fiu"]
    numbers += [
        len(added) + place
        for place, name in enumerate(table.names)
        if name in typed and typed[name].type is ColumnType.NUMBER
    ]
    return headings, [list(row) for row in zip(*columns, strict=True)], numbers
