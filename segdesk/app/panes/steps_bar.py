"""The four steps above the panes: where one is, what is done, and a way to jump. They never lock what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from segdesk.app.document import Document
from segdesk.app.tasks import Lane

DATA, COLUMNS, SEGMENTS, SHARE = range(4)


class StepsBar(QWidget):
    """1 Data › 2 Columns › 3 Segments › 4 Name and share, with what is up to date at the right."""

    wanted = Signal(int)
    """A step was clicked."""
    update_wanted = Signal()
    """The note that the result is out of date was clicked."""

    def __init__(self, document: Document, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._lane = document, lane
        self._current, self._checking = DATA, False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 2)
        layout.setSpacing(2)
        self._texts = (self.tr("Data"), self.tr("Columns"), self.tr("Segments"), self.tr("Name and share"))
        self._steps: list[QPushButton] = []
        for number, text in enumerate(self._texts):
            if number:
                layout.addWidget(QLabel("›"))
            step = QPushButton()
            step.setObjectName("step")
            step.setAccessibleName(self.tr("Step {number}: {text}").format(number=number + 1, text=text))
            step.clicked.connect(lambda checked=False, n=number: self.wanted.emit(n))
            layout.addWidget(step)
            self._steps.append(step)
        layout.addStretch(1)
        self._state = QLabel()
        self._state.setObjectName("heading")
        self._update = QPushButton(self.tr("Out of date · Update (Ctrl+Enter)"))
        self._update.setObjectName("link")
        self._update.setAccessibleName(self.tr("The result is out of date. Update"))
        self._update.clicked.connect(self.update_wanted)
        layout.addWidget(self._state)
        layout.addWidget(self._update)
        document.opened_changed.connect(self.refresh)
        document.recipe_changed.connect(self.refresh)
        document.run_changed.connect(self.refresh)
        lane.busy_changed.connect(self.refresh)
        self.refresh()

    @property
    def current(self) -> int:
        """The step that is shown as the current one."""
        return self._current

    def set_current(self, step: int) -> None:
        """Show another step as the current one."""
        self._current = step
        self.refresh()

    def set_checking(self, checking: bool) -> None:
        """While a file is checked, tell nothing of the one before it."""
        self._checking = checking
        if checking:
            self._current = DATA
        self.refresh()

    def refresh(self) -> None:
        """Show what is done."""
        document = self._document
        run = None if self._checking or not document.is_checked else document.run
        done = (
            document.opened is not None and not self._checking,
            document.shown is not None and not self._checking,
            run is not None and not document.is_stale,
            False,
        )
        for number, (step, text) in enumerate(zip(self._steps, self._texts, strict=True)):
            mark = " ✓" if done[number] else ""
            step.setText(f"{number + 1}  {text}{mark}")
            can_share = document.run is not None and document.is_checked
            step.setEnabled(number == DATA or (document.opened is not None if number < SHARE else can_share))
            step.setProperty("current", number == self._current)
            # A style sheet looks at a property only when it is put on anew.
            step.style().unpolish(step)
            step.style().polish(step)
        self._steps[SHARE].setToolTip(document.why_not_yet)
        stale = run is not None and document.is_stale and not self._lane.is_busy
        self._update.setVisible(stale)
        self._state.setVisible(run is not None and not document.is_stale)
        if run is not None:
            seconds = self.locale().toString(run.seconds, "f", 1)
            self._state.setText(self.tr("✓ Up to date · {seconds} s").format(seconds=seconds))
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
