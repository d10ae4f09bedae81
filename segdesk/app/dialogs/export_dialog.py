"""What can be saved, each with a preview: the same files, by the same writers, as the command line's."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from segdesk.app import jobs
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import FrameTable, labeled_rows
from segdesk.app.dialogs.placing_form import PlacingForm
from segdesk.delivery.folder import listed_files
from segdesk.engine.result.customer_lists import customer_lists
from segdesk.engine.result.segmentation import Segmentation
from segdesk.resources import resource

EVERYTHING = "everything"
ALL_ROWS = "all_rows"
CLEAN = "clean"
PLACING = "placing"
_ROW = 30
_BESIDE_TEXT, _WIDEST_LIST = 28, 380
_LABELED = ("csv", "xlsx", "parquet")
_INTO_FOLDER = (ALL_ROWS, EVERYTHING)


class ExportDialog(Dialog):
    """Lets the user choose what to save and where."""

    clean_wanted = Signal()
    """The table as it was understood is to be saved."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Export"))
        self._controller = controller
        segmentation = controller.document.segmentation
        assert segmentation is not None
        self._segmentation: Segmentation = segmentation
        names = {
            **self._of_all_rows(),
            EVERYTHING: self.tr("Everything, in one folder"),
            "csv": self.tr("Labeled file (CSV)"),
            "xlsx": self.tr("Labeled file (Excel)"),
            "parquet": self.tr("Labeled file (Parquet)"),
            "segments": self.tr("Table of segments (CSV)"),
            "rules": self.tr("Rules of the segments (SQL)"),
            "report": self.tr("Report (web page)"),
            "recipe": self.tr("Settings (recipe)"),
            "model": self.tr("Model for new customers"),
            **({"compact": self.tr("Compact model (no customers)")} if self._holds_customers() else {}),
            PLACING: self.tr("How customers are placed (SQL, Excel)"),
            CLEAN: self.tr("Clean table"),
        }
        self._lists = {each.name: each for each in customer_lists(segmentation)}
        for name, listed in self._lists.items():
            names[name] = self.tr("List (CSV): {title}").format(title=listed.title)
        self.choices = QListWidget()
        self.choices.setAccessibleName(self.tr("What to save"))
        widest = max(self.fontMetrics().horizontalAdvance(text) for text in names.values())
        self.choices.setFixedWidth(min(widest + _BESIDE_TEXT, _WIDEST_LIST))
        for name, text in names.items():
            item = QListWidgetItem(text)
            item.setToolTip(text)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(0, max(_ROW, self.fontMetrics().height() + 8)))
            self.choices.addItem(item)
        self.choices.currentItemChanged.connect(self._show)
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._table = FrameTable(self.tr("Preview"))
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("Preview"))
        self._folder_form = self._make_folder_form()
        self.placing = PlacingForm(segmentation, self)
        self.placing.kinds.currentIndexChanged.connect(self._check_folder)
        self._previews = QStackedWidget()
        for widget in (self._folder_form, self._table, self._text, self.placing):
            self._previews.addWidget(widget)
        right = QVBoxLayout()
        right.addWidget(self._about)
        right.addWidget(self._previews, 1)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.choices)
        middle.addLayout(right, 1)
        self.column.addLayout(middle, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.resize_to_text(860, 520)
        self.choices.setCurrentRow(0)

    @property
    def chosen(self) -> str:
        """What is to be saved: `all_rows`, `everything`, `clean`, `placing`, or a name of `jobs.WRITERS`."""
        return str(self.choices.currentItem().data(Qt.ItemDataRole.UserRole))

    def choose(self, name: str) -> None:
        """Choose what is to be saved."""
        for row in range(self.choices.count()):
            if self.choices.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.choices.setCurrentRow(row)

    def _of_all_rows(self) -> dict[str, str]:
        """Return what can be saved of all rows of a file, of which a sample is open."""
        rows = self._segmentation.source_table.sample_of
        if not rows:
            return {}
        return {ALL_ROWS: self.tr("Everything, for all %Ln row(s)", "", rows)}

    def _holds_customers(self) -> bool:
        from segdesk.engine.prediction.personal_data import customers_held

        recipe = self._segmentation.provenance.recipe
        return customers_held(self._segmentation.fit.model, recipe.method.method) > 0

    def _make_folder_form(self) -> QWidget:
        form = QWidget()
        layout = QVBoxLayout(form)
        layout.setContentsMargins(0, 0, 0, 0)
        self.folder = QLineEdit(str(self._default_folder()))
        self.folder.textChanged.connect(self._check_folder)
        label = QLabel(self.tr("&Folder"))
        label.setBuddy(self.folder)
        browse = QPushButton(self.tr("Browse…"))
        # Enter saves, wherever the focus is.
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self.overwrite = QCheckBox(self.tr("Replace the earlier result of segdesk’s in this folder"))
        self.overwrite.toggled.connect(self._check_folder)
        formats = QLabel(self.tr("Labeled files"))
        formats.setObjectName("heading")
        self.formats = {
            name: QCheckBox(text)
            for name, text in (("csv", "CSV"), ("xlsx", "Excel"), ("parquet", "Parquet"))
        }
        layout.addWidget(label)
        layout.addLayout(row)
        layout.addWidget(self._trouble)
        layout.addWidget(self.overwrite)
        layout.addSpacing(8)
        layout.addWidget(formats)
        for name, box in self.formats.items():
            box.setChecked(name in self._segmentation.provenance.recipe.output.formats)
            layout.addWidget(box)
        layout.addStretch(1)
        return form

    def _default_folder(self) -> Path:
        source = self._segmentation.source_table.source.path
        # What travels with the program lies where nobody should write.
        own = source.is_file() and resource() not in source.absolute().parents
        parent = source.absolute().parent if own else Path.home()
        return parent / f"{source.name.split('.')[0]}-segments"

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a folder"), str(Path(self.folder.text()).parent)
        )
        if name:
            chosen = Path(name)
            # Whoever picks a folder that holds things means a new one inside it.
            empty = not any(chosen.iterdir())
            inside = empty or listed_files(chosen) is not None
            self.folder.setText(str(chosen if inside else chosen / self._default_folder().name))

    def _check_folder(self) -> None:
        folder = Path(self.folder.text())
        holds = folder.is_dir() and any(folder.iterdir())
        ours = holds and listed_files(folder) is not None
        self.overwrite.setVisible(ours)
        if not self.folder.text().strip():
            trouble = self.tr("Name a folder.")
        elif holds and not ours:
            trouble = self.tr("This folder holds other files. Name a new one.")
        elif ours and not self.overwrite.isChecked():
            trouble = self.tr("This folder holds an earlier result. Name a new one, or replace it.")
        else:
            trouble = ""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        if self.chosen == PLACING:
            self.save.setEnabled(self.placing.may_be_saved)
        else:
            self.save.setEnabled(not trouble or self.chosen not in _INTO_FOLDER)

    def _show(self) -> None:
        """Show the preview of what is chosen."""
        name = self.chosen
        self.save.setText(self.tr("Save") if name in _INTO_FOLDER else self.tr("Save…"))
        self._about.setText(self._words(name))
        if name in _INTO_FOLDER:
            self.formats["xlsx"].setEnabled(name != ALL_ROWS or not self._places_rows)
            self._previews.setCurrentWidget(self._folder_form)
        elif name in _LABELED:
            from segdesk.io.writers.labels import of_segmentation

            self._table.fill(*labeled_rows(of_segmentation(self._segmentation)))
            self._previews.setCurrentWidget(self._table)
        elif name in self._lists:
            from segdesk.io.writers.lists_file import of_list

            self._table.fill(*labeled_rows(of_list(self._segmentation, self._lists[name])))
            self._previews.setCurrentWidget(self._table)
        elif name == "segments":
            self._show_segments()
        elif name == PLACING:
            self.placing.show_chosen()
            self._previews.setCurrentWidget(self.placing)
        else:
            self._text.setPlainText(self._preview(name))
            self._previews.setCurrentWidget(self._text)
        self._check_folder()

    def _show_segments(self) -> None:
        from segdesk.api import Result
        from segdesk.messages import number_in_words

        frame = Result(self._segmentation).segments.reset_index()
        rows = [
            [number_in_words(float(c), 2) if isinstance(c, float) else str(c) for c in row]
            for row in frame.itertuples(index=False)
        ]
        self._table.fill([str(c) for c in frame.columns], rows, (0, 2, 3, 4, 5))
        self._previews.setCurrentWidget(self._table)

    def _words(self, name: str) -> str:
        if name in self._lists:
            listed = self._lists[name]
            return f"{listed.finding}\n{listed.definition}"
        labeled = self.tr(
            "Your file with three more columns: segment, name and confidence. Every cell stays as it was."
        )
        if self._segmentation.source.purchases is not None:
            labeled = self.tr(
                "One row per customer: what was made of the orders, then segment, name and confidence."
            )
        words = {
            ALL_ROWS: self._about_all_rows(),
            EVERYTHING: self.tr(
                "Labeled files, table of segments, report, charts, model and settings, as one set."
            ),
            "csv": labeled,
            "xlsx": self.tr(
                "Your file with the segments, cells typed, with sheets of the segments and of their rules."
            ),
            "parquet": self.tr("Your file with the segments, for data tools."),
            CLEAN: self.tr(
                "The table as it was understood, for any other program: plain numbers, ISO dates, 1 and 0 for yes and "
                "no, one spelling per category, empty where nothing is known."
            ),
            "segments": self.tr("One row per segment: size, share, description and typical values."),
            "rules": self.tr(
                "A short rule per segment as a CASE expression, for a database that holds the same columns."
            ),
            "report": self.tr(
                "One page that explains the segments to others. It opens in any browser, without network."
            ),
            "recipe": self.tr("All settings. The same settings on the same file give the same segments."),
            "model": self.tr(
                "Places next month’s customers into these segments (Assign a file). It holds no customer’s name."
            ),
            "compact": self.tr(
                "Places next month’s customers nearly as the whole model does, with means of five customers and more "
                "instead of single ones: to be shared. How well is told when it is saved."
            ),
            PLACING: self.tr(
                "What the model does with a customer, for databases, spreadsheets and programs without segdesk."
            ),
        }[name]
        is_sample = self._segmentation.source_table.sample_of > 0 and name in (EVERYTHING, *_LABELED)
        more = self.tr("Only the rows of the sample are in it.")
        return f"{words} {more}" if is_sample else words

    @property
    def _places_rows(self) -> bool:
        """Whether all rows of a file are placed in segments of a sample: more rows than Excel holds."""
        return self._segmentation.source.purchases is None

    def _about_all_rows(self) -> str:
        if not self._places_rows:
            return self.tr(
                "The segments of all customers, found with these settings, as one set of files. All lines are read, "
                "which may take minutes; Esc stops it."
            )
        return self.tr(
            "Every row of the file is placed in these segments, which were found on the sample; all of it as one set "
            "of files. It may take minutes; Esc stops it. Excel does not hold so many rows."
        )

    def _preview(self, name: str) -> str:
        from segdesk.charts.chart_registry import report_charts_for
        from segdesk.io.recipe_file import recipe_to_toml
        from segdesk.io.writers.rules_sql import rules_sql

        if name == CLEAN:
            return "\n".join(str(step) for step in self._segmentation.source.table.steps)
        if name == "rules":
            return rules_sql(self._segmentation)
        if name == "recipe":
            return recipe_to_toml(self._segmentation.provenance.recipe)
        if name in ("model", "compact"):
            return self._about_model(is_compact=name == "compact")
        findings = [str(c.finding(self._segmentation)) for c in report_charts_for(self._segmentation)]
        segments = [f"{s.name}: {s.description}" for s in self._segmentation.named]
        verdict = self._segmentation.validation.verdict.text
        return "\n\n".join(([str(verdict)] if verdict is not None else []) + segments + findings)

    def _about_model(self, is_compact: bool) -> str:
        """Return the names of segments and variables, and what the model holds of customers."""
        from segdesk.engine.prediction.personal_data import OF_SINGLE_CUSTOMERS, personal_data_of

        recipe = self._segmentation.provenance.recipe
        held = personal_data_of(self._segmentation.fit.model, recipe)
        told = [str(each.words) for each in held if not (is_compact and each.kind in OF_SINGLE_CUSTOMERS)]
        names = [str(segment.name) for segment in self._segmentation.named]
        about = self.tr("What it holds of customers: {what}.").format(what="; ".join(told))
        return "\n".join([about, "", *names, "", *self._segmentation.variables])

    def _save(self) -> None:
        name = self.chosen
        if name in _INTO_FOLDER:
            formats = [each for each, box in self.formats.items() if box.isChecked() and box.isEnabled()]
            save = (
                self._controller.run_on_everything if name == ALL_ROWS else self._controller.save_everything
            )
            save(Path(self.folder.text()), formats, self.overwrite.isChecked())
            self.accept()
            return
        if name == CLEAN:
            self.accept()
            self.clean_wanted.emit()
            return
        stem = "labeled" if name in _LABELED else name
        if name == PLACING:
            name = self.placing.chosen
        ending = jobs.WRITERS.get(name, ".csv")
        start = self._default_folder().parent / f"{stem}{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), str(start), f"*{ending}")
        if chosen:
            path = Path(chosen)
            self._controller.save_one(name, path if path.suffix else path.with_suffix(ending))
            self.accept()
