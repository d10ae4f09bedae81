"""The conditions that customers fulfil to take part, one chip each, above the table."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QWidget

from segdesk.app.column_making import conditions_of
from segdesk.app.document import Document

_LONGEST = 48


class ConditionChips(QScrollArea):
    """Shown while conditions are in force; a chip opens its condition, its cross takes it away.

    Parameters
    ----------
    document : Document
    """

    open_wanted = Signal(int)
    """A condition is to be changed: its place among those in force."""
    removal_wanted = Signal(int)
    """A condition is to be taken away."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[str, ...] = ()
        self.chips: list[QPushButton] = []
        self.crosses: list[QToolButton] = []
        self.setAccessibleName(self.tr("Conditions in force"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        document.recipe_changed.connect(self._refresh)
        document.opened_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        conditions = conditions_of(self._document.recipe)
        self.setVisible(bool(conditions))
        if conditions == self._shown and self.widget() is not None:
            return
        self._shown, self.chips, self.crosses = conditions, [], []
        line = QWidget()
        line.setObjectName("plain")
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(QLabel(self.tr("Only customers with")))
        for place, condition in enumerate(conditions):
            self._add(layout, place, condition)
        layout.addStretch(1)
        self.setWidget(line)
        self.setFixedHeight(line.sizeHint().height() + 4)

    def _add(self, layout: QHBoxLayout, place: int, condition: str) -> None:
        text = condition if len(condition) <= _LONGEST else condition[: _LONGEST - 1] + "…"
        chip = QPushButton(text.replace("&", "&&"))
        chip.setObjectName("link")
        chip.setAccessibleName(self.tr("Change the condition {condition}").format(condition=condition))
        chip.setToolTip(condition)
        chip.clicked.connect(partial(self._open, place))
        cross = QToolButton()
        cross.setText("×")
        cross.setMinimumSize(24, 24)
        cross.setToolTip(self.tr("Take this condition away"))
        cross.setAccessibleName(self.tr("Take away the condition {condition}").format(condition=condition))
        cross.clicked.connect(partial(self._remove, place))
        for widget in (chip, cross):
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            layout.addWidget(widget)
        self.chips.append(chip)
        self.crosses.append(cross)

    def _open(self, place: int) -> None:
        self.open_wanted.emit(place)

    def _remove(self, place: int) -> None:
        self.removal_wanted.emit(place)
