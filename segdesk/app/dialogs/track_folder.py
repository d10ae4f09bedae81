"""Track a folder: one file of customers per month, or purchases, become a history."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from segdesk.app import jobs_over_time
from segdesk.app.controller import SAVING, Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import MOST_ROWS, FrameTable, moved_texts
from segdesk.app.dialogs.job_line import JobLine
from segdesk.app.dialogs.picture_area import PictureArea
from segdesk.app.dropped_files import dropped_files
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeTabWidget
from segdesk.app.jobs_over_time import TrackedFolder
from segdesk.charts.style import Look
from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.tracking.findings import tracking_headline
from segdesk.engine.tracking.tracking import PlacedBy, Tracking
from segdesk.errors import SegdeskError
from segdesk.io.reading import suffixes
from segdesk.io.tracked_files import TrackRequest
from segdesk.messages import in_words, percent_in_words
from segdesk.progress import Progress

_DPI_AT_TEXT = 100 / 13.5
_NARROWEST, _LOWEST = 5.0, 2.4
# Pixels that frames and the other parts of the dialog take from a picture.
_BESIDE, _ABOVE = 60, 330
_JOB = "track"
# Charts that are as high as what they show; the others fill the room.
_TALL = ("retention",)


class TrackFolderDialog(Dialog):
    """Choose a folder, and what places its customers; look at the months, save."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Track a folder"))
        self._controller, self._lane = controller, controller.lanes.work
        self._source: Path | None = None
        self._tracking: Tracking | None = None
        self._make_chooser()
        self.job_line = JobLine(self._lane, (_JOB,))
        self.job_line.cancel_wanted.connect(self._cancel)
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.sentence = QLabel()
        self.sentence.setObjectName("heading")
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(self.tr("Answer"))
        for widget in (self.job_line, self._trouble, self.sentence):
            self.column.addWidget(widget)
        self.tabs = self._make_tabs()
        self.column.addWidget(self.tabs, 1)
        self._blank = QWidget()
        self.column.addWidget(self._blank, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setObjectName("primary")
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.resize_to_text(900, 660)
        self.finished.connect(self._cancel)
        self._forget()
        self.choose.setFocus()

    def _make_chooser(self) -> None:
        """Make the lines that say what is followed, and by what it is placed."""
        self._about = QLabel(
            self.tr(
                "Choose a folder with one file of customers per month, named by its month, or a file of purchases "
                "with their dates. You can also drop it here."
            )
        )
        self._about.setWordWrap(True)
        self.choose = QPushButton(self.tr("Choose a f&older…"))
        self.choose.clicked.connect(self._choose_folder)
        self.choose_file = QPushButton(self.tr("Choose a &file…"))
        self.choose_file.clicked.connect(self._choose_purchases)
        first = QHBoxLayout()
        first.addWidget(self._about, 1)
        first.addWidget(self.choose)
        first.addWidget(self.choose_file)
        self.placing = WheelSafeComboBox()
        self.placing.addItem(self.tr("Find segments in the first file, of purchases in the last month"))
        if self._controller.document.segmentation is not None:
            self.placing.addItem(self.tr("The segments of the result on screen"))
        self.placing.addItem(self.tr("The segments of a model…"))
        self.placing.setAccessibleName(self.tr("Segments"))
        self.placing.activated.connect(self._choose_placing)
        label = QLabel(self.tr("Se&gments"))
        label.setBuddy(self.placing)
        second = QHBoxLayout()
        second.addWidget(label)
        second.addWidget(self.placing, 1)
        self.column.addLayout(first)
        self.column.addLayout(second)

    def _make_tabs(self) -> QTabWidget:
        tabs = WheelSafeTabWidget()
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setAccessibleName(self.tr("Views"))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setMargin(8)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setAccessibleName(self.tr("What was found"))
        told_area = QScrollArea()
        told_area.setWidget(self.told)
        told_area.setWidgetResizable(True)
        told_area.setAccessibleName(self.tr("What was found"))
        self.movement = PictureArea(self.tr("Share of each segment"))
        self.history = FrameTable(self.tr("Customers per period"))
        self.flow = PictureArea(self.tr("Flow of customers"))
        self.moves = FrameTable(self.tr("Who moved where"))
        self.retention = PictureArea(self.tr("Retention"))
        self.reasons = FrameTable(self.tr("Why they moved"))
        tabs.addTab(told_area, self.tr("What was found"))
        tabs.addTab(self.movement, self.tr("Movement"))
        tabs.addTab(self.history, self.tr("Customers per period"))
        tabs.addTab(self.moves, self.tr("Who moved where"))
        tabs.addTab(self.flow, self.tr("Flow"))
        tabs.addTab(self.reasons, self.tr("Why they moved"))
        tabs.addTab(self.retention, self.tr("Retention"))
        return tabs

    # What is followed

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that a folder or a file may be dropped here."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a dropped folder, or a file of purchases."""
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.follow(files[0])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a folder"), str(self._controller.preferences.last_folder)
        )
        if name:
            self._controller.preferences.last_folder = Path(name).parent
            self.follow(Path(name))

    def _choose_purchases(self) -> None:
        endings = " ".join(f"*{suffix}" for suffix in suffixes())
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a file of purchases"),
            str(self._controller.preferences.last_folder),
            self.tr("Tables ({endings});;All files (*)").format(endings=endings),
        )
        if name:
            self._controller.preferences.last_folder = Path(name).parent
            self.follow(Path(name))

    def _choose_placing(self, place: int) -> None:
        """Ask for a model where the last entry was taken; what is shown is followed anew."""
        if place == self.placing.count() - 1:
            name, _ = QFileDialog.getOpenFileName(
                self,
                self.tr("Choose a model"),
                str(self._controller.preferences.last_folder),
                self.tr("Models (*.segdesk)"),
            )
            if not name:
                self.placing.setCurrentIndex(0)
                return
            path = Path(name)
            self._controller.preferences.last_folder = path.parent
            self.placing.insertItem(place, self.tr("The segments of {file}").format(file=path.name), path)
            self.placing.setCurrentIndex(place)
        if self._source is not None:
            self.follow(self._source)

    def _request(self, source: Path) -> TrackRequest:
        """Return what is to be followed, and by what it is placed."""
        path, place = self.placing.currentData(), self.placing.currentIndex()
        segmentation = self._controller.document.segmentation
        today = dt.date.today()
        if isinstance(path, Path):
            return TrackRequest(source, model_file=path, today=today)
        if place == 0 or segmentation is None:
            return TrackRequest(source, Recipe(), today=today)
        recipe = segmentation.provenance.recipe
        placed_by = PlacedBy(segmentation.fit.model, recipe, file=segmentation.source_table.source.path.name)
        return TrackRequest(source, Recipe(), today=today, placed_by=placed_by)

    def follow(self, source: Path) -> None:
        """Follow the customers of a folder, or of a file of purchases."""
        self._source = source
        self._about.setText(str(source))
        self._trouble.hide()
        self._forget()
        self.job_line.begin()
        request, dpi = self._request(source), self._controller.theme.text_pixels * _DPI_AT_TEXT
        ratio, dark = self.devicePixelRatioF(), self._controller.theme.dark
        wide = max(_NARROWEST, (self.width() - _BESIDE) / dpi)
        high = max(_LOWEST, (self.height() - _ABOVE) / dpi)

        def look_of(chart: str) -> Look:
            return Look(dark=dark, width=wide, height=None if chart in _TALL else high)

        def work(progress: Progress) -> TrackedFolder:
            return jobs_over_time.track_folder(request, look_of, dpi * ratio, progress)

        self._lane.start(_JOB, work, self._show, self._fail, owner=self)

    # What is shown

    def _show(self, tracked: TrackedFolder) -> None:
        tracking = self._tracking = tracked.tracking
        self.job_line.hide()
        self._blank.hide()
        self.tabs.show()
        self.save.setEnabled(True)
        self.sentence.setText(str(tracking_headline(tracking)))
        self.told.setText("\n\n".join(tracked.told))
        none = self.tr("There is nothing to draw here.")
        for name, area in (("movement", self.movement), ("flow", self.flow), ("retention", self.retention)):
            if name in tracked.images:
                area.show_picture(tracked.images[name], self.sentence.text())
            else:
                area.show_text(none)
        self._show_history(tracking)
        self._show_moves(tracking.comparisons[-1])
        self._show_reasons(tracking)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.sentence.text()))

    def _show_history(self, tracking: Tracking) -> None:
        rows = [
            [
                row.period.label,
                row.name,
                in_words(row.customers),
                percent_in_words(row.share, 1),
                *(in_words(n) for n in (row.arrived, row.left, row.stayed)),
                in_words(row.value),
            ]
            for row in sorted(tracking.history, key=lambda row: -row.period.number)
        ]
        headings = [self.tr("Period"), self.tr("Segment"), self.tr("Customers"), self.tr("Share")]
        headings += [self.tr("Arrived"), self.tr("Left"), self.tr("Stayed"), self.tr("Value")]
        self.history.fill(headings, rows, (2, 3, 4, 5, 6, 7))

    def _show_moves(self, last: Comparison) -> None:
        """Show the matrix of the latest change of period."""
        rows = [
            [old.label, *(in_words(int(n)) if n else "" for n in row), in_words(int(gone)) if gone else ""]
            for old, row, gone in zip(last.old, last.customers.tolist(), last.gone.tolist(), strict=True)
        ]
        rows.append([self.tr("new"), *(in_words(int(n)) if n else "" for n in last.come.tolist()), ""])
        corner = self.tr("{old} → {new}").format(old=last.old_title, new=last.new_title)
        headings = [corner, *(group.label for group in last.new), self.tr("no longer there")]
        self.moves.fill(headings, rows, range(1, len(headings)))

    def _show_reasons(self, tracking: Tracking) -> None:
        """List the latest moves, and why; the saved file has all."""
        rows: list[list[str]] = []
        for comparison in reversed(tracking.comparisons):
            rows += [[comparison.new_title, *texts] for texts in moved_texts(comparison)]
            if len(rows) >= MOST_ROWS:
                break
        headings = [self.tr("Period"), self.tr("Customer"), self.tr("Why"), self.tr("From"), self.tr("To")]
        self.reasons.fill(headings, rows)

    def _forget(self) -> None:
        self._tracking = None
        self.save.setEnabled(False)
        self.sentence.setText("")
        self.tabs.hide()
        self._blank.show()

    # Saving

    def _save(self) -> None:
        tracking, source = self._tracking, self._source
        if tracking is None or source is None:
            return
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Choose where the folder is to go"), str(source.absolute().parent)
        )
        if not name:
            return
        folder = Path(name) / f"{source.name.split('.')[0] if source.is_file() else source.name}-tracking"

        def work(progress: Progress) -> tuple[str, ...]:
            return jobs_over_time.save_tracking(tracking, folder, progress)

        def done(files: tuple[str, ...]) -> None:
            self._controller.tell_folder_saved(len(files), folder, "report.html")
            self.accept()

        self._trouble.hide()
        self._lane.start(SAVING, work, done, self._fail, owner=self)

    def _fail(self, error: Exception) -> None:
        self.job_line.hide()
        if isinstance(error, SegdeskError):
            self._trouble.setText(str(error))
            self._trouble.show()
        else:
            self._lane.failed.emit(error)

    def _cancel(self) -> None:
        """Stop following; what was chosen stays."""
        if self._lane.job_name == _JOB:
            self._lane.cancel()
        self.job_line.hide()
