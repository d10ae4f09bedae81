"""Assign a file: next month's customers into the segments of a model."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QWidget,
)

from segdesk.app import jobs
from segdesk.app.controller import SAVING, Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import FrameTable, labeled_rows
from segdesk.app.dropped_files import dropped_files
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.app.jobs import ToPlace
from segdesk.app.scrolling_text import ScrollingText
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import SegdeskError
from segdesk.io.reading import suffixes
from segdesk.io.stored_model import read_stored_model
from segdesk.io.writers.labels import of_prediction
from segdesk.messages import list_in_words
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.prediction.model import Model
    from segdesk.engine.prediction.predict import Prediction
    from segdesk.messages import Message


_MOST_LINES = 8


class AssignFileDialog(Dialog):
    """Choose a model and a file, match the columns, look, save.

    Parameters
    ----------
    controller : Controller
    model : Path, optional
        A model file; without one the result on screen is the model.
    parent : QWidget
    known_matches : mapping of str to str, optional
        Columns of earlier files, by variable, that were chosen by hand; taken again where a file has them.
    """

    matched = Signal(object)
    """Customers were placed with these columns by variable, of those that names alone do not tell."""

    def __init__(
        self,
        controller: Controller,
        model: Path | None,
        parent: QWidget,
        known_matches: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__("", parent)
        self._known_matches = dict(known_matches or {})
        self.setWindowTitle(self.tr("Assign a file"))
        self.setAcceptDrops(True)
        self._controller, self._lane = controller, controller.lanes.work
        self._model: Model | None = None
        self._recipe = Recipe()
        self._file: ToPlace | None = None
        self._prediction: Prediction | None = None
        self._about_model = QLabel()
        self._about_model.setWordWrap(True)
        other = QPushButton(self.tr("Choose a model…"))
        other.clicked.connect(self._choose_model)
        first = QHBoxLayout()
        first.addWidget(self._about_model, 1)
        first.addWidget(other)
        self._about_file = QLabel(self.tr("Drop a file of customers here, or several, or choose them."))
        self._about_file.setWordWrap(True)
        self.choose = QPushButton(self.tr("Choose a file…"))
        self.choose.clicked.connect(self._choose_file)
        second = QHBoxLayout()
        second.addWidget(self._about_file, 1)
        second.addWidget(self.choose)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.hide()
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._matches = QWidget()
        self._form = QFormLayout(self._matches)
        self._boxes: dict[str, QComboBox] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._matches)
        self._area.setMaximumHeight(190)
        self._matching = QLabel(self.tr("Columns of the file that the segments need"))
        self._matching.setObjectName("heading")
        self._found = ScrollingText(_MOST_LINES)
        self._found.label.setAccessibleName(self.tr("Result"))
        self.preview = FrameTable(self.tr("Preview"))
        for layout in (first, second):
            self.column.addLayout(layout)
        for widget in (self._progress, self._trouble, self._matching, self._area, self._found):
            self.column.addWidget(widget)
        self.column.addWidget(self.preview, 1)
        # Holds the place of the preview, so that what stands above it stays together.
        self._blank = QWidget()
        self.column.addWidget(self._blank, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setObjectName("primary")
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.resize_to_text(820, 620)
        self.finished.connect(self._stop)
        self._take_model(model)
        # The next thing to do, unless there is no model yet.
        (self.choose if self._model is not None else other).setFocus()

    def read(self, paths: Sequence[Path]) -> None:
        """Read a file of customers, or a folder or several files as one table, and place them."""
        model = self._model
        if model is None:
            self._tell(self.tr("Choose a model first."))
            return
        recipe = self._recipe
        self._begin()
        self._about_file.setText(
            paths[0].name if len(paths) == 1 else self.tr("%Ln file(s) as one table", "", len(paths))
        )

        def work(progress: Progress) -> ToPlace:
            return jobs.read_to_place(tuple(paths), model, recipe, progress)

        self._lane.start("place", work, self._match, self._fail, owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that files may be dropped here."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take a dropped model, or files of customers."""
        files = dropped_files(event.mimeData())
        if not files:
            return
        event.acceptProposedAction()
        if len(files) == 1 and files[0].suffix.lower() == ".segdesk":
            self._take_model(files[0])
        else:
            self.read(files)

    # Model and file

    def _take_model(self, path: Path | None) -> None:
        segmentation = self._controller.document.segmentation
        try:
            if path is not None:
                self._model, self._recipe = read_stored_model(path)
            elif segmentation is not None:
                self._model, self._recipe = segmentation.fit.model, segmentation.provenance.recipe
        except SegdeskError as error:
            self._tell(str(error))
        name = self.tr("the result on screen") if path is None else path.name
        if self._model is None:
            self._about_model.setText(self.tr("No model yet: choose the model.segdesk of an earlier result."))
        else:
            text = self.tr("Model: {name}, %n segment(s)", "", len(self._model.names))
            self._about_model.setText(text.format(name=name))
        self._forget()

    def _choose_model(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a model"), str(self._folder()), self.tr("Models (*.segdesk)")
        )
        if name:
            self._controller.preferences.last_folder = Path(name).parent
            self._take_model(Path(name))

    def _choose_file(self) -> None:
        endings = " ".join(f"*{suffix}" for suffix in suffixes())
        kinds = self.tr("Tables ({endings});;All files (*)").format(endings=endings)
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose a file, or several"), str(self._folder()), kinds
        )
        if names:
            self._controller.preferences.last_folder = Path(names[0]).parent
            self.read([Path(name) for name in names])

    def _folder(self) -> Path:
        return self._controller.preferences.last_folder

    # Matching and placing

    def _match(self, file: ToPlace) -> None:
        """Show which column is which, and place where all are found."""
        self._file = file
        self._progress.hide()
        assert self._model is not None
        while self._form.rowCount():
            self._form.removeRow(0)
        self._boxes = {}
        # What is made later would come last for the Tab key.
        before: QWidget = self._area
        for name in self._model.inputs:
            box = WheelSafeComboBox()
            box.addItem(self.tr("(choose a column)"), None)
            for column in file.customers.names:
                box.addItem(column, column)
            box.setCurrentIndex(max(0, box.findData(self._likely_column(file, name))))
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(self._place)
            self._form.addRow(name, box)
            self._boxes[name] = box
            QWidget.setTabOrder(before, box)
            before = box
        self._matching.show()
        self._area.show()
        self._place()

    def _likely_column(self, file: ToPlace, name: str) -> str | None:
        """Return the column of a variable by its name, else the one that was chosen for it in an earlier file."""
        found, known = file.match.found.get(name), self._known_matches.get(name)
        return known if found is None and known in file.customers.names else found

    def _place(self) -> None:
        file, model = self._file, self._model
        if file is None or model is None:
            return
        matches = {name: box.currentData() for name, box in self._boxes.items()}
        open_ones = [name for name, column in matches.items() if column is None]
        if open_ones:
            self._prediction = None
            self.save.setEnabled(False)
            self._tell(self._missing(file, open_ones[0]))
            return
        self._begin()

        def work(progress: Progress) -> "Prediction":
            return jobs.place_customers(file, model, matches, progress)

        self._lane.start("place", work, self._show, self._fail, owner=self)

    def _missing(self, file: ToPlace, name: str) -> str:
        """Return what to do about a variable without a column."""
        from segdesk.engine.data.column_matching import closest_name

        rivals = file.match.rivals.get(name, ())
        if rivals:
            text = self.tr("“{name}” could be each of these columns: {columns}. Choose the right one.")
            return text.format(name=name, columns=list_in_words(list(rivals)))
        taken = {box.currentData() for box in self._boxes.values()}
        near = closest_name(name, [column for column in file.customers.names if column not in taken])
        if near is None:
            return self.tr("The file has no column “{name}”. Choose the one that holds it.").format(name=name)
        text = self.tr("The file has no column “{name}”. Is it “{near}”? Choose the one that holds it.")
        return text.format(name=name, near=near)

    def _tell_matches(self) -> None:
        """Pass on which columns were chosen that names alone do not tell."""
        assert self._file is not None
        found = self._file.match.found
        chosen = {
            name: box.currentData()
            for name, box in self._boxes.items()
            if box.currentData() != found.get(name)
        }
        self._known_matches |= chosen
        if chosen:
            self.matched.emit(chosen)

    def _show(self, prediction: "Prediction") -> None:
        self._progress.hide()
        self._prediction = prediction
        self.save.setEnabled(True)
        self._tell_matches()
        counts = prediction.counts.sizes
        told = [
            f"{name}: {self.locale().toString(int(n))}"
            for name, n in zip(prediction.model.names, counts[1:], strict=True)
        ]
        if counts[0]:
            told.append(self.tr("Unassigned: {count}").format(count=self.locale().toString(int(counts[0]))))
        drift = [str(prediction.drift.text), *(f"– {reason}" for reason in prediction.drift.reasons)]
        warnings = [str(warning) for warning in prediction.warnings]
        self._found.show()
        self._found.show_text("\n".join((" · ".join(told), *drift, *warnings)))
        self.preview.fill(*labeled_rows(of_prediction(prediction)))
        self.preview.show()
        self._blank.hide()

    def _save(self) -> None:
        prediction = self._prediction
        if prediction is None:
            return
        kinds = self.tr("CSV file (*.csv);;Excel workbook (*.xlsx);;Parquet file (*.parquet)")
        source = prediction.table.source.path
        folder = source.absolute().parent if source.is_file() else self._folder()
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save"), str(folder / f"{source.name.split('.')[0]}-labeled.csv"), kinds
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".csv", ".xlsx", ".parquet"):
            path = path.with_name(path.name + kind[kind.index("*") + 1 : kind.index(")")])

        def work(progress: Progress) -> "tuple[Message, ...]":
            return jobs.save_placed(prediction, path, progress)

        def done(notes: "tuple[Message, ...]") -> None:
            text = self.tr("Saved {file}.").format(file=path.name)
            self._controller.tell_saved(" ".join((text, *map(str, notes))), path.parent)
            self.accept()

        self._begin()
        self._lane.start(SAVING, work, done, self._fail, owner=self)

    # What is shown

    def _begin(self) -> None:
        self._trouble.hide()
        self.save.setEnabled(False)
        self._progress.show()

    def _forget(self) -> None:
        self._file = self._prediction = None
        self.save.setEnabled(False)
        for widget in (self._matching, self._area, self._found, self.preview):
            widget.hide()
        self._blank.show()

    def _fail(self, error: Exception) -> None:
        self._progress.hide()
        if isinstance(error, SegdeskError):
            self._tell(str(error))
        else:
            self._lane.failed.emit(error)

    def _tell(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.show()

    def _stop(self) -> None:
        if self._lane.job_name == "place":
            self._lane.cancel()
