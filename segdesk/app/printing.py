"""Printing a chart."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from segdesk.app.drawing import Drawing, Refused


def print_drawing(drawing: Drawing | Refused, parent: QWidget) -> None:
    """Ask for a printer and print a chart on one page."""
    if isinstance(drawing, Refused):
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    # The printer is kept by the function that waits for the answer.
    dialog.accepted.connect(lambda: paint_on(printer, drawing))
    dialog.setModal(True)
    dialog.show()


def paint_on(printer: QPrinter, drawing: Drawing) -> None:
    """Paint a chart on a page, as wide as it fits, never distorted."""
    high, wide, _ = drawing.image.shape
    image = QImage(drawing.image.data, wide, high, 4 * wide, QImage.Format.Format_RGBA8888)
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    scale = min(page.width() / wide, page.height() / high)
    painter = QPainter(printer)
    painter.drawImage(QRectF(0, 0, wide * scale, high * scale), image)
    painter.end()
