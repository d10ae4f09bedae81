"""The first rows of what was read, and of the customers that are made of it."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTabWidget, QVBoxLayout, QWidget

from segdesk.app.models.customer_table_model import CustomerTableModel
from segdesk.app.pages.findings import Findings
from segdesk.app.panes.customer_table import CustomerTable
from segdesk.app.theme import Theme

if TYPE_CHECKING:
    from segdesk.app.inspection_job import Inspected
    from segdesk.engine.schema.inspection import Inspection

ROWS = 200


class Preview(QTabWidget):
    """One table for customers; for orders one of the lines and one of the customers.

    Parameters
    ----------
    theme : Theme
    findings : Findings
    """

    def __init__(self, theme: Theme, findings: Findings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = findings
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.lines, self.customers = CustomerTableModel(theme, self), CustomerTableModel(theme, self)
        self.lines_table = self._table(self.lines, theme, self.tr("Lines as read"))
        self.customers_table = self._table(self.customers, theme, self.tr("Customers"))
        # What was left out stands above those who are left.
        self.counted = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.counted.setObjectName("muted")
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.counted)
        layout.addWidget(self.customers_table, 1)
        self.addTab(self.lines_table, self.tr("Lines as read"))
        self.addTab(below, self.tr("Customers"))

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
        self._show(self.lines, self.lines_table, inspected.read, self._findings.uses(inspected.read))
        has_orders = inspected.read.schema.kind == "transactions"
        self.setTabVisible(1, has_orders)
        self.tabBar().setVisible(has_orders)
        if has_orders and inspected.opened is not None:
            self._show(self.customers, self.customers_table, inspected.opened.customers, {})
            lines, customers = inspected.read.table.n_rows, inspected.opened.customers.table.n_rows
            self.counted.setText("\n".join(self._findings.counted(inspected)))
            self.setTabText(0, self.tr("Lines as read (%Ln)", "", lines))
            self.setTabText(1, self.tr("Customers (%Ln)", "", customers))

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
