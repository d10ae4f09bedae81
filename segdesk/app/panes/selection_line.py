"""The line that says how many customers are selected, and what can be done with them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from segdesk.app.selection import Selection


class SelectionLine(QWidget):
    """Shown while customers are selected."""

    show_only = Signal()

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._text = QLabel()
        self.only = QPushButton(self.tr("Show only these"))
        self.move_to = QPushButton(self.tr("Move to a segment…"))
        self.move_to.hide()
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.setAccessibleName(self.tr("Clear selection"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._text)
        for button in (self.only, self.move_to, self.clear):
            button.setObjectName("link")
            layout.addWidget(button)
        layout.addStretch(1)
        self.only.clicked.connect(self.show_only)
        self.clear.clicked.connect(selection.clear)
        selection.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        count = self._selection.count
        self.setVisible(count > 0)
        self._text.setText(self.tr("%Ln customer(s) selected", "", count))
