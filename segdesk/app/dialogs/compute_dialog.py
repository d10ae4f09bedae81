"""A column computed from others: its formula, with completion, and what it gives while it is typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QWidget,
)

from segdesk.app.column_facts import ColumnFigures
from segdesk.app.column_making import with_computed
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.expression_preview import Preview, preview_formula
from segdesk.app.forms.formula_edit import FormulaEdit
from segdesk.app.job_queue import JobQueue
from segdesk.engine.expressions.function_names import USAGES
from segdesk.engine.expressions.parser import column_in_expression
from segdesk.engine.recipe.computed import DerivedColumn
from segdesk.errors import SegdeskError
from segdesk.progress import Progress


class ComputeDialog(Dialog):
    """Adds a computed column, or changes one.

    Parameters
    ----------
    controller : Controller
    jobs : JobQueue
        Compute the column while it is typed.
    parent : QWidget
    name : str, optional
        Of the computed column that is changed; None adds one.
    """

    def __init__(
        self, controller: Controller, jobs: JobQueue, parent: QWidget, name: str | None = None
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Compute a column"))
        inspection = controller.document.inspection
        assert inspection is not None
        self._controller, self._jobs, self._inspection, self._changes = controller, jobs, inspection, name
        derived = controller.document.recipe.columns.derived
        self._others = [column.name for column in inspection.columns if column.name != name]
        self.name = QLineEdit(name or "")
        words = [column_in_expression(column) for column in self._others]
        self.formula = FormulaEdit([*words, *(f"{function}(" for function in USAGES)])
        if name is not None:
            self.formula.setText(next(each.formula for each in derived if each.name == name))
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Formula"), self.formula)
        self.column.addLayout(form)
        self.told = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.column.addWidget(self.told)
        split = QSplitter(Qt.Orientation.Horizontal)
        self.functions = self._functions()
        split.addWidget(self.functions)
        self.figures = ColumnFigures(controller.theme)
        split.addWidget(self.figures)
        split.setSizes([360, 300])
        self.column.addWidget(split, 1)
        self.take = self.add_buttons(
            self.tr("Compute column") if name is None else self.tr("Change column"), self._accept
        )
        self.formula.textChanged.connect(self._check)
        self.name.textEdited.connect(self._check)
        self.functions.itemActivated.connect(self._insert)
        self.resize_to_text(760, 540)
        self._check()

    def _functions(self) -> QListWidget:
        functions = QListWidget()
        functions.setAccessibleName(self.tr("Columns and functions"))
        functions.setToolTip(self.tr("Return or a double click puts it into the formula."))
        functions.setWordWrap(True)
        for column in self._others:
            item = QListWidgetItem(column)
            item.setData(Qt.ItemDataRole.UserRole, column_in_expression(column))
            functions.addItem(item)
        for name, usage in USAGES.items():
            item = QListWidgetItem(f"{usage.form}\n{usage.gives}")
            item.setData(Qt.ItemDataRole.UserRole, f"{name}(")
            functions.addItem(item)
        return functions

    def _insert(self, item: QListWidgetItem) -> None:
        self.formula.insert(item.data(Qt.ItemDataRole.UserRole))
        self.formula.setFocus()

    def _check(self) -> None:
        self.take.setEnabled(False)
        name, text = self.name.text().strip(), self.formula.text().strip()
        if not text:
            self._say(self.tr("For example: ratio(spend, orders), or if(age >= 65, 'senior', 'other')"))
            self.figures.clear()
            return
        inspection = self._inspection

        def work(progress: Progress) -> Preview:
            return preview_formula(inspection, name, text, progress)

        def show(found: Preview) -> None:
            if (self.name.text().strip(), self.formula.text().strip()) == (name, text):
                self._show(found, name)

        self._jobs.run("preview", work, show, self)

    def _show(self, found: Preview, name: str) -> None:
        if found.trouble:
            self.formula.mark(found.at)
            self._say(found.trouble, trouble=True)
            self.figures.clear()
            return
        self.formula.mark(None)
        assert found.column is not None
        assert found.statistics is not None
        self.figures.show_column(found.column, found.statistics)
        if not name:
            self._say(self.tr("Give the column a name."))
            return
        if name.casefold() in {other.casefold() for other in self._others}:
            self._say(self.tr("There is a column of this name already."), trouble=True)
            return
        self._say("")
        self.take.setEnabled(True)

    def _say(self, text: str, trouble: bool = False) -> None:
        self.told.setObjectName("error" if trouble else "muted")
        self.told.style().polish(self.told)
        self.told.setText(text)

    def _accept(self) -> None:
        recipe = self._controller.document.recipe
        try:
            column = DerivedColumn(self.name.text().strip(), self.formula.text().strip())
            changed = recipe.with_settings(with_computed(recipe, column, self._changes))
        except SegdeskError as error:
            self._say(str(error), trouble=True)
            return
        self._controller.propose(self.tr("computed column “{column}”").format(column=column.name), changed)
        self.accept()
