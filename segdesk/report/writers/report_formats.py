"""The registry of report formats. A format is one file in this folder with one decorated function."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path

from segdesk.engine.recipe.control_names import control_name
from segdesk.errors import UsageError
from segdesk.messages import Message, say
from segdesk.option_names import options_named_by
from segdesk.report.document import ReportDocument

# From a document to the file, in the language in force.
Write = Callable[[ReportDocument], bytes]


@dataclass(frozen=True)
class ReportFormat:
    """One format of report.

    Attributes
    ----------
    name : str
        As in `--report`.
    suffix : str
        Of the file name, with its point.
    label : Message
        As in a dialog.
    write : callable
    """

    name: str
    suffix: str
    label: Message
    write: Write


_formats: dict[str, ReportFormat] = {}


def report_format(name: str, suffix: str, label: Message) -> Callable[[Write], Write]:
    """Register the decorated function as the writer of a format; see `ReportFormat` for the parameters.

    No option of the command line stands in what it writes.
    """

    def register(write: Write) -> Write:
        @wraps(write)
        def for_readers(document: ReportDocument) -> bytes:
            with options_named_by(control_name):
                return write(document)

        _formats[name] = ReportFormat(name, suffix, label, for_readers)
        return for_readers

    return register


@cache
def all_report_formats() -> tuple[ReportFormat, ...]:
    """Return every registered format, by name."""
    import segdesk.report.writers as package  # noqa: PLC0415 - not while the package itself is being imported

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(_formats.values(), key=lambda entry: entry.name))


def report_format_named(name: str) -> ReportFormat:
    """Return the format of this name.

    Raises
    ------
    UsageError
        If there is none.
    """
    for entry in all_report_formats():
        if entry.name == name:
            return entry
    raise UsageError(
        say("There is no report format “{name}”.", name=name),
        mend=say("Formats are: {names}.", names=", ".join(entry.name for entry in all_report_formats())),
    )


def report_format_for(path: Path) -> ReportFormat:
    """Return the format that a file name asks for.

    Raises
    ------
    UsageError
        If its ending is none of a report's.
    """
    for entry in all_report_formats():
        if path.suffix.lower() == entry.suffix:
            return entry
    raise UsageError(
        say("“{file}” can't be written: its ending is none of a report's.", file=path.name),
        mend=say("Endings are: {names}.", names=", ".join(entry.suffix for entry in all_report_formats())),
    )
