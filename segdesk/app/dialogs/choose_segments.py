"""Which segments, and into how many parts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from segdesk.app.dialogs.base import Dialog
from segdesk.app.forms.wheel_safe_inputs import WheelSafeSpinBox
from segdesk.engine.recipe.by_hand import MOST_PARTS
from segdesk.messages import Percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segdesk.engine.result.segment import Segment

_NUMBER = Qt.ItemDataRole.UserRole


class ChooseSegmentsDialog(Dialog):
    """Takes ticks at segments, a number, or both.

    Parameters
    ----------
    title, explained : str
    verb : str
        On the button that does it.
    segments : sequence of Segment, optional
        To be ticked; without them only the number is asked for.
    current : int or None
        The one that is ticked to begin with.
    least : int
        How many have to be ticked.
    parts : str or None
        What the number is of; None: none is asked for.
    usual, fewest : int
        The number to begin with, and the smallest.
    parent : QWidget
    """

    chosen = Signal(object, int)
    """The numbers of the segments that are ticked, and the number asked for (0 if none is)."""

    def __init__(
        self,
        title: str,
        explained: str,
        verb: str,
        segments: "Sequence[Segment]" = (),
        current: int | None = None,
        *,
        least: int = 1,
        parts: str | None = None,
        usual: int = 1,
        fewest: int = 1,
        parent: QWidget,
    ) -> None:
        super().__init__(title, parent)
        told = QLabel(explained)
        told.setWordWrap(True)
        self.column.addWidget(told)
        self._least = least if segments else 0
        self.list = self._make_list(title, segments, current)
        self.column.addWidget(self.list, 1)
        self.parts = WheelSafeSpinBox()
        self.parts.setRange(fewest, MOST_PARTS)
        self.parts.setValue(usual)
        if parts is not None:
            form = QFormLayout()
            form.addRow(parts, self.parts)
            self.parts.setAccessibleName(parts)
            self.column.addLayout(form)
        self._asks_parts = parts is not None
        self.parts.setVisible(self._asks_parts)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(verb)
        self.ok.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        if segments:
            self.list.setFocus()
            self.resize_to_text(480, min(560, 220 + 30 * len(segments)))
        else:
            self.parts.setFocus()
            self.resize_to_text(420, 180)
        self._refresh()

    def _make_list(self, title: str, segments: "Sequence[Segment]", current: int | None) -> QListWidget:
        """Return the segments with boxes to tick, the current one ticked and under the cursor."""
        ticks = QListWidget()
        ticks.setAccessibleName(title)
        ticks.setVisible(bool(segments))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        for segment in segments:
            text = self.tr("{number}: {name} ({share})").format(
                number=segment.number, name=segment.name, share=Percent(segment.share)
            )
            item = QListWidgetItem(text, ticks)
            item.setFlags(flags)
            is_current = segment.number == current
            item.setCheckState(Qt.CheckState.Checked if is_current else Qt.CheckState.Unchecked)
            item.setData(_NUMBER, segment.number)
        ticks.setCurrentRow(max(0, (current or 1) - 1))
        ticks.itemChanged.connect(self._refresh)
        return ticks

    @property
    def ticked(self) -> tuple[int, ...]:
        """Numbers of the segments that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_NUMBER) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _refresh(self) -> None:
        self.ok.setEnabled(len(self.ticked) >= self._least)

    def _accept(self) -> None:
        self.chosen.emit(self.ticked, self.parts.value() if self._asks_parts else 0)
        self.accept()
