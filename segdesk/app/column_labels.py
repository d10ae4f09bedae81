"""What the window says of columns: in headings, tooltips and menus."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from segdesk.engine.data.column_terms import TYPE_WORDS
from segdesk.engine.data.table import Role
from segdesk.messages import Percent

if TYPE_CHECKING:
    from segdesk.engine.data.table import TypedColumn


def role_label(role: Role) -> str:
    """Return what a column with this role does, in a word or two."""
    if role is Role.SEGMENTATION:
        return QCoreApplication.translate("ColumnLabels", "forms segments")
    if role is Role.DESCRIPTOR:
        return QCoreApplication.translate("ColumnLabels", "describes")
    if role is Role.OUTCOME:
        return QCoreApplication.translate("ColumnLabels", "outcome")
    if role is Role.IDENTIFIER:
        return QCoreApplication.translate("ColumnLabels", "identifier")
    return QCoreApplication.translate("ColumnLabels", "left out")


def role_command(role: Role) -> str:
    """Return how a menu offers this role."""
    if role is Role.SEGMENTATION:
        return QCoreApplication.translate("ColumnLabels", "Forms segments")
    if role is Role.DESCRIPTOR:
        return QCoreApplication.translate("ColumnLabels", "Describes")
    if role is Role.OUTCOME:
        return QCoreApplication.translate("ColumnLabels", "Outcome")
    if role is Role.IDENTIFIER:
        return QCoreApplication.translate("ColumnLabels", "Identifier")
    return QCoreApplication.translate("ColumnLabels", "Leave out")


def type_label(column: "TypedColumn") -> str:
    """Return what a column holds, with its unit where it has one."""

    word = str(TYPE_WORDS[column.type])
    if column.format.unit is None:
        return word
    return QCoreApplication.translate("ColumnLabels", "{type} in {unit}").format(
        type=word, unit=column.format.unit
    )


def missing_label(column: "TypedColumn") -> str:
    """Return the share of empty cells in words, nothing where none is empty."""
    if not column.n_missing:
        return ""
    share = Percent(column.n_missing / max(len(column.values), 1))
    return QCoreApplication.translate("ColumnLabels", "{share} empty").format(share=share)
