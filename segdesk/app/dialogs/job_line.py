"""The line of a dialog about the job that it waits for: what is being done, how far it is, and how to stop it."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from segdesk.app.tasks import Lane
from segdesk.messages import Message


class JobLine(QWidget):
    """Shows the progress of jobs of some names; hidden while there is none.

    Parameters
    ----------
    lane : Lane
    names : collection of str
        Of the jobs that are the dialog's.
    """

    cancel_wanted = Signal()
    """The job under way is to be stopped."""

    def __init__(self, lane: Lane, names: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane, self._names = lane, names
        self.stage = QLabel()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.cancel_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.stage)
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel)
        lane.progressed.connect(self._advance)
        self.hide()

    def begin(self) -> None:
        """Show that a job is under way."""
        self.stage.setText("")
        self.bar.setValue(0)
        self.show()

    def _advance(self, stage: Message, fraction: float) -> None:
        if self._lane.job_name in self._names:
            self.bar.setValue(round(1000 * fraction))
            # Names of files may be long, and a label as wide as its text would widen the dialog.
            room = self.width() // 2
            self.stage.setText(self.fontMetrics().elidedText(str(stage), Qt.TextElideMode.ElideMiddle, room))
