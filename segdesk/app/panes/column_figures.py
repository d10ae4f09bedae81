"""A column's figures with its distribution, in place: what a formula gives."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from segdesk.app.column_statistics import ColumnStatistics
from segdesk.app.panes.column_card import ColumnFacts
from segdesk.app.theme import Theme
from segdesk.engine.data.table import TypedColumn


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

    def show_column(self, column: TypedColumn, statistics: ColumnStatistics) -> None:
        """Show a column."""
        self.clear()
        self.facts = ColumnFacts(column, statistics, self._theme)
        self._layout.addWidget(self.facts)
        self.setAccessibleDescription(self.facts.in_words())
