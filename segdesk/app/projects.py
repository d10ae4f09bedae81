"""Keeping work: which project is open, what of it is not saved yet, and copies of it for the case of a crash."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Signal

from segdesk.app import project_jobs
from segdesk.app.autosaves import Autosave, Leftover
from segdesk.app.controller import SAVING, Controller
from segdesk.app.notices import Action, Kind, Notice, notice_of
from segdesk.app.project_jobs import OpenedProject
from segdesk.app.project_lock import ProjectLock
from segdesk.progress import Progress

AUTOSAVE_MS = 120_000
# After something that took long to make: at once, but not in the midst of showing it.
_SOON_MS = 500
_AUTOSAVE = "autosave"


@dataclass(frozen=True)
class Leave:
    """The question what is to become of unsaved work.

    Attributes
    ----------
    name : str
        Of the project, or of the file that was not made one yet.
    save, discard : callable
        Go on afterwards; who answers with neither stays.
    """

    name: str
    save: Callable[[], None]
    discard: Callable[[], None]


class Projects(QObject):
    """The project that is open in the window.

    Parameters
    ----------
    controller : Controller
    autosave : Autosave
    """

    changed = Signal()
    """There is another project, or something in it is not saved, or now is."""
    leave_wanted = Signal(object)
    """There is unsaved work, and the user is about to leave it: a `Leave`."""
    name_wanted = Signal(object)
    """The project has no file yet; the callable that is emitted goes on once it was saved."""

    update_wanted = Signal(Path)
    """The source has changed, and is to be read again."""

    def __init__(self, controller: Controller, autosave: Autosave, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller, self._document = controller, controller.document
        self._lane = controller.lanes.keep
        self._autosave = autosave
        self._path: Path | None = None
        self._lock: ProjectLock | None = None
        self._with_data = True
        # What undo knows nothing of.
        self._unsaved = False
        self._autosaved = True
        self._closed = False
        self._timer = QTimer(self, interval=AUTOSAVE_MS)
        self._timer.timeout.connect(self.autosave)
        self._timer.start()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.autosave)
        document = self._document
        document.undo.cleanChanged.connect(self._tell_changed)
        document.undo.indexChanged.connect(self._note_change)
        document.matches_changed.connect(self._note_other_change)
        document.opened_changed.connect(self._take_new_file)
        document.run_changed.connect(self._soon.start)
        controller.lanes.work.busy_changed.connect(self._save_before_run)
        controller.leave = self.leave

    @property
    def path(self) -> Path | None:
        """The project file; None if there is none yet."""
        return self._path

    @property
    def name(self) -> str:
        """What the project is called: by its file, or by that of its table; empty with nothing open."""
        if self._path is not None:
            return self._path.stem
        opened = self._document.opened
        return "" if opened is None else opened.table.source.path.name

    @property
    def is_changed(self) -> bool:
        """Whether something was done since the project was opened or saved."""
        return self._document.opened is not None and (self._unsaved or not self._document.undo.isClean())

    @property
    def keeps_data(self) -> bool | None:
        """Whether the file keeps the cells of the table; None as long as nobody was asked."""
        return None if self._path is None else self._with_data

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with something that leaves the project, once nothing is lost by it.

        Parameters
        ----------
        then : callable
        """
        if not self.is_changed:
            then()
            return

        def discard() -> None:
            self.give_up()
            then()

        self.leave_wanted.emit(Leave(self.name, partial(self.save, then), discard))

    def open(self, path: Path) -> None:
        """Open a project, once the one before may be left."""
        self.leave(lambda: self._open(path))

    @property
    def keeps_cells(self) -> bool:
        """Whether the table must go into the project: its file alone would not give a sample of it back."""
        opened = self._document.opened
        return opened is not None and opened.table.sample_of > 0

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the project in its file; without one, ask for it.

        Parameters
        ----------
        then : callable, optional
            Called once it is saved.
        """
        if self._path is None:
            self.name_wanted.emit(then)
        else:
            self._write(self._path, self._with_data, then)

    def save_as(self, path: Path, with_data: bool, then: Callable[[], None] | None = None) -> None:
        """Save the project in another file, which is its own from then on."""
        if path != self._path:
            lock = ProjectLock(path)
            if lock.is_taken:
                text = self.tr("{file} is open in another window. Close it there, or choose another name.")
                self._controller.tell(Notice(Kind.ERROR, text.format(file=path.name)))
                return
            self._write(path, with_data, then, lock)
        else:
            self._write(path, with_data, then)

    def forget_customer(self, identifier: str) -> None:
        """Delete a customer from the project, its file, its copies, its results and the models in them."""
        if self._document.opened is None or not self._controller.may_begin():
            return
        self._controller.tell(None)
        work = partial(project_jobs.forget_customer, self._document.project(self._path), identifier)
        self._controller.lanes.work.start("forget", work, self._take_without_customer, owner=self)

    def autosave(self) -> None:
        """Keep a copy of what is not saved, if it has changed since the last copy."""
        if self.is_changed and not self._autosaved and not self._lane.is_busy:
            self._autosaved = True
            self._lane.start(_AUTOSAVE, self._copying(), lambda done: None, self._tell_no_copy, owner=self)

    def autosave_now(self) -> None:
        """Keep a copy before the program is ended from outside; returns when it is written."""
        if self.is_changed:
            try:
                self._copying()(lambda stage, share: None)
            except Exception as error:
                # There is nobody left to tell.
                notice_of(error)

    def close(self) -> None:
        """Leave the files; a copy stays only where unsaved work was not given up."""
        if self._closed:
            return
        self._closed = True
        for timer in (self._timer, self._soon):
            timer.stop()
        undo = self._document.undo
        undo.cleanChanged.disconnect(self._tell_changed)
        undo.indexChanged.disconnect(self._note_change)
        if not self.is_changed:
            self._autosave.delete()
        self._autosave.close()
        if self._lock is not None:
            self._lock.release()

    def offer_leftovers(self) -> None:
        """Offer what a crash left, if it did."""
        for leftover in self._autosave.leftovers():
            if not leftover.copies:
                leftover.delete()
                continue
            self._lane.start(
                "recover",
                partial(project_jobs.newest_sound_copy, leftover.copies),
                partial(self._offer, leftover),
                partial(self._tell_unsound, leftover),
                owner=self,
            )
            return

    # Opening

    def _open(self, path: Path) -> None:
        if not self._controller.may_begin():
            return
        self._controller.tell(None)
        self._controller.lanes.work.start(
            "open", partial(project_jobs.open_project, path), partial(self._take, path), owner=self
        )

    def _take(self, path: Path, found: OpenedProject) -> None:
        """Show a project that was opened."""
        lock = ProjectLock(path) if path != self._path else self._lock
        self._document.open_project(found.project, found.opened)
        self._with_data = found.project.with_data
        self._keep_file(path, lock)
        self._controller.preferences.add_recent(path)
        self._controller.preferences.last_folder = path.absolute().parent
        if lock is not None and lock.is_taken:
            self._keep_file(None, None)
            text = self.tr(
                "{file} is open in another window. This is a copy: saving asks for a name of its own."
            )
            self._controller.tell(Notice(Kind.WARNING, text.format(file=path.name)))
        elif found.source_changed:
            self._tell_source_changed(found)
        self.changed.emit()

    def _tell_source_changed(self, found: OpenedProject) -> None:
        path = found.project.table.source.path
        text = self.tr(
            "{file} has changed since it was read. The results shown are those of the earlier file."
        )
        update = Action(self.tr("Update"), lambda: self.update_wanted.emit(path))
        self._controller.tell(Notice(Kind.INFO, text.format(file=path.name), actions=(update,)))

    def _take_without_customer(self, found: project_jobs.WithoutCustomer) -> None:
        """Show the project without a customer, and write it at once: what it was before holds the customer."""
        path, with_data = self._path, self._with_data
        self._document.open_project(found.project, found.opened)
        self._unsaved = True
        if path is not None:
            self._with_data = with_data
            self._keep_file(path, ProjectLock(path))
            self._write(path, with_data, lambda: self._tell_deleted(found), keep_before=False)
        self.changed.emit()
        self._tell_deleted(found)

    def _tell_deleted(self, found: project_jobs.WithoutCustomer) -> None:
        self._controller.tell(Notice(Kind.DONE, found.text))

    # Saving

    def _write(
        self,
        path: Path,
        with_data: bool,
        then: Callable[[], None] | None,
        lock: ProjectLock | None = None,
        keep_before: bool = True,
    ) -> None:
        """Write the project as it is now; what is changed meanwhile is not saved yet."""
        project = replace(self._document.project(), with_data=with_data or self.keeps_cells)
        at = self._document.undo.index()
        matches = dict(self._document.matches)

        def done(nothing: None) -> None:
            self._with_data = with_data
            self._keep_file(path, lock or self._lock)
            if self._document.undo.index() == at:
                self._document.undo.setClean()
            self._unsaved = self._document.matches != matches
            if not self.is_changed:
                self._autosave.delete()
            self._controller.preferences.add_recent(path)
            self._controller.preferences.last_folder = path.absolute().parent
            self._controller.tell(Notice(Kind.DONE, self.tr("Saved {file}.").format(file=path.name)))
            self.changed.emit()
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            if lock is not None:
                lock.release()
            self._controller.tell(notice_of(error))

        work = partial(project_jobs.save_project, project, path, keep_before=keep_before)
        self._lane.start(SAVING, work, done, failed, owner=self)

    def _keep_file(self, path: Path | None, lock: ProjectLock | None) -> None:
        """Take a file as the project's own."""
        if self._lock is not None and self._lock is not lock:
            self._lock.release()
        self._path, self._lock = path, lock

    # Copies

    def _copying(self) -> Callable[[Progress], None]:
        """Return the work that writes a copy of what there is now."""
        project = self._document.project(self._path)
        autosave = self._autosave

        def work(progress: Progress) -> None:
            autosave.prepare()
            project_jobs.save_project(project, autosave.path, progress)

        return work

    def _save_before_run(self, busy: bool) -> None:
        if busy and self._controller.lanes.work.job_name == "segment":
            self.autosave()

    def _tell_no_copy(self, error: Exception) -> None:
        self._autosaved = False
        text = self.tr("No copy of unsaved work can be kept: {reason} Save the project yourself.")
        self._controller.tell(Notice(Kind.WARNING, text.format(reason=error)))

    def _offer(self, leftover: Leftover, copy: project_jobs.SoundCopy) -> None:
        when = QDateTime.fromSecsSinceEpoch(int(copy.path.stat().st_mtime))
        text = self.tr(
            "segdesk ended without “{name}” being saved. It can be restored as it was at {time}; what was done in the "
            "two minutes after that may be missing."
        ).format(name=copy.name, time=QLocale().toString(when, QLocale.FormatType.ShortFormat))
        restore = Action(self.tr("Restore"), partial(self._restore, leftover, copy.path))
        discard = Action(self.tr("Discard"), partial(self._discard, leftover))
        self._controller.tell(Notice(Kind.WARNING, text, actions=(restore, discard)))

    def _restore(self, leftover: Leftover, path: Path) -> None:
        def take(found: OpenedProject) -> None:
            file = found.project.file
            self._document.open_project(found.project, found.opened)
            lock = None if file is None else ProjectLock(file)
            kept = file if lock is not None and lock.is_held else None
            self._with_data = True
            self._keep_file(kept, lock if kept is not None else None)
            self._unsaved, self._autosaved = True, False
            self.changed.emit()
            # The copy of the crash goes only when this window has one of its own.
            self._lane.start(
                _AUTOSAVE,
                self._copying(),
                lambda done: self._discard(leftover),
                self._tell_no_copy,
                owner=self,
            )

        self.leave(
            lambda: self._controller.lanes.work.start(
                "open", partial(project_jobs.open_project, path), take, owner=self
            )
        )

    def _discard(self, leftover: Leftover) -> None:
        leftover.delete()
        self._controller.tell(None)
        self.offer_leftovers()

    def _tell_unsound(self, leftover: Leftover, error: Exception) -> None:
        kept = leftover.put_aside()
        text = self.tr(
            "segdesk ended without work being saved, and no copy of it can be read. It lies in {file}."
        )
        self._controller.tell(Notice(Kind.WARNING, text.format(file=kept), details=str(error)))

    # What changed

    def _take_new_file(self) -> None:
        """Begin with a file that is no project yet; who opens a project says so afterwards."""
        self._keep_file(None, None)
        self._with_data = True
        self.give_up()

    def give_up(self) -> None:
        """Give up what is not saved."""
        self._document.undo.setClean()
        self._unsaved, self._autosaved = False, True
        self._autosave.delete()
        self.changed.emit()

    def _note_change(self) -> None:
        self._autosaved = False
        self._tell_changed()

    def _note_other_change(self) -> None:
        self._unsaved, self._autosaved = True, False
        self.changed.emit()

    def _tell_changed(self) -> None:
        self.changed.emit()
