"""The columns of the customers with a check mark on those that form segments."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from segdesk.app.column_labels import role_label
from segdesk.app.document import Document
from segdesk.engine.data.column_terms import TYPE_WORDS
from segdesk.engine.data.table import Role
from segdesk.engine.schema.column_choice import ColumnChoice

if TYPE_CHECKING:
    from segdesk.engine.schema.inspection import Inspection

Index = QModelIndex | QPersistentModelIndex

ROLE_WORD = Qt.ItemDataRole.UserRole + 1
CHOICE = Qt.ItemDataRole.UserRole + 2


class ColumnsModel(QAbstractListModel):
    """One row per column, in the order of the file, with columns that form segments first."""

    role_wanted = Signal(object, object)
    """The user gave columns another role: their names and the `Role`."""
    type_wanted = Signal(object, object)
    """The user says what columns hold: their names and the `ColumnType`."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._choices: tuple[ColumnChoice, ...] = ()
        self._titles: dict[str, str] = {}
        document.opened_changed.connect(self._reload)
        document.recipe_changed.connect(self._refresh)
        self._reload()

    @property
    def can_change_types(self) -> bool:
        """Whether the columns are those of the file; what was made of purchases is what it is."""
        return self._document.opened is not None and self._document.opened.purchases is None

    @property
    def inspection(self) -> "Inspection | None":
        """The columns in force."""
        return self._document.inspection

    @property
    def choices(self) -> tuple[ColumnChoice, ...]:
        """The columns as they are listed."""
        return self._choices

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, check mark, role and reason of a column."""
        if not index.isValid():
            return None
        choice = self._choices[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._titles[choice.name]
        if role == Qt.ItemDataRole.CheckStateRole:
            forms = choice.role is Role.SEGMENTATION
            return Qt.CheckState.Checked if forms else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{choice.name}\n{TYPE_WORDS[choice.type]}, {role_label(choice.role)}\n{choice.reason}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[choice.name]}, {TYPE_WORDS[choice.type]}, {role_label(choice.role)}"
        if role == ROLE_WORD:
            return "" if choice.role is Role.SEGMENTATION else role_label(choice.role)
        if role == CHOICE:
            return choice
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every column can be checked and unchecked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Ask for the role that a check mark stands for."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        checked = Qt.CheckState(value) == Qt.CheckState.Checked
        wanted = Role.SEGMENTATION if checked else Role.DESCRIPTOR
        self.role_wanted.emit((self._choices[index.row()].name,), wanted)
        return self._choices[index.row()].role is wanted

    def _reload(self) -> None:
        self.beginResetModel()
        self._choices = self._current()
        self.endResetModel()

    def _refresh(self) -> None:
        current = self._current()
        if [c.name for c in current] != [c.name for c in self._choices]:
            self._reload()
            return
        self._choices = current
        if current:
            self.dataChanged.emit(self.index(0), self.index(len(current) - 1))

    def _current(self) -> tuple[ColumnChoice, ...]:
        inspection = self._document.inspection
        if inspection is None:
            return ()
        opened = self._document.opened
        assert opened is not None
        # The order is that of the file as it was opened, so that a row does not jump away under the mouse.
        first = {c.name for c in opened.customers.schema.choices if c.role is Role.SEGMENTATION}
        self._titles = {column.name: column.title for column in inspection.columns}
        choices = inspection.schema.choices
        return (*(c for c in choices if c.name in first), *(c for c in choices if c.name not in first))
