"""A picture of a chart in a dialog, as large as it was drawn, or a sentence why there is none."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class PictureArea(QScrollArea):
    """Shows a picture that can be scrolled where there is too little room.

    Parameters
    ----------
    name : str
        What it shows, for screen readers.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setAccessibleName(name)
        self.setAccessibleName(name)
        self.setWidget(self.label)
        self.setWidgetResizable(True)

    def show_picture(self, pixels: "npt.NDArray[np.uint8]", description: str) -> None:
        """Show red, green, blue and opacity of shape (height, width, 4), and say what is to be seen."""
        high, wide, _ = pixels.shape
        image = QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_RGBA8888)
        # The picture is copied to the screen's form, so the array need not be kept.
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.label.setPixmap(pixmap)
        self.label.setAccessibleDescription(description)

    def show_text(self, text: str) -> None:
        """Say why there is no picture."""
        self.label.setPixmap(QPixmap())
        self.label.setText(text)
        self.label.setAccessibleDescription("")
