"""Every key of the window, made from its actions."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from segdesk.app.actions import Actions
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import FrameTable


class KeysDialog(Dialog):
    """Lists what each key does."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Keys"))
        rows = []
        for action in actions.all():
            keys = [_words(key) for key in action.shortcuts()]
            if keys:
                what = action.iconText() if action.objectName() in ("undo", "redo") else action.text()
                # Beyond the first two come keys that few keyboards have.
                rows.append([", ".join(keys[:2]), what.replace("&", "").rstrip("…")])
        first, last = _words(QKeySequence("Ctrl+1")), _words(QKeySequence("Ctrl+9"))
        rows.append([f"{first} – {last}", self.tr("Charts")])
        rows.append([_words(QKeySequence.StandardKey.Copy), self.tr("Copy cells with headers")])
        rows.append([self.tr("Arrow keys on a chart"), self.tr("Select one segment after the other")])
        rows += [
            [self.tr("+, −, 0 on the map"), self.tr("Enlarge it, show more, show all of it")],
            [self.tr("Shift and arrow keys on the map"), self.tr("Move it")],
            [
                self.tr("L on the map"),
                self.tr("Lasso: draw round customers; or arrow keys, space bar, Enter"),
            ],
            [self.tr("Up and down on the tree"), self.tr("Move its cut")],
        ]
        table = FrameTable(self.tr("Keys"))
        table.fill([self.tr("Key"), self.tr("What it does")], rows)
        table.horizontalHeader().setStretchLastSection(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(table, 1)
        self.column.addWidget(buttons)
        self.resize_to_text(560, 560)


def _words(key: QKeySequence | QKeySequence.StandardKey) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
