"""What a column is called, the unit of its numbers, and what its codes mean."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from segdesk.app.column_making import with_label
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.engine.data.canonical_texts import number_text
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType
from segdesk.engine.recipe.labels import CodeMeaning, ColumnLabel

if TYPE_CHECKING:
    from segdesk.engine.data.table import TypedColumn

_MOST_CODES = 60
_MOST_NUMBERS = 15


class LabelDialog(Dialog):
    """Labels a column.

    Parameters
    ----------
    controller : Controller
    parent : QWidget
    name : str
        Of the column.
    """

    def __init__(self, controller: Controller, parent: QWidget, name: str) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Name and unit of {column}").format(column=name))
        self._controller, self._name = controller, name
        inspection = controller.document.inspection
        assert inspection is not None
        column = next((each for each in inspection.plain_columns if each.name == name), None)
        labels = controller.document.recipe.columns.labels
        known = next(
            (each for each in labels if each.column.casefold() == name.casefold()), ColumnLabel(name)
        )
        self.label = QLineEdit(known.label or "")
        shown = column if column is not None else next(c for c in inspection.columns if c.name == name)
        self.label.setPlaceholderText(shown.title)
        self.unit = QLineEdit(known.unit or "")
        if shown.format.unit is not None and known.unit is None:
            self.unit.setPlaceholderText(shown.format.unit)
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.label)
        if shown.type is ColumnType.NUMBER:
            form.addRow(self.tr("&Unit"), self.unit)
        self.column.addLayout(form)
        self.codes: QTableWidget | None = None
        codes = [] if column is None else _codes(column)
        codes += [each.code for each in known.meanings if each.code not in codes]
        if codes:
            self._list_codes(codes, known)
        else:
            self.column.addStretch(1)
        self.take = self.add_buttons(self.tr("Use these names"), self._accept)
        self.resize_to_text(460, 440 if codes else 200)

    def _list_codes(self, codes: list[str], known: ColumnLabel) -> None:
        """Show the codes with a cell for what each means."""
        said = {level_key(each.code): each.meaning for each in known.meanings}
        self.column.addWidget(
            QLabel(self.tr("What the values mean; codes with a meaning count as categories."), wordWrap=True)
        )
        self.codes = QTableWidget(len(codes), 2)
        self.codes.setAccessibleName(self.tr("Meanings of values"))
        self.codes.setHorizontalHeaderLabels([self.tr("Value"), self.tr("Meaning")])
        self.codes.horizontalHeader().setStretchLastSection(True)
        self.codes.verticalHeader().hide()
        self.codes.setTabKeyNavigation(False)
        for row, code in enumerate(codes):
            item = QTableWidgetItem(code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.codes.setItem(row, 0, item)
            self.codes.setItem(row, 1, QTableWidgetItem(said.get(level_key(code), "")))
        self.column.addWidget(self.codes, 1)

    def _meanings(self) -> tuple[CodeMeaning, ...]:
        if self.codes is None:
            return ()
        found = []
        for row in range(self.codes.rowCount()):
            code, meaning = self.codes.item(row, 0), self.codes.item(row, 1)
            if code is not None and meaning is not None and meaning.text().strip():
                found.append(CodeMeaning(code.text(), meaning.text().strip()))
        return tuple(found)

    def _accept(self) -> None:
        label = ColumnLabel(
            self._name, self.label.text().strip() or None, self.unit.text().strip() or None, self._meanings()
        )
        recipe = self._controller.document.recipe
        self._controller.propose(
            self.tr("name of {column}").format(column=self._name),
            recipe.with_settings(with_label(recipe, label)),
        )
        self.accept()


def _codes(column: "TypedColumn") -> list[str]:
    """Return the values that may be codes: those of a category, and of few whole numbers."""
    if column.type is ColumnType.CATEGORY:
        return sorted(column.levels)[:_MOST_CODES]
    if column.type is not ColumnType.NUMBER or column.n_distinct > _MOST_NUMBERS:
        return []
    values = np.unique(column.values[~column.is_missing].astype(np.float64))
    return [number_text(value) for value in values.tolist() if value.is_integer()]
