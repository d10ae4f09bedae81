"""The first rows of what was read, and of the customers that are made of it."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMenu, QVBoxLayout, QWidget

from segdesk.app.forms.wheel_safe_inputs import WheelSafeTabWidget
from segdesk.app.models.customer_table_model import CustomerTableModel
from segdesk.app.pages.findings import Findings
from segdesk.app.panes.customer_table import CustomerTable
from segdesk.app.panes.type_menu import fill_type_menu
from segdesk.app.scrolling_text import ScrollingText
from segdesk.app.theme import Theme

if TYPE_CHECKING:
    from segdesk.app.inspection_job import Inspected
    from segdesk.engine.data.table import ColumnType
    from segdesk.engine.schema.inspection import Inspection

ROWS = 200
_COUNTED_LINES = 4


class Preview(WheelSafeTabWidget):
    """One table for customers; for orders one of the lines and one of the customers.

    Parameters
    ----------
    theme : Theme
    findings : Findings
    """

    type_wanted = Signal(str, object)
    """The user says what a column holds: its name, and a `ColumnType`."""

    def __init__(self, theme: Theme, findings: Findings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = findings
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.lines, self.customers = CustomerTableModel(theme, self), CustomerTableModel(theme, self)
        self.lines_table = self._table(self.lines, theme, self.tr("Lines as read"))
        self.customers_table = self._table(self.customers, theme, self.tr("Customers"))
        self._read: Inspection | None = None
        self.menu: QMenu | None = None
        header = self.lines_table.header
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self._open_below)
        header.customContextMenuRequested.connect(self._open_at)
        self.lines_table.menu_wanted.connect(self._open_menu)
        self.hint = QLabel(self.tr("A click on a heading changes what its column holds."), wordWrap=True)
        self.hint.setObjectName("muted")
        # What was left out stands above those who are left.
        self.counted = ScrollingText(_COUNTED_LINES)
        self.counted.label.setObjectName("muted")
        self.counted.setAccessibleName(self.tr("What became of the lines"))
        self.addTab(_under(self.hint, self.lines_table), self.tr("Lines as read"))
        self.addTab(_under(self.counted, self.customers_table), self.tr("Customers"))

    def clear_tables(self) -> None:
        """Show nothing."""
        self.lines.show_table(None)
        self.customers.show_table(None)
        self.setTabVisible(1, False)
        self.tabBar().hide()

    def show_inspected(self, inspected: "Inspected") -> None:
        """Show the first rows; what can't be shown keeps the rows that it had."""
        if inspected.read is None:
            return
        self._read = inspected.read
        self._show(self.lines, self.lines_table, inspected.read, self._findings.uses(inspected.read))
        has_orders = inspected.read.schema.kind == "transactions"
        self.setTabVisible(1, has_orders)
        self.tabBar().setVisible(has_orders)
        if has_orders and inspected.opened is not None:
            self._show(self.customers, self.customers_table, inspected.opened.customers, {})
            lines, customers = inspected.read.table.n_rows, inspected.opened.customers.table.n_rows
            self.counted.show_text("\n".join(self._findings.counted(inspected)))
            self.setTabText(0, self.tr("Lines as read (%Ln)", "", lines))
            self.setTabText(1, self.tr("Customers (%Ln)", "", customers))

    def _open_below(self, section: int) -> None:
        """Open the menu of types below a heading."""
        header = self.lines_table.header
        self._open_menu(
            section, header.mapToGlobal(QPoint(header.sectionViewportPosition(section), header.height()))
        )

    def _open_at(self, at: QPoint) -> None:
        header = self.lines_table.header
        self._open_menu(header.logicalIndexAt(at), header.mapToGlobal(at))

    def _open_menu(self, section: int, at: QPoint) -> None:
        """Open the menu of types of a column at a point of the screen."""
        if self._read is None or not 0 <= section < len(self._read.columns):
            return
        column = self._read.columns[section]
        self.menu = QMenu(self.lines_table)
        self.menu.setAccessibleName(self.tr("What “{column}” holds").format(column=column.name))
        fill_type_menu(self.menu, column.type, partial(self._give_type, column.name))
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self.menu.popup(at)

    def _give_type(self, name: str, kind: "ColumnType") -> None:
        self.type_wanted.emit(name, kind)

    def _table(self, model: CustomerTableModel, theme: Theme, name: str) -> CustomerTable:
        table = CustomerTable(model, theme)
        table.setAccessibleName(name)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.header.setSectionsClickable(False)
        return table

    def _show(
        self, model: CustomerTableModel, table: CustomerTable, inspection: "Inspection", uses: dict[str, str]
    ) -> None:
        rows = np.arange(min(ROWS, inspection.table.n_rows), dtype=np.intp)
        model.show_table(inspection, rows=rows, uses=uses)
        table.fit_columns()


def _under(above: QWidget, table: CustomerTable) -> QWidget:
    """Return a widget with a table below it."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 8, 0, 0)
    layout.addWidget(above)
    layout.addWidget(table, 1)
    return both
