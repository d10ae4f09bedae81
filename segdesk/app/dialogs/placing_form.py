"""How customers are placed, for programs without segdesk: as which file, what is in it, or why there is none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.engine.result.segmentation import Segmentation

# More of a statement is of no use to look at, and takes the window's time to lay out.
_MOST_LETTERS = 20_000


class PlacingForm(QWidget):
    """Lets the user choose a kind of file.

    Parameters
    ----------
    segmentation : Segmentation
        Of the result that places.
    parent : QWidget
    """

    def __init__(self, segmentation: Segmentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._segmentation = segmentation
        self.kinds = WheelSafeComboBox()
        for name, text in (
            ("placing-duckdb", self.tr("SQL for DuckDB")),
            ("placing-postgres", self.tr("SQL for PostgreSQL")),
            ("placing-spark", self.tr("SQL for Spark")),
            ("placing-ansi", self.tr("SQL for other databases")),
            ("placing-excel", self.tr("Workbook of formulas (Excel)")),
            ("placing-json", self.tr("Numbers for other programs (JSON)")),
        ):
            self.kinds.addItem(text, name)
        label = QLabel(self.tr("&As"))
        label.setBuddy(self.kinds)
        self.trouble = QLabel()
        self.trouble.setObjectName("error")
        self.trouble.setWordWrap(True)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(self.tr("Preview"))
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.kinds, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.trouble)
        layout.addWidget(self.preview, 1)
        # Keeps what is in the way on top where there is no preview.
        layout.addStretch()
        self.kinds.currentIndexChanged.connect(self.show_chosen)

    @property
    def chosen(self) -> str:
        """The kind of file, a name of `jobs.WRITERS`."""
        return str(self.kinds.currentData())

    @property
    def may_be_saved(self) -> bool:
        """Whether there is nothing in the way."""
        return not self.trouble.text()

    def show_chosen(self) -> None:
        """Show what will be in the file, or why there is none."""
        from segdesk.errors import InputError

        trouble, text = "", ""
        try:
            text = self._told()
        except InputError as error:
            # What else it says is for the command line.
            instead = self.tr("“Assign a file” places customers with this model.")
            trouble = f"{error.what} {instead}"
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.preview.setVisible(not trouble)
        self.preview.setPlainText(text)

    def _told(self) -> str:
        """Return what will be in the file, in words where it is no text or is made only when it is saved.

        Raises
        ------
        InputError
            If it cannot be written.
        """
        from segdesk.delivery.placing_files import EXCEL, placing_text
        from segdesk.io.scoring.placing_workbook import check_workbook
        from segdesk.io.scoring.refusals import looks_up_customers, refuse_what_stays_unwritten
        from segdesk.messages import number_in_words

        model = self._segmentation.fit.model
        if looks_up_customers(model):
            refuse_what_stays_unwritten(model)
            return self.tr(
                "This method places customers by those nearest to them. Means of five customers and more will stand "
                "for them, as in the compact model; how well they do is told when the file is saved."
            )
        if self.chosen == EXCEL:
            return self.tr(
                "A workbook for colleagues without segdesk: they paste customers below the headings and read segment, "
                "name and confidence beside them. Its first sheet tells how. Customers that there is room for: {n}."
            ).format(n=number_in_words(check_workbook(model), 0))
        return placing_text(model, self.chosen)[:_MOST_LETTERS]
