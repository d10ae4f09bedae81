"""Who takes part: a condition built by choosing a column and its values, or written."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QStackedWidget, QWidget

from segdesk.app.column_making import conditions_of, with_conditions
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.condition_forms import ConditionForm, form_for
from segdesk.app.expression_preview import Preview, preview_condition
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.app.job_queue import JobQueue
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.schema.inspection import Inspection


class ConditionDialog(Dialog):
    """Adds a condition that customers must fulfil to take part, or changes one.

    Parameters
    ----------
    controller : Controller
    jobs : JobQueue
        Count who fulfils it while it is made.
    parent : QWidget
    column : str, optional
        To begin with.
    place : int, optional
        Of the condition that is changed, among those in force; None adds one.
    """

    def __init__(
        self,
        controller: Controller,
        jobs: JobQueue,
        parent: QWidget,
        column: str | None = None,
        place: int | None = None,
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Only customers with…"))
        inspection = controller.document.inspection
        assert inspection is not None
        self._controller, self._jobs, self._inspection = controller, jobs, inspection
        self._place = place
        self._conditions = list(conditions_of(controller.document.recipe))
        self.column_box = WheelSafeComboBox()
        for each in inspection.columns:
            self.column_box.addItem(each.name)
        self._forms: dict[str, ConditionForm] = {}
        self._stack = QStackedWidget()
        self.written = QLineEdit()
        self.written.setAccessibleDescription(
            self.tr("The condition as text. It can be changed and joined with and, or, not.")
        )
        self.told = QLabel(wordWrap=True)
        form = QFormLayout()
        form.addRow(self.tr("&Column"), self.column_box)
        self.column.addLayout(form)
        self.column.addWidget(self._stack, 1)
        below = QFormLayout()
        below.addRow(self.tr("As &text"), self.written)
        self.column.addLayout(below)
        self.column.addWidget(self.told)
        self.take = self.add_buttons(
            self.tr("Add condition") if place is None else self.tr("Change condition"), self._accept
        )
        self.column_box.currentTextChanged.connect(self._show_form)
        self.written.textEdited.connect(self._check)
        if place is not None:
            self._begin_with(self._conditions[place])
        else:
            self.column_box.setCurrentText(column or inspection.columns[0].name)
            self._show_form(self.column_box.currentText())
        self.resize_to_text(520, 460)

    def _begin_with(self, condition: str) -> None:
        """Show a condition that is in force, at the column that it speaks of first."""
        from segdesk.engine.expressions.evaluate import columns_named
        from segdesk.engine.expressions.parser import parse

        named = [name.casefold() for name in columns_named(parse(condition))]
        first = next((c.name for c in self._inspection.columns if c.name.casefold() in named), "")
        self.column_box.setCurrentText(first)
        self._show_form(self.column_box.currentText())
        self.written.setText(condition)
        self._check(condition)

    def _show_form(self, name: str) -> None:
        """Show what can be chosen of a column."""
        if name not in self._forms:
            column = next(each for each in self._inspection.columns if each.name == name)
            form = form_for(column)
            form.changed.connect(self._write)
            self._forms[name] = form
            self._stack.addWidget(form)
        self._stack.setCurrentWidget(self._forms[name])
        self._write()

    def _write(self) -> None:
        """Write what is chosen as text."""
        form = self._stack.currentWidget()
        assert isinstance(form, ConditionForm)
        text = form.condition()
        self.written.setText(text)
        self._check(text)

    def _check(self, text: str) -> None:
        self.take.setEnabled(False)
        if not text.strip():
            self.told.setText(self.tr("Choose what customers must have to take part."))
            return
        inspection: Inspection = self._inspection

        def work(progress: Progress) -> Preview:
            return preview_condition(inspection, text, progress)

        def show(found: Preview) -> None:
            if self.written.text() == text:
                self._tell(found)

        self._jobs.run("preview", work, show, self)

    def _tell(self, found: Preview) -> None:
        self.told.setObjectName("error" if found.trouble else "")
        self.told.style().polish(self.told)
        if found.trouble:
            self.told.setText(found.trouble)
            return
        count = self.locale().toString(found.holding)
        self.told.setText(self.tr("{count} of %Ln customer(s)", "", found.total).format(count=count))
        self.take.setEnabled(found.holding > 0)

    def _accept(self) -> None:
        text = self.written.text().strip()
        conditions = [*self._conditions]
        if self._place is None:
            conditions.append(text)
        else:
            conditions[self._place] = text
        recipe = self._controller.document.recipe.with_settings(with_conditions(conditions))
        self._controller.propose(self.tr("condition"), recipe)
        self.accept()
