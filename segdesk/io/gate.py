"""The gate that every file passes before a parser sees it: a regular file that memory can hold.

What a file is and how large it may be is asked here, in one place, for tables, recipes, models and whatever else is
opened. Each refusal says what is wrong, where, and how to mend it.
"""

import stat
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.memory import available_memory, size_in_words
from segdesk.messages import say

# Packed data of tables unpack to 5 to 40 times their size; only what repeats itself for ever goes further.
MOST_RATIO = 200
# Below this, even what repeats itself for ever does no harm.
RATIO_FROM = 16 << 20
# A spreadsheet has no more columns, and nothing beyond can be looked through.
MOST_COLUMNS = 16_384
_LONGEST_LINE = 16 << 20
_MOST_TEXT = 4 << 20


def check_regular(path: Path) -> None:
    """Refuse what is no ordinary file: a pipe or a device would be waited for, or read, without an end.

    Raises
    ------
    InputError
        If the file is missing, may not be looked at, or is a folder, a pipe, a socket or a device.
    """
    where = Where(file=path.name)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise InputError(
            say("There is no such file."), where, say("Check the name and the folder.")
        ) from None
    except PermissionError:
        raise may_not_be_read(path) from None
    except (OSError, ValueError) as error:
        # ValueError: a name with a zero byte, say, that the system does not even try.
        raise cannot_be_opened(path, error) from None
    if stat.S_ISDIR(mode):
        raise InputError(say("This is a folder, not a file."), where, say("Choose a file inside it."))
    if not stat.S_ISREG(mode):
        raise InputError(
            say("This is no ordinary file but a pipe, a socket or a device."),
            where,
            say("Save what it gives into a file first."),
        )


def may_not_be_read(path: Path) -> InputError:
    """Return the error for a file that belongs to someone else, or that another program holds."""
    return InputError(
        say("The file may not be read by this user."),
        Where(file=path.name),
        say("Close it in other programs, or ask for the right to read it."),
    )


def cannot_be_opened(path: Path, error: OSError | ValueError) -> InputError:
    """Return the error for whatever else keeps a file from being opened."""
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(say("The file can't be opened: {reason}.", reason=reason), Where(file=path.name))


def read_small(path: Path, most: int = _MOST_TEXT) -> bytes:
    """Return the bytes of a file that is small by its nature, such as a recipe.

    Raises
    ------
    InputError
        If it is no regular file, or larger.
    """
    check_regular(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except PermissionError:
        raise may_not_be_read(path) from None
    except OSError as error:
        raise cannot_be_opened(path, error) from None
    if len(data) > most:
        raise InputError(
            say("The file is larger than {mb} MB, which no file of this kind is.", mb=most >> 20),
            Where(file=path.name),
            say("Choose the right file."),
        )
    return data


def check_memory(needed: int, path: Path, sheet: str | None = None) -> None:
    """Refuse what would take more memory than there is.

    Raises
    ------
    InputError
        Naming both sizes.
    """
    free = available_memory()
    if needed > free:
        raise InputError(
            say("Reading this would take about {needed} of memory; {free} are free.",
                needed=size_in_words(needed), free=size_in_words(free)),
            Where(file=path.name, sheet=sheet),
            say("Close other programs, split the file, or keep only the columns that matter."),
        )  # fmt: skip


def repeats(unpacked: int, packed: int) -> bool:
    """Return whether packed data are so many that they can only repeat themselves."""
    return unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(1, packed)


def check_ratio(unpacked: int, packed: int, path: Path) -> None:
    """Refuse packed data that unpack to far more than any table does.

    Raises
    ------
    InputError
        If they do.
    """
    if repeats(unpacked, packed):
        raise InputError(
            say(
                "The file was not opened: it unpacks to more than {n} times its size, as attacks do "
                "and tables do not.",
                n=MOST_RATIO,
            ),
            Where(file=path.name),
            say("Unpack it yourself, and open what it holds."),
        )


def check_lines(data: bytes, path: Path) -> None:
    """Refuse a text with a line that no table has.

    Raises
    ------
    InputError
        If one is longer than 16 MB.
    """
    at = 0
    while len(data) - at > _LONGEST_LINE:
        end = at + _LONGEST_LINE
        found = max(data.rfind(b"\n", at, end), data.rfind(b"\r", at, end))
        if found < 0:
            raise InputError(
                say("A line of the file is longer than {mb} MB, so it is no table.", mb=_LONGEST_LINE >> 20),
                Where(file=path.name),
                say("Look whether line breaks were lost, and export it again."),
            )
        at = found + 1


def check_columns(n: int, path: Path, sheet: str | None = None) -> None:
    """Refuse a table of more columns than a spreadsheet can have.

    Raises
    ------
    InputError
        Naming the number.
    """
    if n > MOST_COLUMNS:
        raise InputError(
            say("The table has {n} columns; segdesk reads up to {most}.", n=n, most=MOST_COLUMNS),
            Where(file=path.name, sheet=sheet),
            say("Keep only the columns that matter."),
        )
