"""What a column can hold, offered in the menus of columns."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from segdesk.engine.data.column_terms import TYPE_WORDS
from segdesk.engine.data.table import ColumnType


def add_type_menu(menu: QMenu, current: ColumnType, give: Callable[[ColumnType], object]) -> QMenu:
    """Add a menu of types with a mark at the one in force, and return it.

    Parameters
    ----------
    menu : QMenu
    current : ColumnType
    give : callable
        Called with the type that the user takes.
    """
    types = menu.addMenu(QCoreApplication.translate("TypeMenu", "&Holds"))
    fill_type_menu(types, current, give)
    return types


def fill_type_menu(menu: QMenu, current: ColumnType, give: Callable[[ColumnType], object]) -> None:
    """Fill a menu with types and a mark at the one in force; for the parameters see `add_type_menu`."""
    group = QActionGroup(menu)
    for kind, word in TYPE_WORDS.items():
        action = menu.addAction(str(word))
        action.setCheckable(True)
        action.setChecked(kind is current)
        action.triggered.connect(partial(_take, give, kind))
        group.addAction(action)


def _take(give: Callable[[ColumnType], object], kind: ColumnType, checked: bool = False) -> None:
    give(kind)
