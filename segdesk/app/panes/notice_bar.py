"""The bar above the charts: one notice at a time, with its buttons, never a dialog."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from segdesk.app.notices import Kind, Notice
from segdesk.app.theme import Theme

_ICONS = {Kind.INFO: "info", Kind.WARNING: "warning", Kind.ERROR: "error", Kind.DONE: "check"}


class NoticeBar(QFrame):
    """Shows a `Notice` until it is closed or replaced."""

    setting_wanted = Signal(str)
    """The control of the setting that mends it is wanted: its name as an option."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._notice: Notice | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 8, 8)
        outer.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        outer.addLayout(row)
        self._icon = QLabel()
        self._icon.setAccessibleName(self.tr("Kind of message"))
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.setAccessibleName(self.tr("Message"))
        self._buttons = QHBoxLayout()
        self._close = QPushButton()
        self._close.setObjectName("link")
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setMinimumSize(28, 28)
        self._close.clicked.connect(lambda: self.show_notice(None))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._details = QLabel()
        self._details.setObjectName("muted")
        self._details.setWordWrap(True)
        self._details.setTextFormat(Qt.TextFormat.PlainText)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        outer.addWidget(self._details)
        theme.changed.connect(self._tint)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice, or none."""
        self._notice = notice
        self._clear_buttons()
        if notice is None:
            self.hide()
            return
        self._text.setText(notice.text)
        self._details.setText(notice.details)
        self._details.hide()
        for action in notice.actions:
            self._add_button(action.text, action.run)
        if notice.setting:
            self._add_button(self.tr("Show setting"), partial(self.setting_wanted.emit, notice.setting))
        if notice.details:
            self._add_button(
                self.tr("Details"), lambda: self._details.setVisible(not self._details.isVisible())
            )
            self._add_button(self.tr("Copy"), self._copy)
        self.setProperty("kind", str(notice.kind))
        self.style().unpolish(self)
        self.style().polish(self)
        self._tint()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.text))

    def _add_button(self, text: str, run: object) -> None:
        button = QPushButton(text)
        button.clicked.connect(lambda checked=False: run())  # type: ignore[operator]
        self._buttons.addWidget(button)

    def _clear_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()

    def _copy(self) -> None:
        if self._notice is not None:
            QGuiApplication.clipboard().setText(f"{self._notice.text}\n{self._notice.details}")

    def _tint(self) -> None:
        self._close.setIcon(self._theme.icon("close"))
        if self._notice is not None:
            picture = self._theme.icon(_ICONS[self._notice.kind]).pixmap(20, 20)
            self._icon.setPixmap(picture)
            words = {
                Kind.INFO: self.tr("Information"),
                Kind.WARNING: self.tr("Warning"),
                Kind.ERROR: self.tr("Problem"),
                Kind.DONE: self.tr("Done"),
            }
            self._icon.setAccessibleName(words[self._notice.kind])
