"""The list of a segment's customers, for other programs: on the clipboard, or as a file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from segdesk.app.controller import Controller
from segdesk.app.copying import MOST_ROWS, CopiedTable, copied_frame, copied_rows
from segdesk.app.displayed_cells import cells_of
from segdesk.app.notices import Kind, Notice
from segdesk.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

    from segdesk.engine.result.segmentation import Segmentation


class SegmentLists(QObject):
    """Copies and saves the customers of a segment, those who bring most first.

    Parameters
    ----------
    controller : Controller
    parent : QWidget
        The dialog stands over it.
    """

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller, self._window = controller, parent
        self._document = controller.document

    def copy(self, number: int) -> None:
        """Put the customers of a segment with all their columns on the clipboard."""
        segmentation = self._document.segmentation
        if segmentation is None or not (self._controller.may_hand_on() and self._controller.may_begin()):
            return
        copies = min(segmentation.segment(number).size, MOST_ROWS)

        def work(progress: Progress) -> CopiedTable:
            return copied_list(segmentation, number, progress)

        def done(copied: CopiedTable) -> None:
            QGuiApplication.clipboard().setMimeData(copied.mime())
            text = self.tr("%Ln customer(s) are on the clipboard.", "", copies)
            self._controller.tell(Notice(Kind.DONE, text))

        self._controller.lanes.work.start("copy", work, done, owner=self)

    def copy_segments(self) -> None:
        """Put the table of segments on the clipboard: what the list shows of each, and its outcomes."""
        segmentation = self._document.segmentation
        if segmentation is not None and self._controller.may_hand_on():
            QGuiApplication.clipboard().setMimeData(copied_frame(self._table(segmentation)).mime())
            self._controller.tell(Notice(Kind.DONE, self.tr("The table of segments is on the clipboard.")))

    def _table(self, segmentation: "Segmentation") -> "pd.DataFrame":
        import pandas as pd

        segments = segmentation.description.segments
        columns: dict[str, list[object]] = {
            self.tr("Segment"): [segment.number for segment in segments],
            self.tr("Name"): [str(segment.name) for segment in segments],
            self.tr("Customers"): [segment.size for segment in segments],
            self.tr("Share of customers"): [segment.share for segment in segments],
        }
        if any(segment.value_share is not None for segment in segments):
            columns[self.tr("Share of value")] = [segment.value_share for segment in segments]
        for place, outcome in enumerate(segments[0].outcomes):
            columns[f"{outcome.variable}: {outcome.case}"] = [s.outcomes[place].own.rate for s in segments]
        return pd.DataFrame(columns)

    def save(self, number: int) -> None:
        """Ask for a name and save the customers of a segment there."""
        opened = self._document.opened
        if self._document.segmentation is None or opened is None or not self._controller.may_hand_on():
            return
        folder = opened.table.source.path.absolute().parent
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save the list"),
            str(folder / f"segment_{number}.csv"),
            self.tr("Text table (*.csv)"),
        )
        if name:
            self._controller.save_one(f"segment_{number}", Path(name).with_suffix(".csv"))


def copied_list(segmentation: "Segmentation", number: int, progress: Progress) -> CopiedTable:
    """Return the customers of a segment with their columns, as they are copied; at most `MOST_ROWS` of them."""
    from segdesk.engine.result.customer_lists import segment_list

    rows = segment_list(segmentation, number).rows[:MOST_ROWS]
    written, typed = segmentation.source.table.columns, segmentation.source.columns
    cells = [cells_of(*pair) for pair in zip(written, typed, strict=True)]
    return copied_rows([column.name for column in written], cells, rows, progress)
