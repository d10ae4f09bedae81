"""Files that were dragged from elsewhere."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the local files and folders that are dragged; nothing if anything else is among them."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    known = len(paths) == len(data.urls()) and all(path.exists() for path in paths)
    return paths if known else []
