"""The pane with the table of customers: search, choose, sort, select, copy."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.column_dialogs import ColumnDialogs
from segdesk.app.copying import MOST_ROWS, CopiedTable, copied_rows
from segdesk.app.displayed_cells import Cells
from segdesk.app.document import Document, same_segments
from segdesk.app.job_queue import JobQueue
from segdesk.app.models.arranging import Groups, Positions, Wish, arrange
from segdesk.app.models.customer_table_model import SUMMARY_ROLE, CustomerTableModel
from segdesk.app.panes.column_tools import ColumnTools
from segdesk.app.panes.condition_chips import ConditionChips
from segdesk.app.panes.customer_table import CustomerTable
from segdesk.app.panes.data_head import DataHead
from segdesk.app.panes.empty_state import EmptyState
from segdesk.app.panes.row_selection import RowSelection, selected_places
from segdesk.app.panes.selection_line import SelectionLine
from segdesk.app.selection import Selection
from segdesk.app.tasks import Lane
from segdesk.app.theme import Theme
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.engine.schema.inspection import Inspection

_LEAST = 170
# Qt's own bound of sizes, which PySide does not name.
_UNBOUNDED = (1 << 24) - 1


class DataPane(QFrame):
    """Shows the customers of the document.

    Parameters
    ----------
    document : Document
    selection : Selection
        Rows selected here go there, and the other way round.
    lane : Lane
        Sorts, searches and counts; nothing else may use it, but through `jobs`.
    theme : Theme
    """

    unfolded = Signal(bool)
    """The user wants the table, or its head alone."""

    def __init__(
        self,
        document: Document,
        selection: Selection,
        lane: Lane,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._document, self._selection = document, selection
        self.jobs = JobQueue(lane, self)
        self._inspection: Inspection | None = None
        self._segmentation: Segmentation | None = None
        self._sort: tuple[str | None, bool] | None = None
        # In the order in which Tab goes through them.
        self.fold = QPushButton(self)
        self.fold.setObjectName("link")
        self.fold.setFixedSize(24, 28)
        self.head = DataHead(selection, self)
        # What goes when the pane is folded to its head.
        self._body = QWidget(self)
        self.conditions = ConditionChips(document, self._body)
        self.selected = SelectionLine(selection, self._body)
        self._pages = QStackedWidget(self._body)
        self.model = CustomerTableModel(theme, self)
        self.table = CustomerTable(self.model, theme, (SUMMARY_ROLE,), self._pages)
        self.table.setAccessibleName(self.tr("Customers"))
        self.tools = ColumnTools(self.table, self.model, document, self.jobs, theme)
        self.told = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.told.setObjectName("error")
        self.told.hide()
        self.nothing = EmptyState(self._pages)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.nothing)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.fold)
        row.addWidget(self.head, 1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addWidget(self.conditions)
        body.addWidget(self.selected)
        body.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self._body, 1)
        self._theme = theme
        theme.changed.connect(self._tint)
        self.fold.clicked.connect(self._toggle_fold)
        self.head.changed.connect(self._unfold)
        self.set_folded(False)
        self._rows = RowSelection(self.table, self.model, selection)
        self.table.header.sectionClicked.connect(self._turn_sort)
        self.table.copy_wanted.connect(self.copy)
        self.tools.sort_wanted.connect(self.sort)
        self.tools.refused.connect(self._tell)
        self.head.changed.connect(self._arrange)
        self.nothing.undone.connect(self.head.show_all)
        self.selected.show_only.connect(self.head.show_selected)
        document.opened_changed.connect(self._take_table)
        document.recipe_changed.connect(self._take_roles)
        document.run_changed.connect(self._take_run)
        selection.changed.connect(self._follow_selection)
        self._take_table()

    def use_dialogs(self, dialogs: ColumnDialogs) -> None:
        """Let these make something of columns."""
        self.tools.dialogs = dialogs
        self.head.condition_wanted.connect(dialogs.add_condition)
        self.conditions.open_wanted.connect(dialogs.change_condition)
        self.conditions.removal_wanted.connect(dialogs.remove_condition)

    @property
    def is_folded(self) -> bool:
        """Whether only the head is shown."""
        return self._body.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Show the head alone, or the table below it."""
        self._body.setVisible(not folded)
        self.setMinimumHeight(0 if folded else _LEAST)
        self.setMaximumHeight(self.minimumSizeHint().height() if folded else _UNBOUNDED)
        self._tint()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    def sort(self, section: int, falling: bool | None) -> None:
        """Sort by a section; None returns to the order of the file."""
        self._sort = None if falling is None else (self.model.column_name(section), falling)
        header = self.table.header
        header.setSortIndicatorShown(falling is not None)
        if falling is not None:
            order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(section, order)
        header.viewport().update()
        self._arrange()

    def _toggle_fold(self) -> None:
        self.unfolded.emit(self.is_folded)

    def _unfold(self) -> None:
        """Show whom the user looks for."""
        if self.is_folded:
            self.unfolded.emit(True)

    def _tint(self) -> None:
        words = self.tr("Show the table") if self.is_folded else self.tr("Fold the table")
        self.fold.setIcon(self._theme.icon("right" if self.is_folded else "down"))
        self.fold.setAccessibleName(words)
        self.fold.setToolTip(words)

    def copy(self) -> None:
        """Put the selected rows with their headings on the clipboard, or all that are shown if none is selected."""
        if not self._document.is_checked:
            self._tell(self._document.why_not_yet)
            return
        places = selected_places(self.table)
        rows = self.model.rows[places] if len(places) else self.model.rows
        too_many = len(rows) > MOST_ROWS
        rows = rows[:MOST_ROWS]
        sections = range(self.model.columnCount())
        # As in the file: what is pasted goes back to where that came from.
        headings = [
            self.model.column_name(section) or str(self.model.headerData(section, Qt.Orientation.Horizontal))
            for section in sections
        ]
        columns: list[Cells | list[str]] = [
            self.model.cells(section) or [self.model.segment_name(row) for row in rows.tolist()]
            for section in sections
        ]

        def work(progress: Progress) -> CopiedTable:
            return copied_rows(headings, columns, rows, progress)

        def done(copied: CopiedTable) -> None:
            QGuiApplication.clipboard().setMimeData(copied.mime())
            if too_many:
                self._tell(self.tr("Only the first %Ln rows were copied.", "", MOST_ROWS))

        self._tell("")
        self.jobs.run("copy", work, done)

    # What the document tells

    def _take_table(self) -> None:
        """Show another file from its first row on."""
        self.jobs.forget()
        self.tools.forget()
        self._inspection, self._segmentation = self._document.inspection, self._document.on_screen
        self._sort = None
        self.head.start()
        self.table.header.setSortIndicatorShown(False)
        self.model.show_table(self._inspection, self._segmentation)
        self.head.list_segments(self._segmentation)
        self._tell("")
        self._show_rows(self.model.rows)
        self.table.fit_columns()

    def _take_roles(self) -> None:
        inspection = self._document.inspection
        if inspection is not None and inspection is not self._inspection:
            same_columns = self._inspection is not None and inspection.columns is self._inspection.columns
            self._inspection = inspection
            if same_columns:
                self.model.show_roles(inspection)
            else:
                self._take_columns(inspection)
            self._tell("")

    def _take_columns(self, inspection: "Inspection") -> None:
        """Show other columns of the same customers."""
        self.tools.forget()
        if self._sort is not None and self._sort[0] not in (None, *inspection.table.names):
            self._sort = None
        self.model.show_table(inspection, self._segmentation, self.model.rows)
        self._show_sort()
        self.table.fit_columns()
        self._arrange()

    def _take_run(self) -> None:
        """Show other segments, or other names of them."""
        before, now = self._segmentation, self._document.on_screen
        if now is before:
            return
        self._segmentation = now
        if now is not None and same_segments(before, now):
            self.model.show_names(now)
            self.head.list_segments(self._segmentation)
            return
        by_segment = self._sort is not None and self._sort[0] is None
        if by_segment and now is None:
            self._sort = None
        self.model.show_table(self._inspection, now, self.model.rows)
        self._show_sort()
        self.head.list_segments(self._segmentation)
        if (before is None) != (now is None):
            self.table.fit_columns()
        if by_segment or self.head.segment is not None:
            self._arrange()
        else:
            self._rows.show()

    def _follow_selection(self) -> None:
        if self.head.wants_selected and not self._rows.is_writing:
            if self._selection.rows is None:
                self.head.show_all()
            else:
                self.head.show_selected()

    # What the user asks for

    def _turn_sort(self, section: int) -> None:
        """Sort by a section, or turn the order round."""
        again = self._sort is not None and self._sort[0] == self.model.column_name(section)
        self.sort(section, again and self._sort is not None and not self._sort[1])

    def _arrange(self) -> None:
        inspection, segmentation = self._inspection, self._segmentation
        if inspection is None:
            return
        wish = self._wish()
        groups = None
        if segmentation is not None:
            names = {0: self.tr("Unassigned")}
            names.update({each.number: str(each.name) for each in segmentation.description.segments})
            groups = Groups(segmentation.fit.labels, names)

        def work(progress: Progress) -> Positions:
            return arrange(inspection, groups, wish, progress)

        self.jobs.run("arrange", work, self._show_rows)

    def _wish(self) -> Wish:
        column, falling = self._sort or (None, False)
        return Wish(
            search=self.head.search.text(),
            only=self.head.only,
            segment=self.head.segment,
            sort_by=column,
            by_segment=self._sort is not None and column is None,
            falling=falling,
        )

    # What is shown

    def _show_rows(self, rows: Positions) -> None:
        if rows is not self.model.rows:
            current = self.table.currentIndex()
            at = int(self.model.rows[current.row()]) if current.isValid() else None
            self.model.arrange(rows)
            self._keep_place(at, current.column())
        self._rows.show()
        total = self.model.n_customers
        self.head.show_count(len(rows), total)
        self.nothing.explain(self.head.search.text().strip())
        self._pages.setCurrentWidget(self.nothing if total and not len(rows) else self.table)

    def _keep_place(self, row: int | None, column: int) -> None:
        """Put the keyboard back on the row where it was, if that is still shown."""
        places = np.flatnonzero(self.model.rows == (-1 if row is None else row))
        if len(places):
            index = self.model.index(int(places[0]), column)
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(index, keep)

    def _show_sort(self) -> None:
        """Put the arrow on the section that the sorted column has now."""
        if self._sort is None:
            self.table.header.setSortIndicatorShown(False)
            return
        for section in range(self.model.columnCount()):
            if self.model.column_name(section) == self._sort[0]:
                order = Qt.SortOrder.DescendingOrder if self._sort[1] else Qt.SortOrder.AscendingOrder
                self.table.header.setSortIndicator(section, order)

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
