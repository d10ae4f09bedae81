"""The table that a spreadsheet put on the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from segdesk.engine.recipe import ReadSpec
from segdesk.errors import InputError
from segdesk.messages import say

if TYPE_CHECKING:
    from segdesk.engine.table import Table


def table_on_clipboard() -> "Table":
    """Return the table on the clipboard.

    Raises
    ------
    InputError
        If there is none.
    """
    from segdesk.io.readers.delimited import read_text

    text = QGuiApplication.clipboard().text()
    if not text.strip():
        raise InputError(
            say("There is no table on the clipboard."),
            mend=say("Copy the cells with their headings in a spreadsheet, then paste them here."),
        )
    return read_text(text, QCoreApplication.translate("Clipboard", "Pasted table"), ReadSpec())
