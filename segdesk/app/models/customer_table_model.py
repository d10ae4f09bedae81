"""The table of customers: a read-only window on what was read, however many rows that are."""

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPixmap

from segdesk.app.column_labels import missing_label, role_label, type_label
from segdesk.app.displayed_cells import Cells, cells_of
from segdesk.app.models.arranging import Positions
from segdesk.app.models.colour_icons import colour_icon
from segdesk.app.theme import Theme
from segdesk.messages import shortened

if TYPE_CHECKING:
    from segdesk.engine.data.table import TypedColumn
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.engine.schema.inspection import Inspection

Index = QModelIndex | QPersistentModelIndex

EMPTY = "–"
TYPE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Of a heading: type and share of empty cells, in words."""
USE_ROLE = Qt.ItemDataRole.UserRole + 2
"""Of a heading: what the column is used for, in words."""
SUMMARY_ROLE = Qt.ItemDataRole.UserRole + 3
"""Of a heading: what the column is used for and its share of empty cells."""

_Role = Qt.ItemDataRole
_CELL_ROLES = frozenset(
    int(role)
    for role in (
        _Role.DisplayRole,
        _Role.ToolTipRole,
        _Role.TextAlignmentRole,
        _Role.ForegroundRole,
        _Role.DecorationRole,
        _Role.AccessibleTextRole,
    )
)
# Enums cost more than the rest of an answer, so they are turned into numbers once.
_DISPLAY, _TOOLTIP = int(_Role.DisplayRole), int(_Role.ToolTipRole)
_ALIGNMENT, _FOREGROUND = int(_Role.TextAlignmentRole), int(_Role.ForegroundRole)
_DECORATION, _ACCESSIBLE = int(_Role.DecorationRole), int(_Role.AccessibleTextRole)
_LONGEST_SHOWN, _LONGEST_TOOLTIP = 200, 1_000
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_PARENT = QModelIndex()


class CustomerTableModel(QAbstractTableModel):
    """Rows of a table by their positions, the segment first where there is a result.

    Parameters
    ----------
    theme : Theme
        Gives the colours of segments and of empty cells.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inspection: Inspection | None = None
        self._segmentation: Segmentation | None = None
        # Made as they are asked for: of thousands of columns a few are seen.
        self._cells: list[Cells | None] = []
        self._uses: dict[str, str] = {}
        self._names: dict[int, str] = {}
        self._colour_icons: dict[int, QPixmap] = {}
        self._rows: Positions = np.empty(0, dtype=np.intp)
        self._muted = QColor(theme.tokens.muted)
        theme.changed.connect(self._take_colours)

    @property
    def rows(self) -> Positions:
        """Positions of the rows shown, in order."""
        return self._rows

    @property
    def n_customers(self) -> int:
        """Number of rows of the table, shown or not."""
        return 0 if self._inspection is None else self._inspection.table.n_rows

    @property
    def has_segments(self) -> bool:
        """Whether the first column says the segment."""
        return self._segmentation is not None

    def show_table(
        self,
        inspection: "Inspection | None",
        segmentation: "Segmentation | None" = None,
        rows: Positions | None = None,
        uses: dict[str, str] | None = None,
    ) -> None:
        """Show a table, in the order of the file unless `rows` says otherwise.

        Parameters
        ----------
        inspection : Inspection or None
        segmentation : Segmentation, optional
            A result for the same rows.
        rows : int array, optional
            Positions of the rows to show.
        uses : dict of str to str, optional
            What columns are used for, by name, where that is more than a role.
        """
        self.beginResetModel()
        if inspection is None:
            self._cells = []
        elif self._inspection is None or inspection.columns is not self._inspection.columns:
            self._cells = [None] * len(inspection.columns)
        self._inspection, self._uses = inspection, uses or {}
        n_rows = 0 if inspection is None else inspection.table.n_rows
        fits = segmentation is not None and len(segmentation.fit.labels) == n_rows
        self._segmentation = segmentation if fits else None
        self._rows = np.arange(n_rows, dtype=np.intp) if rows is None else rows
        self._name_segments()
        self.endResetModel()

    def show_roles(self, inspection: "Inspection") -> None:
        """Take other roles of the same columns."""
        self._inspection = inspection
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def show_names(self, segmentation: "Segmentation") -> None:
        """Take other names and colours of the same segments."""
        self._segmentation = segmentation
        self._name_segments()
        self._tell_segments_changed()

    def arrange(self, rows: Positions) -> None:
        """Show these rows in this order."""
        # A change of layout would have to keep every selected row in mind, which a million rows make slow.
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def column_name(self, section: int) -> str | None:
        """Return the name of the file's column that a section shows; None for the segment."""
        place = section - self.has_segments
        return self._inspection.table.names[place] if self._inspection is not None and place >= 0 else None

    def cells(self, section: int) -> Cells | None:
        """Return the cells of a section; None for the segment."""
        place = section - self.has_segments
        return self._column(place) if place >= 0 else None

    def segment_name(self, row: int) -> str:
        """Return the name of the segment of a row of the table."""
        assert self._segmentation is not None
        return self._names[int(self._segmentation.fit.labels[row])]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns, the segment's included."""
        return 0 if parent.isValid() else len(self._cells) + self.has_segments

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Answer for a cell."""
        if role not in _CELL_ROLES or not index.isValid():
            return None
        place = index.column() - self.has_segments
        if role == _ALIGNMENT:
            return _RIGHT if place >= 0 and self._column(place).is_number else _LEFT
        row = int(self._rows[index.row()])
        if place < 0:
            return self._segment_data(row, role)
        if role == _DECORATION:
            return None
        cells = self._column(place)
        missing = cells.is_missing(row)
        if role == _FOREGROUND:
            return self._muted if missing else None
        if missing:
            return self._missing_data(cells.written(row).strip(), role)
        if role == _TOOLTIP:
            return shortened(cells.written(row), _LONGEST_TOOLTIP)
        # Laying out a text of many pages holds the window, whatever fits into the cell.
        return cells.shown(row)[:_LONGEST_SHOWN]

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> Any:
        """Answer for a heading."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        place = section - self.has_segments
        if place < 0:
            return self._segment_heading(role)
        assert self._inspection is not None
        column = self._inspection.columns[place]
        if role == _DISPLAY:
            return column.title
        if role == _ALIGNMENT:
            return _RIGHT if self._column(place).is_number else _LEFT
        if role == TYPE_ROLE:
            return self._listed(type_label(column), missing_label(column))
        if role == USE_ROLE:
            return self._use(place)
        if role == SUMMARY_ROLE:
            return self._listed(self._use(place), missing_label(column))
        if role in (_TOOLTIP, _ACCESSIBLE):
            choice = self._inspection.schema.choices[place]
            use = self.tr("{role}: {reason}").format(role=self._use(place), reason=choice.reason)
            missing = missing_label(column) or self.tr("no empty cells")
            parts = [column.title, *_heading(column), type_label(column), use, missing]
            return "\n".join(parts) if role == _TOOLTIP else ", ".join(parts)
        return None

    def _column(self, place: int) -> Cells:
        cells = self._cells[place]
        if cells is None:
            assert self._inspection is not None
            cells = self._cells[place] = cells_of(
                self._inspection.table.columns[place], self._inspection.columns[place]
            )
        return cells

    def _use(self, place: int) -> str:
        assert self._inspection is not None
        choice = self._inspection.schema.choices[place]
        return self._uses.get(choice.name, role_label(choice.role))

    def _listed(self, *parts: str) -> str:
        return " · ".join(part for part in parts if part)

    def _missing_data(self, written: str, role: int) -> str:
        """Answer for a cell that counts as empty, though something may stand in it."""
        if role == _DISPLAY:
            return " ".join(written.splitlines()) or EMPTY
        if not written:
            return self.tr("empty")
        return self.tr("“{text}” counts as empty").format(text=written)

    def _segment_data(self, row: int, role: int) -> Any:
        assert self._segmentation is not None
        number = int(self._segmentation.fit.labels[row])
        if role == _FOREGROUND:
            return None
        return self._colour_icons[number] if role == _DECORATION else self._names[number]

    def _segment_heading(self, role: int) -> Any:
        if role == _DISPLAY:
            return self.tr("Segment")
        if role == _ALIGNMENT:
            return _LEFT
        if role in (TYPE_ROLE, USE_ROLE, SUMMARY_ROLE):
            return ""
        if role in (_TOOLTIP, _ACCESSIBLE):
            return self.tr("Segment that each customer is in")
        return None

    def _name_segments(self) -> None:
        self._names = {0: self.tr("Unassigned")}
        places = {0: 0}
        if self._segmentation is not None:
            self._names.update(
                {each.number: str(each.name) for each in self._segmentation.description.segments}
            )
            places.update(
                {each.number: each.palette_place for each in self._segmentation.description.segments}
            )
        self._colour_icons = {
            number: colour_icon(place, self._theme.dark) for number, place in places.items()
        }

    def _take_colours(self) -> None:
        self._muted = QColor(self._theme.tokens.muted)
        self._name_segments()
        if self._rows.size:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def _tell_segments_changed(self) -> None:
        if self._rows.size:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))


def _heading(column: "TypedColumn") -> list[str]:
    """Return the column's name where it is called otherwise, not only with a capital."""
    return [] if column.title.casefold() == column.name.casefold() else [column.name]
