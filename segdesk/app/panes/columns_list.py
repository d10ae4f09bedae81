"""The list of columns to compare customers by: check marks, and a menu for the other roles."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from segdesk.app.column_dialogs import ColumnDialogs
from segdesk.app.column_labels import role_command
from segdesk.app.models.columns_model import CHOICE, ROLE_WORD, ColumnsModel
from segdesk.app.panes.making_actions import add_making_actions
from segdesk.app.panes.type_menu import add_type_menu
from segdesk.app.theme import Theme
from segdesk.engine.data.table import Role

_ROW = 28


class ColumnsList(QListView):
    """Shows a `ColumnsModel`."""

    def __init__(self, model: ColumnsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.dialogs: ColumnDialogs | None = None
        """Make something of columns; whoever has them sets them."""
        self.setModel(model)
        self.setItemDelegate(_Row(theme, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Columns to compare customers by"))
        self.setToolTip(
            self.tr(
                "A check mark means that the column forms segments. Right click for other roles, of several too."
            )
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer the other roles of the column under the mouse, or of the current one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            place = event.pos() if by_mouse else self.visualRect(index).bottomLeft()
            self._menu(index).popup(self.viewport().mapToGlobal(place + QPoint(0, 0)))

    def _menu(self, index: QModelIndex) -> QMenu:
        choice = index.data(CHOICE)
        names = self._chosen(choice.name)
        inspection = self._model.inspection
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in (Role.SEGMENTATION, Role.DESCRIPTOR, Role.OUTCOME, Role.IDENTIFIER, Role.IGNORED):
            action = menu.addAction(role_command(role))
            action.setCheckable(True)
            action.setChecked(choice.role is role)
            action.triggered.connect(
                lambda checked=False, wanted=role: self._model.role_wanted.emit(names, wanted)
            )
        types = None
        if self._model.can_change_types:
            menu.addSeparator()
            types = add_type_menu(menu, choice.type, lambda kind: self._model.type_wanted.emit(names, kind))
        if self.dialogs is not None and inspection is not None and len(names) == 1:
            menu.addSeparator()
            add_making_actions(menu, types, inspection, choice.name, self.dialogs)
        return menu

    def _chosen(self, name: str) -> tuple[str, ...]:
        """Return the columns that are selected with one, or that one where it is not among them."""
        selected = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        names = tuple(self._model.index(row).data(CHOICE).name for row in selected)
        return names if name in names else (name,)


class _Row(QStyledItemDelegate):
    """Draws the name with its check mark, and at the right the role of columns that form no segments."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Give every row a height that a finger or a shaky hand can hit."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(_ROW, size.height()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        word = index.data(ROLE_WORD)
        room = option.fontMetrics.horizontalAdvance(word) + 12 if word else 0
        left = QStyleOptionViewItem(option)
        left.rect = option.rect.adjusted(0, 0, -room, 0)
        super().paint(painter, left, index)
        if not word:
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(
                QRect(left.rect.right() + 1, option.rect.top(), room, option.rect.height()),
                option.palette.highlight(),
            )
            painter.setPen(option.palette.highlightedText().color())
        else:
            painter.setPen(self._theme.tokens.muted)
        place = option.rect.adjusted(0, 0, -6, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), word)
