"""Report: for whom it is, what it is called, what stands in it; beside it what it says, at once."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from segdesk.app import report_jobs
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.app.report_jobs import Preview
    from segdesk.engine.audit.audit import Audit

_PREVIEW = "report preview"
# Milliseconds after the last key, so that nothing is built while somebody types.
_REST = 400
_FORM_WIDTH = 330
_NOTE_HEIGHT = 84


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
        self.audience = self._make_audience()
        self.format = self._make_format()
        self.title = QLineEdit(self._options.title)
        self.title.setPlaceholderText(self.tr("What was found"))
        self.author = QLineEdit(self._options.author)
        self.sections = QListWidget()
        self.sections.setAccessibleName(self.tr("Parts of the report"))
        self.segment = WheelSafeComboBox()
        for each in segmentation.named:
            self.segment.addItem(str(each.name), each.number)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setAccessibleName(self.tr("Your note on the segment"))
        self.preview = QTextBrowser()
        self.preview.setAccessibleName(self.tr("Preview"))
        self._lay_out()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setObjectName("primary")
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look)
        self._show_note()
        self._connect()
        self.finished.connect(self._keep)
        self.resize_to_text(980, 640)
        self._look()

    def options(self) -> ReportOptions:
        """Return what is chosen."""
        items = [self.sections.item(place) for place in range(self.sections.count())]
        unchecked = tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Unchecked
        )
        return replace(
            self._options,
            audience=Audience(self.audience.currentData()),
            title=self.title.text().strip(),
            author=self.author.text().strip(),
            notes={number: text for number, text in self._notes.items() if text.strip()},
            # Before the parts are known they are as they were.
            left_out=unchecked if items else self._options.left_out,
        )

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
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("&For"), self.audience)
        form.addRow(self.tr("For&mat"), self.format)
        form.addRow(self.tr("&Title"), self.title)
        form.addRow(self.tr("&From"), self.author)
        form.addRow(self.tr("&Parts"), self.sections)
        form.addRow(self.tr("Your &note on"), self.segment)
        form.addRow(self.note)
        left = QWidget()
        left.setLayout(form)
        left.setFixedWidth(_FORM_WIDTH)
        form.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        about = QLabel(self.tr("What it says; charts stand where their titles are"))
        about.setObjectName("hint")
        right.addWidget(about)
        right.addWidget(self.preview, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(left)
        middle.addLayout(right, 1)
        self.column.addLayout(middle, 1)

    def _connect(self) -> None:
        self.audience.currentIndexChanged.connect(self._change_audience)
        self.title.textChanged.connect(self._rest.start)
        self.author.textChanged.connect(self._rest.start)
        self.sections.itemChanged.connect(self._rest.start)
        self.segment.currentIndexChanged.connect(self._show_note)
        self.note.textChanged.connect(self._take_note)

    def _change_audience(self) -> None:
        # The other audience has other parts.
        self.sections.blockSignals(True)
        self.sections.clear()
        self.sections.blockSignals(False)
        self._look()

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

        def work(progress: Progress) -> "Preview":
            return report_jobs.preview(segmentation, options, audited)

        self._controller.lanes.quick.start(_PREVIEW, work, self._show_preview, owner=self)

    def _show_preview(self, shown: "Preview") -> None:
        self._audited = shown.audited
        bar = self.preview.verticalScrollBar()
        place = bar.value()
        self.preview.setHtml(shown.html)
        bar.setValue(place)
        if self.sections.count():
            return
        self.sections.blockSignals(True)
        for anchor, title in shown.parts:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, anchor)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            out = anchor in self._options.left_out
            item.setCheckState(Qt.CheckState.Unchecked if out else Qt.CheckState.Checked)
            self.sections.addItem(item)
        self.sections.blockSignals(False)

    def _keep(self) -> None:
        """Have what was chosen ready for the next time."""
        self._controller.document.keep_report_options(self.options())

    def _save(self) -> None:
        ending = f".{self.format.currentData()}"
        source = self._segmentation.source_table.source.path.absolute().parent
        folder = source if source.is_dir() else Path.home()
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), str(folder / f"report{ending}"), f"*{ending}"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ending else path.with_name(path.name + ending)
        segmentation, options, controller = self._segmentation, self.options(), self._controller
        self.accept()
        controller.save_report(segmentation, path, options)
