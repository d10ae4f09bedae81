"""Since when a report tells what changed: the folder of an earlier run, or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from segdesk.app import report_jobs
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.app.job_queue import JobQueue
from segdesk.app.preferences import Preferences
from segdesk.errors import SegdeskError

if TYPE_CHECKING:
    from segdesk.engine.comparison.compare import Comparison
    from segdesk.engine.result.segmentation import Segmentation

_EARLIER = "earlier run"
_NOTHING, _CHOOSE = 0, 1


class ReportSince(QWidget):
    """Chooses it.

    Parameters
    ----------
    segmentation : Segmentation
        The later result.
    jobs : JobQueue
        Where folders are read.
    preferences : Preferences
    """

    changed = Signal()
    """The customers of another time are compared with, or of none."""

    def __init__(self, segmentation: "Segmentation", jobs: JobQueue, preferences: Preferences) -> None:
        super().__init__()
        self._segmentation, self._jobs, self._preferences = segmentation, jobs, preferences
        self.comparison: Comparison | None = None
        self.choice = WheelSafeComboBox()
        self.choice.addItem(self.tr("Nothing"))
        self.choice.addItem(self.tr("The folder of an earlier run…"))
        self.choice.setAccessibleName(self.tr("What changed since"))
        self.trouble = QLabel()
        self.trouble.setObjectName("error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        column.addWidget(self.trouble)
        self.setFocusProxy(self.choice)
        self.choice.activated.connect(self._choose)

    def _choose(self, place: int) -> None:
        """Ask for a folder where that was taken; one that was taken before is the last entry."""
        if place == _NOTHING:
            self._take(None)
            return
        folder = self.choice.itemData(place)
        if place == _CHOOSE:
            name = QFileDialog.getExistingDirectory(
                self, self.tr("Choose the folder of an earlier run"), str(self._preferences.last_folder)
            )
            if not name:
                self.choice.setCurrentIndex(_NOTHING)
                self._take(None)
                return
            folder = Path(name)
            self._preferences.last_folder = folder.parent
            self.choice.addItem(folder.name, folder)
            self.choice.setCurrentIndex(self.choice.count() - 1)
        segmentation = self._segmentation
        self._jobs.run(
            _EARLIER,
            lambda progress: report_jobs.compare_with_folder(folder, segmentation),
            self._take,
            owner=self,
        )

    def _take(self, found: "Comparison | SegdeskError | None") -> None:
        failed = isinstance(found, SegdeskError)
        self.comparison = None if isinstance(found, SegdeskError) else found
        self.trouble.setText(str(found) if failed else "")
        self.trouble.setVisible(failed)
        self.changed.emit()
