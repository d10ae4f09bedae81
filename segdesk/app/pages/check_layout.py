"""What lies where on the page that checks a file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.pages.customers_form import CustomersForm
from segdesk.app.pages.findings import Findings
from segdesk.app.pages.notes_list import NotesList
from segdesk.app.pages.orders_form import OrdersForm
from segdesk.app.pages.preview import Preview
from segdesk.app.pages.reading_form import ReadingForm
from segdesk.app.theme import Theme
from segdesk.app.vertical_scroll import VerticalScroll
from segdesk.errors import SegdeskError

if TYPE_CHECKING:
    from segdesk.app.inspection_job import Inspected

_SIDE = 350


class CheckLayout(QWidget):
    """Title, settings at the left, preview at the right, buttons below; no logic.

    What holds is made before what it holds: a widget that gets another parent measures all that is in it anew.

    Parameters
    ----------
    theme : Theme
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = Findings(self)
        self._theme = theme
        self.title = _label("title")
        self.working = _label("muted", self.tr("Reading…"))
        self.summary = _label("muted")
        self._make_trouble()
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._content())
        self.pages.addWidget(self._waiting())
        self.back = QPushButton(self.tr("Back"))
        self.other = QPushButton(self.tr("Open another file…"))
        self.accept = QPushButton(self.tr("Looks right"))
        self.accept.setObjectName("primary")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(8)
        head.addWidget(self.working, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        buttons.addWidget(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.summary)
        layout.addWidget(self.trouble)
        layout.addWidget(self.pages, 1)
        layout.addLayout(buttons)
        theme.changed.connect(self._fit_text)
        self._fit_text()

    def clear(self, name: str) -> None:
        """Show nothing of the last file while another one is read."""
        self.title.setText(self.tr("Check your file: {name}").format(name=name))
        self.summary.clear()
        self.show_trouble(None)
        self.preview.clear_tables()
        self.phase.setText(self.tr("Reading…"))
        self.bar.setValue(0)
        self.pages.setCurrentIndex(1)

    def show_inspected(self, inspected: "Inspected", format: str, has_orders: bool) -> None:
        """Show everything that was found; what could not be found stays as it was."""
        if inspected.table is not None:
            self.summary.setText(self.findings.summary(inspected))
        self.reading.show_inspected(inspected, format)
        self.orders.setVisible(has_orders)
        self.orders.show_inspected(inspected)
        self.preview.show_inspected(inspected)
        self.columns.show_inspected(inspected)
        self.notes.show_notes(self.findings.notes(inspected))
        self.show_trouble(inspected.trouble)

    def show_trouble(self, error: SegdeskError | None) -> None:
        """Say what happened, where, and what to do; None takes it away."""
        if error is not None:
            where = "" if error.where is None else str(error.where)
            self._what.setText(str(error.what))
            self._where.setText(where)
            self._where.setVisible(bool(where))
            self._mend.setText("" if error.mend is None else str(error.mend))
            self._mend.setVisible(error.mend is not None)
        self.trouble.setVisible(error is not None)

    def _make_trouble(self) -> None:
        self.trouble = QFrame()
        self.trouble.setObjectName("notice")
        self.trouble.setProperty("kind", "error")
        self._what, self._where, self._mend = _label("heading"), _label("muted"), _label()
        self.again = QPushButton(self.tr("Try again"))
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._what, self._where, self._mend):
            words.addWidget(label)
        layout = QHBoxLayout(self.trouble)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(words, 1)
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        self.trouble.hide()

    def _content(self) -> QWidget:
        content = QWidget(self.pages)
        settings, shown = QFrame(content), QFrame(content)
        side = QWidget()
        scroll = VerticalScroll(side, settings)
        scroll.viewport().setAutoFillBackground(False)
        side.setAutoFillBackground(False)
        self.orders, self.columns, self.reading = OrdersForm(side), CustomersForm(side), ReadingForm(side)
        # What was left out stands above what is left, and is seen whatever else there is to set.
        seen = QWidget(shown)
        self.notes, self.preview = NotesList(seen), Preview(self._theme, self.findings, seen)
        above = QVBoxLayout(seen)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(4)
        above.addWidget(self.notes)
        above.addWidget(self.preview, 1)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.orders)
        column.addWidget(self.columns)
        self._read_title = _label("heading", self.tr("How the file is read"))
        column.addWidget(self._read_title)
        column.addWidget(self.reading)
        column.addStretch(1)
        for frame, inside, margin in ((settings, scroll, 2), (shown, seen, 8)):
            frame.setObjectName("pane")
            layout = QVBoxLayout(frame)
            layout.setContentsMargins(margin, margin, margin, margin)
            layout.addWidget(inside)
        self.settings = settings
        both = QHBoxLayout(content)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(10)
        both.addWidget(settings)
        both.addWidget(shown, 1)
        return content

    def _waiting(self) -> QWidget:
        self.phase = _label()
        self.phase.setWordWrap(False)
        self.phase.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(360)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = QPushButton(self.tr("Cancel"))
        waiting = QWidget()
        layout = QVBoxLayout(waiting)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self.phase)
        for widget in (self.bar, self.cancel):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        return waiting

    def _fit_text(self) -> None:
        self.settings.setFixedWidth(_SIDE * self._theme.text_pixels // 13)


def _label(name: str = "", text: str = "") -> QLabel:
    # What stands in a file is never markup.
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setWordWrap(name != "title" and not text)
    return label
