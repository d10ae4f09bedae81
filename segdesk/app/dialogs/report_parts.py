"""The parts of a report as a list: ticked to stand in it, dragged or moved by keys into order."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.report_jobs import PartShown
from segdesk.report.arranging import APPENDIX, SEGMENTS

_NAME = Qt.ItemDataRole.UserRole


class ReportParts(QWidget):
    """What stands in a report, and in which order.

    Parameters
    ----------
    left_out, order : tuple of str
        As of `ReportOptions`.
    """

    changed = Signal()
    """A part was ticked or moved."""

    def __init__(self, left_out: tuple[str, ...], order: tuple[str, ...]) -> None:
        super().__init__()
        self._left_out, self._order = left_out, order
        self._parts: tuple[PartShown, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Parts of the report"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.up, self.down = QPushButton(self.tr("Move &up")), QPushButton(self.tr("Move &down"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        line = QHBoxLayout()
        for button, keys, by in ((self.up, "Alt+Up", -1), (self.down, "Alt+Down", 1)):
            button.setAutoDefault(False)
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            for signal in (button.clicked, shortcut.activated):
                signal.connect(self._move_up if by < 0 else self._move_down)
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        self.list.itemChanged.connect(self._take_tick)
        self.list.currentRowChanged.connect(self._enable)
        self.list.model().rowsMoved.connect(self._take_drop)
        self._enable()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The parts that are not to stand in the report."""
        return self._left_out

    @property
    def order(self) -> tuple[str, ...]:
        """The parts in order; empty as long as nobody moved one."""
        return self._order

    def set_choices(self, left_out: tuple[str, ...], order: tuple[str, ...]) -> None:
        """Take other choices; the parts are shown anew when they are known."""
        self._left_out, self._order = left_out, order
        self.show_parts(())

    def show_parts(self, parts: Sequence[PartShown]) -> None:
        """Show the parts that a report has, in their order."""
        if tuple(parts) == self._parts:
            return
        row = self.list.currentRow()
        name = self._parts[row].name if 0 <= row < len(self._parts) else ""
        self._parts = tuple(parts)
        self.list.blockSignals(True)
        self.list.clear()
        for part in parts:
            self.list.addItem(self._item(part))
        names = [part.name for part in parts]
        self.list.setCurrentRow(names.index(name) if name in names else 0)
        self.list.blockSignals(False)
        self._enable()

    def _item(self, part: PartShown) -> QListWidgetItem:
        item = QListWidgetItem(part.title)
        # Long names of segments are cut in the list.
        item.setToolTip(part.title)
        item.setData(_NAME, part.name)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if part.may_move:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if part.name == APPENDIX:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        else:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            is_out = part.name in self._left_out or part.part in self._left_out
            item.setCheckState(Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked)
        item.setFlags(flags)
        return item

    def _take_tick(self) -> None:
        shown = {part.name for part in self._parts} | {part.part for part in self._parts}
        items = [self.list.item(row) for row in range(self.list.count())]
        out = tuple(
            part.name
            for part, item in zip(self._parts, items, strict=True)
            if part.name != APPENDIX and item.checkState() is Qt.CheckState.Unchecked
        )
        pages = [part.name for part in self._parts if part.part == SEGMENTS]
        if pages and set(pages) <= {*out}:
            # All of them, however many there will be.
            out = (*(name for name in out if name not in pages), SEGMENTS)
        self._left_out = (*(name for name in self._left_out if name not in shown), *out)
        self.changed.emit()

    # Order

    def _enable(self) -> None:
        row = self.list.currentRow()
        may_move = 0 <= row < len(self._parts) and self._parts[row].may_move
        for button in (self.up, self.down):
            button.setEnabled(may_move)

    def _names(self) -> list[str]:
        """Return the parts that may be ordered, and where the appendix begins."""
        movable = (part.part for part in self._parts if part.may_move or part.name == APPENDIX)
        return list(dict.fromkeys(movable))

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(+1)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if not (0 <= row < len(self._parts) and self._parts[row].may_move):
            return
        names, own = self._names(), self._parts[row].part
        place = names.index(own)
        if 0 <= place + by < len(names):
            names.insert(place + by, names.pop(place))
            self._put(names)

    def _take_drop(
        self, parent: QModelIndex, start: int, end: int, destination: QModelIndex, row: int
    ) -> None:
        moved = self._parts[start].part
        # Where the row came to stand, among the others as they were.
        before = [part.part for place, part in enumerate(self._parts) if place < row and place != start]
        others = [name for name in self._names() if name != moved]
        place = sum(name in before for name in others)
        names = [*others[:place], moved, *others[place:]]
        # Not in the midst of the drop, which still looks at the rows.
        QTimer.singleShot(0, self, lambda: self._put(names))

    def _put(self, names: Sequence[str]) -> None:
        """Take an order, and show it; parts that the report has for others only keep their place behind."""
        self._order = (*names, *(name for name in self._order if name not in names))
        still = [each for each in self._parts if each.part not in names]
        moved = [each for name in names for each in self._parts if each.part == name]
        row = self.list.currentItem()
        name = "" if row is None else str(row.data(_NAME))
        shown = [*still, *moved]
        self._parts = ()
        self.show_parts(shown)
        names_shown = [each.name for each in shown]
        self.list.setCurrentRow(names_shown.index(name) if name in names_shown else 0)
        self.changed.emit()
