"""History: the latest results of the file that is open, with a picture of each; two compared, one gone back to."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.compare_results import CompareResultsDialog
from segdesk.app.run_title import RunTitle
from segdesk.charts.export import to_image
from segdesk.charts.style import Look
from segdesk.charts.thumbnail import draw_thumbnail
from segdesk.engine.recipe.differences import recipe_differences
from segdesk.engine.result.run import Run
from segdesk.engine.validation.structure import STRUCTURE_WORDS
from segdesk.messages import say
from segdesk.progress import Progress

_PICTURE = QSize(120, 80)
_DPI = 100
_MOST_DIFFERENCES = 4
_JOB = "thumbnails"

Picture = npt.NDArray[np.uint8]


def draw_pictures(runs: tuple[Run, ...], look: Look, dpi: float, progress: Progress) -> tuple[Picture, ...]:
    """Draw the customers of each result as a small picture."""
    stage = say("Drawing charts")
    pictures = []
    for place, run in enumerate(runs):
        progress(stage, place / len(runs))
        pictures.append(to_image(draw_thumbnail(run.segmentation, look), dpi))
    progress(stage, 1.0)
    return tuple(pictures)


class HistoryDialog(Dialog):
    """Shows the results that are kept, newest first."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("History"))
        self._controller, self._document, self._window = controller, controller.document, parent
        self._runs = tuple(reversed(self._document.runs))
        about = QLabel(self.tr("Choose a result to go back to it, or two to compare them (Ctrl+click)."))
        about.setWordWrap(True)
        self.column.addWidget(about)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Results"))
        about.setBuddy(self.list)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setIconSize(_PICTURE)
        self.list.setWordWrap(True)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        blank = QPixmap(_PICTURE)
        blank.fill(Qt.GlobalColor.transparent)
        for run in self._runs:
            item = QListWidgetItem(QIcon(blank), self._words(run))
            item.setToolTip(self._words(run))
            self.list.addItem(item)
            if self._document.run is not None and run.number == self._document.run.number:
                self.list.setCurrentItem(item)
        self.column.addWidget(self.list, 1)
        self._add_buttons()
        self.list.itemSelectionChanged.connect(self._refresh)
        self.list.itemDoubleClicked.connect(self._go_back)
        self.resize_to_text(820, 560)
        self._refresh()
        self._draw()

    def _add_buttons(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.back = buttons.addButton(self.tr("&Go back to it"), action)
        self.compare = buttons.addButton(self.tr("&Compare…"), action)
        self.back.clicked.connect(self._go_back)
        self.compare.clicked.connect(self._compare)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)

    @property
    def _chosen(self) -> list[int]:
        """Places of the results that are chosen, from the newest."""
        return sorted(self.list.row(item) for item in self.list.selectedItems())

    def _words(self, run: Run) -> str:
        """Return what a result is, how good it is, how long it took, and what is set otherwise in the one shown."""
        found, locale = run.segmentation, QLocale()
        structure = found.validation.verdict.structure
        lines = [RunTitle().text(run)]
        seconds = self.tr("{seconds} s").format(seconds=locale.toString(run.seconds, "f", 1))
        lines.append(seconds if structure is None else f"{STRUCTURE_WORDS[structure]}; {seconds}")
        shown = self._document.run
        if shown is not None and shown.number == run.number:
            lines.append(self.tr("This is the one that is shown."))
        elif shown is not None:
            differences = recipe_differences(shown.recipe, run.recipe)
            told = [f"{each.setting}: {each.new}" for each in differences[:_MOST_DIFFERENCES]]
            more = len(differences) - len(told)
            if more > 0:
                told.append(self.tr("and %Ln more", "", more))
            otherwise = self.tr("Set otherwise: {settings}").format(settings="; ".join(told))
            lines.append(otherwise if told else self.tr("The same settings as the one that is shown."))
        return "\n".join(lines)

    def _draw(self) -> None:
        """Have the pictures drawn, and put them beside the results."""
        ratio = self.devicePixelRatioF()
        look = Look(
            dark=self._controller.theme.dark, width=_PICTURE.width() / _DPI, height=_PICTURE.height() / _DPI
        )
        runs = self._runs

        def show(pictures: tuple[Picture, ...]) -> None:
            for place, picture in enumerate(pictures):
                height, width = picture.shape[:2]
                image = QImage(picture.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
                # The image looks at memory that goes with the picture.
                pixmap = QPixmap.fromImage(image.copy())
                pixmap.setDevicePixelRatio(ratio)
                self.list.item(place).setIcon(QIcon(pixmap))

        self._controller.lanes.draw.start(
            _JOB, lambda progress: draw_pictures(runs, look, _DPI * ratio, progress), show, owner=self
        )

    def _refresh(self) -> None:
        chosen, shown = self._chosen, self._document.run
        other = len(chosen) == 1 and (shown is None or self._runs[chosen[0]].number != shown.number)
        self.back.setEnabled(other)
        self.compare.setEnabled(len(chosen) == 2)

    def _go_back(self) -> None:
        if self.back.isEnabled():
            run = self._runs[self._chosen[0]]
            self.accept()
            self._document.return_to(run)

    def _compare(self) -> None:
        newer, older = self._chosen
        if not self._controller.may_begin():
            return
        dialog = CompareResultsDialog(self._controller, self._window)
        last = len(self._runs) - 1
        dialog.old.setCurrentIndex(last - older)
        dialog.new.setCurrentIndex(last - newer)
        self.accept()
        dialog.open()
