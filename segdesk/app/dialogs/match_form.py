"""Which column of a file is which variable of a model: as names tell, and as the user chooses."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.messages import list_in_words

if TYPE_CHECKING:
    from segdesk.engine.data.column_matching import NameMatch

_HIGHEST = 190


class MatchForm(QWidget):
    """A box for each variable with the columns that there are."""

    changed = Signal()
    """Another column was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QComboBox] = {}
        self._columns: tuple[str, ...] = ()
        self._match: NameMatch | None = None
        heading = QLabel(self.tr("Columns of the file that the segments need"))
        heading.setObjectName("heading")
        rows = QWidget()
        self._form = QFormLayout(rows)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(rows)
        self._area.setMaximumHeight(_HIGHEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self._area)

    def fill(
        self, inputs: Sequence[str], columns: Sequence[str], match: "NameMatch", known: Mapping[str, str]
    ) -> None:
        """Show the variables of a model with the columns of a file.

        Parameters
        ----------
        inputs : sequence of str
            The variables.
        columns : sequence of str
        match : NameMatch
            What names tell.
        known : mapping of str to str
            Columns of earlier files, by variable, that were chosen by hand.
        """
        self._columns, self._match = tuple(columns), match
        while self._form.rowCount():
            self._form.removeRow(0)
        self.boxes = {}
        # What is made later would come last for the Tab key.
        before: QWidget = self._area
        for name in inputs:
            box = WheelSafeComboBox()
            box.addItem(self.tr("(choose a column)"), None)
            for column in columns:
                box.addItem(column, column)
            found = match.found.get(name)
            likely = known.get(name) if found is None and known.get(name) in columns else found
            box.setCurrentIndex(max(0, box.findData(likely)))
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(self.changed)
            self._form.addRow(name, box)
            self.boxes[name] = box
            QWidget.setTabOrder(before, box)
            before = box

    def columns(self) -> dict[str, str]:
        """Return the column of each variable that has one."""
        return {name: column for name, box in self.boxes.items() if (column := box.currentData()) is not None}

    def chosen(self) -> dict[str, str]:
        """Return the columns that names alone do not tell, by variable."""
        found = {} if self._match is None else self._match.found
        return {name: column for name, column in self.columns().items() if column != found.get(name)}

    def missing(self) -> str:
        """Return what to do about the first variable without a column; empty where all have one."""
        columns = self.columns()
        name = next((name for name in self.boxes if name not in columns), None)
        if name is None:
            return ""
        rivals = () if self._match is None else self._match.rivals.get(name, ())
        if rivals:
            text = self.tr("“{name}” could be each of these columns: {columns}. Choose the right one.")
            return text.format(name=name, columns=list_in_words(list(rivals)))
        return self._suggestion(name, [each for each in self._columns if each not in columns.values()])

    def _suggestion(self, name: str, free: Sequence[str]) -> str:
        from segdesk.engine.data.column_matching import closest_name

        near = closest_name(name, free)
        if near is None:
            return self.tr("The file has no column “{name}”. Choose the one that holds it.").format(name=name)
        text = self.tr("The file has no column “{name}”. Is it “{near}”? Choose the one that holds it.")
        return text.format(name=name, near=near)
