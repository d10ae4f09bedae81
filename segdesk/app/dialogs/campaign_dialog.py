"""Write a campaign: which segments, with which columns, how many are held back; at once what that makes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from segdesk.app import campaign_jobs
from segdesk.app.controller import SAVING, Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import FrameTable
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeDoubleSpinBox, WheelSafeSpinBox
from segdesk.engine.campaign.mailing_tools import MAILING_TOOLS
from segdesk.errors import SegdeskError
from segdesk.messages import Figure, in_words
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.campaign.plan import Campaign, CampaignSource, CampaignSpec

_JOB = "campaign"
# Milliseconds after the last change.
_REST = 200
_FORM_WIDTH = 300
_NAME = Qt.ItemDataRole.UserRole


class CampaignDialog(Dialog):
    """Choose, look, save lists to write to."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Write a campaign"))
        self._controller = controller
        segmentation = controller.document.segmentation
        assert segmentation is not None
        self._segmentation = segmentation
        self._source: CampaignSource | None = None
        self._campaign: Campaign | None = None
        self.segments = QListWidget()
        self.segments.setAccessibleName(self.tr("Segments"))
        for each in segmentation.named:
            self._add(self.segments, str(each.name), str(each.number), True)
        self.tool = self._make_tool()
        self.columns = QListWidget()
        self.columns.setAccessibleName(self.tr("Columns"))
        self.control = WheelSafeSpinBox()
        self.control.setRange(0, 90)
        self.control.setSuffix("\N{NO-BREAK SPACE}%")
        self.control.setValue(10)
        self.base = WheelSafeDoubleSpinBox()
        self.base.setRange(0, 99)
        self.base.setDecimals(1)
        self.base.setSuffix("\N{NO-BREAK SPACE}%")
        self.base.setSpecialValueText(self.tr("not known"))
        self.base.setValue(5)
        self.table = FrameTable(self.tr("Customers of the campaign"))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setAccessibleName(self.tr("What this makes"))
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._lay_out()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setObjectName("primary")
        self.save.setEnabled(False)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._plan)
        for changed in (
            self.segments.itemChanged,
            self.columns.itemChanged,
            self.tool.currentIndexChanged,
            self.control.valueChanged,
            self.base.valueChanged,
        ):
            changed.connect(self._begin_anew)
        self.resize_to_text(960, 620)
        self._plan()

    def spec(self) -> "CampaignSpec":
        """Return what is chosen."""
        from segdesk.engine.campaign.plan import CampaignSpec

        identifier = () if self._source is None else (self._source.identifier,)
        return CampaignSpec(
            segments=self._checked(self.segments),
            # Without any the engine would choose; customers are known by their identifier.
            columns=self._checked(self.columns) or identifier,
            tool=self.tool.currentData(),
            control_share=self.control.value() / 100,
            base_rate=self.base.value() / 100 or None,
        )

    def _make_tool(self) -> WheelSafeComboBox:
        box = WheelSafeComboBox()
        box.addItem(self.tr("A plain table, for any program"), "")
        for each in MAILING_TOOLS.values():
            box.addItem(each.label, each.name)
        return box

    def _add(self, box: QListWidget, text: str, name: str, checked: bool) -> None:
        item = QListWidgetItem(text)
        item.setData(_NAME, name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        box.addItem(item)

    def _checked(self, box: QListWidget) -> tuple[str, ...]:
        items = (box.item(place) for place in range(box.count()))
        return tuple(str(i.data(_NAME)) for i in items if i.checkState() is Qt.CheckState.Checked)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Write &to"), self.segments)
        form.addRow(self.tr("Lists &for"), self.tool)
        form.addRow(self.tr("&Columns"), self.columns)
        form.addRow(self.tr("&Held back, to see what it brings"), self.control)
        form.addRow(self.tr("&Responds anyway, about"), self.base)
        left = QWidget()
        left.setLayout(form)
        left.setFixedWidth(_FORM_WIDTH)
        right = QVBoxLayout()
        for widget in (self.told, self._trouble):
            right.addWidget(widget)
        right.addWidget(self.table, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(left)
        middle.addLayout(right, 1)
        self.column.addLayout(middle, 1)

    # Planning

    def _begin_anew(self) -> None:
        self._campaign = None
        self.save.setEnabled(False)
        self._rest.start()

    def _plan(self) -> None:
        segmentation, source = self._segmentation, self._source
        if not self._checked(self.segments):
            self._tell_trouble(self.tr("Choose at least one segment."))
            return
        spec = self.spec()

        def work(progress: Progress) -> "Campaign":
            return campaign_jobs.plan(segmentation, source, spec)

        self._controller.lanes.quick.start(_JOB, work, self._show, self._fail, owner=self)

    def _show(self, campaign: "Campaign") -> None:
        from segdesk.engine.campaign.findings import campaign_findings

        if self._source is None:
            self._source = campaign.source
            self._list_columns(campaign)
        self._campaign = campaign
        self._trouble.hide()
        self.save.setEnabled(True)
        # What each segment takes stands in the table.
        self.told.setText("\n\n".join(map(str, campaign_findings(campaign, with_segments=False))))
        headings = [self.tr("Segment"), self.tr("To be written to"), self.tr("Held back")]
        headings.append(self.tr("Shows from"))
        rows = [
            [
                segment.name,
                in_words(segment.n_test),
                in_words(segment.n_control),
                "–"
                if segment.smallest_lift is None
                else self.tr("{points} points more").format(points=Figure(100 * segment.smallest_lift, 1)),
            ]
            for segment in campaign.segments
        ]
        self.table.fill(headings, rows, (1, 2, 3))

    def _list_columns(self, campaign: "Campaign") -> None:
        """List the columns of the table, those ticked that go along unless the user says otherwise."""
        self.columns.blockSignals(True)
        kept = {column.name for column in campaign.columns}
        for column in campaign.source.columns:
            if column.name != campaign.source.identifier:
                self._add(self.columns, column.title, column.name, column.name in kept)
        self.columns.blockSignals(False)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, SegdeskError):
            self._tell_trouble(str(error))
        else:
            self._controller.lanes.quick.failed.emit(error)

    def _tell_trouble(self, text: str) -> None:
        self._campaign = None
        self.save.setEnabled(False)
        self.told.setText("")
        self._trouble.setText(text)
        self._trouble.show()

    # Saving

    def _save(self) -> None:
        campaign = self._campaign
        if campaign is None:
            return
        source = self._segmentation.source_table.source.path.absolute()
        start = source.parent if source.parent.is_dir() else Path.home()
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose where the folder is to go"), str(start))
        if not name:
            return
        folder = Path(name) / f"{source.stem}-campaign"
        controller = self._controller

        def work(progress: Progress) -> tuple[str, ...]:
            return campaign_jobs.save_campaign(campaign, folder, progress)

        def done(files: tuple[str, ...]) -> None:
            controller.tell_folder_saved(len(files), folder)
            self.accept()

        controller.lanes.work.start(SAVING, work, done, self._fail, owner=self)
