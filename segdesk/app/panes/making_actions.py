"""What can be made of a column, offered in the menus of columns."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from segdesk.app.column_dialogs import ColumnDialogs
from segdesk.engine.data.table import ColumnType

if TYPE_CHECKING:
    from segdesk.engine.schema.inspection import Inspection

_MANY = 2


def add_making_actions(
    menu: QMenu, types: QMenu | None, inspection: "Inspection", name: str, dialogs: ColumnDialogs
) -> None:
    """Add what can be made of a column.

    Parameters
    ----------
    menu : QMenu
    types : QMenu or None
        Of the column's types, which an order completes.
    inspection : Inspection
    name : str
        Of the column.
    dialogs : ColumnDialogs
        Do it.
    """
    made = inspection.made
    computed = [] if made is None else [each.name for each in made.computed.computation.columns]
    column = next((each for each in inspection.plain_columns if each.name == name), None)
    _add(
        menu,
        QCoreApplication.translate("MakingActions", "&Name and unit…"),
        partial(dialogs.label, name),
    )
    _add(
        menu,
        QCoreApplication.translate("MakingActions", "Only customers &with…"),
        partial(dialogs.add_condition, name),
    )
    if name in computed:
        _add(
            menu,
            QCoreApplication.translate("MakingActions", "Change the form&ula…"),
            partial(dialogs.compute, name),
        )
        _add(
            menu,
            QCoreApplication.translate("MakingActions", "Remove &this column"),
            partial(dialogs.remove_computed, name),
        )
    if column is None or column.type is not ColumnType.CATEGORY or len(column.levels) < _MANY:
        return
    _add(
        menu,
        QCoreApplication.translate("MakingActions", "&Merge values…"),
        partial(dialogs.merge, name),
    )
    if types is not None:
        types.addSeparator()
        order = _add(
            types,
            QCoreApplication.translate("MakingActions", "Or&dered category…"),
            partial(dialogs.order, name),
        )
        order.setCheckable(True)
        order.setChecked(bool(column.order))


def _add(menu: QMenu, text: str, run: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(partial(_called, run))
    return action


def _called(run: Callable[[], object], checked: bool = False) -> None:
    run()
