"""What is looked at on the tab Explore: a column by segment, or two columns, and as which chart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from segdesk.app.document import Document
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.result.explored_columns import Columns

if TYPE_CHECKING:
    from segdesk.charts.chart_registry import Chart
    from segdesk.engine.result.segmentation import Segmentation

_TYPES = (ColumnType.NUMBER, ColumnType.DATE, ColumnType.YES_NO, ColumnType.CATEGORY)
# What tells most is offered first: what became of customers, then what had no say in forming the segments.
_FIRST = (Role.OUTCOME, Role.DESCRIPTOR)


class ExploreBar(QWidget):
    """Three lists: a column, what it is set against, and the charts that suit the two.

    Parameters
    ----------
    document : Document
    """

    changed = Signal()
    """Something else is to be looked at."""
    report_wanted = Signal(bool)
    """What is looked at is to be in the report, or no longer."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._titles: dict[str, str] = {}
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(6)
        self.first = self._add(self.tr("&Column"), 10)
        self.second = self._add(self.tr("&by"), 10)
        self.kind = self._add(self.tr("s&hown as"), 8)
        self.in_report = QCheckBox(self.tr("In the &report"), self)
        self.in_report.setToolTip(self.tr("Chart and table come into the report and the exported folder"))
        layout.addWidget(self.in_report)
        layout.addStretch(1)
        self.in_report.clicked.connect(self.report_wanted)
        self.first.activated.connect(self._choose)
        self.second.activated.connect(self._choose)
        self.kind.activated.connect(self.changed)
        document.run_changed.connect(self._follow)
        document.recipe_changed.connect(self._show_in_report)
        self._follow()

    @property
    def columns(self) -> Columns | None:
        """What is to be looked at; None where the table has no such column."""
        if not self._titles:
            return None
        return Columns(self.first.currentData(), self.second.currentData())

    @property
    def chart_name(self) -> str | None:
        """The chart that is wanted; None: the most telling one."""
        name: str | None = self.kind.currentData()
        return name

    def look_at(self, name: str) -> bool:
        """Look at a column by segment; False where it is none that can be looked at."""
        place = self.first.findData(name)
        if place < 0:
            return False
        self.first.setCurrentIndex(place)
        self.second.setCurrentIndex(0)
        self._choose()
        return True

    def offer(self, charts: "Sequence[Chart]", shown: "Chart") -> None:
        """Offer the charts that suit the columns."""
        with QSignalBlocker(self.kind):
            self.kind.clear()
            for chart in charts:
                self.kind.addItem(str(chart.tab), chart.name)
            self.kind.setCurrentIndex([chart.name for chart in charts].index(shown.name))
        self.kind.setEnabled(len(charts) > 1)
        self._show_in_report()

    def _add(self, text: str, letters: int) -> QComboBox:
        label = QLabel(text)
        box = WheelSafeComboBox(self)
        box.setAccessibleName(text.replace("&", ""))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(letters)
        box.setMinimumHeight(26)
        label.setBuddy(box)
        self._row.addWidget(label)
        self._row.addWidget(box)
        return box

    def _show_in_report(self) -> None:
        """Tell whether what is looked at is in the report."""
        columns = self.columns
        asked = self._document.recipe.output.explore
        self.in_report.setChecked(columns is not None and columns.item in asked)

    def _choose(self) -> None:
        """Take other columns, with the chart that suits them best."""
        with QSignalBlocker(self.kind):
            self.kind.clear()
        self.changed.emit()

    def _follow(self) -> None:
        """List the columns of the result on screen; what was looked at stays, if it is there."""
        segmentation = self._document.on_screen
        titles = {} if segmentation is None else titles_to_look_at(segmentation)
        if titles == self._titles:
            return
        first, second = self.first.currentData(), self.second.currentData()
        self._titles = titles
        with QSignalBlocker(self.first), QSignalBlocker(self.second), QSignalBlocker(self.kind):
            for box in (self.first, self.second, self.kind):
                box.clear()
            self.second.addItem(self.tr("Segments"), None)
            for name, title in titles.items():
                self.first.addItem(title, name)
                self.second.addItem(title, name)
            self.first.setCurrentIndex(max(0, self.first.findData(first)))
            self.second.setCurrentIndex(max(0, self.second.findData(second)) if second else 0)


def titles_to_look_at(segmentation: "Segmentation") -> dict[str, str]:
    """Return the columns that may be looked at with their titles: those that tell most first, then as in the file."""
    roles = {choice.name: choice.role for choice in segmentation.source.choices}
    columns = [
        c for c in segmentation.source.columns if c.type in _TYPES and not (c.personal or c.is_nearly_unique)
    ]
    ranks = {c.name: _FIRST.index(roles[c.name]) if roles[c.name] in _FIRST else len(_FIRST) for c in columns}
    return {c.name: c.title for c in sorted(columns, key=lambda c: ranks[c.name])}
