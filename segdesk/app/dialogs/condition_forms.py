"""What can be chosen of a column for a condition: values, a range, days, an answer, a part of a text."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeDateEdit, WheelSafeSpinBox
from segdesk.engine.data.table import ColumnType
from segdesk.engine.expressions.conditions import (
    holds_text,
    in_range,
    is_answer,
    one_of,
    or_missing,
    within_last,
)

if TYPE_CHECKING:
    from segdesk.engine.data.table import TypedColumn

_MOST_LEVELS = 500
_DAYS = {"years": 365.25, "months": 30.4375, "days": 1.0}
_TO_BEGIN_WITH = 2
_MOST_TIMES = 100_000


class ConditionForm(QWidget):
    """Chooses what customers must have in a column."""

    changed = Signal()

    def __init__(self, column: "TypedColumn") -> None:
        super().__init__()
        self._column = column
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.missing = QCheckBox(self.tr("Also customers without a &value"))
        self.missing.toggled.connect(self.changed)
        self.missing.setVisible(column.n_missing > 0)

    def condition(self) -> str:
        """Return the condition as text, empty where nothing is chosen."""
        chosen = self._chosen()
        return or_missing(chosen, self._column.name) if chosen and self.missing.isChecked() else chosen

    def _chosen(self) -> str:
        raise NotImplementedError

    def _end(self) -> None:
        """Put what every form has below what is its own."""
        self.layout_.addWidget(self.missing)
        self.layout_.addStretch(1)


class LevelsForm(ConditionForm):
    """Values to tick."""

    def __init__(self, column: "TypedColumn") -> None:
        super().__init__(column)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Values of {column}").format(column=column.name))
        counts = np.bincount(column.values[~column.is_missing].astype(np.intp), minlength=len(column.levels))
        locale = QLocale()
        for level, count in list(zip(column.levels, counts.tolist(), strict=True))[:_MOST_LEVELS]:
            item = QListWidgetItem(f"{level} ({locale.toString(count)})")
            item.setData(Qt.ItemDataRole.UserRole, level)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(self.changed)
        self.layout_.addWidget(self.list, 1)
        self.layout_.addWidget(self.missing)

    def _chosen(self) -> str:
        items = [self.list.item(i) for i in range(self.list.count())]
        levels = [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
        return one_of(self._column.name, levels) if levels else ""


class NumbersForm(ConditionForm):
    """A range of numbers."""

    def __init__(self, column: "TypedColumn") -> None:
        super().__init__(column)
        known = column.values[~column.is_missing].astype(np.float64)
        self.low, self.high = QLineEdit(), QLineEdit()
        form = QFormLayout()
        for label, field, limit in (
            (self.tr("&From"), self.low, known.min() if len(known) else 0.0),
            (self.tr("&To"), self.high, known.max() if len(known) else 0.0),
        ):
            field.setPlaceholderText(QLocale().toString(float(limit), "g", 6))
            field.textEdited.connect(self.changed)
            form.addRow(label, field)
        self.layout_.addLayout(form)
        self._end()

    def _chosen(self) -> str:
        limits = [_number(field.text()) for field in (self.low, self.high)]
        return "" if limits == [None, None] else in_range(self._column.name, *limits)


class DatesForm(ConditionForm):
    """From one day to another, or so long before the latest."""

    def __init__(self, column: "TypedColumn") -> None:
        super().__init__(column)
        known = column.values[~column.is_missing].astype("datetime64[D]")
        ends = (known.min(), known.max()) if len(known) else (np.datetime64("2000-01-01"),) * 2
        self.by_days = QRadioButton(self.tr("&Between two days"))
        self.last = QRadioButton(self.tr("In the &last"))
        self.low, self.high = (_day_edit(str(end)) for end in ends)
        self.low.setAccessibleName(self.tr("From"))
        self.high.setAccessibleName(self.tr("To"))
        self.times, self.unit = WheelSafeSpinBox(), WheelSafeComboBox()
        self.times.setRange(1, _MOST_TIMES)
        self.times.setValue(_TO_BEGIN_WITH)
        self.times.setAccessibleName(self.tr("How many"))
        self.unit.setAccessibleName(self.tr("Years, months or days"))
        for name, word in (
            ("years", self.tr("years before the latest day")),
            ("months", self.tr("months before the latest day")),
            ("days", self.tr("days before the latest day")),
        ):
            self.unit.addItem(word, name)
        for radio, fields in ((self.last, (self.times, self.unit)), (self.by_days, (self.low, self.high))):
            self.layout_.addWidget(radio)
            line = QHBoxLayout()
            line.setContentsMargins(24, 0, 0, 0)
            for field in fields:
                line.addWidget(field)
            line.addStretch(1)
            self.layout_.addLayout(line)
        self.last.setChecked(True)
        self.last.toggled.connect(self.changed)
        self.times.valueChanged.connect(self._choose_last)
        self.unit.currentIndexChanged.connect(self._choose_last)
        self.low.dateChanged.connect(self._choose_days)
        self.high.dateChanged.connect(self._choose_days)
        self._end()

    def _choose_last(self) -> None:
        self.last.setChecked(True)
        self.changed.emit()

    def _choose_days(self) -> None:
        self.by_days.setChecked(True)
        self.changed.emit()

    def _chosen(self) -> str:
        if self.last.isChecked():
            return within_last(self._column.name, round(self.times.value() * _DAYS[self.unit.currentData()]))
        low, high = (edit.date().toPython() for edit in (self.low, self.high))
        return in_range(self._column.name, low, high)  # type: ignore[arg-type]


class AnswerForm(ConditionForm):
    """Yes or no."""

    def __init__(self, column: "TypedColumn") -> None:
        super().__init__(column)
        self.yes = QRadioButton(column.format.yes or self.tr("yes"))
        self.no = QRadioButton(column.format.no or self.tr("no"))
        self.yes.setChecked(True)
        self.yes.toggled.connect(self.changed)
        for radio in (self.yes, self.no):
            self.layout_.addWidget(radio)
        self._end()

    def _chosen(self) -> str:
        return is_answer(self._column.name, self.yes.isChecked())


class TextForm(ConditionForm):
    """A part of a text."""

    def __init__(self, column: "TypedColumn") -> None:
        super().__init__(column)
        self.part = QLineEdit()
        label = QLabel(self.tr("&Contains"))
        label.setBuddy(self.part)
        self.part.textEdited.connect(self.changed)
        self.layout_.addWidget(label)
        self.layout_.addWidget(self.part)
        self._end()

    def _chosen(self) -> str:
        return holds_text(self._column.name, self.part.text()) if self.part.text() else ""


_FORMS: dict[ColumnType, type[ConditionForm]] = {
    ColumnType.NUMBER: NumbersForm,
    ColumnType.DATE: DatesForm,
    ColumnType.YES_NO: AnswerForm,
    ColumnType.CATEGORY: LevelsForm,
    ColumnType.TEXT: TextForm,
    ColumnType.IDENTIFIER: TextForm,
}


def form_for(column: "TypedColumn") -> ConditionForm:
    """Return the form that fits what a column holds."""
    return _FORMS[column.type](column)


def _day_edit(day: str) -> WheelSafeDateEdit:
    edit = WheelSafeDateEdit()
    edit.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))
    return edit


def _number(text: str) -> float | None:
    """Return a number as the user writes it; None where there is none."""
    value, fits = QLocale().toDouble(text.strip())
    return value if text.strip() and fits else None
