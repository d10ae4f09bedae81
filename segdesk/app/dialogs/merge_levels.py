"""Values of a category that are to count as one: dragged onto each other, merged by key, or the rare ones at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from segdesk.app.column_making import with_merged
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.engine.data.level_key import level_key
from segdesk.engine.recipe.computed import MergedLevels

if TYPE_CHECKING:
    from segdesk.engine.data.table import TypedColumn

RARE = 0.01
"""Share of customers below which a value is rare."""
_COUNT = 1
_GROUP = "group"
_MANY = 2


class MergeLevelsDialog(Dialog):
    """Merges the values of a category.

    Parameters
    ----------
    controller : Controller
    parent : QWidget
    name : str
        Of the category.
    """

    def __init__(self, controller: Controller, parent: QWidget, name: str) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Merge values of {column}").format(column=name))
        inspection = controller.document.inspection
        assert inspection is not None
        self._controller, self._name = controller, name
        column = next(each for each in inspection.plain_columns if each.name == name)
        about = QLabel(
            self.tr("Drag a value onto another, or choose several and press Merge. They then count as one."),
            wordWrap=True,
        )
        self.column.addWidget(about)
        self.tree = LevelTree()
        self.tree.setAccessibleName(self.tr("Values of {column}").format(column=name))
        self.tree.setHeaderLabels([self.tr("Value"), self.tr("Customers")])
        self.column.addWidget(self.tree, 1)
        line = QHBoxLayout()
        label = QLabel(self.tr("&Name"))
        self.name = QLineEdit()
        label.setBuddy(self.name)
        self.merge = QPushButton(self.tr("&Merge"))
        self.part = QPushButton(self.tr("&Take apart"))
        self.rare = QPushButton(self.tr("&Group rare ones"))
        self.rare.setToolTip(self.tr("Values of less than 1% of the customers become one"))
        for widget in (label, self.name, self.merge, self.part, self.rare):
            line.addWidget(widget)
        self.column.addLayout(line)
        self.take = self.add_buttons(self.tr("Use these values"), self._accept)
        for button in (self.merge, self.part, self.rare):
            button.setAutoDefault(False)
        self.tree.fill(column, controller.document.recipe.columns.merged)
        self.tree.itemSelectionChanged.connect(self._follow)
        self.tree.dropped.connect(self.tree.put_together)
        self.merge.clicked.connect(self._merge)
        self.part.clicked.connect(self.tree.take_apart)
        self.rare.clicked.connect(self._group_rare)
        self.resize_to_text(520, 480)
        self._follow()

    def _follow(self) -> None:
        chosen = self.tree.selectedItems()
        self.merge.setEnabled(len(self.tree.levels_of(chosen)) >= _MANY)
        self.part.setEnabled(any(item.childCount() or item.parent() is not None for item in chosen))
        if chosen:
            self.name.setText(chosen[0].text(0))

    def _merge(self) -> None:
        self.tree.put_together(self.tree.selectedItems(), self.name.text())

    def _group_rare(self) -> None:
        self.tree.put_together(self.tree.rare_items(), self.tr("Other"))

    def _accept(self) -> None:
        merges = [MergedLevels(self._name, into, levels) for into, levels in self.tree.merged()]
        recipe = self._controller.document.recipe
        changed = recipe.with_settings(with_merged(recipe, self._name, merges))
        self._controller.propose(self.tr("values of {column}").format(column=self._name), changed)
        self.accept()


class LevelTree(QTreeWidget):
    """Values of a category; what counts as one stands below its name."""

    dropped = Signal(list, str)
    """Items were dropped onto a value: they, and what they are called together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self._total = 1

    def fill(self, column: "TypedColumn", merges: Sequence[MergedLevels]) -> None:
        """Show the values of a column, merged as far as they are."""
        counts = np.bincount(column.values[~column.is_missing].astype(np.intp), minlength=len(column.levels))
        self._total = max(int(counts.sum()), 1)
        by_key = {}
        for level, count in zip(column.levels, counts.tolist(), strict=True):
            item = self._item(level, count)
            by_key[level_key(level)] = item
            self.addTopLevelItem(item)
        for merge in merges:
            if merge.column == column.name:
                items = [by_key[key] for key in map(level_key, merge.levels) if key in by_key]
                self.put_together(items, merge.into)
        self.resizeColumnToContents(0)

    def levels_of(self, items: Sequence[QTreeWidgetItem]) -> list[QTreeWidgetItem]:
        """Return the items of single values among some and below them."""
        found = {}
        for item in items:
            for level in _below(item) or [item]:
                found[level.text(0)] = level
        return list(found.values())

    def rare_items(self) -> list[QTreeWidgetItem]:
        """Return the values that less than 1% of the customers have, those that are merged left aside."""
        return [
            item
            for item in self._tops()
            if not item.childCount() and self._customers(item) < RARE * self._total
        ]

    def put_together(self, items: Sequence[QTreeWidgetItem], into: str) -> None:
        """Let values count as one."""
        levels = self.levels_of(items)
        if len(levels) < _MANY or not into.strip():
            return
        group = self._item(into.strip(), sum(map(self._customers, levels)))
        group.setData(0, Qt.ItemDataRole.UserRole, _GROUP)
        for item in levels:
            group.addChild(self._taken_out(item))
        self.insertTopLevelItem(0, group)
        group.setExpanded(True)
        self._remove_empty()
        self.setCurrentItem(group)

    def take_apart(self) -> None:
        """Let the values that are chosen stand for themselves again."""
        for item in self.levels_of(self.selectedItems()):
            if item.parent() is not None:
                self.addTopLevelItem(self._taken_out(item))
        self._remove_empty()

    def merged(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return what several values are called together, and which."""
        return [
            (item.text(0), tuple(level.text(0) for level in _below(item)))
            for item in self._tops()
            if item.childCount()
        ]

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Put what is dropped onto a value together with it."""
        target = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if target is None:
            self.take_apart()
            return
        target = target.parent() or target
        self.dropped.emit([target, *self.selectedItems()], target.text(0))

    def _item(self, text: str, customers: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, self.locale().toString(customers)])
        item.setData(_COUNT, Qt.ItemDataRole.UserRole, customers)
        item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignRight)
        return item

    def _customers(self, item: QTreeWidgetItem) -> int:
        return int(item.data(_COUNT, Qt.ItemDataRole.UserRole))

    def _taken_out(self, item: QTreeWidgetItem) -> QTreeWidgetItem:
        parent = item.parent()
        if parent is not None:
            parent.removeChild(item)
            customers = self._customers(parent) - self._customers(item)
            parent.setData(_COUNT, Qt.ItemDataRole.UserRole, customers)
            parent.setText(_COUNT, self.locale().toString(customers))
        else:
            self.takeTopLevelItem(self.indexOfTopLevelItem(item))
        return item

    def _remove_empty(self) -> None:
        """Take away groups of one or none: that one stands for itself."""
        groups = [item for item in self._tops() if item.data(0, Qt.ItemDataRole.UserRole) == _GROUP]
        for group in groups:
            alone = group.takeChild(0) if group.childCount() == 1 else None
            if alone is not None:
                self.addTopLevelItem(alone)
            if not group.childCount():
                self.takeTopLevelItem(self.indexOfTopLevelItem(group))

    def _tops(self) -> list[QTreeWidgetItem]:
        items = [self.topLevelItem(i) for i in range(self.topLevelItemCount())]
        return [item for item in items if item is not None]


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    levels = [item.child(i) for i in range(item.childCount())]
    return [level for level in levels if level is not None]
