"""What stands where there is no chart."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from segdesk.app.controller import Controller


class NoChart(QWidget):
    """Why there is no chart, and what to do."""

    columns_wanted = Signal()
    """Other columns may tell the customers apart."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setObjectName("title")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        self._button = QPushButton(self.tr("Find segments"))
        self._button.clicked.connect(controller.find_segments)
        self._columns = QPushButton(self.tr("Choose other columns"))
        self._columns.clicked.connect(self.columns_wanted)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._text)
        layout.addSpacing(8)
        for button in (self._button, self._columns):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)

    def tell_no_result(self, has_file: bool) -> None:
        """Tell that there is no result yet."""
        self._text.setText(self.tr("Choose columns, then find segments"))
        self._button.setVisible(has_file)
        self._columns.hide()

    def tell(self, reason: str, alike: bool) -> None:
        """Tell why a chart cannot be drawn; where customers are alike, other columns may tell them apart."""
        self._text.setText(reason)
        self._button.hide()
        self._columns.setVisible(alike)
