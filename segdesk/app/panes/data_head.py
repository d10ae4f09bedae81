"""The line above the table of customers: how many there are, which to show, and what to search."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.app.models.arranging import Rows
from segdesk.app.panes.search_field import SearchField
from segdesk.app.selection import Selection

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation

_ALL, _SELECTED = "all", "selected"


class DataHead(QWidget):
    """Tells which customers are wanted; shows how many there are.

    Parameters
    ----------
    selection : Selection
    """

    changed = Signal()
    """Others are wanted."""
    condition_wanted = Signal()
    """Only some customers are to take part."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._offered: list[tuple[str, int]] | None = None
        self.only: Rows | None = None
        """Those that were selected when they were asked for; None for all."""
        self._title = QLabel(self.tr("Customers"))
        self._title.setObjectName("heading")
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.filter = QPushButton(self.tr("&Filter…"))
        self.filter.setObjectName("link")
        self.filter.setToolTip(self.tr("Find segments among some customers only"))
        self.search = SearchField()
        self.search.setMinimumWidth(140)
        label = QLabel(self.tr("S&how:"))
        self.which = WheelSafeComboBox()
        self.which.setAccessibleName(self.tr("Customers to show"))
        self.which.setMinimumHeight(28)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(10)
        label.setBuddy(self.which)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self.count)
        layout.addStretch(1)
        for widget in (self.filter, label, self.which, self.search):
            layout.addWidget(widget)
        self.filter.clicked.connect(self._want_condition)
        self.which.activated.connect(self._choose)
        self.search.searched.connect(lambda text: self.changed.emit())

    @property
    def segment(self) -> int | None:
        """The only segment wanted, None for all."""
        chosen = self.which.currentData()
        return chosen if isinstance(chosen, int) else None

    @property
    def wants_selected(self) -> bool:
        """Whether the selected customers are wanted, and no others."""
        return bool(self.which.currentData() == _SELECTED)

    def start(self) -> None:
        """Want all customers of another table, without telling."""
        self.only = None
        self.search.forget()
        self.which.setCurrentIndex(0)

    def show_all(self) -> None:
        """Want all customers."""
        self.search.forget()
        self.which.setCurrentIndex(0)
        self._choose()

    def show_selected(self) -> None:
        """Want the customers that are selected now."""
        self.which.setCurrentIndex(self.which.findData(_SELECTED))
        self._choose()

    def list_segments(self, segmentation: "Segmentation | None") -> None:
        """Offer these segments; the choice stays if it still exists."""
        segments = () if segmentation is None else segmentation.description.segments
        offered = [(str(segment.name), segment.number) for segment in segments]
        if offered == self._offered:
            return
        self._offered = offered
        chosen = self.which.currentData()
        self.which.clear()
        self.which.addItem(self.tr("All customers"), _ALL)
        self.which.addItem(self.tr("Selected customers"), _SELECTED)
        for name, number in offered:
            self.which.addItem(name, number)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))

    def show_count(self, shown: int, total: int) -> None:
        """Say how many customers are shown, of how many."""
        if shown == total:
            self.count.setText(self.tr("%Ln customer(s)", "", total))
        else:
            text = self.tr("{shown} of %Ln customer(s)", "", total)
            self.count.setText(text.format(shown=QLocale().toString(shown)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give way where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Give way where text became larger."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Leave out what does not fit: the title, since the count says the same, then what a menu offers as well."""
        layout = self.layout()
        if layout is None:
            return
        parts = [item.widget() for item in map(layout.itemAt, range(layout.count())) if item is not None]
        needed = sum(part.minimumSizeHint().width() + layout.spacing() for part in parts if part is not None)
        for part in (self._title, self.filter):
            part.setVisible(self.width() >= needed)
            needed -= part.minimumSizeHint().width() + layout.spacing()

    def _want_condition(self) -> None:
        self.condition_wanted.emit()

    def _choose(self) -> None:
        self.only = None
        if self.wants_selected:
            # None selected is no wish for all.
            self.only = np.zeros(0, dtype=bool) if self._selection.rows is None else self._selection.rows
        self.changed.emit()
