"""The cut of the tree: dragged by its line, or moved by keys; where it is let go, segments are found anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen

from segdesk.app.controller import Controller
from segdesk.app.document import same_segments
from segdesk.app.panes.chart_canvas import ChartCanvas
from segdesk.charts.tree import NAME

if TYPE_CHECKING:
    from segdesk.engine.result.merge_tree import MergeTree
    from segdesk.engine.result.segmentation import Segmentation

# Pixels from the line at which it is taken hold of.
_NEAR = 8
# Several presses of a key are one wish.
_REST_MS = 600


class TreeCut(QObject):
    """Answers mouse and keys on a canvas while it shows the tree, before the canvas does.

    Parameters
    ----------
    canvas : ChartCanvas
    controller : Controller
    """

    def __init__(self, canvas: ChartCanvas, controller: Controller) -> None:
        super().__init__(canvas)
        self._canvas, self._controller = canvas, controller
        self._document = controller.document
        self._segmentation: Segmentation | None = None
        # The number of segments that the line stands for while it is moved.
        self._wanted: int | None = None
        self._held = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._apply)
        canvas.installEventFilter(self)
        canvas.overlays.append(self._paint)
        self._document.run_changed.connect(self._forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what moves the cut; the rest goes to the canvas."""
        tree = self._tree()
        if tree is None:
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event, tree)
        return isinstance(event, QMouseEvent) and self._mouse(event, tree)

    def _tree(self) -> "MergeTree | None":
        """Return the tree on screen; its merges are known since it was drawn."""
        from segdesk.engine.result.merge_tree import merge_tree

        drawing, segmentation = self._canvas.drawing, self._document.on_screen
        if drawing is None or drawing.chart != NAME or segmentation is None:
            return None
        return merge_tree(segmentation)

    def _key(self, event: QKeyEvent, tree: "MergeTree") -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._wanted is not None:
            self._apply()
            return True
        if key not in steps or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self._show((self._wanted or self._k()) + steps[key], tree)
        self._rest.start()
        return True

    def _mouse(self, event: QMouseEvent, tree: "MergeTree") -> bool:
        left = event.button() is Qt.MouseButton.LeftButton
        y = event.position().y()
        is_near = abs(y - self._line(self._k(), tree)) <= _NEAR
        if event.type() is QEvent.Type.MouseButtonPress and left and is_near:
            self._held = True
        elif event.type() is QEvent.Type.MouseMove and self._held:
            self._show(tree.branches_at(self._height(y)), tree)
        elif event.type() is QEvent.Type.MouseButtonRelease and left and self._held:
            self._held = False
            self._apply()
        elif event.type() is QEvent.Type.MouseMove and is_near and not event.buttons():
            self._canvas.setCursor(Qt.CursorShape.SizeVerCursor)
        else:
            return False
        return True

    def _show(self, k: int, tree: "MergeTree") -> None:
        self._wanted = min(max(k, 2), tree.n_leaves)
        self._canvas.update()

    def _apply(self) -> None:
        """Ask for as many segments as the line stands for."""
        self._rest.stop()
        wanted, self._wanted = self._wanted, None
        self._canvas.update()
        if wanted is None or wanted == self._k():
            return
        text = self.tr("cut the tree into {number}").format(number=wanted)
        if self._controller.attempt(text, k=str(wanted)):
            self._controller.find_segments()

    def _forget(self) -> None:
        """Give up a cut that was being moved, where other segments are on screen."""
        before, self._segmentation = self._segmentation, self._document.on_screen
        if same_segments(before, self._segmentation):
            return
        self._rest.stop()
        self._wanted, self._held = None, False

    def _k(self) -> int:
        segmentation = self._document.on_screen
        return 2 if segmentation is None else segmentation.k

    def _body(self) -> QRectF:
        return self._canvas.body()

    def _line(self, k: int, tree: "MergeTree") -> float:
        """Return how far down a cut lies."""
        assert self._canvas.drawing is not None
        _, _, low, high = self._canvas.drawing.limits
        return self._body().bottom() - (tree.height_of(k) - low) / (high - low) * self._body().height()

    def _height(self, y: float) -> float:
        """Return the height of the tree at a place on the canvas."""
        assert self._canvas.drawing is not None
        _, _, low, high = self._canvas.drawing.limits
        return low + (self._body().bottom() - y) / self._body().height() * (high - low)

    def _paint(self, painter: QPainter) -> None:
        """Draw the line where it is moved to, with what it stands for."""
        tree = self._tree()
        if tree is None or self._wanted is None:
            return
        tokens = self._controller.theme.tokens
        y, body = self._line(self._wanted, tree), self._body()
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawLine(QPointF(body.left(), y), QPointF(body.right(), y))
        words = self.tr("%Ln segment(s)", "", self._wanted)
        metrics = painter.fontMetrics()
        box = QRectF(0, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 6)
        box.moveBottomRight(QPointF(body.right(), max(y - 2, body.top() + box.height())))
        painter.fillRect(box, QColor(tokens.pane))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
