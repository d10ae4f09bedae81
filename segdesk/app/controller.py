"""What the window can do: it starts the jobs and puts their results into the document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from segdesk.app import jobs, report_jobs
from segdesk.app.document import Document
from segdesk.app.jobs import FoundSegments, Opened
from segdesk.app.notices import Action, Kind, Notice, notice_of
from segdesk.app.preferences import Preferences
from segdesk.app.selection import Selection
from segdesk.app.tasks import Lane, Tell
from segdesk.app.theme import Theme
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.report_options import ReportOptions
from segdesk.errors import SegdeskError
from segdesk.messages import current_language, list_in_words
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.delivery.deliver import Delivered
    from segdesk.engine.comparison.compare import Comparison
    from segdesk.engine.data.table import ColumnType
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.messages import Message

# A result that took no longer than this follows the settings by itself, after a moment's rest.
QUICK_SECONDS = 1.0
REST_MS = 600
# Name of the jobs that write files: nothing pushes them aside.
SAVING = "save"


@dataclass(frozen=True)
class Lanes:
    """The kinds of background work: the job that the user waits for, drawing, small things, and keeping projects."""

    work: Lane
    draw: Lane
    quick: Lane
    keep: Lane


class Controller(QObject):
    """The actions behind menus, buttons and keys."""

    noticed = Signal(object)
    """There is something to tell: a `Notice`, or None to take the last one away."""
    language_wanted = Signal(str)
    """The window is to speak another language, or that of the system."""
    recent_files_changed = Signal()
    """The recent files were forgotten."""

    def __init__(
        self,
        document: Document,
        selection: Selection,
        lanes: Lanes,
        preferences: Preferences,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document, self.selection, self.lanes = document, selection, lanes
        self.preferences, self.theme = preferences, theme
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._update)
        lanes.work.failed.connect(self._tell_failure)
        lanes.work.dropped.connect(document.drop_first)
        document.recipe_changed.connect(self._wait_for_rest)
        document.opened_changed.connect(selection.clear)
        self._told: Notice | None = None
        # Who keeps projects has a say in whether the one that is open may be left.
        self.leave: Callable[[Callable[[], None]], None] = lambda then: then()
        for changed in (document.recipe_changed, document.run_changed, document.opened_changed):
            changed.connect(self._forget_error)

    def tell(self, notice: Notice | None) -> None:
        """Show a notice in place of the last one."""
        self._told = notice
        self.noticed.emit(notice)

    def attempt(self, text: str, **settings: object) -> bool:
        """Change settings undoably; tell why if they are refused, and return whether they were taken."""
        try:
            self.document.edit(text, settings)
        except SegdeskError as error:
            self.tell(notice_of(error))
            return False
        self._forget_error()
        return True

    def propose(self, text: str, recipe: Recipe, done: Callable[[], None] | None = None) -> None:
        """Change the whole recipe undoably; columns that it understands or computes otherwise are made before.

        Parameters
        ----------
        text : str
            What the user did, as it stands after 'Undo'.
        recipe : Recipe
        done : callable, optional
            Called when the recipe is in force.
        """
        opened = self.document.opened

        def take() -> None:
            try:
                self.document.propose(text, recipe)
            except SegdeskError as error:
                self.tell(notice_of(error))
            else:
                if done is not None:
                    done()

        def understood(anew: Opened) -> None:
            self.document.take_content(anew)
            take()

        if opened is None or self.document.knows_content(recipe):
            take()
        elif self.may_begin():
            self.lanes.work.start(
                "open",
                lambda progress: jobs.understand_again(opened, recipe, progress),
                understood,
                owner=self,
            )

    def give_type(self, names: Sequence[str] | str, kind: "ColumnType") -> None:
        """Say what a column holds, or several, undoably."""
        # Loaded with the first file, never before the window shows.
        from segdesk.app.column_types import type_settings
        from segdesk.engine.data.column_terms import TYPE_WORDS

        inspection = self.document.inspection
        assert inspection is not None
        names = (names,) if isinstance(names, str) else tuple(names)
        text = self.tr("{column}: {type}").format(column=list_in_words(list(names)), type=TYPE_WORDS[kind])
        settings = type_settings(inspection, self.document.recipe, names, kind)
        self.propose(text, self.document.recipe.with_settings(settings))

    def start_recipe(self, recipe: Recipe | None = None) -> Recipe:
        """Return a recipe to begin with, in the window's language."""
        recipe = recipe or Recipe()
        return replace(recipe, output=replace(recipe.output, lang=current_language()))

    def may_begin(self) -> bool:
        """Return whether other work may take the place of the job under way; tell why not while something is saved."""
        if self.lanes.work.job_name != SAVING:
            return True
        self.tell(
            Notice(
                Kind.WARNING, self.tr("A file is being saved. Wait until it is done, or stop it with Esc.")
            )
        )
        return False

    def may_hand_on(self) -> bool:
        """Return whether what is on screen may be copied or saved; tell why not while it is checked."""
        why_not = self.document.why_not_yet
        if why_not:
            self.tell(Notice(Kind.INFO, why_not))
        return not why_not

    def open(self, opened: Opened) -> None:
        """Put a file that was checked into the document, once what is there may be left."""
        self.leave(lambda: self._open(opened))

    def _open(self, opened: Opened) -> None:
        self.lanes.work.cancel()
        self.tell(None)
        self.document.open(opened)
        if opened.table.source.path.is_file() and not isinstance(opened.table.source.origin, tuple):
            self.preferences.add_recent(opened.table.source.path)
            self.preferences.last_folder = opened.table.source.path.absolute().parent

    def open_sample(self, path: Path) -> None:
        """Open a bundled file and find its segments, once what is there may be left."""
        self.leave(lambda: self._open_sample(path))

    def _open_sample(self, path: Path) -> None:
        def work(progress: Progress) -> Opened:
            return jobs.open_file(path, recipe, progress)

        def done(opened: Opened) -> None:
            self.document.open(opened)
            self._find(unasked=True)

        if not self.may_begin():
            return
        recipe = self.start_recipe()
        self.tell(None)
        self.lanes.work.start("open", work, done, owner=self)

    def find_segments(self) -> None:
        """Find segments with the settings as they are; what is on screen stays until there are new ones."""
        self._find(unasked=False)

    def _find(self, unasked: bool) -> None:
        """Find segments; what nobody asked for is no work that could be lost."""
        document = self.document
        if document.opened is None or not self.may_begin():
            return
        self._rest.stop()
        self.tell(None)
        opened, recipe, earlier = document.opened, document.recipe, document.segmentation

        def work(progress: Progress, tell: Tell) -> FoundSegments:
            return jobs.find_segments(opened, recipe, earlier, progress, tell)

        def first(found: FoundSegments) -> None:
            if document.asks_for(recipe):
                self.selection.clear()
                document.show_first(found.segmentation, recipe, found.new, found.today)

        def done(found: FoundSegments) -> None:
            if document.is_checked:
                # Nobody has seen these segments yet.
                self.selection.clear()
            document.add_run(found.segmentation, recipe, found.seconds, found.new, found.today)
            if unasked:
                document.undo.setClean()
            if earlier is not None and earlier.is_shaped and not recipe.by_hand.edits:
                text = self.tr(
                    "Found anew, without what was done to segments by hand. Undo brings that back."
                )
                self.tell(Notice(Kind.INFO, text))

        def failed(error: Exception) -> None:
            self.tell(notice_of(error, Action(self.tr("Try again"), self.find_segments)))

        self.lanes.work.start("segment", work, done, failed, first=first, owner=self)

    def cancel(self) -> None:
        """Stop the job under way."""
        if self.lanes.work.is_busy:
            segmenting = self.lanes.work.job_name == "segment"
            self.lanes.work.cancel()
            if segmenting and self.document.run is not None:
                self.tell(Notice(Kind.INFO, self.tr("Stopped. Your earlier result is unchanged.")))
            else:
                self.tell(Notice(Kind.INFO, self.tr("Stopped. Nothing was changed.")))

    def rename(self, names: dict[int, str]) -> None:
        """Give segments other names, undoably.

        Raises
        ------
        UsageError
            If a name is empty or taken.
        """
        from segdesk.engine.result.renaming import renamed

        segmentation = self.document.segmentation
        assert segmentation is not None
        new = renamed(segmentation, names)
        if new is not segmentation:
            self.document.change_segments(self.tr("rename"), new)

    def recolour(self, number: int, colour: int) -> None:
        """Give a segment another place in the palette, undoably."""
        from segdesk.engine.result.renaming import recoloured

        segmentation = self.document.segmentation
        assert segmentation is not None
        self.document.change_segments(self.tr("change colour"), recoloured(segmentation, number, colour))

    def _to_deliver(self) -> "Segmentation":
        """Return the result on screen, with the columns that its report is to show by now."""
        from segdesk.engine.result.segmentation import with_provenance

        segmentation = self.document.segmentation
        assert segmentation is not None
        recipe = segmentation.provenance.recipe
        output = replace(recipe.output, explore=self.document.recipe.output.explore)
        return with_provenance(segmentation, recipe=replace(recipe, output=output))

    def _chosen_for_report(self) -> ReportOptions | None:
        """Return what was chosen for reports, None where nobody chose anything: then it is as the recipe says."""
        options = self.document.report_options
        return None if options == ReportOptions() else options

    def save_everything(self, folder: Path, formats: Sequence[str], overwrite: bool) -> None:
        """Write the whole set of files into a folder."""
        segmentation, report = self._to_deliver(), self._chosen_for_report()

        def work(progress: Progress) -> "Delivered":
            return jobs.save_everything(segmentation, folder, formats, overwrite, progress, report)

        self._save_folder(work)

    def run_on_everything(self, folder: Path, formats: Sequence[str], overwrite: bool) -> None:
        """Find the segments of all rows of the files that are open as a sample, and write the whole set of files."""
        segmentation, report = self._to_deliver(), self._chosen_for_report()
        opened = self.document.opened
        assert opened is not None

        def work(progress: Progress) -> "Delivered":
            joined = jobs.joined_of(opened, segmentation.provenance.recipe)
            return jobs.run_on_everything(segmentation, folder, formats, overwrite, progress, report, joined)

        self._save_folder(work)

    def _save_folder(self, work: "Callable[[Progress], Delivered]") -> None:
        """Write the whole set of files, and tell where it is."""
        if not self.may_begin():
            return

        def done(delivered: "Delivered") -> None:
            self.tell_folder_saved(
                len(delivered.files), delivered.folder, "report.html", notes=delivered.notes
            )

        self.tell(None)
        self.lanes.work.start(SAVING, work, done, owner=self)

    def save_one(self, name: str, path: Path) -> None:
        """Write one kind of file, as `jobs.WRITERS` names it, to a path; an existing file is replaced."""
        segmentation, report = self._to_deliver(), self._chosen_for_report()
        if name == "report" and report is not None:
            self.save_report(segmentation, path, report)
        else:
            self._save(path, lambda progress: jobs.save_one(name, segmentation, path, progress))

    def save_report(
        self,
        segmentation: "Segmentation",
        path: Path,
        options: ReportOptions,
        comparison: "Comparison | None" = None,
    ) -> None:
        """Write the report in the format of the file's name; an existing file is replaced."""

        def write(progress: Progress) -> tuple[()]:
            return report_jobs.save_report(segmentation, path, options, progress, comparison)

        self._save(path, write)

    def save_clean(self, path: Path) -> None:
        """Write the table as it was understood to a path; an existing file is replaced."""
        opened = self.document.opened
        assert opened is not None
        self._save(path, lambda progress: jobs.save_clean(opened.customers, path, progress))

    def _save(self, path: Path, write: Callable[[Progress], "tuple[Message, ...]"]) -> None:
        if not self.may_begin():
            return

        def done(notes: "tuple[Message, ...]") -> None:
            text = self.tr("Saved {file}.").format(file=path.name)
            self.tell_saved(" ".join((text, *map(str, notes))), path.parent, path)

        self.tell(None)
        self.lanes.work.start(SAVING, write, done, owner=self)

    def tell_folder_saved(
        self, n_files: int, folder: Path, report: str | None = None, notes: "Sequence[Message]" = ()
    ) -> None:
        """Tell that files were saved into a folder, one of them perhaps a report, and what was to be noted."""
        text = self.tr("Saved %n file(s) in {folder}.", "", n_files).format(folder=folder.name)
        file = None if report is None else folder / report
        self.tell_saved(" ".join((text, *map(str, notes))), folder, file)

    def tell_saved(self, text: str, folder: Path, file: Path | None = None) -> None:
        """Tell that something was saved, with ways to get there."""
        from segdesk.app.desktop import open_path

        actions = [Action(self.tr("Show in folder"), lambda: open_path(folder))]
        if file is not None and file.suffix == ".html":
            actions.insert(0, Action(self.tr("Open report"), lambda: open_path(file)))
        self.tell(Notice(Kind.DONE, text, actions=tuple(actions)))

    def pause_updates(self, paused: bool) -> None:
        """Follow the settings by itself, or no longer."""
        self.preferences.updates_itself = not paused

    def scale_text(self, by: int) -> None:
        """Make all text larger or smaller by so many percent; 0: as the system's."""
        self.set_text_size(100 if by == 0 else min(max(self.theme.text_size + by, 80), 200))

    def set_text_size(self, percent: int) -> None:
        """Make all text this large, in percent of the system's."""
        self.preferences.text_size = percent
        self.theme.set_text_size(percent)

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or be light or dark."""
        self.preferences.theme = choice
        self.theme.choose(choice)

    def forget_recent_files(self) -> None:
        """Forget the files opened so far."""
        self.preferences.forget_recent()
        self.recent_files_changed.emit()

    def _tell_failure(self, error: Exception) -> None:
        self.tell(notice_of(error))

    def _forget_error(self) -> None:
        """Take an error away whose cause is gone: with other settings, or another result, it is no longer true.

        That of a defect stays, for its details.
        """
        if self._told is not None and self._told.kind is Kind.ERROR and not self._told.details:
            self.tell(None)

    def _wait_for_rest(self) -> None:
        """Begin to wait, if the result is one that follows the settings."""
        run = self.document.run
        quick = run is not None and run.seconds < QUICK_SECONDS
        if quick and self.document.is_stale and self.preferences.updates_itself:
            self._rest.start()
        else:
            self._rest.stop()

    def _update(self) -> None:
        if self.document.is_stale:
            self.find_segments()
