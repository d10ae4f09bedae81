"""The program's own icons: SVG line drawings, tinted in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from segdesk.resources import resource

# What tool bars and buttons ask for on ordinary and on dense screens; others are scaled down from these.
_SIZES = (16, 24, 48)


def icon(name: str, colour: str, faint: str | None = None) -> QIcon:
    """Return an icon of `resources/icons` in a colour, and in `faint` where it is disabled.

    Raises
    ------
    FileNotFoundError
        If there is no such icon.
    """
    drawn = QIcon()
    for size in _SIZES:
        drawn.addPixmap(picture(name, colour, size), QIcon.Mode.Normal)
        if faint is not None:
            drawn.addPixmap(picture(name, faint, size), QIcon.Mode.Disabled)
    return drawn


@cache
def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `size` pixels, times the ratio of a dense screen."""
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
