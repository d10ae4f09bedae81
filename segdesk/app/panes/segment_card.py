"""The card of the segment that is selected: what to do next, what became of its customers, its rule, its list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from segdesk.app.models.segments_model import rule_lines
from segdesk.messages import Percent

if TYPE_CHECKING:
    from segdesk.engine.result.segment import Segment


class SegmentCard(QScrollArea):
    """Tells of one segment what a list has no room for, and offers its customers to other programs."""

    copy_wanted = Signal(int)
    """The customers of this segment are wanted on the clipboard."""
    save_wanted = Signal(int)
    """The customers of this segment are wanted as a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: int | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("The selected segment"))
        told = QWidget()
        told.setObjectName("told")
        column = self._column = QVBoxLayout(told)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(4)
        self.copy_list = QPushButton(self.tr("Copy its list"))
        self.copy_list.clicked.connect(self._copy)
        self.save_list = QPushButton(self.tr("Save its list…"))
        self.save_list.clicked.connect(self._save)
        self._tips = {
            self.copy_list: self.tr("Copy its customers, those who bring most first, for a spreadsheet"),
            self.save_list: self.tr("Save its customers, those who bring most first, as a CSV file"),
        }
        for button in self._tips:
            button.setObjectName("link")
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._next, self.action = self._add(self.tr("What to do next"), self.tr("What to do next"))
        self._became, self.outcomes = self._add(
            self.tr("What became of them"), self.tr("What became of the customers")
        )
        _, self.rule = self._add("", self.tr("Rule of the segment"))
        column.addStretch(1)
        self.setWidget(told)
        self.hide()

    def show_segment(self, segment: "Segment | None", why_not: str = "") -> None:
        """Tell of a segment; None: of none.

        Parameters
        ----------
        segment : Segment or None
        why_not : str
            Why its list cannot be handed on, nor its rule told, yet.
        """
        before, self._number = self._number, None if segment is None else segment.number
        self.setVisible(segment is not None)
        if segment is None:
            self._write(self.rule, "")
            return
        for button, tip in self._tips.items():
            button.setEnabled(not why_not)
            button.setToolTip("\n".join(filter(None, (tip, why_not))))
        self._write(self.action, why_not if segment.action is None else str(segment.action))
        self._next.setVisible(bool(self.action.text()))
        self._write(self.outcomes, "\n".join(f"{outcome.in_words}." for outcome in segment.outcomes))
        self._became.setVisible(bool(segment.outcomes))
        told = () if why_not else rule_lines(segment)
        self.rule.setToolTip("\n".join(str(line) for line in told))
        self._write(self.rule, self._brief(segment) if segment.rule else "\n".join(map(str, told)))
        if self._number != before:
            self.verticalScrollBar().setValue(0)

    def wanted_height(self, width: int) -> int:
        """Return the height that shows all of it at a width."""
        return self._column.heightForWidth(max(100, width)) + 4

    def _brief(self, segment: "Segment") -> str:
        """Tell the rule in few lines; all of it stands in the tooltip."""
        assert segment.rule is not None
        return self.tr(
            "Rule: {rule}. {precision} of those it matches are right; it finds {coverage}."
        ).format(
            rule=segment.rule.words,
            precision=Percent(segment.rule.precision),
            coverage=Percent(segment.rule.coverage),
        )

    def _add(self, heading: str, name: str) -> tuple[QLabel, QLabel]:
        """Add a heading and a text below it."""
        title, text = QLabel(heading), QLabel()
        title.setObjectName("heading")
        if not heading:
            title.hide()
        text.setObjectName("muted")
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setAccessibleName(name)
        self._column.addWidget(title)
        self._column.addWidget(text)
        return title, text

    def _write(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _copy(self) -> None:
        if self._number is not None:
            self.copy_wanted.emit(self._number)

    def _save(self) -> None:
        if self._number is not None:
            self.save_wanted.emit(self._number)
