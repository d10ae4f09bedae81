"""Which files of a folder are read as one table, and what is left out."""

import re
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.name_lists import shortened
from segdesk.io.readers.reader_registry import suffixes
from segdesk.io.result_folder import listed_files
from segdesk.messages import Message, say, say_n


def tables_in(folder: Path) -> tuple[list[Path], list[Message]]:
    """Return the tables at the top of a folder, in the natural order of their names, and what was left out.

    A file counts as a table by the ending of its name. One that cannot be read as the table that its name promises is
    an error when it is read: a month must not go missing unseen.

    Raises
    ------
    InputError
        If the folder cannot be read or holds no table.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: natural_sort_key(entry.name))
    except OSError as error:
        raise InputError(
            say("The folder can't be read: {reason}.", reason=error.strerror or str(error)),
            Where(file=folder.name),
        ) from None
    hidden = [entry for entry in entries if entry.name.startswith((".", "~$"))]
    rest = [entry for entry in entries if entry not in hidden]
    written = set(listed_files(folder) or ())
    results = [entry for entry in rest if entry.is_dir() and listed_files(entry) is not None]
    results += [entry for entry in rest if entry.name in written and entry.is_file()]
    folders = [entry for entry in rest if entry.is_dir() and entry not in results]
    files = [entry for entry in rest if entry.is_file() and entry not in results]
    tables = [file for file in files if file.name.lower().endswith(suffixes())]
    others = [file.name for file in files if file not in tables]
    if not tables:
        raise InputError(
            say("The folder holds no table."),
            Where(file=folder.resolve().name),
            say("Choose a folder with CSV, Excel, OpenDocument, Parquet or SQLite files at its top."),
        )
    return tables, _left_out(len(hidden), len(results), len(folders), others)


def natural_sort_key(name: str) -> list[tuple[int, str]]:
    """Return what to sort names by so that `month 2` comes before `month 10`."""
    parts = re.findall(r"(\d+)|(\D+)", name.casefold())
    # Equal numbers may be written differently: the text decides then.
    return [(int(digits) if digits else -1, digits or text) for digits, text in parts]


def _left_out(hidden: int, results: int, folders: int, others: list[str]) -> list[Message]:
    steps = []
    if hidden:
        steps.append(
            say_n(
                "{n} hidden or temporary file of the folder was left out.",
                "{n} hidden or temporary files of the folder were left out.",
                hidden,
            )
        )
    if results:
        steps.append(
            say_n(
                "{n} result of segdesk's in the folder was left out.",
                "{n} results of segdesk's in the folder were left out.",
                results,
            )
        )
    if folders:
        steps.append(
            say_n(
                "{n} folder inside the folder was not looked into.",
                "{n} folders inside the folder were not looked into.",
                folders,
            )
        )
    if others:
        steps.append(
            say_n(
                "{n} file of the folder is no table and was left out: {names}.",
                "{n} files of the folder are no tables and were left out: {names}.",
                len(others),
                names=shortened(others),
            )
        )
    return steps
