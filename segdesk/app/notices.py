"""What the window tells in a bar above the charts: what happened, why, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from segdesk.crash_log import write_crash_log
from segdesk.errors import SegdeskError


class Kind(StrEnum):
    """How a notice looks."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    DONE = "done"


@dataclass(frozen=True)
class Action:
    """A button of a notice."""

    text: str
    run: Callable[[], None]


@dataclass(frozen=True)
class Notice:
    """One thing to tell.

    Attributes
    ----------
    kind : Kind
    text : str
        What happened, and what to do.
    details : str
        Folded away, to be copied; empty for none.
    actions : tuple of Action
    """

    kind: Kind
    text: str
    details: str = ""
    actions: tuple[Action, ...] = ()


def notice_of(error: Exception, *actions: Action) -> Notice:
    """Return what to tell of an error; a defect of the program's writes a crash log."""
    if isinstance(error, SegdeskError):
        return Notice(Kind.ERROR, str(error), actions=actions)
    if isinstance(error, MemoryError):
        text = QCoreApplication.translate(
            "Notice", "There is too little memory for this. Close other programs, or use fewer columns."
        )
        return Notice(Kind.ERROR, text, actions=actions)
    place = write_crash_log(error)
    text = QCoreApplication.translate(
        "Notice",
        "segdesk has a defect and could not finish this. Your file and your earlier result are unchanged.",
    )
    details = QCoreApplication.translate("Notice", "{error}. Details are in {place}.")
    return Notice(Kind.ERROR, text, details.format(error=type(error).__name__, place=place), actions)
