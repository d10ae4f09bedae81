"""Which segment? One customer's values in a form, and at once where they belong."""

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QDate
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.what_if_box import WhatIfBox
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeDateEdit, WheelSafeDoubleSpinBox
from segdesk.engine.assigners.assigner import BORDERLINE
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.prediction.single_customer import AssignedCustomer, assign_one
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import list_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_LEVELS = 200
_FIELD_WIDTH, _FIELD_HEIGHT = 200, 26

_EPOCH = QDate(1970, 1, 1)


class WhichSegmentDialog(Dialog):
    """A form of the columns that the segments need, filled with typical values; the answer follows every change.

    Below it a segment may be chosen: what would have to change for it, of the columns that are ticked.
    """

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Which segment?"))
        segmentation = controller.document.segmentation
        assert segmentation is not None
        self._segmentation: Segmentation = segmentation
        self.column.addWidget(
            QLabel(self.tr("Describe one customer. The values shown are those of a typical one."))
        )
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setColumnStretch(1, 1)
        may_change = QLabel(self.tr("May change"))
        may_change.setObjectName("hint")
        grid.addWidget(may_change, 0, 2)
        self.fields: dict[str, QWidget] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self._values: dict[str, Callable[[], Any]] = {}
        typed = {column.name: column for column in segmentation.source.columns}
        for row, name in enumerate(segmentation.fit.model.inputs, start=1):
            field = self._field(typed[name])
            field.setAccessibleName(name)
            field.setMinimumSize(_FIELD_WIDTH, _FIELD_HEIGHT)
            tick = QCheckBox()
            tick.setChecked(True)
            tick.setAccessibleName(self.tr("{column} may change").format(column=name))
            tick.setToolTip(tick.accessibleName())
            tick.toggled.connect(self._place)
            label = QLabel(name)
            label.setBuddy(field)
            for column, widget in enumerate((label, field, tick)):
                grid.addWidget(widget, row, column)
            self.fields[name], self.ticks[name] = field, tick
        grid.setRowStretch(len(self.fields) + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self.column.addWidget(area, 1)
        self.answer = QLabel()
        self.answer.setObjectName("title")
        self.answer.setWordWrap(True)
        self.answer.setAccessibleName(self.tr("Answer"))
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.column.addWidget(self.answer)
        self.column.addWidget(self.why)
        self.what_if = WhatIfBox(segmentation.fit.model, controller.lanes.work)
        self.column.addWidget(self.what_if)
        self.finished.connect(self.what_if.stop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.resize_to_text(600, min(700, 330 + 38 * len(self.fields)))
        self._place()

    def _field(self, column: TypedColumn) -> QWidget:
        """Return the editor of a column, with a typical value in it."""
        present = column.values[~column.is_missing]
        if column.type is ColumnType.NUMBER:
            return self._number_field(column.name, present)
        if column.type is ColumnType.DATE:
            days = present.astype("datetime64[D]").astype(np.int64)
            edit = WheelSafeDateEdit()
            edit.setDate(_EPOCH.addDays(int(np.median(days))))
            self._values[column.name] = lambda: np.datetime64(edit.date().toString("yyyy-MM-dd"), "s")
            edit.dateChanged.connect(self._place)
            return edit
        box = WheelSafeComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        if column.type is ColumnType.YES_NO:
            box.addItem(column.format.yes or self.tr("yes"), 1.0)
            box.addItem(column.format.no or self.tr("no"), 0.0)
            box.setCurrentIndex(0 if float(np.mean(present.astype(np.float64))) >= 0.5 else 1)
        else:
            # Levels come most frequent first, so the first is the typical one.
            for level in column.levels[:_MOST_LEVELS]:
                box.addItem(level, level)
        box.addItem(self.tr("(empty)"), None)
        self._values[column.name] = box.currentData
        box.currentIndexChanged.connect(self._place)
        return box

    def _number_field(self, name: str, present: Any) -> QWidget:
        values = present.astype(np.float64)
        low, high = float(values.min()), float(values.max())
        whole = bool(np.all(values == np.floor(values)))
        box = WheelSafeDoubleSpinBox()
        box.setDecimals(0 if whole else 2 if high - low > 1 else 4)
        # New customers may lie far outside of what was seen.
        reach = 100 * (high - low + abs(high) + 1)
        box.setRange(low - reach, high + reach)
        box.setSingleStep(1 if whole else (high - low) / 20 or 1)
        box.setGroupSeparatorShown(True)
        box.setValue(float(np.median(values)))
        box.valueChanged.connect(self._place)
        self._values[name] = box.value
        return box

    def _place(self) -> None:
        if len(self.ticks) < len(self._segmentation.fit.model.inputs):
            return
        values = {name: value() for name, value in self._values.items()}
        self._tell(assign_one(self._segmentation.fit.model, values))
        self.what_if.describe(values, [name for name, tick in self.ticks.items() if tick.isChecked()])

    def _tell(self, placed: AssignedCustomer) -> None:
        names = self._segmentation.fit.model.names
        if placed.segment == 0:
            far = placed.why_not is None
            self.answer.setText(self.tr("Unassigned: unlike every segment") if far else self.tr("Unassigned"))
            self.why.setText("" if placed.why_not is None else str(placed.why_not))
        else:
            self.answer.setText(self.tr("Closest: {name}").format(name=names[placed.segment - 1]))
            told = []
            if placed.second:
                told.append(self.tr("Second: {name}.").format(name=names[placed.second - 1]))
            if placed.confidence is not None and placed.confidence < BORDERLINE:
                told.append(self.tr("Borderline: it could as well be the second."))
            if placed.unlike:
                told.append(self.tr("Unlike anyone the segments were made from."))
            if placed.deciding:
                told.append(
                    self.tr("What decides: {columns}.").format(columns=list_in_words(list(placed.deciding)))
                )
            self.why.setText(" ".join(told))
        announcement = f"{self.answer.text()}. {self.why.text()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, announcement))
