"""What this program is, in which version, and by what it is made."""

from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.licences_dialog import LicencesDialog
from segdesk.resources import third_party_licences
from segdesk.version import VERSION


class AboutDialog(Dialog):
    """Names version and licences.

    Parameters
    ----------
    parent : QWidget
    licences : Path, optional
        File with the licences of what the program contains; default: the one that built programs carry. Without one
        there is no button to show it.
    """

    def __init__(self, parent: QWidget, licences: Path | None = None) -> None:
        super().__init__("", parent)
        licences = licences or third_party_licences()
        self.setWindowTitle(self.tr("About segdesk"))
        title = QLabel(f"segdesk {VERSION}")
        title.setObjectName("title")
        about = QLabel(
            self.tr(
                "Customer segmentation on your own computer. Nothing is sent anywhere.\n\n"
                "segdesk is free software under the MIT licence. It uses Qt {qt} (LGPL), pandas, scikit-learn, "
                "SciPy, NumPy and matplotlib."
            ).format(qt=qVersion())
        )
        about.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if licences is not None:
            show = buttons.addButton(self.tr("Licences"), QDialogButtonBox.ButtonRole.ActionRole)
            show.clicked.connect(lambda: LicencesDialog(licences, self).open())
        for widget in (title, about, buttons):
            self.column.addWidget(widget)
        self.resize_to_text(460, 220)
