"""What can be done with a column in the table: its menu, its role, its card."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from segdesk.app.column_dialogs import ColumnDialogs
from segdesk.app.column_labels import role_command
from segdesk.app.column_roles import settings_for
from segdesk.app.column_statistics import ColumnStatistics, statistics_of
from segdesk.app.document import Document
from segdesk.app.job_queue import JobQueue
from segdesk.app.models.customer_table_model import CustomerTableModel
from segdesk.app.panes.column_card import ColumnCard
from segdesk.app.panes.column_menu import ColumnMenu
from segdesk.app.panes.customer_table import CustomerTable
from segdesk.app.panes.heading_drag import HeadingDrag
from segdesk.app.theme import Theme
from segdesk.errors import SegdeskError
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.data.table import ColumnType, Role
    from segdesk.engine.schema.inspection import Inspection


class ColumnTools(QObject):
    """Menu and card of the columns of a `CustomerTable`.

    Parameters
    ----------
    table : CustomerTable
    model : CustomerTableModel
    document : Document
    jobs : JobQueue
        Compute the figures of a card.
    theme : Theme
    """

    sort_wanted = Signal(int, object)
    """Section, and True for falling, False for rising, None for the order of the file."""
    type_wanted = Signal(str, object)
    """The user says what a column holds: its name and the `ColumnType`."""
    look_wanted = Signal(str)
    """The user wants to look at a column by segment."""
    refused = Signal(str)
    """A column could not be given a role: why, or an empty text after one could."""

    def __init__(
        self,
        table: CustomerTable,
        model: CustomerTableModel,
        document: Document,
        jobs: JobQueue,
        theme: Theme,
    ) -> None:
        super().__init__(table)
        self.dialogs: ColumnDialogs | None = None
        """Make something of columns; whoever has them sets them."""
        self._table, self._model, self._document, self._jobs = table, model, document, jobs
        self.card = ColumnCard(theme, table)
        self.menu: ColumnMenu | None = None
        self._hovered: str | None = None
        self._known: dict[str, ColumnStatistics] = {}
        header = table.header
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu_at)
        header.hovered.connect(self._show_hovered)
        header.left.connect(self._hide_hovered)
        table.menu_wanted.connect(self.open_menu)
        table.label_wanted.connect(self._ask_for_label)
        HeadingDrag(table)

    def _ask_for_label(self, section: int) -> None:
        name = self._model.column_name(section)
        if self.dialogs is not None and name is not None:
            self.dialogs.label(name)

    def forget(self) -> None:
        """Drop the figures of another table."""
        self._known.clear()
        self.card.hide()

    def open_menu(self, section: int, at: QPoint) -> None:
        """Open the menu of a section at a point of the screen."""
        inspection = self._document.inspection
        if inspection is None or section < 0 or (self.menu is not None and self.menu.isVisible()):
            return
        self._hide_hovered()
        name = self._model.column_name(section)
        self.menu = ColumnMenu(
            inspection,
            name,
            lambda falling: self.sort_wanted.emit(section, falling),
            lambda role: self.give_role(name or "", role),
            lambda: self.show_statistics(name or "", at),
            None if self._document.on_screen is None else lambda: self.look_wanted.emit(name or ""),
            None
            if self._document.opened is None or self._document.opened.purchases
            else self._give_type(name),
            self.dialogs,
            self._table,
        )
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu.destroyed.connect(self._menu_gone)
        self.menu.popup(at)

    def _open_menu_at(self, place: QPoint) -> None:
        header = self._table.header
        self.open_menu(header.logicalIndexAt(place), header.mapToGlobal(place))

    def give_role(self, name: str, role: "Role") -> None:
        """Give a column another role, undoably."""
        inspection = self._document.inspection
        assert inspection is not None
        try:
            settings = settings_for(inspection, self._document.recipe, [name], role)
            text = self.tr("{column}: {role}").format(column=name, role=role_command(role))
            self._document.edit(text, settings)
        except SegdeskError as error:
            self.refused.emit(str(error))
        else:
            self.refused.emit("")

    def _give_type(self, name: str | None) -> "Callable[[ColumnType], None]":
        return lambda kind: self.type_wanted.emit(name or "", kind)

    def show_statistics(self, name: str, at: QPoint) -> None:
        """Show a column's card until the user closes it."""
        self._with_statistics(
            name, lambda inspection, known: self.card.show_column(inspection, known, at, True)
        )

    def _show_hovered(self, section: int) -> None:
        name = self._model.column_name(section)
        if name is None or (self.menu is not None and self.menu.isVisible()):
            return
        self._hovered = name
        header = self._table.header
        at = header.mapToGlobal(QPoint(header.sectionViewportPosition(section), header.height() + 2))

        def show(inspection: "Inspection", known: ColumnStatistics) -> None:
            # The mouse may have moved on meanwhile.
            if self._hovered == name:
                self.card.show_column(inspection, known, at, False)

        self._with_statistics(name, show)

    def _hide_hovered(self) -> None:
        if self._hovered is not None:
            self._hovered = None
            self.card.hide()

    def _with_statistics(self, name: str, show: "Callable[[Inspection, ColumnStatistics], None]") -> None:
        """Call `show` with the figures of a column, at once where they are known."""
        inspection = self._document.inspection
        if inspection is None:
            return
        if name in self._known:
            show(inspection, self._known[name])
            return

        def work(progress: Progress) -> ColumnStatistics:
            return statistics_of(inspection, name, progress)

        def done(found: ColumnStatistics) -> None:
            now = self._document.inspection
            if now is not None and now.columns is inspection.columns:
                self._known[name] = found
                show(now, found)

        self._jobs.run("column statistics", work, done)

    def _menu_gone(self) -> None:
        self.menu = None
