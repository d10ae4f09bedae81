"""Presets of a report: choose one, keep the present choices as one, hand one on, delete one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from segdesk.app import report_jobs
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.app.job_queue import JobQueue
from segdesk.engine.result.report_options import ReportOptions

if TYPE_CHECKING:
    from segdesk.report.presets import Preset

_PRESETS = "report presets"
_KINDS = "*.toml"


class ReportPresets(QWidget):
    """A list of presets with what can be done to them.

    Parameters
    ----------
    folder : Path
        Where those of this user lie.
    jobs : JobQueue
        Where they are read and written.
    options : callable
        Returns the present choices.
    """

    chosen = Signal(object)
    """Choices of a preset are to be taken: `ReportOptions`."""

    def __init__(self, folder: Path, jobs: JobQueue, options: Callable[[], ReportOptions]) -> None:
        super().__init__()
        self._folder, self._jobs, self._options = folder, jobs, options
        self._own: tuple[Preset, ...] = ()
        self._all: tuple[Preset, ...] = ()
        self.box = WheelSafeComboBox()
        self.more = QPushButton(self.tr("Mor&e"))
        self.more.setAccessibleName(self.tr("More about presets"))
        self.more.setAutoDefault(False)
        menu = QMenu(self.more)
        self.keep = menu.addAction(self.tr("&Keep these choices as…"), self._ask_name)
        self.hand_on = menu.addAction(self.tr("&Save these choices in a file…"), self._ask_file)
        self.take_in = menu.addAction(self.tr("&Take choices from a file…"), self._ask_preset)
        self.delete = menu.addAction(self.tr("&Delete this preset"), self._delete)
        self.more.setMenu(menu)
        label = QLabel(self.tr("&Preset"))
        label.setBuddy(self.box)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setObjectName("hint")
        self.told.hide()
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.box, 1)
        line.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.told)
        self.box.activated.connect(self._choose)
        self._show((), "")
        self._run(lambda: report_jobs.presets_in(self._folder))

    def match(self) -> None:
        """Show which preset the present choices are, or none."""
        options = self._options()
        # One that says more goes first.
        known = sorted(self._all, key=lambda preset: -len(preset.choices))
        same = (preset for preset in known if replace(options, **preset.choices) == options)
        found = next(same, None)
        self.box.setCurrentIndex(0 if found is None else 1 + self._all.index(found))
        self.delete.setEnabled(found is not None and found in self._own)

    def _show(self, own: "tuple[Preset, ...]", told: str) -> None:
        from segdesk.report.presets import BUILT_IN

        self._own, self._all = own, (*BUILT_IN, *own)
        self.box.clear()
        self.box.addItem(self.tr("Your own choices"))
        for preset in self._all:
            self.box.addItem(str(preset.name))
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.match()

    def _choose(self, row: int) -> None:
        if row > 0:
            self.chosen.emit(replace(self._options(), **self._all[row - 1].choices))
        self.match()

    def _run(self, work: "Callable[[], report_jobs.Presets]") -> None:
        """Read or write presets in the background, and show those that there are then."""

        def done(found: "report_jobs.Presets") -> None:
            self._show(found.own, found.told)
            if found.chosen is not None:
                self.chosen.emit(replace(self._options(), **found.chosen.choices))
                self.match()

        self._jobs.run(_PRESETS, lambda progress: work(), done, owner=self)

    def _ask_name(self) -> None:
        name, agreed = QInputDialog.getText(
            self,
            self.tr("Preset"),
            self.tr("Name of the preset; one of the same name is replaced:"),
            QLineEdit.EchoMode.Normal,
            self.box.currentText() if self.delete.isEnabled() else "",
        )
        if agreed and name.strip():
            options = self._options()
            self._run(lambda: report_jobs.keep_preset(self._folder, name, options))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save these choices in a file"), str(Path.home() / "report-preset.toml"), _KINDS
        )
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(".toml")
            options = self._options()
            self._run(lambda: report_jobs.hand_on_preset(self._folder, path, options))

    def _ask_preset(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Take choices from a file"), str(Path.home()), _KINDS
        )
        if chosen:
            path = Path(chosen)
            self._run(lambda: report_jobs.take_in_preset(self._folder, path))

    def _delete(self) -> None:
        name = self.box.currentText()
        self._run(lambda: report_jobs.drop_preset(self._folder, name))
