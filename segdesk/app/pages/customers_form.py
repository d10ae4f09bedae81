"""Which column of a customers table identifies the customer, and which one is the money."""

from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from segdesk.app.pages.column_box import ColumnBox
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.recipe.columns import ColumnsSpec

if TYPE_CHECKING:
    from segdesk.app.inspection_job import Inspected

_SETTINGS = ("id", "value")


class CustomersForm(QWidget):
    """Shown for a table with one row per customer; tells what the user changed."""

    edited = Signal(dict)
    """Settings by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Which column is what"))
        title.setObjectName("heading")
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(title)
        self.columns: dict[str, ColumnBox] = {}
        self.rivals: dict[str, QLabel] = {}
        labels = {"id": self.tr("Customer"), "value": self.tr("Money")}
        self._none = {"id": self.tr("none: number the rows"), "value": self.tr("none")}
        for f in fields(ColumnsSpec):
            if f.name in _SETTINGS:
                box = self.columns[f.name] = ColumnBox(f.name, f.metadata["setting"])
                box.setAccessibleName(labels[f.name])
                box.taken.connect(self._edit)
                label = QLabel(labels[f.name])
                label.setBuddy(box)
                self._form.addRow(label, box)
                rivals = self.rivals[f.name] = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
                rivals.setObjectName("muted")
                self._form.addRow(rivals)

    def show_inspected(self, inspected: "Inspected") -> None:
        """Show what was found, and what the user chose; nothing else where there are no columns yet."""
        if inspected.read is None:
            return
        schema, spec = inspected.read.schema, inspected.recipe.columns
        self.setVisible(schema.kind == "customers")
        if schema.kind != "customers":
            return
        taken = {"id": next(iter(schema.names(Role.IDENTIFIER)), None), "value": schema.value_column}
        numbers = [c.name for c in inspected.read.columns if c.type is ColumnType.NUMBER]
        offered = {"id": list(inspected.read.table.names), "value": numbers}
        for name, box in self.columns.items():
            rivals, chosen = schema.rivals.get(name, ()), getattr(spec, name)
            names = [*rivals, *(each for each in offered[name] if each not in rivals)]
            # Nothing need be said against a column that there is not.
            can_be_none = taken[name] is not None or chosen is not None
            box.show_columns(names, chosen, taken[name], self._none[name] if can_be_none else None)
            self.rivals[name].setText(self.tr("May be as well: {names}").format(names=", ".join(rivals)))
            self._form.setRowVisible(self.rivals[name], bool(rivals) and chosen is None)

    def _edit(self, name: str, chosen: str | None) -> None:
        self.edited.emit({name: chosen})
