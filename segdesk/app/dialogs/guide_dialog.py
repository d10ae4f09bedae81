"""The guide: the few things worth knowing, without leaving the window."""

from PySide6.QtWidgets import QDialogButtonBox, QTextBrowser, QWidget

from segdesk.app.dialogs.base import Dialog


class GuideDialog(Dialog):
    """Explains the way from a file to a report, and the words on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Guide"))
        text = QTextBrowser()
        text.setAccessibleName(self.tr("Guide"))
        text.setOpenLinks(False)
        text.setMarkdown(
            self.tr(
                "## From a file to a report\n\n"
                "1. **Open** a file of customers (one row each) or of orders (many rows each). Check that the "
                "preview looks right.\n"
                "2. **Columns**: those with a check mark decide which customers are alike. The others describe the "
                "segments afterwards.\n"
                "3. **Find segments**. Left alone, segdesk chooses the preparation, the method and the number, and "
                "says why.\n"
                "4. **Name and share**: F2 renames a segment everywhere. Export writes your file with the segments, "
                "a report and a model that places next month’s customers.\n\n"
                "## Words\n\n"
                "- **Fit**: how well customers sit in their segment, from −1 to 1. Above 0.5 is clear, under 0.25 "
                "means that segments run into each other.\n"
                "- **Stability**: how much of a segment comes back when other customers of the same kind are drawn. "
                "Above 0.75 you can rely on it.\n"
                "- **Verdict**: natural (gaps in the data part the segments), reproducible (no gaps, but the same "
                "segments come back), constructive (one useful division among many), none.\n"
                "- **Unassigned**: customers that belong to no segment, number 0.\n\n"
                "## Looking at it\n\n"
                "Click a segment anywhere, or drag over the map: table, charts and list show the same customers. "
                "Shift adds, Ctrl takes away, Esc clears. Every chart can be copied, saved, or shown as a table."
            )
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(text, 1)
        self.column.addWidget(buttons)
        self.resize_to_text(640, 560)
