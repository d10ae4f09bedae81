"""Compare results: two of the results that are kept, or of earlier ones that were saved, side by side."""

from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QTabWidget,
    QWidget,
)

from segdesk.app import jobs_over_time
from segdesk.app.controller import SAVING, Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import FrameTable, moved_texts
from segdesk.app.dialogs.picture_area import PictureArea
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeTabWidget
from segdesk.app.jobs_over_time import ComparedRuns
from segdesk.app.run_title import RunTitle
from segdesk.charts.moves import MOST_A_SIDE
from segdesk.charts.style import Look
from segdesk.engine.comparison.compare import Comparison, headline, remarks
from segdesk.engine.result.run import Run
from segdesk.errors import SegdeskError
from segdesk.io.reading import suffixes
from segdesk.messages import Percent, in_words, percent_in_words
from segdesk.progress import Progress

# As in the pane of charts: text as large as the window's.
_DPI_AT_TEXT = 100 / 13.5
_NARROWEST, _LOWEST = 5.0, 2.4
# Pixels that frames and the other parts of the dialog take from the picture.
_BESIDE, _ABOVE = 60, 280
_JOB = "compare"


class CompareResultsDialog(Dialog):
    """Choose two results; a sentence, tables and a picture say what became of the customers."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Compare results"))
        self._controller, self._lane = controller, controller.lanes.work
        # What can be chosen: runs of this window, and labeled files.
        self._sources: list[Run | Path] = list(controller.document.runs)
        self._comparison: Comparison | None = None
        self.old, self.new = WheelSafeComboBox(), WheelSafeComboBox()
        self.column.addLayout(self._make_chooser())
        self.sentence = QLabel()
        self.sentence.setObjectName("heading")
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(self.tr("Answer"))
        self.more = QLabel()
        self.more.setWordWrap(True)
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        for label in (self.sentence, self.more, self._trouble):
            self.column.addWidget(label)
        self.moves = FrameTable(self.tr("Who moved where"))
        self.sizes = FrameTable(self.tr("Change of size"))
        self.reasons = FrameTable(self.tr("Why they moved"))
        self.settings = FrameTable(self.tr("Settings that differ"))
        self._area = PictureArea(self.tr("Flow of customers"))
        self.flow = self._area.label
        self.tabs = self._make_tabs()
        self.column.addWidget(self.tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.resize_to_text(900, 660)
        for box in (self.old, self.new):
            box.currentIndexChanged.connect(self._compare)
        self.old.activated.connect(self._choose_old)
        self.new.activated.connect(self._choose_new)
        self.finished.connect(self._stop)
        self._compare()

    def _make_chooser(self) -> QGridLayout:
        chooser = QGridLayout()
        chooser.setColumnStretch(1, 1)
        for place, (box, words) in enumerate(((self.old, self.tr("&From")), (self.new, self.tr("&To")))):
            for source in self._sources:
                assert not isinstance(source, Path)
                box.addItem(RunTitle().text(source))
            box.addItem(self.tr("A labeled file…"))
            box.setPlaceholderText(self.tr("Choose what to compare with"))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumHeight(26)
            box.setAccessibleName(words.replace("&", ""))
            label = QLabel(words)
            label.setBuddy(box)
            chooser.addWidget(label, place, 0)
            chooser.addWidget(box, place, 1)
        # A single result has nothing here to be compared with.
        self.old.setCurrentIndex(len(self._sources) - 2)
        self.new.setCurrentIndex(len(self._sources) - 1)
        return chooser

    def _make_tabs(self) -> QTabWidget:
        tabs = WheelSafeTabWidget()
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setAccessibleName(self.tr("Views"))
        tabs.addTab(self.moves, self.tr("Who moved where"))
        tabs.addTab(self._area, self.tr("Flow"))
        tabs.addTab(self.reasons, self.tr("Why they moved"))
        tabs.addTab(self.sizes, self.tr("Change of size"))
        tabs.addTab(self.settings, self.tr("Settings that differ"))
        return tabs

    @property
    def _chosen(self) -> tuple[Run | Path, Run | Path] | None:
        """What is chosen on both sides; None while a side is open."""
        places = (self.old.currentIndex(), self.new.currentIndex())
        if not all(0 <= place < len(self._sources) for place in places):
            return None
        return self._sources[places[0]], self._sources[places[1]]

    def _choose_old(self, place: int) -> None:
        self._choose_file(self.old, place)

    def _choose_new(self, place: int) -> None:
        self._choose_file(self.new, place)

    def _choose_file(self, box: QComboBox, place: int) -> None:
        """Ask for a labeled file where the last entry was taken, and offer it on both sides."""
        if place != len(self._sources):
            return
        endings = " ".join(f"*{suffix}" for suffix in suffixes())
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a labeled file"),
            str(self._controller.preferences.last_folder),
            self.tr("Tables ({endings});;All files (*)").format(endings=endings),
        )
        if not name:
            box.setCurrentIndex(-1)
            return
        path = Path(name)
        self._controller.preferences.last_folder = path.parent
        self._sources.append(path)
        for each in (self.old, self.new):
            each.blockSignals(True)
            chosen = each.currentIndex()
            each.insertItem(place, f"{path.parent.name} / {path.name}")
            each.setCurrentIndex(place if each is box else -1 if chosen == place else chosen)
            each.blockSignals(False)
        self._compare()

    # Comparing

    def _compare(self) -> None:
        self._comparison = None
        self.save.setEnabled(False)
        self._trouble.hide()
        if self._chosen is None:
            self.sentence.setText(self.tr("Choose an earlier result, or a labeled file, to compare with."))
            return
        old, new = (each if isinstance(each, Path) else each.segmentation for each in self._chosen)
        titles = (self.old.currentText(), self.new.currentText())
        dpi = self._controller.theme.text_pixels * _DPI_AT_TEXT
        ratio = self.devicePixelRatioF()
        look = Look(
            dark=self._controller.theme.dark,
            # The sentence stands above already.
            titled=False,
            width=max(_NARROWEST, (self.width() - _BESIDE) / dpi),
            height=max(_LOWEST, (self.height() - _ABOVE) / dpi),
        )

        def work(progress: Progress) -> ComparedRuns:
            return jobs_over_time.compare_results(old, new, titles, look, dpi * ratio, progress)

        self._lane.start(_JOB, work, self._show, self._fail, owner=self)

    def _show(self, compared: ComparedRuns) -> None:
        comparison = self._comparison = compared.comparison
        self.save.setEnabled(True)
        self.sentence.setText(str(headline(comparison)))
        self.more.setText(" ".join(str(remark) for remark in remarks(comparison)))
        self.more.setVisible(bool(self.more.text()))
        self._show_moves(comparison)
        self._show_reasons(comparison)
        self._show_sizes(comparison)
        self._show_settings(comparison)
        self._show_flow(compared)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.sentence.text()))

    def _show_moves(self, comparison: Comparison) -> None:
        worth = comparison.values is not None
        rows = [
            [
                old.label,
                new.label,
                in_words(int(comparison.customers[i, j])),
                self.tr("stayed") if old.match == new.key else self.tr("moved"),
                *([in_words(float(comparison.values[i, j]))] if comparison.values is not None else []),
            ]
            for i, old in enumerate(comparison.old)
            for j, new in enumerate(comparison.new)
            if comparison.customers[i, j]
        ]
        headings = [self.tr("From"), self.tr("To"), self.tr("Customers"), self.tr("Matching segment")]
        headings += [self.tr("Value")] if worth else []
        self.moves.fill(headings, rows, (2, 4))

    def _show_reasons(self, comparison: Comparison) -> None:
        """List the first customers who moved, and why; the saved file has all."""
        rows = moved_texts(comparison)
        headings = [self.tr("Customer"), self.tr("Why"), self.tr("From"), self.tr("To")]
        self.reasons.fill(headings, rows)

    def _show_sizes(self, comparison: Comparison) -> None:
        earlier = {group.key: group for group in comparison.old}
        taken = set()
        rows = []
        for group in comparison.new:
            before = None if group.match is None else earlier[group.match]
            taken.add(group.match)
            if before is None:
                rows.append([group.label, self.tr("new"), "–", in_words(group.size), "–"])
                continue
            change = group.size / max(before.size, 1) - 1
            sign = "+" if change > 0 else ""
            rows.append(
                [
                    group.label,
                    before.label,
                    in_words(before.size),
                    in_words(group.size),
                    f"{sign}{percent_in_words(change)}",
                ]
            )
        for group in comparison.old:
            if group.key not in taken:
                rows.append([self.tr("no longer there"), group.label, in_words(group.size), "–", "–"])
        headings = [self.tr("Segment"), self.tr("Before"), self.tr("Customers before")]
        self.sizes.fill([*headings, self.tr("Customers now"), self.tr("Change")], rows, (2, 3, 4))

    def _show_settings(self, comparison: Comparison) -> None:
        rows = [[str(d.setting), str(d.old), str(d.new)] for d in comparison.differences or ()]
        if not rows:
            rows = [[self.tr("The settings are the same."), "", ""]]
        self.settings.fill([self.tr("Setting"), self.tr("Before"), self.tr("Now")], rows)

    def _show_flow(self, compared: ComparedRuns) -> None:
        if compared.image is None:
            self._area.show_text(
                self.tr("The flow can be drawn for up to {most} segments on either side.").format(
                    most=MOST_A_SIDE
                )
            )
            return
        stayed = Percent(compared.comparison.stayed / compared.comparison.shared)
        self._area.show_picture(
            compared.image,
            self.tr("{share} of customers stayed in a matching segment.").format(share=stayed),
        )

    # Saving

    def _save(self) -> None:
        comparison, chosen = self._comparison, self._chosen
        if comparison is None or chosen is None:
            return
        last = chosen[1]
        source = last if isinstance(last, Path) else last.segmentation.source_table.source.path
        start = source.absolute().parent if source.is_file() else Path.home()
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), str(start))
        if not name:
            return
        names = (each.stem if isinstance(each, Path) else each.number for each in chosen)
        folder = Path(name) / f"comparison-{'-'.join(map(str, names))}"

        def work(progress: Progress) -> tuple[str, ...]:
            return jobs_over_time.save_comparison(comparison, folder, progress)

        def done(files: tuple[str, ...]) -> None:
            self._controller.tell_folder_saved(len(files), folder)
            self.accept()

        self._trouble.hide()
        self._lane.start(SAVING, work, done, self._fail, owner=self)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, SegdeskError):
            self._trouble.setText(str(error))
            self._trouble.show()
        else:
            self._lane.failed.emit(error)

    def _stop(self) -> None:
        if self._lane.job_name == _JOB:
            self._lane.cancel()
