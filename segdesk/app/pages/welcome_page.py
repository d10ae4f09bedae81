"""The first page: try the sample, open a file, drop one, or go on with a recent one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from segdesk.app.dropped_files import dropped_files
from segdesk.app.preferences import Preferences
from segdesk.app.theme import Theme


class WelcomePage(QWidget):
    """What a user sees first."""

    sample_wanted = Signal()
    open_wanted = Signal()
    paste_wanted = Signal()
    file_chosen = Signal(Path)
    files_dropped = Signal(list)
    """A file was dropped here, or picked among the recent ones."""

    def __init__(self, preferences: Preferences, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._preferences, self._theme = preferences, theme
        self._drop = _DropArea()
        self._drop.files_dropped.connect(self.files_dropped)
        inside = QVBoxLayout(self._drop)
        inside.setContentsMargins(48, 36, 48, 36)
        inside.setSpacing(12)
        title = QLabel(self.tr("Drop a customer file here"))
        title.setObjectName("title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        about = QLabel(
            self.tr(
                "A table of customers, or of their orders: CSV, Excel, OpenDocument, Parquet or SQLite.\n"
                "Your file is only read, and nothing leaves this computer."
            )
        )
        about.setObjectName("muted")
        about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._open = QPushButton(self.tr("Open a file…"))
        self._sample = QPushButton(self.tr("Try with sample data"))
        self._sample.setObjectName("primary")
        self._paste = QPushButton(self.tr("Paste a table"))
        self._open.clicked.connect(self.open_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        self._paste.clicked.connect(self.paste_wanted)
        inside.addWidget(title)
        inside.addWidget(about)
        inside.addSpacing(8)
        inside.addLayout(self._buttons())
        self._recent_title = QLabel(self.tr("Recent files"))
        self._recent_title.setObjectName("heading")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        promise = QLabel(self.tr("From a file of customers to named segments in a minute"))
        promise.setObjectName("title")
        promise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(promise)
        column.addSpacing(16)
        column.addWidget(self._drop)
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(column, 3)
        layout.addStretch(1)
        theme.changed.connect(self._tint)
        self._tint()
        self.refresh()

    def focus_first(self) -> None:
        """Put the focus where a first-time user begins."""
        self._sample.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """List the recent files anew."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        files = self._preferences.recent_files
        self._recent_title.setVisible(bool(files))
        for file in files[:5]:
            button = QPushButton(file.name.replace("&", "&&"))
            button.setObjectName("link")
            button.setToolTip(str(file))
            button.setAccessibleName(self.tr("Open {file}").format(file=file.name))
            button.clicked.connect(lambda checked=False, chosen=file: self.file_chosen.emit(chosen))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        for button in (self._sample, self._open, self._paste):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _tint(self) -> None:
        self._open.setIcon(self._theme.icon("open"))
        self._paste.setIcon(self._theme.icon("paste"))


class _DropArea(QFrame):
    """A frame that takes files."""

    files_dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that files may be dropped here."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self._show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Look as before."""
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the files."""
        self._show_over(False)
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _show_over(self, over: bool) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)
