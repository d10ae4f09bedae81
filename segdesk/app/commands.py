"""What can be undone. Recipes and results are frozen values, so undoing is showing the earlier one again."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.report_options import ReportOptions
from segdesk.engine.result.run import Run

_SETTING = 1
_NEVER = -1


class SetRecipe(QUndoCommand):
    """Another recipe; changes of one setting in a row are one step."""

    def __init__(
        self, show: Callable[[Recipe], None], before: Recipe, after: Recipe, text: str, key: str = ""
    ) -> None:
        super().__init__(text)
        self._show, self._before, self._after, self._key = show, before, after, key

    def redo(self) -> None:
        """Put the new recipe in force."""
        self._show(self._after)

    def undo(self) -> None:
        """Put the earlier recipe in force."""
        self._show(self._before)

    def id(self) -> int:
        """Tell Qt whether this may be merged with the command before."""
        return _SETTING if self._key else _NEVER

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        """Take over a later change of the same setting."""
        if not isinstance(other, SetRecipe) or other._key != self._key:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True


class SetReportOptions(QUndoCommand):
    """Other choices for reports."""

    def __init__(
        self, show: Callable[[ReportOptions], None], before: ReportOptions, after: ReportOptions, text: str
    ) -> None:
        super().__init__(text)
        self._show, self._before, self._after = show, before, after

    def redo(self) -> None:
        """Put the new choices in force."""
        self._show(self._after)

    def undo(self) -> None:
        """Put the earlier choices in force."""
        self._show(self._before)


class SetRun(QUndoCommand):
    """Another result on screen."""

    def __init__(self, show: Callable[[Run | None], None], before: Run | None, after: Run, text: str) -> None:
        super().__init__(text)
        self._show, self._before, self._after = show, before, after

    def redo(self) -> None:
        """Show the new result."""
        self._show(self._after)

    def undo(self) -> None:
        """Show the earlier result."""
        self._show(self._before)
