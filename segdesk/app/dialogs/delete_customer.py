"""Deleting a customer who does not want to be kept: which one, and what goes with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from segdesk.app.dialogs.base import Dialog


class DeleteCustomerDialog(Dialog):
    """Asks which customer is deleted.

    Parameters
    ----------
    selected : str
        Identifier of the customer who is selected; empty if none or several are.
    delete : callable
        Called with the identifier.
    parent : QWidget
    """

    def __init__(self, selected: str, delete: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(self.tr("Delete a customer"), parent)
        self._delete = delete
        label = QLabel(self.tr("&Identifier of the customer, as it stands in the table"))
        self.identifier = QLineEdit(selected)
        label.setBuddy(self.identifier)
        self.column.addWidget(label)
        self.column.addWidget(self.identifier)
        what = QLabel(
            self.tr(
                "The customer goes from the table, the project’s file and every copy that segdesk keeps. All results "
                "are found again without the customer; names are kept. This cannot be undone. The source file and what "
                "was exported stay as they are."
            )
        )
        what.setWordWrap(True)
        what.setObjectName("muted")
        self.column.addWidget(what)
        take = self.add_buttons(self.tr("Delete customer"), self._take)
        take.setEnabled(bool(selected.strip()))
        self.identifier.textChanged.connect(lambda text: take.setEnabled(bool(text.strip())))
        self.resize_to_text(480, 220)
        self.identifier.setFocus()

    def _take(self) -> None:
        identifier = self.identifier.text()
        self.accept()
        self._delete(identifier)
