"""What this program is, in which version, and by what it is made."""

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from segdesk.app.dialogs.base import Dialog
from segdesk.version import VERSION


class AboutDialog(Dialog):
    """Names version and licences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
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
        for widget in (title, about, buttons):
            self.column.addWidget(widget)
        self.resize_to_text(460, 220)
