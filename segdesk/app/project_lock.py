"""One window per project: a small file beside it says that it is open, and goes with the program however it ends."""

from pathlib import Path

from PySide6.QtCore import QLockFile


class ProjectLock:
    """The right to write a project.

    Where nothing can be written beside it, there is nobody to be kept away either.

    Parameters
    ----------
    path : Path
        Of the project.
    """

    def __init__(self, path: Path) -> None:
        self._lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
        # Only the end of its program frees it, not its age.
        self._lock.setStaleLockTime(0)
        self.is_held = self._lock.tryLock(0)

    @property
    def is_taken(self) -> bool:
        """Whether another window has it."""
        return not self.is_held and self._lock.error() is QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Leave the project to others."""
        self._lock.unlock()
        self.is_held = False
