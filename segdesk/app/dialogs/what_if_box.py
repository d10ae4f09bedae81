"""What would lead a customer into a segment of choice: asked beside the form that describes him."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.app.tasks import Lane
from segdesk.errors import SegdeskError
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.prediction.model import Model
    from segdesk.engine.prediction.single_customer import CellValue
    from segdesk.engine.prediction.what_if import WhatIf

_JOB = "what_if"
# Milliseconds without a change before it is searched for.
_PAUSE = 250


class WhatIfBox(QWidget):
    """A segment to choose, and the smallest change that leads there; nothing is searched for without a choice.

    Parameters
    ----------
    model : Model
    lane : Lane
        Where it is searched for, as soon as it is free.
    """

    def __init__(self, model: "Model", lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._lane = model, lane
        self._values: Mapping[str, CellValue] = {}
        self._changeable: Sequence[str] = ()
        # The lane does something else.
        self._waits = False
        asked = QLabel(self.tr("What would lead to"))
        self.target = WheelSafeComboBox()
        self.target.addItem(self.tr("(choose a segment)"), None)
        for number, name in enumerate(model.names, start=1):
            self.target.addItem(name, number)
        self.target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.target.setMinimumContentsLength(16)
        self.target.setAccessibleName(asked.text())
        asked.setBuddy(self.target)
        row = QHBoxLayout()
        row.addWidget(asked)
        row.addWidget(self.target, 1)
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        self.answer.setAccessibleName(self.tr("What would lead there"))
        self.answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.answer)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.target.currentIndexChanged.connect(self._ask)
        lane.busy_changed.connect(self._try_again)

    def describe(self, values: "Mapping[str, CellValue]", changeable: Sequence[str]) -> None:
        """Take the customer's values, and the columns that may change."""
        self._values, self._changeable = dict(values), tuple(changeable)
        self._ask()

    def stop(self) -> None:
        """Search no longer."""
        self._pause.stop()
        if self._lane.job_name == _JOB:
            self._lane.cancel()

    def _ask(self) -> None:
        self.answer.setVisible(self.target.currentData() is not None)
        if self.target.currentData() is None:
            self.stop()
            return
        self._pause.start()

    def _try_again(self, busy: bool) -> None:
        if not busy and self._waits:
            self._pause.start()

    def _search(self) -> None:
        target, model = self.target.currentData(), self._model
        self._waits = self._lane.is_busy and self._lane.job_name != _JOB
        if target is None or self._waits:
            return
        if not self._changeable:
            self._show(self.tr("Tick the columns that may change."))
            return
        values, changeable = self._values, self._changeable

        def work(progress: Progress) -> "WhatIf":
            from segdesk.engine.prediction.what_if import what_if
            from segdesk.threads import single_threaded

            with single_threaded():
                return what_if(model, values, target, changeable)

        self._lane.start(_JOB, work, lambda found: self._show(str(found.text)), self._fail, owner=self)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, SegdeskError):
            self._show(str(error))
        else:
            self._lane.failed.emit(error)

    def _show(self, text: str) -> None:
        self.answer.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
