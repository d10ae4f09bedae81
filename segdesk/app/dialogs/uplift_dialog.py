"""What a campaign brought: its folder and a file of what happened since become sentences, a picture and a table."""

from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QWidget,
)

from segdesk.app import campaign_jobs
from segdesk.app.campaign_jobs import EvaluatedCampaign, ReadResults
from segdesk.app.controller import SAVING, Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import FrameTable
from segdesk.app.dialogs.picture_area import PictureArea
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeTabWidget
from segdesk.charts.style import Look
from segdesk.engine.campaign.findings import judged, result_headlines
from segdesk.engine.campaign.results import ResultColumns
from segdesk.errors import SegdeskError
from segdesk.io.reading import suffixes
from segdesk.messages import in_words
from segdesk.progress import Progress

_DPI_AT_TEXT = 100 / 13.5
_NARROWEST = 5.0
# Pixels that frames take beside a picture.
_BESIDE = 60
_JOB = "uplift"


class UpliftDialog(Dialog):
    """Choose a campaign and a file; look, save."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("What a campaign brought"))
        self._controller, self._lane = controller, controller.lanes.work
        self._campaign: Path | None = None
        self._results: Path | None = None
        self._read: ReadResults | None = None
        self._evaluated: EvaluatedCampaign | None = None
        self.column.addLayout(self._make_chooser())
        self.sentence = QLabel(
            self.tr("Choose a campaign that you saved, and a file of what happened since.")
        )
        self.sentence.setObjectName("heading")
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(self.tr("Answer"))
        self.notes = QLabel()
        self.notes.setWordWrap(True)
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        for label in (self.sentence, self.notes, self._trouble):
            self.column.addWidget(label)
        self.tabs = self._make_tabs()
        self.column.addWidget(self.tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setObjectName("primary")
        self.save.setEnabled(False)
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.finished.connect(self._stop)
        self.resize_to_text(900, 660)

    def _make_chooser(self) -> QGridLayout:
        chooser = QGridLayout()
        chooser.setColumnStretch(1, 1)
        self.choose_campaign = QPushButton(self.tr("Choose the &campaign…"))
        self.choose_campaign.clicked.connect(self._choose_campaign)
        self.choose_results = QPushButton(self.tr("Choose the &file…"))
        self.choose_results.clicked.connect(self._choose_results)
        self._campaign_name, self._results_name = QLabel("–"), QLabel("–")
        self.response, self.value = WheelSafeComboBox(), WheelSafeComboBox()
        self._offer(())
        for place, (text, widget, button) in enumerate(
            (
                (self.tr("Campaign"), self._campaign_name, self.choose_campaign),
                (self.tr("What happened since"), self._results_name, self.choose_results),
                (self.tr("Who &responded"), self.response, None),
                (self.tr("&Amount"), self.value, None),
            )
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            chooser.addWidget(label, place, 0)
            chooser.addWidget(widget, place, 1)
            if button is not None:
                chooser.addWidget(button, place, 2)
        for box in (self.response, self.value):
            box.currentIndexChanged.connect(self._evaluate)
        return chooser

    def _make_tabs(self) -> QTabWidget:
        tabs = WheelSafeTabWidget()
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setAccessibleName(self.tr("Views"))
        self.responses = PictureArea(self.tr("Responses"))
        self.money = PictureArea(self.tr("Money"))
        self.table = FrameTable(self.tr("Every figure"))
        tabs.addTab(self.responses, self.tr("Responses"))
        tabs.addTab(self.money, self.tr("Money"))
        tabs.addTab(self.table, self.tr("Every figure"))
        return tabs

    def _offer(self, columns: tuple[str, ...]) -> None:
        """Offer the columns that can say who responded and for how much."""
        first = (self.tr("Who stands in the file did"), self.tr("None"))
        for box, text in zip((self.response, self.value), first, strict=True):
            box.blockSignals(True)
            box.clear()
            box.addItem(text, None)
            for name in columns:
                box.addItem(name, name)
            box.blockSignals(False)

    # What is compared

    def _choose_campaign(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Choose the folder of a campaign"), str(self._controller.preferences.last_folder)
        )
        if name:
            self._controller.preferences.last_folder = Path(name).parent
            self._campaign = Path(name)
            self._campaign_name.setText(self._campaign.name)
            self._open()

    def _choose_results(self) -> None:
        endings = " ".join(f"*{suffix}" for suffix in suffixes())
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a file of what happened since"),
            str(self._controller.preferences.last_folder),
            self.tr("Tables ({endings});;All files (*)").format(endings=endings),
        )
        if name:
            self._controller.preferences.last_folder = Path(name).parent
            self._results = Path(name)
            self._results_name.setText(self._results.name)
            self._open()

    def _open(self) -> None:
        """Read both, once both are chosen."""
        campaign, results = self._campaign, self._results
        self._forget()
        if campaign is None or results is None:
            return

        def work(progress: Progress) -> ReadResults:
            return campaign_jobs.read_results(campaign, results, progress)

        self._lane.start(_JOB, work, self._take, self._fail, owner=self)

    def _take(self, read: ReadResults) -> None:
        self._read = read
        self._offer(read.measures)
        self._evaluate()

    def _evaluate(self) -> None:
        read = self._read
        if read is None:
            return
        self._trouble.hide()
        self.save.setEnabled(False)
        wanted = ResultColumns(None, self.response.currentData(), self.value.currentData())
        dpi, ratio = self._controller.theme.text_pixels * _DPI_AT_TEXT, self.devicePixelRatioF()
        look = Look(dark=self._controller.theme.dark, width=max(_NARROWEST, (self.width() - _BESIDE) / dpi))

        def work(progress: Progress) -> EvaluatedCampaign:
            return campaign_jobs.evaluate(read, wanted, look, dpi * ratio)

        self._lane.start(_JOB, work, self._show, self._fail, owner=self)

    # What is shown

    def _show(self, evaluated: EvaluatedCampaign) -> None:
        result = evaluated.result
        self._evaluated = evaluated
        self.save.setEnabled(True)
        headlines = [str(found) for found in result_headlines(result)]
        self.sentence.setText("\n".join(headlines))
        self.notes.setText(" ".join(str(note) for note in result.notes))
        for place, area in enumerate((self.responses, self.money)):
            if place < len(evaluated.images):
                area.show_picture(evaluated.images[place], headlines[place])
            else:
                area.show_text(self.tr("Choose the column with the amounts above."))
        self._fill_table(evaluated)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, headlines[0]))

    def _fill_table(self, evaluated: EvaluatedCampaign) -> None:
        from segdesk.charts.uplift import difference_in_words, level_in_words, row_name

        result = evaluated.result
        rows = [
            [
                self.tr("Amount") if measured.is_money else self.tr("Responded"),
                str(row_name(result, effect)),
                in_words(effect.n_test),
                in_words(effect.n_control),
                level_in_words(measured, effect.test),
                level_in_words(measured, effect.control),
                difference_in_words(measured, effect.difference),
                f"{difference_in_words(measured, effect.low)} … {difference_in_words(measured, effect.high)}",
                str(judged(result, effect)),
            ]
            for measured in result.measures
            for effect in measured.effects
        ]
        headings = [self.tr("What"), self.tr("Segment"), self.tr("Written to"), self.tr("Held back")]
        headings += [self.tr("Of those written to"), self.tr("Of those held back"), self.tr("Difference")]
        headings += [self.tr("95% interval"), self.tr("Judged")]
        self.table.fill(headings, rows, range(2, 8))

    def _forget(self) -> None:
        self._read, self._evaluated = None, None
        self._trouble.hide()
        self.save.setEnabled(False)
        self._offer(())

    def _fail(self, error: Exception) -> None:
        self._evaluated = None
        if isinstance(error, SegdeskError):
            self.sentence.setText("")
            self.notes.setText("")
            self._trouble.setText(str(error))
            self._trouble.show()
        else:
            self._lane.failed.emit(error)

    # Saving

    def _save(self) -> None:
        evaluated, source = self._evaluated, self._results
        if evaluated is None or source is None:
            return
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Choose where the folder is to go"), str(source.absolute().parent)
        )
        if not name:
            return
        folder = Path(name) / f"{source.stem}-uplift"

        def work(progress: Progress) -> tuple[str, ...]:
            return campaign_jobs.save_campaign_result(evaluated.result, folder, progress)

        def done(files: tuple[str, ...]) -> None:
            self._controller.tell_folder_saved(len(files), folder, "report.html")
            self.accept()

        self._trouble.hide()
        self._lane.start(SAVING, work, done, self._fail, owner=self)

    def _stop(self) -> None:
        if self._lane.job_name == _JOB:
            self._lane.cancel()
