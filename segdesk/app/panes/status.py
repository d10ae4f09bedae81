"""The status bar: what is open, what is being done, how far it is, and how to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QWidget

from segdesk.app.document import Document
from segdesk.app.tasks import Lane
from segdesk.messages import Message, list_in_words, number_in_words

SHOW_AFTER_MS = 300
ESTIMATE_AFTER_SECONDS = 3.0
_LEAST_SHARE = 0.03


class StatusBar(QStatusBar):
    """Shows the document's size at the left, and the job under way at the right."""

    cancel_wanted = Signal()
    """The job under way is to be stopped."""
    everything_wanted = Signal()
    """What was chosen on a sample is to be run on all rows."""

    def __init__(self, document: Document, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._lane = document, lane
        self._checking = False
        self._announced: int | None = None
        self._about = QLabel()
        self.everything = QPushButton(self.tr("Run on everything…"))
        self.everything.clicked.connect(self.everything_wanted)
        self._phase = QLabel(self.tr("Ready"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Stop this (Esc)"))
        self._cancel.clicked.connect(self.cancel_wanted)
        # Whatever there is to tell of the table, the job under way and its end have their room.
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.addWidget(self._about, 1)
        self.addWidget(self.everything)
        self.everything.hide()
        for widget in (self._phase, self._bar, self._cancel):
            self.addPermanentWidget(widget)
        self._bar.hide()
        self._cancel.hide()
        # Short work passes without a flicker.
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SHOW_AFTER_MS)
        self._delay.timeout.connect(self._appear)
        lane.busy_changed.connect(self._turn)
        lane.progressed.connect(self._advance)
        document.opened_changed.connect(self.refresh)
        document.run_changed.connect(self.refresh)
        document.run_changed.connect(self._announce_result)
        self.refresh()

    def set_checking(self, checking: bool) -> None:
        """While a file is checked, tell nothing of the one before it."""
        self._checking = checking
        self.refresh()

    def refresh(self) -> None:
        """Show the size of what is open."""
        opened = self._document.opened
        is_shown = opened is not None and not self._checking
        is_sample = is_shown and opened is not None and opened.table.sample_of > 0
        self.everything.setVisible(is_sample and not self._lane.is_busy)
        if opened is None or not is_shown:
            self._about.setText("")
            return
        table = opened.customers.table
        parts = [
            self.tr("%Ln customer(s)", "", table.n_rows),
            self.tr("%Ln column(s)", "", len(table.columns)),
        ]
        segmentation = self._document.on_screen
        if segmentation is not None:
            out = sum(count for _, count in segmentation.provenance.left_out)
            parts.append(self.tr("%Ln row(s) left out", "", out))
        if opened.purchases is not None:
            lines = sum(counted.lines for counted in opened.purchases.reconciled.left_out)
            parts.append(self.tr("%Ln order line(s) left out", "", lines))
        if opened.table.sample_of:
            parts.insert(
                0,
                self.tr("Sample: {n} of %Ln row(s)", "", opened.table.sample_of).format(
                    n=number_in_words(float(opened.table.n_rows))
                ),
            )
        self._about.setText(" · ".join(parts))
        self._about.setToolTip("\n".join((" · ".join(parts), str(table.source.path))))

    def _turn(self, busy: bool) -> None:
        self.refresh()
        if busy:
            self._bar.setValue(0)
            self._delay.start()
            return
        self._delay.stop()
        self._bar.hide()
        self._cancel.hide()
        self._phase.setText(self.tr("Ready"))

    def _appear(self) -> None:
        self._bar.show()
        self._cancel.show()
        announcement = self.tr("Working. Press Escape to stop.")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, announcement))

    def _announce_result(self) -> None:
        """Tell a screen reader of new segments, once; the end of their check, another name or colour brings none."""
        run = self._document.shown
        number = None if run is None else run.number
        if run is not None and number != self._announced:
            names = list_in_words([str(segment.name) for segment in run.segmentation.named])
            text = self.tr("%Ln segment(s) found: {names}", "", run.segmentation.k).format(names=names)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._announced = number

    def _advance(self, stage: Message, fraction: float) -> None:
        self._bar.setValue(round(1000 * fraction))
        text = f"{stage} …"
        seconds = self._lane.seconds
        if seconds >= ESTIMATE_AFTER_SECONDS and fraction >= _LEAST_SHARE:
            left = max(1, round(seconds / fraction - seconds))
            text = self.tr("{stage} … about {time} left").format(stage=stage, time=self._time(left))
        self._phase.setText(text)

    def _time(self, seconds: int) -> str:
        if seconds < 90:
            return self.tr("%Ln second(s)", "", seconds)
        return self.tr("%Ln minute(s)", "", round(seconds / 60))
