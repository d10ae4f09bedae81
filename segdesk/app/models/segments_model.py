"""The segments of the result on screen, with names that can be edited in place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from segdesk.app.controller import Controller
from segdesk.app.dragged_segment import DraggedSegment
from segdesk.errors import SegdeskError
from segdesk.messages import Message, Percent, say

if TYPE_CHECKING:
    from segdesk.engine.result.segment import Segment

Index = QModelIndex | QPersistentModelIndex

SEGMENT = Qt.ItemDataRole.UserRole + 1
IS_NEW = Qt.ItemDataRole.UserRole + 2
AWAITS_STABILITY = Qt.ItemDataRole.UserRole + 3


def rule_lines(segment: "Segment") -> "tuple[Message, ...]":
    """Return what is told of a segment's short rule: the rule and its figures, or that it has none."""
    if segment.rule is not None:
        return segment.rule.words, segment.rule.figures
    return (say("No short rule sets this segment apart."),) if segment.number else ()


class SegmentsModel(QAbstractListModel):
    """One row per segment, by number or by value."""

    refused = Signal(str)
    """A name was not taken; the text says why."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller, self._document = controller, controller.document
        self._by_value = False
        self._segments: tuple[Segment, ...] = ()
        controller.document.run_changed.connect(self._reload)
        self._reload()

    @property
    def segments(self) -> "tuple[Segment, ...]":
        """The segments as they are listed."""
        return self._segments

    def sort_by_value(self, wanted: bool) -> None:
        """List the most valuable first, or the largest."""
        self._by_value = wanted
        self._reload()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return the number of segments."""
        return 0 if parent.isValid() else len(self._segments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, description and figures of a segment."""
        if not index.isValid():
            return None
        segment = self._segments[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return str(segment.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            action = () if segment.action is None else (segment.action,)
            outcomes = [outcome.in_words for outcome in segment.outcomes]
            rule = rule_lines(segment) if self._document.is_checked else (self._document.why_not_yet,)
            told = (segment.description, *action, *outcomes, *rule)
            return "\n".join(str(each) for each in told)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self.tr("Segment {number}: {name}, {share} of customers")
            return text.format(number=segment.number, name=segment.name, share=Percent(segment.share))
        if role == SEGMENT:
            return segment
        if role == IS_NEW:
            run = self._document.shown
            return run is not None and segment.number in run.new
        if role == AWAITS_STABILITY:
            return bool(segment.number) and not self._document.is_checked and self._is_stability_wanted()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every segment but the unassigned can be renamed, none before it is checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self._document.is_checked:
            return flags
        flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self._segments[index.row()].number else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Rename a segment; an empty or taken name is refused with the reason."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        segment = self._segments[index.row()]
        if str(value).strip() == str(segment.name):
            return False
        try:
            self._controller.rename({segment.number: str(value)})
        except SegdeskError as error:
            self.refused.emit(str(error))
            return False
        return True

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """A segment is dragged out as a file."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the file of the customers of a segment, which is written when it is asked for."""
        segmentation = self._document.segmentation
        assert segmentation is not None
        return DraggedSegment(segmentation, self._segments[indexes[0].row()].number)

    def row_of(self, number: int) -> int | None:
        """Return the row of a segment, None if it is not there."""
        for row, segment in enumerate(self._segments):
            if segment.number == number:
                return row
        return None

    def _is_stability_wanted(self) -> bool:
        segmentation = self._document.on_screen
        if segmentation is None:
            return False
        recipe = segmentation.provenance.recipe
        return recipe.scan.draws > 0 and not recipe.method.by_rules

    def _reload(self) -> None:
        segmentation = self._document.on_screen
        segments = () if segmentation is None else segmentation.description.segments
        # The unassigned come last: they are no finding.
        ordered = sorted(segments, key=lambda s: (s.number == 0, s.number))
        if self._by_value:
            ordered.sort(key=lambda s: (s.number == 0, -(s.value_share or 0.0)))
        same = [s.number for s in ordered] == [s.number for s in self._segments]
        if same and ordered:
            self._segments = tuple(ordered)
            self.dataChanged.emit(self.index(0), self.index(len(ordered) - 1))
            return
        self.beginResetModel()
        self._segments = tuple(ordered)
        self.endResetModel()
