"""What is open: the file, the recipe, the runs. Panes read it and listen; only commands change it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from segdesk.app.commands import SetRecipe, SetReportOptions, SetRun
from segdesk.app.jobs import Opened
from segdesk.engine.recipe.by_hand import ByHandSpec
from segdesk.engine.recipe.output import OutputSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.scan import ScanSpec
from segdesk.engine.result.report_options import ReportOptions
from segdesk.engine.result.run import MOST_RUNS, Run

if TYPE_CHECKING:
    from segdesk.engine.result.project import Project
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.engine.schema.inspection import Inspection


class Document(QObject):
    """The truth of the window."""

    opened_changed = Signal()
    """Another file is open, or none."""
    recipe_changed = Signal()
    """A setting changed, and with it perhaps the roles of columns and whether the result is out of date."""
    run_changed = Signal()
    """Something else is on screen: another result, the same with other names or colours, first segments, or none."""
    matches_changed = Signal()
    """It was said what columns of a later file are called."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo = QUndoStack(self)
        self._opened: Opened | None = None
        self._inspection: Inspection | None = None
        self._recipe = Recipe()
        self._run: Run | None = None
        self._runs: tuple[Run, ...] = ()
        # Segments of a run that is not at its end: looked at, and neither kept, undone nor saved.
        self._first: Run | None = None
        self._matches: dict[str, str] = {}
        self._report_options = ReportOptions()
        # The file as it was understood with each choice of what columns hold, so that undo finds it again.
        self._readings: dict[object, Opened] = {}

    @property
    def opened(self) -> Opened | None:
        """The file that is open."""
        return self._opened

    @property
    def inspection(self) -> "Inspection | None":
        """Customers' columns with the roles that the recipe gives them now."""
        return self._inspection

    @property
    def recipe(self) -> Recipe:
        """The recipe as the settings show it."""
        return self._recipe

    @property
    def run(self) -> Run | None:
        """The result: what is kept, saved and delivered."""
        return self._run

    @property
    def shown(self) -> Run | None:
        """What is on screen: the result, or the first segments of the next one as long as they are checked."""
        return self._first or self._run

    @property
    def is_checked(self) -> bool:
        """Whether what is on screen is the result; first segments may be looked at and nothing else."""
        return self._first is None

    @property
    def why_not_yet(self) -> str:
        """Why what is on screen cannot be handed on, named or shaped; empty where it can."""
        return "" if self.is_checked else self.tr("These segments are still being checked.")

    @property
    def runs(self) -> tuple[Run, ...]:
        """The latest results of this file, oldest first."""
        return self._runs

    @property
    def report_options(self) -> ReportOptions:
        """For whom the report is, and what whoever makes it adds; another file begins anew."""
        return self._report_options

    def keep_report_options(self, options: ReportOptions) -> None:
        """Have what was chosen for a report ready for the next one, undoably."""
        if options != self._report_options:
            text = self.tr("choices for the report")
            self.undo.push(SetReportOptions(self._take_report_options, self._report_options, options, text))

    def _take_report_options(self, options: ReportOptions) -> None:
        """Put choices for reports in force; only commands do."""
        self._report_options = options

    @property
    def segmentation(self) -> "Segmentation | None":
        """The segmentation of the result."""
        return None if self._run is None else self._run.segmentation

    @property
    def on_screen(self) -> "Segmentation | None":
        """The segmentation of what is on screen."""
        return None if self.shown is None else self.shown.segmentation

    @property
    def is_stale(self) -> bool:
        """Whether the settings have changed since the result was found."""
        return self._run is not None and not self.asks_for(self._run.recipe)

    def asks_for(self, recipe: Recipe) -> bool:
        """Whether the settings find the segments of a recipe."""
        return _without_output(recipe) == _without_output(self._recipe)

    def open(self, opened: Opened) -> None:
        """Take another file; earlier results and the history are dropped."""
        self.undo.clear()
        self._opened, self._inspection, self._recipe = opened, opened.customers, opened.recipe
        self._run, self._runs, self._first, self._matches = None, (), None, {}
        self._report_options = ReportOptions()
        self._readings = {_content(opened.recipe): opened}
        self.opened_changed.emit()
        self.recipe_changed.emit()
        self.run_changed.emit()

    def knows_content(self, recipe: Recipe) -> bool:
        """Whether the file was understood with the types, computed columns and conditions of a recipe."""
        return _content(recipe) in self._readings

    def take_content(self, opened: Opened) -> None:
        """Take the file as it is understood with another content of columns, for a recipe to be proposed with it."""
        self._readings[_content(opened.recipe)] = opened

    def edit(self, text: str, settings: Mapping[str, Any]) -> None:
        """Change settings, undoably.

        Parameters
        ----------
        text : str
            What the user did, as it stands after 'Undo'.
        settings : mapping of str to object
            Named as on the command line, with underscores.

        Raises
        ------
        SegdeskError
            If a value is not allowed or names a column that is not there; nothing is changed then.
        KeyError
            If the file was not yet understood with this content of columns: ask `knows_content`.
        """
        self.propose(text, self._recipe.with_settings(settings), key=",".join(sorted(settings)))

    def propose(self, text: str, recipe: Recipe, key: str = "") -> None:
        """Change the whole recipe, undoably; parameters and errors as of `edit`.

        Changes with the same `key` in a row are undone together. Steps by hand are about the segments that the other
        settings give, so they go when those change.
        """
        if recipe.by_hand == self._recipe.by_hand and _finding(recipe) != _finding(self._recipe):
            recipe = replace(recipe, by_hand=ByHandSpec())
        if recipe == self._recipe:
            return
        self._understood(recipe)
        self.undo.push(SetRecipe(self._show_recipe, self._recipe, recipe, text, key))

    def open_project(self, project: "Project", opened: Opened) -> None:
        """Take a project: its file, its settings and its results; the history begins anew."""
        self.undo.clear()
        self._opened, self._inspection, self._recipe = opened, opened.customers, opened.recipe
        self._run, self._runs, self._first = project.run, project.runs, None
        self._matches, self._report_options = dict(project.matches), project.report
        self._readings = {_content(opened.recipe): opened}
        self.opened_changed.emit()
        self.recipe_changed.emit()
        self.run_changed.emit()

    def project(self, file: Path | None = None) -> "Project":
        """Return all there is, as a project keeps it.

        Parameters
        ----------
        file : Path, optional
            What it is a copy of, if it is one.
        """
        from segdesk.engine.result.project import Project

        assert self._opened is not None
        runs = {run.number: run for run in self._runs}
        if self._run is not None:
            # Undo may show one that is older than the latest.
            runs[self._run.number] = self._run
        return Project(
            self._opened.table,
            self._opened.joined,
            self._recipe,
            self._opened.today,
            tuple(runs[number] for number in sorted(runs)),
            None if self._run is None else self._run.number,
            self._matches,
            file=file,
            report=self._report_options,
        )

    @property
    def matches(self) -> Mapping[str, str]:
        """What columns of later files are called, by the column that the segments need."""
        return self._matches

    def keep_matches(self, matches: Mapping[str, str]) -> None:
        """Remember what columns of a later file are called."""
        if {**self._matches, **matches} != self._matches:
            self._matches = {**self._matches, **matches}
            self.matches_changed.emit()

    def add_run(
        self,
        segmentation: "Segmentation",
        recipe: Recipe,
        seconds: float,
        new: frozenset[int],
        today: dt.date | None = None,
    ) -> None:
        """Show a new result, in place of its first segments if they are on screen; undo returns to the one before."""
        run = Run(self._next_number, recipe, segmentation, seconds, today or dt.date.today(), new)
        self._runs = (*self._runs, run)[-MOST_RUNS:]
        self.undo.push(SetRun(self._show_run, self._run, run, self.tr("find segments")))

    def show_first(
        self, segmentation: "Segmentation", recipe: Recipe, new: frozenset[int], today: dt.date
    ) -> None:
        """Show segments whose run is not at its end, until the result takes their place or they are dropped."""
        self._first = Run(self._next_number, recipe, segmentation, 0.0, today, new)
        self.run_changed.emit()

    def drop_first(self) -> None:
        """Show what was there before the first segments of a run that gives no result."""
        if self._first is not None:
            self._first = None
            self.run_changed.emit()

    @property
    def _next_number(self) -> int:
        return 1 + max((run.number for run in self._runs), default=0)

    def add_shaped(
        self,
        text: str,
        segmentation: "Segmentation",
        recipe: Recipe,
        seconds: float,
        new: frozenset[int],
        today: dt.date | None = None,
    ) -> None:
        """Show a result that was shaped by hand; undo returns to the one before, and to the settings as they were."""
        self.undo.beginMacro(text)
        self.propose(text, recipe)
        self.add_run(segmentation, recipe, seconds, new, today)
        self.undo.endMacro()

    def change_segments(self, text: str, segmentation: "Segmentation") -> None:
        """Show the result on screen with other names or colours, undoably."""
        assert self._run is not None
        self.undo.push(SetRun(self._show_run, self._run, replace(self._run, segmentation=segmentation), text))

    def return_to(self, run: Run) -> None:
        """Show an earlier result again, undoably, and the settings that it was found with."""
        self.undo.beginMacro(self.tr("return to run {number}").format(number=run.number))
        self.propose(self.tr("settings of run {number}").format(number=run.number), run.recipe)
        self.undo.push(SetRun(self._show_run, self._run, run, self.tr("return to an earlier run")))
        self.undo.endMacro()

    def _show_recipe(self, recipe: Recipe) -> None:
        """Put a recipe in force; only commands do."""
        self._inspection = self._understood(recipe)
        self._opened = self._readings.get(_content(recipe), self._opened)
        self._recipe = recipe
        self.recipe_changed.emit()

    def _show_run(self, run: Run | None) -> None:
        """Put a result on screen, in place of any first segments; only commands do."""
        self._run, self._first = run, None
        if run is not None:
            self._runs = tuple(run if each.number == run.number else each for each in self._runs)
        self.run_changed.emit()

    def _understood(self, recipe: Recipe) -> "Inspection | None":
        """Return the customers' columns with the roles that a recipe gives them."""
        if self._opened is None or self._inspection is None:
            return None
        same_columns = recipe.columns == self._recipe.columns
        # Rules bring the columns that they look at with them.
        if same_columns and recipe.method.by_rules == self._recipe.method.by_rules:
            return self._inspection
        # Loaded with the first file, never before the window shows.
        from segdesk.engine.transactions.purchases import reconsider

        opened = self._readings[_content(recipe)]
        return reconsider(opened.customers, recipe, opened.purchases)


def same_segments(one: "Segmentation | None", other: "Segmentation | None") -> bool:
    """Whether two have the same customers in the same segments, called otherwise or better known perhaps."""
    return one is not None and other is not None and one.fit.labels is other.fit.labels


def _content(recipe: Recipe) -> object:
    """Return the settings that decide what columns there are and what they hold."""
    return recipe.columns.type, recipe.columns.making


def _finding(recipe: Recipe) -> Recipe:
    """Return the recipe without what decides nothing about the segments that a method finds."""
    return replace(_without_output(recipe), scan=ScanSpec(), by_hand=ByHandSpec())


def _without_output(recipe: Recipe) -> Recipe:
    """Return the recipe without what decides no label: language and files to write."""
    return replace(recipe, output=OutputSpec())
