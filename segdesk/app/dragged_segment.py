"""A segment that is dragged out of the list as a file of its customers."""

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMetaType, QMimeData, QUrl

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation

_URLS = "text/uri-list"
_LONGEST = 60


class DraggedSegment(QMimeData):
    """What is dragged: the address of a CSV file, which is written once somebody asks for it.

    Parameters
    ----------
    segmentation : Segmentation
    number : int
        Of the segment.
    """

    def __init__(self, segmentation: "Segmentation", number: int) -> None:
        super().__init__()
        self._segmentation, self._number = segmentation, number
        self._path: Path | None = None

    def formats(self) -> list[str]:
        """Offer a file."""
        return [_URLS]

    def hasFormat(self, mimetype: str) -> bool:  # noqa: N802 - Qt's name
        """Offer a file and nothing else."""
        return mimetype == _URLS

    def retrieveData(self, mimetype: str, kind: QMetaType | QMetaType.Type) -> Any:  # noqa: N802 - Qt's name
        """Write the file, and return its address."""
        if mimetype != _URLS:
            return None
        if self._path is None:
            self._path = write_segment(self._segmentation, self._number)
        return [QUrl.fromLocalFile(str(self._path))]


def write_segment(segmentation: "Segmentation", number: int) -> Path:
    """Write the customers of a segment as CSV into a folder of this process, which goes with it."""
    from segdesk.engine.result.customer_lists import segment_list
    from segdesk.io.writers.lists_file import write_list

    name = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", str(segmentation.segment(number).name))
    # Neither a name of all segments nor one of an earlier result is written over while a program reads it.
    folder = Path(tempfile.mkdtemp(dir=_folder().name))
    path = folder / f"{' '.join(name.split())[:_LONGEST].strip(' .') or number}.csv"
    write_list(path, segmentation, segment_list(segmentation, number))
    return path


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="segdesk-dragged-")
