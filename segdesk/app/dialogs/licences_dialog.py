"""The licences of everything that the program contains, with their full texts."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from segdesk.app.dialogs.base import Dialog


class LicencesDialog(Dialog):
    """Shows the file of licences, which is in English everywhere, as licences are.

    Parameters
    ----------
    licences : Path
    parent : QWidget
    """

    def __init__(self, licences: Path, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Licences"))
        self.text = QPlainTextEdit(licences.read_text("utf-8"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Licences"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(self.text, 1)
        self.column.addWidget(buttons)
        self.resize_to_text(860, 600)
