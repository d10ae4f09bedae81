"""A column that is dragged from the table by its heading."""

from PySide6.QtCore import QMimeData

_FORMAT = "application/x-segdesk-column"


def column_mime(name: str) -> QMimeData:
    """Return what is dragged of a column: its name, as text for other programs too."""
    data = QMimeData()
    data.setData(_FORMAT, name.encode())
    data.setText(name)
    return data


def dragged_column(data: QMimeData) -> str | None:
    """Return the name of the column that is dragged, None if something else is."""
    return bytes(data.data(_FORMAT).data()).decode() if data.hasFormat(_FORMAT) else None
