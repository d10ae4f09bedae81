"""Which points lie inside a line that was drawn round them."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF


def points_inside(line: list[QPointF], points: npt.NDArray[np.float32], size: QSize) -> npt.NDArray[np.bool_]:
    """Return which points lie inside a closed line.

    The line is painted once and looked up in the picture: a hundred thousand points cost no more than some.

    Parameters
    ----------
    line : list of QPointF
    points : float array of shape (n, 2)
        In pixels, as the line.
    size : QSize
        Of what both lie on; who is beyond it is not inside.
    """
    shape = QImage(size, QImage.Format.Format_Grayscale8)
    shape.fill(0)
    painter = QPainter(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawPolygon(QPolygonF(line))
    painter.end()
    pixels = np.frombuffer(shape.constBits(), dtype=np.uint8).reshape(shape.height(), shape.bytesPerLine())
    x, y = points.astype(np.intp).T
    on_canvas = (points >= 0).all(axis=1) & (x < shape.width()) & (y < shape.height())
    inside: npt.NDArray[np.bool_] = on_canvas & (
        pixels[np.where(on_canvas, y, 0), np.where(on_canvas, x, 0)] > 0
    )
    return inside
