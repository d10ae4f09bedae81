"""Copies of unsaved work that the program keeps for itself: one file per window, for the next start after a crash."""

import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from segdesk.app.project_lock import ProjectLock
from segdesk.io.staging import sweep

_ENDING = ".segdesk"


def autosave_folder() -> Path:
    """Return where the copies of this user lie."""
    return platformdirs.user_state_path("segdesk", appauthor=False) / "autosave"


@dataclass(frozen=True)
class Leftover:
    """What a window that was never closed left.

    Attributes
    ----------
    path : Path
        The latest copy; the one before lies beside it.
    lock : ProjectLock
        Keeps other windows from offering it, too.
    """

    path: Path
    lock: ProjectLock

    @property
    def copies(self) -> tuple[Path, ...]:
        """The copies that are there, latest first: the latest that can be read is the one to restore."""
        return tuple(each for each in (self.path, _before(self.path)) if each.is_file())

    def delete(self) -> None:
        """Take the copies away."""
        _delete(self.path)
        self.lock.release()

    def put_aside(self) -> Path:
        """Keep copies that cannot be read where nobody offers them again, and return where."""
        kept = self.path
        for copy in self.copies:
            kept = copy.with_name(f"{copy.name}.unreadable")
            with suppress(OSError):
                copy.replace(kept)
        self.lock.release()
        return kept


class Autosave:
    """The copy of this window.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / f"{uuid.uuid4().hex}{_ENDING}"
        self._lock: ProjectLock | None = None

    def prepare(self) -> None:
        """Make the folder, closed to other users, and claim the name in it.

        Raises
        ------
        OSError
            If the disk does not take it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        if self._lock is None:
            self._lock = ProjectLock(self.path)

    def delete(self) -> None:
        """Take the copy away: there is nothing left to restore."""
        _delete(self.path)

    def close(self) -> None:
        """Leave the name; a copy that is there stays for the next start."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def leftovers(self) -> Iterator[Leftover]:
        """Yield what windows left that are no more, latest first; whoever takes one keeps others from it."""
        # A process that was killed in the midst of a copy left its beginning.
        sweep(self._folder)
        # The copy before is all that is left where a crash came between two renames.
        found = {
            each.name.removesuffix(".bak") for each in self._folder.glob(f"*{_ENDING}*") if each.is_file()
        }
        paths = [self._folder / name for name in found if name.endswith(_ENDING) and not name.startswith(".")]
        for path in sorted(paths, key=_changed, reverse=True):
            if path == self.path:
                continue
            lock = ProjectLock(path)
            if lock.is_held:
                yield Leftover(path, lock)


def _before(path: Path) -> Path:
    return path.with_name(f"{path.name}.bak")


def _delete(path: Path) -> None:
    for each in (path, _before(path)):
        with suppress(OSError):
            each.unlink()


def _changed(path: Path) -> float:
    times = [each.stat().st_mtime for each in (path, _before(path)) if each.is_file()]
    return max(times, default=0.0)
