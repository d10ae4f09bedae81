"""Headings of a table of customers: the name on two lines, below it what the column holds and is used for."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from segdesk.app.models.customer_table_model import TYPE_ROLE, USE_ROLE
from segdesk.app.theme import Theme

_HOVER_MS = 400
_SMALLEST_TEXT = 12
_MARGIN = 8
_ARROW = 8
_MOST_NAME_LINES = 2


class ColumnHeader(QHeaderView):
    """Paints headings of a `CustomerTableModel`; a click on one sorts, resting on it asks for its statistics.

    Parameters
    ----------
    theme : Theme
    details : tuple of int
        Roles of the model shown in small letters below the name, one a line.
    """

    hovered = Signal(int)
    """The mouse has rested on this section for a moment."""
    left = Signal()
    """The mouse is on no section any more, or on another."""

    def __init__(
        self,
        theme: Theme,
        details: tuple[int, ...] = (TYPE_ROLE, USE_ROLE),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._details = theme, details
        self._name_lines = 1
        self._over = -1
        self._rest = QTimer(self, singleShot=True, interval=_HOVER_MS)
        self._rest.timeout.connect(lambda: self.hovered.emit(self._over))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMinimumSectionSize(56)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().installEventFilter(self)
        theme.changed.connect(self.updateGeometry)

    def name_font(self) -> QFont:
        """Return the font of names."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def detail_font(self) -> QFont:
        """Return the font of what stands below."""
        font = QFont(self.font())
        font.setPixelSize(max(_SMALLEST_TEXT, self._theme.text_pixels - 1))
        return font

    def wanted_width(self, section: int) -> int:
        """Return the width that shows the heading on two lines, with room for the arrow."""
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetrics(self.name_font())
        words = max((metrics.horizontalAdvance(word) for word in name.split()), default=0)
        half = metrics.horizontalAdvance(name) * 6 // 10
        small = QFontMetrics(self.detail_font())
        below = max((small.horizontalAdvance(text) for text in self._below(section)), default=0)
        return max(words, half, below) + 2 * _MARGIN + _ARROW + 4

    def fit_names(self) -> None:
        """Take two lines for names if any needs them at the widths that sections have now."""
        metrics = QFontMetrics(self.name_font())
        across = Qt.Orientation.Horizontal
        fits = all(
            metrics.horizontalAdvance(str(self.model().headerData(section, across)))
            <= self.sectionSize(section) - 2 * _MARGIN - _ARROW
            for section in range(self.count())
        )
        self._name_lines = 1 if fits else _MOST_NAME_LINES
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for two lines of name and the details."""
        height = self._name_lines * QFontMetrics(self.name_font()).height()
        height += len(self._details) * QFontMetrics(self.detail_font()).height()
        return QSize(super().sizeHint().width(), height + _MARGIN + 2)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:  # noqa: N802
        """Leave text and arrow to `paintSection`."""
        super().initStyleOptionForIndex(option, section)
        option.text = ""
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Paint one heading."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        painter.save()
        inside = rect.adjusted(_MARGIN, _MARGIN // 2, -_MARGIN, -_MARGIN // 2)
        right = self._is_right(section)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._paint_details(painter, inside, section, side)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            self._paint_arrow(painter, inside)
            inside.setRight(inside.right() - _ARROW - 2)
        self._paint_name(painter, inside, section, side)
        painter.restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice where the mouse rests."""
        if watched is self.viewport():
            if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
                self._move_over(self.logicalIndexAt(event.position().toPoint()))
            elif event.type() in (QEvent.Type.Leave, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
                self._move_over(-1)
        return super().eventFilter(watched, event)

    def _move_over(self, section: int) -> None:
        if section == self._over:
            return
        self._over = section
        self.left.emit()
        if section >= 0:
            self._rest.start()
        else:
            self._rest.stop()

    def _is_right(self, section: int) -> bool:
        alignment = self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        return bool(int(alignment or 0) & int(Qt.AlignmentFlag.AlignRight))

    def _below(self, section: int) -> list[str]:
        model, across = self.model(), Qt.Orientation.Horizontal
        return [str(model.headerData(section, across, role) or "") for role in self._details]

    def _paint_name(self, painter: QPainter, inside: QRect, section: int, side: Qt.AlignmentFlag) -> None:
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.setFont(self.name_font())
        painter.setPen(self._theme.tokens.text)
        metrics = painter.fontMetrics()
        room = QRect(inside.left(), inside.top(), inside.width(), self._name_lines * metrics.height())
        # What does not fit is cut with a mark; the tooltip has it all.
        flags = int(side | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        most = room.height() + metrics.height() // 2
        while len(name) > 2:
            needed = metrics.boundingRect(room, flags, name)
            if needed.height() <= most and needed.width() <= room.width():
                break
            name = name[:-2].rstrip("… ") + "…"
        painter.drawText(room, flags, name)

    def _paint_details(self, painter: QPainter, inside: QRect, section: int, side: Qt.AlignmentFlag) -> None:
        painter.setFont(self.detail_font())
        painter.setPen(self._theme.tokens.muted)
        metrics = painter.fontMetrics()
        top = inside.bottom() + 1 - len(self._details) * metrics.height()
        for text in self._below(section):
            line = QRect(inside.left(), top, inside.width(), metrics.height())
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), elided)
            top += metrics.height()

    def _paint_arrow(self, painter: QPainter, inside: QRect) -> None:
        left, top = float(inside.right() - _ARROW + 2), float(inside.top() + 6)
        up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        tip, base = (top, top + _ARROW * 0.6) if up else (top + _ARROW * 0.6, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().windowText())
        painter.drawPolygon(
            QPolygonF([QPointF(left, base), QPointF(left + _ARROW, base), QPointF(left + _ARROW / 2, tip)])
        )
