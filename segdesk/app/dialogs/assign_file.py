"""Assign a file: next month's customers into the segments of a model."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from segdesk.app import assign_jobs
from segdesk.app.assign_jobs import Saved, ToPlace
from segdesk.app.controller import SAVING, Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import FrameTable, labeled_rows
from segdesk.app.dialogs.job_line import JobLine
from segdesk.app.dialogs.match_form import MatchForm
from segdesk.app.dropped_files import dropped_files
from segdesk.app.scrolling_text import ScrollingText
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import SegdeskError
from segdesk.io.reading import suffixes
from segdesk.io.stored_model import read_stored_model
from segdesk.io.writers.labels import of_prediction
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.prediction.model import Model
    from segdesk.engine.prediction.predict import Prediction

_MOST_LINES = 8
_PLACING = "place"
_ENDINGS = (".csv", ".xlsx", ".parquet")


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
        self._other_model = QPushButton(self.tr("Choose a model…"))
        self._other_model.clicked.connect(self._choose_model)
        first = QHBoxLayout()
        first.addWidget(self._about_model, 1)
        first.addWidget(self._other_model)
        self._about_file = QLabel(self.tr("Drop a file of customers here, or several, or choose them."))
        self._about_file.setWordWrap(True)
        self.choose = QPushButton(self.tr("Choose a file…"))
        self.choose.clicked.connect(self._choose_file)
        second = QHBoxLayout()
        second.addWidget(self._about_file, 1)
        second.addWidget(self.choose)
        self.job_line = JobLine(self._lane, (_PLACING, SAVING))
        self.job_line.cancel_wanted.connect(self._cancel)
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.matches = MatchForm()
        self.matches.changed.connect(self._place)
        self._found = ScrollingText(_MOST_LINES)
        self._found.label.setAccessibleName(self.tr("Result"))
        self.preview = FrameTable(self.tr("Preview"))
        for layout in (first, second):
            self.column.addLayout(layout)
        for widget in (self.job_line, self._trouble, self.matches, self._found):
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
        (self.choose if self._model is not None else self._other_model).setFocus()

    def read(self, paths: Sequence[Path]) -> None:
        """Read a file of customers, or a folder or several files as one table, and place them."""
        model = self._model
        if model is None:
            self._tell(self.tr("Choose a model first."))
            return
        recipe = self._recipe
        self._forget()
        self._begin()
        self._about_file.setText(
            paths[0].name if len(paths) == 1 else self.tr("%Ln file(s) as one table", "", len(paths))
        )

        def work(progress: Progress) -> ToPlace:
            return assign_jobs.read_to_place(tuple(paths), model, recipe, progress)

        self._lane.start(_PLACING, work, self._match, self._fail, owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that files may be dropped here, but while another is saved."""
        if dropped_files(event.mimeData()) and self._lane.job_name != SAVING:
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
        self.job_line.hide()
        assert self._model is not None
        self.matches.fill(self._model.inputs, file.customers.names, file.match, self._known_matches)
        self.matches.show()
        self._place()

    def _place(self) -> None:
        file, model = self._file, self._model
        if file is None or model is None:
            return
        self._prediction = None
        missing = self.matches.missing()
        if missing:
            self._stop()
            self._end()
            self._tell(missing)
            return
        matches = self.matches.columns()
        self._begin()

        def work(progress: Progress) -> "Prediction":
            return assign_jobs.place_customers(file, model, matches, progress)

        self._lane.start(_PLACING, work, self._show, self._fail, owner=self)

    def _tell_matches(self) -> None:
        """Pass on which columns were chosen that names alone do not tell."""
        chosen = self.matches.chosen()
        self._known_matches |= chosen
        if chosen:
            self.matched.emit(chosen)

    def _show(self, prediction: "Prediction") -> None:
        self.job_line.hide()
        self._prediction = prediction
        self.save.setEnabled(True)
        self._tell_matches()
        drift = [str(prediction.drift.text), *(f"– {reason}" for reason in prediction.drift.reasons)]
        told = (*self._about_sample(), self._sizes(prediction), *drift, *map(str, prediction.warnings))
        self._found.show()
        self._found.show_text("\n".join(told))
        self.preview.fill(*labeled_rows(of_prediction(prediction)))
        self.preview.show()
        self._blank.hide()

    def _about_sample(self) -> tuple[str, ...]:
        """Return what to know of the sample where these are not all customers of the file."""
        assert self._file is not None
        if self._file.whole is None:
            return ()
        text = self.tr(
            "Saving reads the whole file and places everyone. That may take minutes; Esc stops it."
        )
        return (f"{self._file.whole.told} {text}",)

    def _sizes(self, prediction: "Prediction") -> str:
        """Return how many customers are in each segment."""
        unassigned, *sizes = (self.locale().toString(int(n)) for n in prediction.counts.sizes)
        told = [f"{name}: {size}" for name, size in zip(prediction.model.names, sizes, strict=True)]
        if prediction.counts.sizes[0]:
            told.append(self.tr("Unassigned: {count}").format(count=unassigned))
        return " · ".join(told)

    # Saving

    def _save(self) -> None:
        file, prediction = self._file, self._prediction
        if file is None or prediction is None:
            return
        path = self._ask_for_path(file, prediction)
        if path is None:
            return

        def work(progress: Progress) -> Saved:
            return assign_jobs.save_placed(file, prediction, path, progress)

        def done(saved: Saved) -> None:
            text = self.tr("Saved {file}.").format(file=path.name)
            of_all = () if file.whole is None else self._told_of_all(saved.prediction, prediction)
            told = (text, *of_all, *map(str, saved.notes))
            self._controller.tell_saved(" ".join(told), path.parent)
            self.accept()

        self._begin()
        self._let_choose(False)
        self._lane.start(SAVING, work, done, self._fail, owner=self)

    def _ask_for_path(self, file: ToPlace, prediction: "Prediction") -> Path | None:
        """Return where to save, with an ending that says the format."""
        kinds = self.tr("CSV file (*.csv);;Excel workbook (*.xlsx);;Parquet file (*.parquet)")
        if file.whole is not None and file.whole.rules is None:
            # Excel does not hold so many rows.
            kinds = self.tr("CSV file (*.csv);;Parquet file (*.parquet)")
        source = prediction.table.source.path
        folder = source.absolute().parent if source.is_file() else self._folder()
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save"), str(folder / f"{source.name.split('.')[0]}-labeled.csv"), kinds
        )
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() not in _ENDINGS:
            path = path.with_name(path.name + kind[kind.index("*") + 1 : kind.index(")")])
        return path

    def _told_of_all(self, everyone: "Prediction", sample: "Prediction") -> tuple[str, ...]:
        """Return what was found of all customers, where the dialog has told of a sample only."""
        known = [str(warning) for warning in sample.warnings]
        more = [text for warning in everyone.warnings if (text := str(warning)) not in known]
        return str(everyone.steps[0]), f"{self._sizes(everyone)}.", *more

    # What is shown

    def _begin(self) -> None:
        self._trouble.hide()
        self.save.setEnabled(False)
        self.job_line.begin()

    def _end(self) -> None:
        """Show what there was before a job that gave no result."""
        self.job_line.hide()
        self._let_choose(True)
        self.save.setEnabled(self._prediction is not None)

    def _let_choose(self, may: bool) -> None:
        """Let the user choose another model, file or column: not while one is saved, which nothing pushes aside."""
        for widget in (self._other_model, self.choose, self.matches):
            widget.setEnabled(may)

    def _forget(self) -> None:
        """Let go of the file, and of what is being done with it."""
        self._stop()
        self._file = self._prediction = None
        self._end()
        for widget in (self.matches, self._found, self.preview):
            widget.hide()
        self._blank.show()

    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, SegdeskError):
            self._tell(str(error))
        else:
            self._lane.failed.emit(error)

    def _tell(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.show()

    def reject(self) -> None:
        """Stop what is being saved and stay, so that it can be saved otherwise; else close."""
        if self._lane.job_name == SAVING:
            self._cancel()
        else:
            super().reject()

    def _cancel(self) -> None:
        """Stop what is under way; what was found before stays."""
        was_saving = self._lane.job_name == SAVING
        self._lane.cancel()
        self._end()
        if was_saving:
            self._tell(self.tr("Stopped. Nothing was changed."))

    def _stop(self) -> None:
        """Stop reading and placing; what is being saved goes on."""
        if self._lane.job_name == _PLACING:
            self._lane.cancel()
