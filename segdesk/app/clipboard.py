"""The table that a spreadsheet put on the clipboard."""

from PySide6.QtGui import QGuiApplication

from segdesk.errors import InputError
from segdesk.messages import say


def table_text() -> str:
    """Return the text on the clipboard, which a spreadsheet writes for copied cells.

    Raises
    ------
    InputError
        If there is none.
    """
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        raise InputError(
            say("There is no table on the clipboard."),
            mend=say("Copy the cells with their headings in a spreadsheet, then paste them here."),
        )
    return text
