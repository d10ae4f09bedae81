"""What is asked about a project: whether its data go into its file, and what becomes of unsaved work."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QPushButton, QWidget

from segdesk.app.dialogs.base import Dialog
from segdesk.app.projects import Leave


class KeepDataDialog(Dialog):
    """Asks once, before a project is saved for the first time, whether the table goes into its file.

    Parameters
    ----------
    file : str
        Name of the file that the table came from.
    rows : int
    size : int
        About how many bytes the table takes.
    may_leave_out : bool
        Whether the table can be read again from where it came from.
    go_on : callable
        Called with the answer.
    parent : QWidget
    """

    def __init__(
        self,
        file: str,
        rows: int,
        size: int,
        may_leave_out: bool,
        go_on: Callable[[bool], None],
        parent: QWidget,
    ) -> None:
        super().__init__(self.tr("Save project"), parent)
        self._go_on = go_on
        what = QLabel(
            self.tr(
                "A project keeps the settings, every result with its names and colours, and what was done by hand."
            )
        )
        what.setWordWrap(True)
        self.column.addWidget(what)
        self.keep = QCheckBox(
            self.tr("&Keep the table in it, too (%Ln row(s), about {size})", "", rows).format(
                size=QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
            )
        )
        self.keep.setChecked(True)
        self.keep.setEnabled(may_leave_out)
        self.column.addWidget(self.keep)
        why = QLabel(
            self.tr(
                "With its table the project opens on any computer. Without it, it opens only as long as {file} lies "
                "where it is now and stays as it is."
            ).format(file=file)
            if may_leave_out
            else self.tr("{file} is no file that could be read again.").format(file=file)
        )
        why.setWordWrap(True)
        why.setObjectName("muted")
        self.column.addWidget(why)
        self.add_buttons(self.tr("Choose a name…"), self._answer)
        self.resize_to_text(520, 220)

    def _answer(self) -> None:
        self.accept()
        self._go_on(self.keep.isChecked())


class LeaveDialog(Dialog):
    """Asks what becomes of unsaved work; who closes it stays where he is.

    Parameters
    ----------
    leave : Leave
    parent : QWidget
    """

    def __init__(self, leave: Leave, parent: QWidget) -> None:
        super().__init__(self.tr("Unsaved work"), parent)
        what = QLabel(self.tr("Save what was done with “{name}”?").format(name=leave.name))
        what.setWordWrap(True)
        self.column.addWidget(what)
        lost = QLabel(self.tr("Results, names and settings that are not saved are lost."))
        lost.setObjectName("muted")
        lost.setWordWrap(True)
        self.column.addWidget(lost)
        self.save = self.add_buttons(self.tr("&Save"), partial(self._answer, leave.save))
        self.discard = QPushButton(self.tr("&Don’t save"))
        self.discard.clicked.connect(partial(self._answer, leave.discard))
        buttons = self.save.parentWidget()
        assert isinstance(buttons, QDialogButtonBox)
        buttons.addButton(self.discard, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.resize_to_text(440, 150)
        self.save.setFocus()

    def _answer(self, go_on: Callable[[], None]) -> None:
        self.accept()
        go_on()
