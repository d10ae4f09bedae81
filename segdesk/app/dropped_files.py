"""Files that were dragged from elsewhere."""

from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QMimeData


@runtime_checkable
class OpensFiles(Protocol):
    """A window that opens what is dropped on it, or on a dialog over it."""

    def take_files(self, files: list[Path]) -> None:
        """Open files."""


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the local files and folders that are dragged; nothing if anything else is among them."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    known = len(paths) == len(data.urls()) and all(path.exists() for path in paths)
    return paths if known else []
