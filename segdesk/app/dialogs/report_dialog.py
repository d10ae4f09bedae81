"""Report: for whom it is, what it is called, what stands in it; beside it what it says, at once."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from segdesk.app import report_jobs
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.report_head import ReportHead
from segdesk.app.dialogs.report_parts import ReportParts
from segdesk.app.dialogs.report_presets import ReportPresets
from segdesk.app.dialogs.report_since import ReportSince
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeTabWidget
from segdesk.app.job_queue import JobQueue
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.app.report_jobs import Preview
    from segdesk.engine.audit.audit import Audit

_PREVIEW = "report preview"
# Milliseconds after the last key, so that nothing is built while somebody types.
_REST = 400
_FORM_WIDTH = 360
_NOTE_HEIGHT = 68


class ReportDialog(Dialog):
    """Choose, look, save. What was chosen is there again when the dialog is opened next."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Report"))
        self._controller = controller
        segmentation = controller.document.segmentation
        assert segmentation is not None
        self._segmentation = segmentation
        self._options = controller.document.report_options
        self._notes = dict(self._options.notes)
        self._audited: Audit | None = None
        self._jobs = JobQueue(controller.lanes.quick, self)
        self.audience = self._make_audience()
        self.format = self._make_format()
        self.parts = ReportParts(self._options.left_out, self._options.order)
        self.head = ReportHead(self._options, self._jobs, self._folder)
        self.since = ReportSince(segmentation, self._jobs, controller.preferences)
        self.segment = WheelSafeComboBox()
        for each in segmentation.named:
            self.segment.addItem(str(each.name), each.number)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setAccessibleName(self.tr("Your note on the segment"))
        self.presets = ReportPresets(controller.preferences.presets_folder, self._jobs, self.options)
        self.preview = QTextBrowser()
        self.preview.setAccessibleName(self.tr("Preview"))
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look)
        self._show_note()
        self._connect()
        self.finished.connect(self._keep)
        self.resize_to_text(1000, 660)
        self._look()

    def options(self) -> ReportOptions:
        """Return what is chosen."""
        chosen = replace(
            self._options,
            audience=Audience(self.audience.currentData()),
            notes={number: text for number, text in self._notes.items() if text.strip()},
            left_out=self.parts.left_out,
            order=self.parts.order,
        )
        return self.head.put_into(chosen)

    def take(self, options: ReportOptions) -> None:
        """Take other choices, as of a preset."""
        self.parts.set_choices(options.left_out, options.order)
        self.head.show_options(options)
        self.audience.blockSignals(True)
        self.audience.setCurrentIndex(self.audience.findData(options.audience.value))
        self.audience.blockSignals(False)
        self._look()

    def _make_audience(self) -> WheelSafeComboBox:
        box = WheelSafeComboBox()
        box.addItem(self.tr("A board: findings, segments, what to do"), Audience.BOARD.value)
        box.addItem(self.tr("Analysts: the same with all evidence"), Audience.ANALYST.value)
        box.setCurrentIndex(box.findData(self._options.audience.value))
        return box

    def _make_format(self) -> WheelSafeComboBox:
        box = WheelSafeComboBox()
        for name, text in (
            ("pdf", self.tr("PDF, to mail and to print")),
            ("html", self.tr("Web page, for any browser")),
            ("pptx", self.tr("PowerPoint, to show and change")),
            ("docx", self.tr("Word, to edit")),
            ("xlsx", self.tr("Excel, to compute with")),
        ):
            box.addItem(text, name)
        return box

    def _lay_out(self) -> None:
        contents = QWidget()
        inside = QVBoxLayout(contents)
        inside.setContentsMargins(0, 12, 0, 0)
        for text, field, buddy in (
            (self.tr("F&or"), self.audience, self.audience),
            (self.tr("Pa&rts, in order"), self.parts, self.parts.list),
            (self.tr("What &changed since"), self.since, self.since.choice),
            (self.tr("Your &note on"), self.segment, self.segment),
        ):
            label = QLabel(text)
            label.setBuddy(buddy)
            inside.addWidget(label)
            # A report has more parts than there is room for.
            inside.addWidget(field, 1 if field is self.parts else 0)
        inside.addWidget(self.note)
        self.tabs = WheelSafeTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(self.tr("What is chosen"))
        self.tabs.addTab(contents, self.tr("What stands in it"))
        self.tabs.addTab(self.head, self.tr("Title, logo, colour"))
        left = QVBoxLayout()
        left.addWidget(self.presets)
        left.addWidget(self.tabs, 1)
        choices = QWidget()
        choices.setLayout(left)
        choices.setFixedWidth(_FORM_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        about = QLabel(self.tr("What it says; charts stand where their titles are"))
        about.setObjectName("hint")
        right.addWidget(about)
        right.addWidget(self.preview, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(choices)
        middle.addLayout(right, 1)
        self.column.addLayout(middle, 1)
        self.column.addLayout(self._make_end())

    def _make_end(self) -> QHBoxLayout:
        """Make the line with the format and the buttons."""
        label = QLabel(self.tr("For&mat"))
        label.setBuddy(self.format)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setObjectName("primary")
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.format)
        line.addStretch(1)
        line.addWidget(buttons)
        return line

    def _connect(self) -> None:
        self.audience.currentIndexChanged.connect(self._look)
        for changed in (self.parts.changed, self.head.changed, self.since.changed):
            changed.connect(self._rest.start)
        self.presets.chosen.connect(self.take)
        self.segment.currentIndexChanged.connect(self._show_note)
        self.note.textChanged.connect(self._take_note)

    def _show_note(self) -> None:
        self.note.blockSignals(True)
        self.note.setPlainText(self._notes.get(int(self.segment.currentData()), ""))
        self.note.blockSignals(False)

    def _take_note(self) -> None:
        self._notes[int(self.segment.currentData())] = self.note.toPlainText()
        self._rest.start()

    def _look(self) -> None:
        """Build the report without its charts, and show what it says."""
        segmentation, options, audited = self._segmentation, self.options(), self._audited
        ground, comparison = self._controller.theme.tokens.pane, self.since.comparison

        def work(progress: Progress) -> "Preview":
            return report_jobs.preview(segmentation, options, audited, ground, comparison)

        self.presets.match()
        self._jobs.run(_PREVIEW, work, self._show_preview, owner=self)

    def _show_preview(self, shown: "Preview") -> None:
        self._audited = shown.audited
        bar = self.preview.verticalScrollBar()
        place = bar.value()
        self.preview.setHtml(shown.html)
        bar.setValue(place)
        self.parts.show_parts(shown.parts)

    def _keep(self) -> None:
        """Have what was chosen ready for the next time."""
        self._controller.document.keep_report_options(self.options())

    def _folder(self) -> Path:
        """Return where files are looked for and saved first."""
        source = self._segmentation.source_table.source.path.absolute().parent
        return source if source.is_dir() else Path.home()

    def _save(self) -> None:
        ending = f".{self.format.currentData()}"
        folder = self._folder()
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), str(folder / f"report{ending}"), f"*{ending}"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ending else path.with_name(path.name + ending)
        segmentation, options, controller = self._segmentation, self.options(), self._controller
        comparison = self.since.comparison
        self.accept()
        controller.save_report(segmentation, path, options, comparison)
