"""One chart on screen: the picture, the selection on top of it, and what mouse and keys do there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from segdesk.app.drawing import Drawing
from segdesk.app.panes.lasso import points_inside
from segdesk.app.selection import Gesture, Selection
from segdesk.app.theme import Theme
from segdesk.charts.palette import shade
from segdesk.engine.result.customer_names import about_customer

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation

Mask = npt.NDArray[np.bool_]

# Others keep this much of their colour while something is selected.
_FADED = 0.15
_DRAG_FROM = 6
_HIT = 12
# A lasso with fewer is a click.
_LEAST_CORNERS = 3
# More are painted in part: each costs some microseconds at every paint.
_MOST_POINTS = 8_000


class ChartCanvas(QWidget):
    """Shows a `Drawing`; clicks and drags on it select customers.

    Parameters
    ----------
    selection : Selection
    theme : Theme
    """

    menu_wanted = Signal(QPoint)
    """The context menu is wanted at this place of the screen."""

    enlarge_wanted = Signal()
    """The chart was clicked twice: it is wanted in the whole window, or back in its pane."""

    def __init__(self, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection, self._theme = selection, theme
        self._drawing: Drawing | None = None
        self._image = QImage()
        self._segmentation: Segmentation | None = None
        self._pressed: QPoint | None = None
        self._dragged: QRect | None = None
        self._lasso: list[QPointF] = []
        # What tools draw on top, in their order.
        self.overlays: list[Callable[[QPainter], None]] = []
        # Where the picture is shown until that of another view is drawn.
        self._ahead = QTransform()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        selection.changed.connect(self.update)
        theme.changed.connect(self.update)

    @property
    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing

    @property
    def image(self) -> QImage:
        """The picture that is shown, without the selection."""
        return self._image

    @property
    def lasso(self) -> list[QPointF]:
        """The line that is being drawn round customers."""
        return self._lasso

    @lasso.setter
    def lasso(self, line: list[QPointF]) -> None:
        self._lasso = line
        self.update()

    def select_lasso(self, gesture: Gesture) -> None:
        """Select the customers inside the line, and take it away."""
        line, self.lasso = self._lasso, []
        rows = self._rows_within(line)
        if rows is not None and rows.any():
            self._selection.select(rows, gesture)
        elif gesture is Gesture.REPLACE:
            self._selection.clear()

    def in_body(self, where: QPointF) -> QPointF | None:
        """Return a point as fractions of the chart without the texts around it; None outside."""
        if self._drawing is None:
            return None
        body = self.body()
        if not body.contains(where):
            return None
        return QPointF((where.x() - body.x()) / body.width(), (where.y() - body.y()) / body.height())

    def body(self) -> QRectF:
        """Return where the chart is, without the texts around it."""
        return QRectF() if self._drawing is None else self._rect_of(*self._drawing.body)

    def look_ahead(self, factor: float, about: QPointF, moved: QPointF) -> None:
        """Show the picture larger about a point, or moved, until it is drawn so."""
        there = QTransform.fromTranslate(about.x() + moved.x(), about.y() + moved.y())
        ahead = (
            QTransform.fromTranslate(-about.x(), -about.y()) * QTransform.fromScale(factor, factor) * there
        )
        self._ahead = self._ahead * ahead if factor != 1.0 else ahead
        self.update()

    def show_drawing(self, drawing: Drawing, segmentation: "Segmentation") -> None:
        """Show another picture."""
        self._drawing, self._segmentation = drawing, segmentation
        self._ahead = QTransform()
        high, wide, _ = drawing.image.shape
        # The array outlives the picture because the drawing is kept beside it.
        self._image = QImage(drawing.image.data, wide, high, 4 * wide, QImage.Format.Format_RGBA8888)
        self._image.setDevicePixelRatio(drawing.ratio)
        self.setFixedHeight(round(high / drawing.ratio))
        self.setAccessibleDescription(drawing.finding)
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._drawing, self._segmentation, self._image = None, None, QImage()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the picture."""
        if self._image.isNull():
            return QSize(400, 300)
        return self._image.deviceIndependentSize().toSize()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the picture and, on top of it, what is selected."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.pane))
        if self._drawing is None or self._segmentation is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._place(), self._image)
        if not self._ahead.isIdentity():
            self._paint_ahead(painter)
            return
        rows = self._selection.rows
        if rows is not None and len(rows) == len(self._segmentation.fit.labels):
            if self._drawing.points is not None:
                self._paint_points(painter, self._drawing.points, rows)
            else:
                self._paint_areas(painter, rows)
        if self._dragged is not None:
            accent = QColor(self._theme.tokens.accent)
            painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
            accent.setAlpha(40)
            painter.setBrush(accent)
            painter.drawRect(self._dragged)
        if self._lasso:
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 1.5))
            painter.drawPolyline(QPolygonF(self._lasso))
        for paint in self.overlays:
            paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _place(self) -> QRectF:
        """Return where the picture lies: stretched to the width until it has been drawn anew."""
        size = self._image.deviceIndependentSize()
        scale = self.width() / size.width() if size.width() else 1.0
        return QRectF(0, 0, self.width(), size.height() * scale)

    def _paint_ahead(self, painter: QPainter) -> None:
        """Show the chart where it will be, in place of where it is drawn."""
        assert self._drawing is not None
        body = self._rect_of(*self._drawing.body)
        painter.setClipRect(body)
        painter.fillRect(body, QColor(self._theme.tokens.pane))
        painter.setTransform(self._ahead, True)
        painter.drawImage(self._place(), self._image)

    def _paint_points(self, painter: QPainter, points: npt.NDArray[np.float32], rows: Mask) -> None:
        """Fade everything and draw the selected points again in full colour."""
        assert self._segmentation is not None
        assert self._drawing is not None
        place = self._place()
        veil = QColor(self._theme.tokens.pane)
        veil.setAlphaF(1 - _FADED)
        painter.fillRect(self._rect_of(*self._drawing.body), veil)
        segmented = rows[self._segmentation.fit.rows]
        positions = np.flatnonzero(segmented)
        if len(positions) > _MOST_POINTS:
            positions = positions[:: len(positions) // _MOST_POINTS + 1]
        labels = self._segmentation.segmented_labels[positions]
        xy = points[positions] * np.array([place.width(), place.height()], dtype=np.float32)
        size = 7 if len(positions) < 500 else 5 if len(positions) < 5000 else 3
        for segment in self._segmentation.description.segments:
            own = xy[labels == segment.number]
            pen = QPen(QColor(shade(segment.palette_place, self._theme.dark)), size)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints([QPointF(x, y) for x, y in own.tolist()])

    def _paint_areas(self, painter: QPainter, rows: Mask) -> None:
        """Fade the areas of segments of which nobody is selected."""
        assert self._segmentation is not None
        assert self._drawing is not None
        labels = self._segmentation.fit.labels
        chosen = set(np.unique(labels[rows]).tolist())
        veil = QColor(self._theme.tokens.pane)
        veil.setAlphaF(1 - 2 * _FADED)
        for area in self._drawing.areas:
            if area.segment is not None and area.segment not in chosen:
                painter.fillRect(self._rect_of(area.x0, area.y0, area.x1, area.y1), veil)

    def _rect_of(self, x0: float, y0: float, x1: float, y1: float) -> QRectF:
        place = self._place()
        return QRectF(
            x0 * place.width(), y0 * place.height(), (x1 - x0) * place.width(), (y1 - y0) * place.height()
        )

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the rectangle that is being dragged; show that something can be clicked."""
        place = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (place - self._pressed).manhattanLength() >= _DRAG_FROM:
                self._dragged = QRect(self._pressed, place).normalized()
                self.update()
            return
        hit = self._segment_at(place) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select what was clicked or dragged over."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        gesture = Gesture.of(event.modifiers())
        dragged, pressed = self._dragged, self._pressed
        self._dragged, self._pressed = None, None
        self.update()
        if dragged is not None:
            rows = self._rows_in(dragged)
        else:
            number = self._segment_at(pressed)
            rows = None if number is None else self._rows_of(number)
        if rows is None or not rows.any():
            if gesture is Gesture.REPLACE:
                self._selection.clear()
            return
        self._selection.select(rows, gesture)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the whole window, or for the panes again."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.enlarge_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow keys select one segment after the other."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._segmentation is not None:
            self._step(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu, by mouse or by key."""
        self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the focus ring."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take the focus ring away."""
        self.update()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Answer with the figures of what the mouse rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self._tip_at(event.pos())
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _step(self, by: int) -> None:
        assert self._segmentation is not None
        numbers = [segment.number for segment in self._segmentation.description.segments]
        rows = self._selection.rows
        current = np.unique(self._segmentation.fit.labels[rows]).tolist() if rows is not None else []
        if len(current) == 1 and current[0] in numbers:
            place = (numbers.index(current[0]) + by) % len(numbers)
        else:
            place = 0 if by > 0 else len(numbers) - 1
        self._selection.select(self._rows_of(numbers[place]))

    def _rows_of(self, number: int) -> Mask:
        assert self._segmentation is not None
        rows: Mask = self._segmentation.fit.labels == number
        return rows

    def _rows_in(self, rect: QRect) -> Mask | None:
        """Return the customers inside a rectangle of the map; elsewhere those of the segments that it touches."""
        if self._drawing is None or self._segmentation is None:
            return None
        rows: Mask = np.zeros(len(self._segmentation.fit.labels), dtype=bool)
        if self._drawing.points is None:
            touched = {
                area.segment
                for area in self._drawing.areas
                if area.segment is not None
                and self._rect_of(area.x0, area.y0, area.x1, area.y1).intersects(QRectF(rect))
            }
            for number in touched:
                rows |= self._segmentation.fit.labels == number
            return rows
        place, points = self._place(), self._drawing.points
        x, y = points[:, 0] * place.width(), points[:, 1] * place.height()
        inside = (x >= rect.left()) & (x <= rect.right()) & (y >= rect.top()) & (y <= rect.bottom())
        rows[self._segmentation.fit.rows[inside]] = True
        return rows

    def _rows_within(self, line: list[QPointF]) -> Mask | None:
        """Return the customers inside a closed line."""
        if self._drawing is None or self._segmentation is None or self._drawing.points is None:
            return None
        if len(line) < _LEAST_CORNERS:
            return None
        place = self._place()
        points = self._drawing.points * np.array([place.width(), place.height()], dtype=np.float32)
        inside = points_inside(line, points, self.size())
        rows: Mask = np.zeros(len(self._segmentation.fit.labels), dtype=bool)
        rows[self._segmentation.fit.rows[inside]] = True
        return rows

    def _customer_at(self, where: QPoint) -> int | None:
        """Return the position among the segmented of the customer nearest to a point, if one is near."""
        if self._drawing is None or self._drawing.points is None or not len(self._drawing.points):
            return None
        place, points = self._place(), self._drawing.points
        distance = np.hypot(
            points[:, 0] * place.width() - where.x(), points[:, 1] * place.height() - where.y()
        )
        nearest = int(np.argmin(distance))
        return nearest if distance[nearest] <= _HIT else None

    def _segment_at(self, where: QPoint) -> int | None:
        if self._drawing is None or self._segmentation is None:
            return None
        if self._drawing.points is not None:
            nearest = self._customer_at(where)
            return None if nearest is None else int(self._segmentation.segmented_labels[nearest])
        for area in self._drawing.areas:
            if self._rect_of(area.x0, area.y0, area.x1, area.y1).contains(QPointF(where)):
                return area.segment
        return None

    def _tip_at(self, where: QPoint) -> str:
        if self._drawing is None or self._segmentation is None:
            return ""
        for area in self._drawing.areas:
            if self._rect_of(area.x0, area.y0, area.x1, area.y1).contains(QPointF(where)):
                return str(area.tip)
        nearest = self._customer_at(where)
        return "" if nearest is None else str(about_customer(self._segmentation, nearest))
