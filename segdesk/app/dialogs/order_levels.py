"""The order of a category's values, from low to high: dragged, or moved with Alt and the arrows."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QWidget,
)

from segdesk.app.column_making import with_order
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog


class OrderLevelsDialog(Dialog):
    """Puts the values of a category in order.

    Parameters
    ----------
    controller : Controller
    parent : QWidget
    name : str
        Of the category.
    """

    def __init__(self, controller: Controller, parent: QWidget, name: str) -> None:
        # Loaded with the first file, never before the window shows.
        from segdesk.engine.schema.ordered_levels import found_order

        super().__init__("", parent)
        self.setWindowTitle(self.tr("Order of {column}").format(column=name))
        inspection = controller.document.inspection
        assert inspection is not None
        self._controller, self._name = controller, name
        column = next(each for each in inspection.plain_columns if each.name == name)
        self.column.addWidget(
            QLabel(
                self.tr("From low to high: drag the values, or move them with Alt and the arrow keys."),
                wordWrap=True,
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Values from low to high"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.addItems(list(column.order or found_order(column.levels)))
        self.list.setCurrentRow(0)
        self.column.addWidget(self.list, 1)
        line = QHBoxLayout()
        self.up, self.down = QPushButton(self.tr("Move &up")), QPushButton(self.tr("Move &down"))
        for button, by, keys in ((self.up, -1, "Alt+Up"), (self.down, +1, "Alt+Down")):
            button.setAutoDefault(False)
            shortcut = QShortcut(QKeySequence(keys), self)
            if by < 0:
                button.clicked.connect(self._move_up)
                shortcut.activated.connect(self._move_up)
            else:
                button.clicked.connect(self._move_down)
                shortcut.activated.connect(self._move_down)
            line.addWidget(button)
        line.addStretch(1)
        self.column.addLayout(line)
        self.add_buttons(self.tr("Use this order"), self._accept)
        self.resize_to_text(420, 420)

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(+1)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)

    def _accept(self) -> None:
        order = [self.list.item(i).text() for i in range(self.list.count())]
        recipe = self._controller.document.recipe
        changed = recipe.with_settings(with_order(recipe, self._name, order))
        self._controller.propose(self.tr("order of {column}").format(column=self._name), changed)
        self.accept()
