"""What the window tells in a bar above the charts: what happened, why, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from segdesk.crash_log import write_crash_log
from segdesk.engine.recipe.control_names import is_setting
from segdesk.errors import SegdeskError
from segdesk.memory import is_out_of_memory
from segdesk.messages import Option
from segdesk.option_names import options_of


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
    setting : str
        Name of the setting that mends it, as an option; empty for none.
    """

    kind: Kind
    text: str
    details: str = ""
    actions: tuple[Action, ...] = ()
    setting: str = ""


def notice_of(error: Exception, *actions: Action) -> Notice:
    """Return what to tell of an error; a defect of the program's writes a crash log."""
    if isinstance(error, SegdeskError):
        return Notice(Kind.ERROR, str(error), actions=actions, setting=_mending(error))
    if is_out_of_memory(error):
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


def _mending(error: SegdeskError) -> str:
    """Return the first setting that the way out of an error names, else the error itself; empty for none."""
    told = [message.sentence() for message in (error.mend, error.what) if message is not None]
    named = [name for sentence in told for name in options_of(sentence.template)]
    named += [
        value.name for sentence in told for value in sentence.values.values() if isinstance(value, Option)
    ]
    return next((name for name in named if is_setting(name)), "")
