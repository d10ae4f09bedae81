"""The dialogs that make something of columns: conditions, computed columns, merged values, orders."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from segdesk.app.column_making import conditions_of, with_conditions, without_computed
from segdesk.app.controller import Controller
from segdesk.app.job_queue import JobQueue
from segdesk.app.notices import notice_of
from segdesk.errors import SegdeskError


class ColumnDialogs(QObject):
    """Shows the dialogs over a widget; each is loaded when it is first wanted.

    Parameters
    ----------
    controller : Controller
    jobs : JobQueue
        Compute previews.
    parent : QWidget
    """

    def __init__(self, controller: Controller, jobs: JobQueue, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller, self._jobs, self._parent = controller, jobs, parent

    @property
    def _is_open(self) -> bool:
        return self._controller.document.inspection is not None

    def add_condition(self, column: str | None = None) -> None:
        """Ask who shall take part, by a column to begin with."""
        if self._is_open:
            from segdesk.app.dialogs.condition_dialog import ConditionDialog

            ConditionDialog(self._controller, self._jobs, self._parent, column).open()

    def change_condition(self, place: int) -> None:
        """Show the condition at a place among those in force."""
        from segdesk.app.dialogs.condition_dialog import ConditionDialog

        ConditionDialog(self._controller, self._jobs, self._parent, place=place).open()

    def remove_condition(self, place: int) -> None:
        """Take the condition at a place away, undoably."""
        recipe = self._controller.document.recipe
        left = [each for at, each in enumerate(conditions_of(recipe)) if at != place]
        changed = recipe.with_settings(with_conditions(left))
        self._controller.propose(self.tr("taking a condition away"), changed)

    def remove_conditions(self) -> None:
        """Let everyone take part again, undoably."""
        recipe = self._controller.document.recipe
        if conditions_of(recipe):
            changed = recipe.with_settings(with_conditions([]))
            self._controller.propose(self.tr("taking all conditions away"), changed)

    def compute(self, name: str | None = None) -> None:
        """Ask for the formula of a new column, or show that of a computed one."""
        if self._is_open:
            from segdesk.app.dialogs.compute_dialog import ComputeDialog

            ComputeDialog(self._controller, self._jobs, self._parent, name).open()

    def remove_computed(self, name: str) -> None:
        """Take a computed column away, undoably."""
        recipe = self._controller.document.recipe
        try:
            changed = recipe.with_settings(without_computed(recipe, name))
        except SegdeskError as error:
            self._controller.tell(notice_of(error))
            return
        self._controller.propose(self.tr("removal of “{column}”").format(column=name), changed)

    def merge(self, name: str) -> None:
        """Ask which values of a category count as one."""
        from segdesk.app.dialogs.merge_levels import MergeLevelsDialog

        MergeLevelsDialog(self._controller, self._parent, name).open()

    def order(self, name: str) -> None:
        """Ask for the order of a category's values."""
        from segdesk.app.dialogs.order_levels import OrderLevelsDialog

        OrderLevelsDialog(self._controller, self._parent, name).open()

    def label(self, name: str) -> None:
        """Ask what a column is called, its unit, and what its codes mean."""
        if self._is_open:
            from segdesk.app.dialogs.label_dialog import LabelDialog

            LabelDialog(self._controller, self._parent, name).open()
