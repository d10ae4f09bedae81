"""Wheel, drag, lasso and keys on the map of customers."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent

from segdesk.app.panes.chart_canvas import ChartCanvas
from segdesk.app.panes.map_bar import STEP, MapBar
from segdesk.app.selection import Gesture

_NOTCH = 120
# A key moves the map by so much of what is shown.
_KEY_PAN = 0.2
# A key moves the next corner of the lasso by so many pixels; it is shown as a cross.
_CORNER_STEP, _CROSS = 12.0, 7.0
_LASSO_STEP = 5
_ARROWS = {
    Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class MapMouse(QObject):
    """Answers what is done on a canvas while it shows the map, before the canvas does.

    Parameters
    ----------
    canvas : ChartCanvas
    bar : MapBar
        Holds what is shown.
    """

    def __init__(self, canvas: ChartCanvas, bar: MapBar) -> None:
        super().__init__(canvas)
        self._canvas, self._bar = canvas, bar
        self._held_space = False
        self._panned_from: QPoint | None = None
        # Where a key would set the next corner of the lasso.
        self._corner: QPointF | None = None
        canvas.overlays.append(self._paint_corner)
        canvas.installEventFilter(self)
        bar.lasso.toggled.connect(self._turn_lasso)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what is meant for the map; the rest goes to the canvas."""
        if self._bar.isHidden() or self._canvas.drawing is None:
            return False
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if isinstance(event, QMouseEvent):
            return self._pan(event) or self._draw_lasso(event)
        return False

    def _wheel(self, event: QWheelEvent) -> bool:
        at = self._canvas.in_body(event.position())
        if at is None or not event.angleDelta().y():
            return False
        factor = STEP ** (event.angleDelta().y() / _NOTCH)
        self._canvas.look_ahead(factor, event.position(), QPointF())
        self._bar.zoom(factor, at)
        event.accept()
        return True

    def _key(self, event: QKeyEvent) -> bool:
        key, pressed = Qt.Key(event.key()), event.type() is QEvent.Type.KeyPress
        if key is Qt.Key.Key_Space and not self._bar.lasso.isChecked():
            self._held_space = pressed
            return True
        if not pressed:
            return False
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        others = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if others:
            return False
        if self._bar.lasso.isChecked() and self._lasso_key(key, event.modifiers()):
            return True
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._bar.zoom(STEP)
        elif key is Qt.Key.Key_Minus:
            self._bar.zoom(1 / STEP)
        elif key is Qt.Key.Key_0:
            self._bar.reset()
        elif key is Qt.Key.Key_L:
            self._bar.lasso.toggle()
        elif shift and key in _ARROWS:
            across, down = _ARROWS[key]
            self._bar.pan(_KEY_PAN * across, _KEY_PAN * down)
        else:
            return False
        return True

    def _pan(self, event: QMouseEvent) -> bool:
        """Drag the map with the middle button, or with the space bar held."""
        place, left = event.position().toPoint(), event.button() is Qt.MouseButton.LeftButton
        middle = event.button() is Qt.MouseButton.MiddleButton
        if event.type() is QEvent.Type.MouseButtonPress and (middle or (left and self._held_space)):
            self._panned_from = place
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            return True
        if self._panned_from is None:
            return False
        moved = QPointF(place - self._panned_from)
        if event.type() is QEvent.Type.MouseMove:
            self._canvas.look_ahead(1.0, QPointF(), moved)
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._panned_from = None
            self._canvas.unsetCursor()
            size = self._canvas.body().size()
            self._bar.pan(moved.x() / max(size.width(), 1), moved.y() / max(size.height(), 1))
        return True

    def _draw_lasso(self, event: QMouseEvent) -> bool:
        """Draw round customers, and select them when the button is let go."""
        if not self._bar.lasso.isChecked():
            return False
        left = event.button() is Qt.MouseButton.LeftButton
        if event.type() is QEvent.Type.MouseButtonPress and left:
            self._canvas.lasso = [event.position()]
        elif event.type() is QEvent.Type.MouseMove and self._canvas.lasso:
            # Of a line through thousands of places all would be asked of every customer.
            if (event.position() - self._canvas.lasso[-1]).manhattanLength() >= _LASSO_STEP:
                self._canvas.lasso = [*self._canvas.lasso, event.position()]
        elif event.type() is QEvent.Type.MouseButtonRelease and left and self._canvas.lasso:
            self._canvas.select_lasso(Gesture.of(event.modifiers()))
        else:
            return False
        return True

    def _lasso_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Move the corner to be set, set it, or close the line and select."""
        body = self._canvas.body()
        if key in _ARROWS and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            across, down = _ARROWS[key]
            # The line follows its last corner; the one before was set.
            corner = self._corner or body.center()
            corner = QPointF(corner.x() - across * _CORNER_STEP, corner.y() - down * _CORNER_STEP)
            corner.setX(min(max(corner.x(), body.left()), body.right()))
            corner.setY(min(max(corner.y(), body.top()), body.bottom()))
            self._corner = corner
        elif key is Qt.Key.Key_Space:
            self._canvas.lasso = [*self._canvas.lasso, self._corner or body.center()]
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._canvas.lasso:
            self._canvas.select_lasso(Gesture.of(modifiers))
            self._corner = None
        else:
            return False
        self._canvas.update()
        return True

    def _paint_corner(self, painter: QPainter) -> None:
        """Show where the next corner would be set by a key."""
        if self._corner is None or not self._bar.lasso.isChecked() or self._bar.isHidden():
            return
        painter.setPen(QPen(self._canvas.palette().highlight().color(), 2))
        for offset in (QPointF(_CROSS, 0), QPointF(0, _CROSS)):
            painter.drawLine(self._corner - offset, self._corner + offset)
        if self._canvas.lasso:
            painter.drawLine(self._canvas.lasso[-1], self._corner)

    def _turn_lasso(self, wanted: bool) -> None:
        self._canvas.lasso = []
        self._corner = None
        if wanted:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._canvas.unsetCursor()
