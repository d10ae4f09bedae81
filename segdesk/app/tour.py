"""A short tour after the sample: four notes that point at real controls, and can be skipped at any of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from segdesk.app.controller import Controller
from segdesk.app.pages.page_stack import PageStack
from segdesk.samples import sample_path

if TYPE_CHECKING:
    from segdesk.app.pages.workbench import Workbench

_WIDTH, _ORDINARY_TEXT = 330, 13
_GAP = 10
# The charts are drawn and read first.
_AFTER_SAMPLE_MS = 1500


class TourGuide(QObject):
    """Starts the tour: when asked to, and by itself after the sample for whoever has not seen it.

    Parameters
    ----------
    controller : Controller
    pages : PageStack
        With the panes that the tour points at.
    export : callable
        Returns the button that exports.
    window : QWidget
        That the notes stand in.
    """

    def __init__(
        self, controller: Controller, pages: PageStack, export: Callable[[], QWidget], window: QWidget
    ) -> None:
        super().__init__(window)
        self._controller, self._pages, self._export, self._window = controller, pages, export, window
        self._wanted = False
        self.tour: Tour | None = None
        controller.document.run_changed.connect(self._run_changed)

    def open_sample(self) -> None:
        """Open the sample customers and find their segments; whoever has not seen the tour is shown it then."""
        self._wanted = not self._controller.preferences.tour_seen
        self._controller.open_sample(sample_path("customers"))

    def start(self) -> None:
        """Point at the four things that matter; without a result, with the sample."""
        if self._controller.document.run is None:
            self.open_sample()
            return
        bench = self._pages.workbench
        assert bench is not None, "the tour points at the panes of a result"
        self.tour = Tour(bench, self._export(), self._window)
        self.tour.finished.connect(self._finished)

    def _run_changed(self) -> None:
        if self._wanted and self._controller.document.run is not None:
            self._wanted = False
            QTimer.singleShot(_AFTER_SAMPLE_MS, self.start)

    def _finished(self) -> None:
        self._controller.preferences.tour_seen = True
        self._pages.on_bench(lambda bench: bench.charts.canvas.setFocus(Qt.FocusReason.OtherFocusReason))


class Tour(QFrame):
    """A note beside a control, with Next and Skip.

    Parameters
    ----------
    bench : Workbench
        With a result on screen.
    export : QWidget
        The button that exports.
    window : QWidget
        That holds both.
    """

    finished = Signal()
    """The user has seen the last note, or skipped the rest."""

    def __init__(self, bench: "Workbench", export: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("notice")
        self._window = window
        self._stops: tuple[tuple[QWidget, str], ...] = (
            (
                bench.settings.columns,
                self.tr(
                    "Columns with a check mark decide which customers are alike. Take one off, and find segments again."
                ),
            ),
            (
                bench.charts,
                self.tr(
                    "The result: what sets each segment apart, and who matters. Click a segment to see its customers."
                ),
            ),
            (
                bench.segments.list,
                self.tr(
                    "Each segment has a name. F2 or a double click gives it a better one, everywhere at once."
                ),
            ),
            (
                export,
                self.tr(
                    "Export saves your file with the segments, a report to hand over, and a model for next month."
                ),
            ),
        )
        self._place = 0
        self._ring = _Ring(window)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._count = QLabel()
        self._count.setObjectName("muted")
        skip = QPushButton(self.tr("Skip"))
        skip.clicked.connect(self.finish)
        self.next = QPushButton()
        self.next.setObjectName("primary")
        self.next.clicked.connect(self._go_on)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(skip)
        row.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self._text)
        layout.addLayout(row)
        window.installEventFilter(self)
        self._show()

    def finish(self) -> None:
        """End the tour."""
        self._window.removeEventFilter(self)
        self._ring.hide()
        self._ring.deleteLater()
        self.hide()
        self.finished.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window: here it skips the rest. Text of another size asks for another size."""
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
            self._move()
        if event.type() is QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc skips the rest."""
        if _is_escape(event):
            self.finish()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay beside the control when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
            self._move()
        return False

    def _go_on(self) -> None:
        if self._place + 1 == len(self._stops):
            self.finish()
            return
        self._place += 1
        self._show()

    def _show(self) -> None:
        last = self._place + 1 == len(self._stops)
        self._text.setText(self._stops[self._place][1])
        self._count.setText(self.tr("{step} of {steps}").format(step=self._place + 1, steps=len(self._stops)))
        self.next.setText(self.tr("Done") if last else self.tr("Next"))
        self.setAccessibleName(self._text.text())
        # Only what shows has the sizes of its style.
        self.show()
        self._fit()
        self._move()
        self.raise_()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Be as wide as suits the size of text, and as high as all lines need at that width."""
        text = self.fontInfo().pixelSize()
        wide = min(round(_WIDTH * max(1.0, text / _ORDINARY_TEXT)), self._window.width() - 2 * _GAP)
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        wide = max(wide, layout.totalMinimumSize().width())
        self.setFixedSize(wide, layout.totalHeightForWidth(wide))

    def _move(self) -> None:
        """Stand beside the control, inside the window."""
        target = self._stops[self._place][0]
        corner = target.mapTo(self._window, QPoint(0, 0))
        self._ring.surround(target)
        room = self._window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        x = corner.x() + target.width() + _GAP
        if x + self.width() > room.right():
            x = corner.x() - self.width() - _GAP
        if x < room.left():
            x = min(corner.x() + _GAP, room.right() - self.width())
        y = corner.y() + _GAP if target.height() > self.height() else corner.y() + target.height() + _GAP
        self.move(x, max(room.top(), min(y, room.bottom() - self.height())))


class _Ring(QWidget):
    """A frame around the control that a note speaks of; it lets every click through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def surround(self, target: QWidget) -> None:
        """Lie around a control."""
        corner = target.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(corner.x() - 3, corner.y() - 3, target.width() + 6, target.height() + 6)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().highlight().color(), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
