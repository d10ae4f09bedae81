"""Between the rows selected in a table and the selection that all panes share."""

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject

from segdesk.app.models.arranging import Positions
from segdesk.app.models.customer_table_model import CustomerTableModel
from segdesk.app.panes.customer_table import CustomerTable
from segdesk.app.selection import Selection

MOST_SHOWN = 2_000
"""More selected customers than these are told as a number only."""
# Qt compares the runs of a selection with each other, so that twice as many take four times as long.
_MOST_RUNS = 1_000
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class RowSelection(QObject):
    """Writes what is selected in the table into the shared selection, and shows what others selected."""

    def __init__(self, table: CustomerTable, model: CustomerTableModel, selection: Selection) -> None:
        super().__init__(table)
        self._table, self._model, self._selection = table, model, selection
        self._showing = self._writing = False
        table.selectionModel().selectionChanged.connect(self._write)
        selection.changed.connect(self._follow)

    @property
    def is_writing(self) -> bool:
        """Whether the change under way comes from the table itself."""
        return self._writing

    def show(self) -> None:
        """Select the rows of the table that are selected, if they are few."""
        self._showing = True
        try:
            self._table.selectionModel().select(self._ranges(), _SELECT)
        finally:
            self._showing = False

    def _ranges(self) -> QItemSelection:
        """Return the selected rows that are shown as runs of neighbours; nothing if that takes the window long."""
        chosen, mask = QItemSelection(), self._selection.rows
        if mask is None or not len(self._model.rows) or self._selection.count > MOST_SHOWN:
            return chosen
        places = np.flatnonzero(mask[self._model.rows])
        gaps = np.flatnonzero(np.diff(places) > 1)
        if not len(places) or len(gaps) >= _MOST_RUNS:
            return chosen
        last_column = self._model.columnCount() - 1
        firsts = places[np.concatenate([[0], gaps + 1])].tolist()
        lasts = places[np.concatenate([gaps, [len(places) - 1]])].tolist()
        for first, last in zip(firsts, lasts, strict=True):
            chosen.append(
                QItemSelectionRange(self._model.index(first, 0), self._model.index(last, last_column))
            )
        return chosen

    def _follow(self) -> None:
        if not self._writing:
            self.show()

    def _write(self) -> None:
        """Take over what the user selected in the table."""
        if self._showing:
            return
        mask = np.zeros(self._model.n_customers, dtype=bool)
        rows = self._model.rows
        mask[rows[selected_places(self._table)]] = True
        self._writing = True
        try:
            if mask.any():
                self._selection.select(mask)
            else:
                self._selection.clear()
        finally:
            self._writing = False


def selected_places(table: CustomerTable) -> Positions:
    """Return which rows of a view are selected, in order."""
    chosen = table.selectionModel().selection()
    parts = sorted((part.top(), part.bottom() + 1) for part in map(chosen.at, range(chosen.count())))
    if not parts:
        return np.empty(0, dtype=np.intp)
    return np.concatenate([np.arange(top, end) for top, end in parts])
