"""The question whether a list of orders is to be summarised, and which of its columns is what."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.pages.column_box import ColumnBox
from segdesk.app.pages.findings import ORDER_COLUMNS, order_knob
from segdesk.app.pages.status_list import StatusList
from segdesk.engine.data.table import ColumnType
from segdesk.engine.recipe.columns import NO_COLUMN

if TYPE_CHECKING:
    from segdesk.app.inspection_job import Inspected

_NUMBERS = ("amount", "quantity", "price", "refund")


class OrdersForm(QWidget):
    """Shown for a table with several rows per customer; tells what the user changed."""

    edited = Signal(dict)
    """Settings by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = QLabel(
            self.tr("This looks like a list of orders. Summarise it to one row per customer?"), wordWrap=True
        )
        self.question.setObjectName("heading")
        self.reason = QLabel(wordWrap=True)
        self.reason.setObjectName("muted")
        self.summarise = QRadioButton(self.tr("Summarise to one row per customer"))
        self.keep = QRadioButton(self.tr("Keep one row per line"))
        group = QButtonGroup(self)
        for button in (self.summarise, self.keep):
            button.setMinimumHeight(24)
            group.addButton(button)
        self.summarise.clicked.connect(lambda: self.edited.emit({"kind": "transactions"}))
        self.keep.clicked.connect(lambda: self.edited.emit({"kind": "customers", "join": None}))
        self._details = QWidget()
        form = QFormLayout(self._details)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.columns: dict[str, ColumnBox] = {}
        self.rivals: dict[str, QLabel] = {}
        for name in ORDER_COLUMNS:
            label = QLabel(str(order_knob(name).label))
            box = self.columns[name] = ColumnBox(name, order_knob(name))
            box.taken.connect(self._edit)
            label.setBuddy(box)
            form.addRow(label, box)
            rivals = self.rivals[name] = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            rivals.setObjectName("muted")
            form.addRow(rivals)
        self.status = StatusList()
        self.status.edited.connect(self.edited)
        form.addRow(self.status)
        self.join = QPushButton(self.tr("Add a customers table…"))
        self.join.clicked.connect(self._choose_join)
        self.joined = QLabel(wordWrap=True)
        self.joined.setObjectName("muted")
        self.unjoin = QPushButton(self.tr("Leave it out"))
        self.unjoin.setObjectName("link")
        self.unjoin.clicked.connect(lambda: self.edited.emit({"join": None}))
        form.addRow(self.join)
        form.addRow(self.joined)
        form.addRow(self.unjoin)
        self._form = form
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.question, self.reason, self.summarise, self.keep, self._details):
            layout.addWidget(part)

    def show_inspected(self, inspected: "Inspected") -> None:
        """Show what was found, and what the user chose; nothing of it where there are no columns yet."""
        if inspected.read is None:
            return
        schema, spec = inspected.read.schema, inspected.recipe.transactions
        summarised = schema.kind == "transactions"
        self.summarise.setChecked(summarised)
        self.keep.setChecked(not summarised)
        if inspected.recipe.columns.kind == "auto":
            reason = str(schema.kind_reason)
            self.reason.setText(self.tr("Found: {reason}.").format(reason=reason))
        self._details.setVisible(summarised)
        if not summarised:
            return
        found = schema.purchases
        for name, box in self.columns.items():
            allowed = [c.name for c in inspected.read.columns if self._allows(name, c.type)]
            rivals = () if found is None else found.rivals.get(name, ())
            allowed.sort(key=lambda each: each not in rivals)
            chosen, none = getattr(spec, name), None
            if name == "refund":
                none = self.tr("take nothing off")
                chosen = NO_COLUMN if spec.refunds == "ignore" else chosen
            box.show_columns(allowed, chosen, getattr(found, name, None), none)
            self._form.setRowVisible(self.rivals[name], bool(rivals) and getattr(spec, name) is None)
            self.rivals[name].setText(self.tr("May be as well: {names}").format(names=", ".join(rivals)))
            why = None if found is None else found.reasons.get(name)
            box.setToolTip(str(order_knob(name).help if why is None else why))
        self.status.show_inspected(inspected)
        self._form.setRowVisible(self.status, not self.status.isHidden())
        self._form.setRowVisible(self.join, spec.join is None)
        self._form.setRowVisible(self.joined, spec.join is not None)
        self._form.setRowVisible(self.unjoin, spec.join is not None)
        if spec.join is not None:
            self.joined.setText(self.tr("Joined with {file}.").format(file=Path(spec.join).name))

    def _allows(self, name: str, kind: ColumnType) -> bool:
        if name == "date":
            return kind is ColumnType.DATE
        return name not in _NUMBERS or kind is ColumnType.NUMBER

    def _edit(self, name: str, chosen: str | None) -> None:
        self.edited.emit(_settings(name, chosen))

    def _choose_join(self) -> None:
        """Ask for a file with one row per customer."""
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Add a customers table"))
        if file:
            self.edited.emit({"join": file})


def _settings(name: str, chosen: str | None) -> dict[str, str | None]:
    """Return what a choice of a column means for the recipe."""
    if name != "refund":
        return {name: chosen}
    if chosen == NO_COLUMN:
        return {"refund": None, "refunds": "ignore"}
    return {"refund": chosen, "refunds": "subtract"}
