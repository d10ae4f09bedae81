"""The menu of a column, for the mouse on its heading and the keyboard in its cells."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from segdesk.app.column_dialogs import ColumnDialogs
from segdesk.app.column_labels import role_command
from segdesk.app.panes.making_actions import add_making_actions
from segdesk.app.panes.type_menu import add_type_menu
from segdesk.engine.data.table import ColumnType, Role

if TYPE_CHECKING:
    from segdesk.engine.schema.inspection import Inspection

_ROLES = (Role.SEGMENTATION, Role.DESCRIPTOR, Role.OUTCOME, Role.IDENTIFIER, Role.IGNORED)


class ColumnMenu(QMenu):
    """Sorting, role and statistics of a column.

    Parameters
    ----------
    inspection : Inspection
    name : str or None
        Of the column; None for the segment, which can only be sorted.
    sort : callable
        Called with True for falling, False for rising, None for the order of the file.
    give_role : callable
        Called with a `Role`.
    show_statistics : callable
    look_at : callable or None
        Shows the column by segment; None where there are no segments yet.
    give_type : callable or None
        Called with a `ColumnType`; None where the column's type is not the user's to change.
    dialogs : ColumnDialogs, optional
        Make something of the column.
    """

    def __init__(
        self,
        inspection: "Inspection",
        name: str | None,
        sort: Callable[[bool | None], object],
        give_role: Callable[[Role], object],
        show_statistics: Callable[[], object],
        look_at: Callable[[], object] | None = None,
        give_type: Callable[[ColumnType], object] | None = None,
        dialogs: ColumnDialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Column"))
        self._add(self.tr("Sort &rising"), lambda: sort(False))
        self._add(self.tr("Sort &falling"), lambda: sort(True))
        self._add(self.tr("&Order of the file"), lambda: sort(None))
        if name is None:
            return
        self.addSeparator()
        current = next(each for each in inspection.schema.choices if each.name == name)
        group = QActionGroup(self)
        for role in _ROLES:
            action = self._add(role_command(role), partial(give_role, role))
            action.setCheckable(True)
            action.setChecked(role is current.role)
            group.addAction(action)
        types = None if give_type is None else add_type_menu(self, current.type, give_type)
        self.addSeparator()
        if dialogs is not None:
            add_making_actions(self, types, inspection, name, dialogs)
        self._add(self.tr("Column &statistics"), show_statistics)
        if look_at is not None:
            self._add(self.tr("&Look at it by segment"), look_at)

    def _add(self, text: str, run: Callable[[], object]) -> QAction:
        action = self.addAction(text)
        action.triggered.connect(lambda checked=False: run())
        return action
